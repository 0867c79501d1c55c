//! Customers: find, make, change, and what they may buy. Floor 2. Rules P-1 to P-3, features rows 1 to 6.

mod edit;
mod portal;
mod preflight;
mod recent;

use std::collections::HashMap;
use std::sync::Arc;

use super::app::App;
use super::kept;
use super::markets::Market;
use crate::access::{Circumstances, Granted, Principal, Scope, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::customers::Segment;
use crate::domain::ids::{CustomerId, PartnerId, ReservationId};
use crate::domain::orders::{NotAnOrderNumber, OrderNumber};
use crate::domain::partners::PartnerKind;
use crate::domain::reservations::is_enough;
use crate::domain::roles::Perm;
use crate::domain::text::search_key;
use crate::store::{PAGE_ROWS, PageRows, Reader, StoreError};

pub use crate::store::customers::{
    Customer, CustomerDetails, CustomerFilter, CustomerOrder, CustomerPage, CustomerRows, Hit, Holding,
};
pub use edit::{CustomerChange, SaveError, create, resellers, update};
pub use portal::{Portal, portal};
pub use preflight::{Check, Outcome, Preflight, preflight};
pub use recent::Recent;

/// What an address names.
#[derive(Debug, Clone, Copy)]
pub struct AtHand {
    /// The customer.
    pub customer: CustomerId,
    /// A reservation of the customer.
    pub reservation: Option<ReservationId>,
}

/// The customer in an address, if the person's scope holds it, and whether the person has explicit
/// access that is enough for `asked` (looked up only when the matrix depends on it).
pub fn at_hand(
    app: &App,
    who: &Principal,
    circumstances: &Circumstances,
    about: AtHand,
    asked: Option<Perm>,
) -> Result<(Customer, bool), StoreError> {
    let scope = Scope::of(who, circumstances.clone());
    let (found, has_access) = app.db.read(&scope, |r| {
        let found = r.customer(about.customer)?;
        let Some(perm) = asked else { return Ok::<_, StoreError>((found, false)) };
        // A customer's person to whom nothing was granted finds nothing, instead of being refused (P-11).
        if perm == Perm::ViewReservations {
            return Ok((found, true));
        }
        let access = r.explicit_access(who.user(), about.customer, about.reservation)?;
        Ok((found, is_enough(perm, &access)))
    })?;
    app.recent.note(who.user(), found.id, &found.company_name);
    Ok((found, has_access))
}

/// What a text in the search box means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// One thing, by its id or number.
    One(Hit),
    /// An order number with a mistyped digit.
    MistypedNumber,
    /// Words to search with.
    Words,
}

/// What a text in the search box means: a GUID and an order number lead straight to their thing.
pub fn meaning(app: &App, may: &Granted<may::ListCustomers>, typed: &str) -> Result<Meaning, StoreError> {
    let key = search_key(typed);
    let hit = if let Ok(id) = key.parse::<CustomerId>() {
        app.db.read(may.scope(), |r| r.hit_of_id(id))?
    } else {
        match key.parse::<OrderNumber>() {
            Ok(number) => app.db.read(may.scope(), |r| r.hit_of_number(number))?,
            Err(NotAnOrderNumber::Mistyped) => return Ok(Meaning::MistypedNumber),
            Err(NotAnOrderNumber::NotTenDigits) => None,
        }
    };
    Ok(hit.map_or(Meaning::Words, Meaning::One))
}

/// A page of the customer list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The customers.
    pub page: PageRows<Customer>,
    /// Whether so many match that they come in the order of the match.
    pub is_by_match: bool,
    /// What they have running.
    pub holdings: HashMap<CustomerId, Holding>,
    /// The markets to choose from.
    pub markets: Markets,
    /// Names of the partners of record, for an indirect provider.
    pub resellers: HashMap<PartnerId, String>,
}

/// A page of the customers of the scope.
pub fn list(
    app: &App,
    may: &Granted<may::ListCustomers>,
    filter: &CustomerFilter,
    page: CustomerPage,
) -> Result<Listed, StoreError> {
    app.db.read(may.scope(), |r| {
        let CustomerRows { page, is_by_match } = r.customers(filter, page, PAGE_ROWS)?;
        let holdings = r.holdings(&page.rows)?;
        let partners = match may.who().partner_kind() {
            PartnerKind::IndirectProvider => r.partners()?,
            PartnerKind::DirectBill | PartnerKind::IndirectReseller | PartnerKind::Operator => Vec::new(),
        };
        let resellers = partners.into_iter().map(|partner| (partner.id, partner.name)).collect();
        Ok(Listed { page, is_by_match, holdings, resellers, markets: markets(app, r)? })
    })
}

/// So many customers of the scope, without what stands beside them on a page.
pub fn some(
    app: &App,
    may: &Granted<may::ListCustomers>,
    filter: &CustomerFilter,
    page: CustomerPage,
    limit: usize,
) -> Result<PageRows<Customer>, StoreError> {
    app.db.read(may.scope(), |r| Ok(r.customers(filter, page, limit)?.page))
}

/// Markets that are shared by requests.
pub type Markets = Arc<[Market]>;

/// The markets in which the scope has customers.
pub(in crate::ops) fn markets(app: &App, r: &mut Reader<'_>) -> Result<Markets, StoreError> {
    kept::of(&app.kept.markets, r, |r| Ok(r.customer_markets()?.into()))
}

/// Rows that a file takes from the database at a time.
const FILE_STEP: usize = 2_000;

/// Hands every customer that the filter means to `take`, in the order of the list, and remembers that
/// the list left the system (P-2).
pub fn export(
    app: &App,
    may: &Granted<may::ExportCustomers>,
    filter: &CustomerFilter,
    mut take: impl FnMut(&Customer),
) -> Result<(), StoreError> {
    let mut count = 0_usize;
    let mut page = CustomerPage::First;
    loop {
        let found = app.db.read::<_, StoreError>(may.scope(), |r| r.customers(filter, page, FILE_STEP))?.page;
        found.rows.iter().for_each(&mut take);
        count += found.rows.len();
        match found.around(|customer| customer.id) {
            [_, Some(next)] => page = next,
            [_, None] => break,
        }
    }
    let state = serde_json::json!({
        "rows": count,
        "words": filter.words,
        "country": filter.country,
        "segment": filter.segment.map(Segment::code),
    });
    let event = Event::new(EventKind::Exported, "customers", "list").after(state);
    app.db.write(may.scope(), |w| w.record(&event, ()))
}
