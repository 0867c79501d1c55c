//! Making and changing a customer. Floor 2. Rule P-3; R-BUY-3 for the partner of record.

use serde_json::json;

use super::{Customer, CustomerDetails};
use crate::access::may::Permission;
use crate::access::{Granted, Principal, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::customers::Segment;
use crate::domain::ids::{CustomerId, PartnerId};
use crate::domain::orders::{Buyer, ResellerRefusal, partner_of_record};
use crate::domain::partners::PartnerKind;
use crate::domain::text::{CompanyName, CountryCode, Domain};
use crate::ops::App;
use crate::ops::carts::facts::chosen;
use crate::store::partners::Partner;
use crate::store::{Reader, StoreError};

/// What a person asks a customer to be.
#[derive(Debug, Clone)]
pub struct CustomerChange {
    /// Company name.
    pub company_name: CompanyName,
    /// Primary domain name.
    pub domain: Domain,
    /// Country.
    pub country: CountryCode,
    /// Segment.
    pub segment: Segment,
    /// Whether every order needs a purchase order number.
    pub is_purchase_order_required: bool,
    /// The indirect reseller chosen, if any; a reseller's own people need not choose.
    pub reseller: Option<PartnerId>,
}

/// Why a customer is not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Another customer of the partner has the domain.
    #[error("the domain is taken")]
    DomainTaken,
    /// The Microsoft ID stands for a customer already.
    #[error("the Microsoft ID is taken")]
    IdTaken,
    /// The programme does not sell in the country.
    #[error("not a market")]
    Country,
    /// The partner of record does not fit.
    #[error(transparent)]
    Reseller(#[from] ResellerRefusal),
    /// Somebody else changed the customer meanwhile; holds what it is now.
    #[error("changed meanwhile")]
    Stale(Box<Customer>),
    /// The database refuses.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for SaveError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Duplicate(what) if what.contains("domain") => Self::DomainTaken,
            StoreError::Duplicate(_) => Self::IdTaken,
            other @ (StoreError::NotFound
            | StoreError::Busy(_)
            | StoreError::Stale
            | StoreError::Open(_)
            | StoreError::Db(_)) => Self::Store(other),
        }
    }
}

/// The indirect resellers a customer can be given to: a provider's own; none for the others.
pub fn resellers<P: Permission>(app: &App, may: &Granted<P>) -> Result<Vec<Partner>, StoreError> {
    match may.who().partner_kind() {
        PartnerKind::IndirectProvider => app.db.read(may.scope(), |r| {
            let partners = r.partners()?;
            Ok(partners.into_iter().filter(|partner| partner.kind == PartnerKind::IndirectReseller).collect())
        }),
        PartnerKind::DirectBill | PartnerKind::IndirectReseller | PartnerKind::Operator => Ok(Vec::new()),
    }
}

/// Makes a customer, under its tenant's GUID where that is known.
pub fn create(
    app: &App,
    may: &Granted<may::CreateCustomers>,
    tenant: Option<CustomerId>,
    change: &CustomerChange,
) -> Result<CustomerId, SaveError> {
    let id = tenant.unwrap_or_else(|| CustomerId::from_uuid(app.ids.new_id()));
    app.db.write(may.scope(), |w| {
        let details = details(w, may.who(), change, None)?;
        w.insert_customer(id, &details)?;
        let event = Event::new(EventKind::CustomerCreated, "customers", id).of_customer(id).after(state(&details));
        Ok(w.record(&event, id)?)
    })
}

/// Changes a customer that is still at `version`.
pub fn update(
    app: &App,
    may: &Granted<may::EditCustomers>,
    customer: CustomerId,
    version: i32,
    change: &CustomerChange,
) -> Result<(), SaveError> {
    app.db.write(may.scope(), |w| {
        let before = w.customer(customer)?;
        if before.version != version {
            return Err(SaveError::Stale(Box::new(before)));
        }
        let details = details(w, may.who(), change, Some(&before))?;
        let was = state(&CustomerDetails {
            reseller_id: before.reseller_id,
            company_name: before.company_name,
            domain: before.domain,
            country: before.country,
            segment: before.segment,
            is_purchase_order_required: before.is_purchase_order_required,
        });
        let now = state(&details);
        if was == now {
            return Ok(w.unchanged(()));
        }
        w.update_customer(customer, version, &details)?;
        let event = Event::new(EventKind::CustomerUpdated, "customers", customer).of_customer(customer);
        Ok(w.record(&event.before(was).after(now), ())?)
    })
}

fn details(
    r: &mut Reader<'_>,
    who: &Principal,
    change: &CustomerChange,
    before: Option<&Customer>,
) -> Result<CustomerDetails, SaveError> {
    // A country that the customer has already may stay, even when the programme has left it.
    let is_kept = before.is_some_and(|before| before.country == change.country.as_str());
    if !is_kept && !r.market(change.country.as_str())?.is_some_and(|market| market.is_sold) {
        return Err(SaveError::Country);
    }
    Ok(CustomerDetails {
        reseller_id: reseller(r, who, change.reseller)?,
        company_name: change.company_name.as_str().to_owned(),
        domain: change.domain.as_str().to_owned(),
        country: change.country.as_str().to_owned(),
        segment: change.segment,
        is_purchase_order_required: change.is_purchase_order_required,
    })
}

fn reseller(r: &mut Reader<'_>, who: &Principal, choice: Option<PartnerId>) -> Result<Option<PartnerId>, SaveError> {
    let buyer = Buyer { id: who.partner(), kind: who.partner_kind() };
    // A provider may choose later, at the latest in the cart (R-BUY-3).
    if choice.is_none() && buyer.kind == PartnerKind::IndirectProvider {
        return Ok(None);
    }
    let partners = r.partners()?;
    Ok(partner_of_record(buyer, chosen(&partners, choice))?)
}

fn state(details: &CustomerDetails) -> serde_json::Value {
    json!({
        "company_name": details.company_name,
        "domain": details.domain,
        "country": details.country,
        "segment": details.segment.code(),
        "is_purchase_order_required": details.is_purchase_order_required,
        "reseller_id": details.reseller_id.map(|id| id.to_string()),
    })
}
