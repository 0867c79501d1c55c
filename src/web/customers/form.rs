//! The fields of a customer: as typed, as checked, and why not. Floor 4. Quality 48.

use serde::Deserialize;

use crate::domain::customers::Segment;
use crate::domain::ids::{CustomerId, PartnerId};
use crate::domain::text::{CompanyName, CountryCode, Domain, TextError};
use crate::http::failure::Failure;
use crate::http::forms::FormErrors;
use crate::i18n::Texts;
use crate::ops::customers::{Customer, CustomerChange, SaveError};

/// What was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct CustomerForm {
    pub(super) company_name: String,
    pub(super) domain: String,
    pub(super) country: String,
    pub(super) segment: String,
    pub(super) tenant: String,
    pub(super) purchase_order: String,
    pub(super) reseller: String,
    pub(super) version: String,
}

/// The box that says that orders need a purchase order number.
const REQUIRED: &str = "required";

/// What was typed, checked.
pub(super) struct Fields {
    pub(super) change: CustomerChange,
    pub(super) tenant: Option<CustomerId>,
    pub(super) version: i32,
}

impl CustomerForm {
    /// The form of a new customer: most are commercial.
    pub(super) fn empty() -> Self {
        Self { segment: Segment::Commercial.to_string(), ..Self::default() }
    }

    /// The form of a customer as it is.
    pub(super) fn of(customer: &Customer) -> Self {
        let purchase_order = if customer.is_purchase_order_required { REQUIRED } else { "" };
        Self {
            company_name: customer.company_name.clone(),
            domain: customer.domain.clone(),
            country: customer.country.clone(),
            segment: customer.segment.to_string(),
            tenant: String::new(),
            purchase_order: purchase_order.to_owned(),
            reseller: customer.reseller_id.map_or_else(String::new, |id| id.to_string()),
            version: customer.version.to_string(),
        }
    }

    /// Whether the box is ticked.
    pub(super) fn is_purchase_order_required(&self) -> bool {
        self.purchase_order == REQUIRED
    }
}

impl Fields {
    /// Checks what was typed; what is wrong stands in `errors`, in the order of the page.
    pub(super) fn check(t: Texts, typed: &CustomerForm, errors: &mut FormErrors) -> Option<Self> {
        let company_name = errors.check("company_name", CompanyName::parse(&typed.company_name), |e| name(t, e));
        let domain = errors.check("domain", Domain::parse(&typed.domain), |error| domain_words(t, error));
        let country = CountryCode::parse(&typed.country);
        let country = errors.check("country", country, |_| t.customers_country_missing().to_owned());
        let segment =
            errors.check("segment", typed.segment.parse::<Segment>(), |_| t.customers_segment_missing().to_owned());
        let tenant = optional(&typed.tenant);
        let tenant = errors.check("tenant", tenant, |_| t.customers_tenant_wrong().to_owned());
        let reseller = optional::<PartnerId>(&typed.reseller);
        let reseller = errors.check("reseller", reseller, |_| t.customers_reseller_wrong().to_owned());
        Some(Self {
            change: CustomerChange {
                company_name: company_name?,
                domain: domain?,
                country: country?,
                segment: segment?,
                is_purchase_order_required: typed.is_purchase_order_required(),
                reseller: reseller?,
            },
            tenant: tenant?,
            version: typed.version.parse().unwrap_or_default(),
        })
    }
}

/// An id that may be left out.
fn optional<T: std::str::FromStr>(typed: &str) -> Result<Option<T>, T::Err> {
    if typed.trim().is_empty() { Ok(None) } else { typed.parse().map(Some) }
}

fn name(t: Texts, error: TextError) -> String {
    match error {
        TextError::Empty => t.customers_name_missing(),
        TextError::TooLong { .. } => t.customers_name_too_long(),
        TextError::TooShort { .. }
        | TextError::Invisible
        | TextError::Character(_)
        | TextError::Malformed
        | TextError::OutOfRange { .. }
        | TextError::Common
        | TextError::HoldsName => t.customers_name_wrong(),
    }
    .to_owned()
}

fn domain_words(t: Texts, error: TextError) -> String {
    match error {
        TextError::Empty => t.customers_domain_missing(),
        TextError::TooLong { .. }
        | TextError::TooShort { .. }
        | TextError::Invisible
        | TextError::Character(_)
        | TextError::Malformed
        | TextError::OutOfRange { .. }
        | TextError::Common
        | TextError::HoldsName => t.customers_domain_wrong(),
    }
    .to_owned()
}

/// What becomes of a refused save.
pub(super) enum Kept {
    /// The form again, with the error beside a field.
    Field,
    /// The form again, beside what the customer is now.
    Stale(Box<Customer>),
    /// Another page.
    Failed(Failure),
}

/// Says why a customer was not saved.
pub(super) fn refused(t: Texts, error: SaveError, errors: &mut FormErrors) -> Kept {
    match error {
        SaveError::DomainTaken => errors.add("domain", t.customers_domain_taken()),
        SaveError::IdTaken => errors.add("tenant", t.customers_tenant_taken()),
        SaveError::Country => errors.add("country", t.customers_country_not_sold()),
        SaveError::Reseller(_) => errors.add("reseller", t.customers_reseller_wrong()),
        SaveError::Stale(now) => return Kept::Stale(now),
        SaveError::Store(error) => return Kept::Failed(error.into()),
    }
    Kept::Field
}
