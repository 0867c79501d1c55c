//! What is on sale where, and how something on it is found. Floor 4.

use std::sync::Arc;

use crate::access::may::Permission;
use crate::api::partner_center::call::At;
use crate::api::partner_center::fault::Fault;
use crate::api::partner_center::items::parts;
use crate::domain::customers::Segment;
use crate::domain::money::{Currency, Money};
use crate::domain::term::Term;
use crate::domain::text::CountryCode;
use crate::ops::catalog::{self, Entry, Size, Snapshot, SoftwareProduct};
use crate::ops::markets;

/// What is on sale where: the shelf of a country, or of the customer in the path.
pub(super) struct Shelf {
    /// Where links lead: below the customer or not, and with which country.
    pub(super) base: String,
    pub(super) tail: String,
    pub(super) country: String,
    pub(super) segment: Segment,
    pub(super) is_open: bool,
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) software: Vec<SoftwareProduct>,
}

/// Something on sale: a size in a region for a term, or software for a term.
#[derive(Clone, Copy)]
pub(super) enum Thing<'a> {
    Machine(&'a Size, &'a Entry),
    Software(&'a SoftwareProduct, &'a str, Term, Money),
}

pub(super) fn shelf<P: Permission>(at: &At<'_, P>) -> Result<Shelf, Fault> {
    let (base, tail, country, segment) = if let Some(customer) = &at.customer {
        let base = format!("/customers/{}/products", customer.id);
        (base, String::new(), customer.country.clone(), customer.segment)
    } else {
        let country = CountryCode::parse(&at.needed("country")?)
            .map_err(|why| Fault::invalid(format!("country: {why}.")))?
            .as_str()
            .to_owned();
        ("/products".to_owned(), format!("?country={country}"), country, Segment::Commercial)
    };
    let is_open = markets::verdict(at.app, &at.may, &country)?.is_allowed();
    let currency = markets::currency_of(at.app, &at.may, &country)?.unwrap_or(Currency::USD);
    let snapshot = catalog::snapshot(at.app, &at.may, currency, segment)?;
    let software = match segment {
        Segment::Commercial => catalog::software(at.app, &at.may, currency, segment)?,
        Segment::Education | Segment::Government | Segment::NonProfit => Vec::new(),
    };
    Ok(Shelf { base, tail, country, segment, is_open, snapshot, software })
}

/// Software that is on sale: with a term and a price.
pub(super) fn of_software(product: &SoftwareProduct) -> Option<Thing<'_>> {
    let (sku, term) = product.sku.as_ref()?;
    Some(Thing::Software(product, sku, *term, product.price.as_ref()?.0))
}

pub(super) fn no_product() -> Fault {
    Fault::not_found("There is no such product in this country.")
}

impl<'a> Thing<'a> {
    /// The whole id of the SKU.
    pub(super) fn sku(self) -> &'a str {
        match self {
            Self::Machine(_, entry) => &entry.sku,
            Self::Software(_, sku, ..) => sku,
        }
    }

    /// The term and the price of one for all of it.
    pub(super) fn terms(self) -> (Term, Money) {
        match self {
            Self::Machine(_, entry) => (entry.term, entry.unit),
            Self::Software(_, _, term, unit) => (term, unit),
        }
    }
}

impl Shelf {
    /// What there is of a product, on sale in this market or not.
    pub(super) fn known(&self, product: &str) -> Vec<Thing<'_>> {
        let machines = self.snapshot.products().find(|(id, ..)| id.eq_ignore_ascii_case(product));
        if let Some((_, size, entries)) = machines {
            return entries.into_iter().map(|entry| Thing::Machine(size, entry)).collect();
        }
        let software = self.software.iter().filter(|it| it.id.eq_ignore_ascii_case(product));
        software.filter_map(of_software).collect()
    }

    /// Whether a SKU is of a region, where one is named.
    pub(super) fn is_in(&self, thing: Thing<'_>, region: Option<&str>) -> bool {
        match (thing, region) {
            (Thing::Machine(_, entry), Some(region)) => self.snapshot.region(entry).0.eq_ignore_ascii_case(region),
            (Thing::Machine(..) | Thing::Software(..), _) => true,
        }
    }

    pub(super) fn find(&self, product: &str) -> Result<Vec<Thing<'_>>, Fault> {
        let found = self.known(product);
        let is_sold = match found.first() {
            Some(Thing::Machine(..)) => self.is_open,
            Some(Thing::Software(..)) => true,
            None => false,
        };
        if is_sold { Ok(found) } else { Err(no_product()) }
    }

    pub(super) fn thing(&self, product: &str, sku: &str) -> Result<Thing<'_>, Fault> {
        let found = self.find(product)?.into_iter().find(|thing| parts(thing.sku()).1.eq_ignore_ascii_case(sku));
        found.ok_or_else(|| Fault::not_found("There is no such SKU of this product."))
    }
}
