//! Lists of reservations by keyset, and how many there are. Floor 1. Features rows 35 and 43.
//!
//! Live reservations stand first, the soonest end before the others; then the ended ones, the latest
//! end first. Each part walks the index on the end, so that a page costs the same wherever it starts.

use diesel::prelude::*;

use crate::domain::carts::{AppliedScope, Optimise};
use crate::domain::catalog::{catalog_key, size_matches};
use crate::domain::ids::{CustomerId, PartnerId, ReservationId, ReservationOrderId, SubscriptionId};
use crate::domain::orders::OrderNumber;
use crate::domain::reservations::{DisplayState, ProvisioningState, StatusCode, display};
use crate::domain::term::Term;
use crate::domain::text::search_key;
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{customers, orders, regions, reservation_orders, reservations, sizes};
use crate::store::scope::visible;
use crate::store::tenant::Reader;

/// Days before the end from which a reservation is listed as one to decide about **[ours]**.
pub const LOOK_AHEAD_DAYS: i64 = 90;

/// The states that come after the end, whatever the clock says.
const ENDED: [ProvisioningState; 6] = [
    ProvisioningState::Cancelled,
    ProvisioningState::Expired,
    ProvisioningState::BillingFailed,
    ProvisioningState::Failed,
    ProvisioningState::Split,
    ProvisioningState::Merged,
];

/// A reservation.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = reservations)]
pub struct Reservation {
    /// Reservation ID.
    pub id: ReservationId,
    /// Who bills.
    pub partner_id: PartnerId,
    /// Whose it is.
    pub customer_id: CustomerId,
    /// The purchase it came from.
    pub reservation_order_id: ReservationOrderId,
    /// Its name.
    pub name: String,
    /// The size, `Standard_D4s_v3`.
    pub size: String,
    /// The region, `koreacentral`.
    pub region: String,
    /// How many instances.
    pub quantity: i32,
    /// For how long.
    pub term: Term,
    /// Which usage it reaches.
    pub scope: AppliedScope,
    /// The subscription it is tied to.
    pub subscription_id: SubscriptionId,
    /// What it is optimised for.
    pub optimise: Optimise,
    /// Where it stands.
    pub state: ProvisioningState,
    /// Why it stands there.
    pub status_code: StatusCode,
    /// When the benefit starts.
    pub starts_at: Instant,
    /// When it ends: midnight UTC (R-RES-1).
    pub expires_at: Instant,
    /// When it was made.
    pub created_at: Instant,
}

impl Reservation {
    /// What a list shows now.
    pub fn display(&self, now: Instant) -> DisplayState {
        display(self.state, self.expires_at, now)
    }

    /// Whether its end is over, or it ended before.
    pub fn has_ended(&self, now: Instant) -> bool {
        ENDED.contains(&self.state) || self.expires_at <= now
    }

    /// Whole days until the end, 0 on the last one and afterwards.
    pub fn days_left(&self, now: Instant) -> i64 {
        (self.expires_at.seconds_since(now) / 86_400).max(0)
    }
}

/// A reservation with the names of what it belongs to.
#[derive(Debug, Clone)]
pub struct ReservationRow {
    /// The reservation.
    pub reservation: Reservation,
    /// The customer's company name.
    pub customer_name: String,
    /// The size as people write it, `D4s v3`.
    pub size_name: String,
    /// The region's name, `Korea Central`.
    pub region_name: String,
}

/// Which part of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReservationView {
    /// Live ones, then ended ones.
    #[default]
    All,
    /// Live ones that end within [`LOOK_AHEAD_DAYS`].
    Expiring,
    /// Live ones.
    Active,
    /// Expired, cancelled or failed ones.
    Ended,
}

/// Which reservations a list shows.
#[derive(Debug, Clone, Default)]
pub struct ReservationFilter {
    /// Only of this customer.
    pub customer: Option<CustomerId>,
    /// Which part.
    pub view: ReservationView,
    /// Only in this region.
    pub region: Option<String>,
    /// Only of this term.
    pub term: Option<Term>,
    /// Part of a name, a size, or a whole reservation ID, reservation order ID or order number.
    pub words: String,
}

/// Where a page starts: the last row before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReservationMark {
    /// Whether that row stands among the ended ones.
    pub is_ended: bool,
    /// Its end.
    pub expires_at: Instant,
    /// Its id.
    pub id: ReservationId,
}

impl ReservationMark {
    /// The mark after this row.
    pub fn after(row: &Reservation, now: Instant) -> Self {
        Self { is_ended: row.has_ended(now), expires_at: row.expires_at, id: row.id }
    }
}

/// How many there are, whatever the filters say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct ReservationCounts {
    /// All.
    pub all: i64,
    /// Live ones.
    pub active: i64,
    /// Live ones that end within [`LOOK_AHEAD_DAYS`].
    pub expiring: i64,
}

impl ReservationCounts {
    /// The ones that are over.
    pub const fn ended(self) -> i64 {
        self.all.saturating_sub(self.active)
    }
}

/// What the typed words ask for.
enum Wanted {
    Everything,
    Id(ReservationId, ReservationOrderId),
    Order(String),
    Words { pattern: String, sizes: Vec<String> },
}

/// The reservations a filter means, within the scope. Works inside `on!`.
macro_rules! listed {
    ($scope:expr, $filter:expr, $wanted:expr) => {{
        let (scope, filter): (&$crate::store::scope::Scope, &ReservationFilter) = ($scope, $filter);
        let named = reservations::table
            .inner_join(customers::table.on(customers::id.eq(reservations::customer_id)))
            .left_join(sizes::table.on(sizes::name.eq(reservations::size)))
            .left_join(regions::table.on(regions::name.eq(reservations::region)))
            .select((
                Reservation::as_select(),
                customers::company_name,
                sizes::display_name.nullable(),
                regions::display_name.nullable(),
            ));
        let mut query = visible!(customers, scope, named).filter(reservations::partner_id.eq(scope.partner()));
        if let Some(customer) = filter.customer {
            query = query.filter(reservations::customer_id.eq(customer));
        }
        if let Some(region) = &filter.region {
            query = query.filter(reservations::region.eq(region));
        }
        if let Some(term) = filter.term {
            query = query.filter(reservations::term.eq(term));
        }
        match $wanted {
            Wanted::Everything => query,
            Wanted::Id(id, order) => {
                query.filter(reservations::id.eq(id).or(reservations::reservation_order_id.eq(order)))
            }
            Wanted::Order(number) => {
                let made = reservation_orders::table
                    .inner_join(orders::table.on(orders::id.eq(reservation_orders::order_id)))
                    .filter(orders::number.eq(number))
                    .select(reservation_orders::id);
                query.filter(reservations::reservation_order_id.eq_any(made))
            }
            Wanted::Words { pattern, sizes } => query.filter(
                reservations::name_key
                    .like(pattern)
                    .escape('\\')
                    .or(customers::name_key.like(pattern).escape('\\'))
                    .or(reservations::size.eq_any(sizes)),
            ),
        }
    }};
}

type NamedRow = (Reservation, String, Option<String>, Option<String>);

fn named((reservation, customer_name, size_name, region_name): NamedRow) -> ReservationRow {
    let size_name = size_name.unwrap_or_else(|| reservation.size.clone());
    let region_name = region_name.unwrap_or_else(|| reservation.region.clone());
    ReservationRow { reservation, customer_name, size_name, region_name }
}

/// A pattern that finds the text anywhere, and means its signs as they are.
fn anywhere(key: &str) -> String {
    let plain = key.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{plain}%")
}

impl Reader<'_> {
    /// A page of reservations after `mark`, at most `limit`.
    pub fn reservations(
        &mut self,
        filter: &ReservationFilter,
        mark: Option<ReservationMark>,
        limit: i64,
    ) -> Result<Vec<ReservationRow>, StoreError> {
        let wanted = self.wanted(&filter.words)?;
        let is_past_live = mark.is_some_and(|mark| mark.is_ended);
        let mut rows = match filter.view {
            ReservationView::All | ReservationView::Expiring | ReservationView::Active if !is_past_live => {
                self.live_reservations(filter, &wanted, mark, limit)?
            }
            ReservationView::All | ReservationView::Expiring | ReservationView::Active | ReservationView::Ended => {
                Vec::new()
            }
        };
        let rest = limit.saturating_sub(i64::try_from(rows.len()).unwrap_or(limit));
        match filter.view {
            ReservationView::All | ReservationView::Ended if rest > 0 => {
                let mark = mark.filter(|mark| mark.is_ended);
                rows.extend(self.ended_reservations(filter, &wanted, mark, rest)?);
            }
            ReservationView::All | ReservationView::Expiring | ReservationView::Active | ReservationView::Ended => {}
        }
        Ok(rows.into_iter().map(named).collect())
    }

    fn live_reservations(
        &mut self,
        filter: &ReservationFilter,
        wanted: &Wanted,
        mark: Option<ReservationMark>,
        limit: i64,
    ) -> Result<Vec<NamedRow>, StoreError> {
        let scope = self.scope;
        let now = scope.now();
        Ok(on!(&mut *self.conn, |c| {
            let mut query = listed!(scope, filter, wanted)
                .filter(reservations::expires_at.gt(now))
                .filter(reservations::state.ne_all(ENDED))
                .order((reservations::expires_at.asc(), reservations::id.asc()));
            if filter.view == ReservationView::Expiring {
                query = query.filter(reservations::expires_at.le(now.plus_days(LOOK_AHEAD_DAYS)));
            }
            if let Some(mark) = mark {
                query = query
                    .filter(reservations::expires_at.ge(mark.expires_at))
                    .filter(reservations::expires_at.gt(mark.expires_at).or(reservations::id.gt(mark.id)));
            }
            query.limit(limit).load(c)
        })?)
    }

    fn ended_reservations(
        &mut self,
        filter: &ReservationFilter,
        wanted: &Wanted,
        mark: Option<ReservationMark>,
        limit: i64,
    ) -> Result<Vec<NamedRow>, StoreError> {
        let scope = self.scope;
        let now = scope.now();
        Ok(on!(&mut *self.conn, |c| {
            let mut query = listed!(scope, filter, wanted)
                .filter(reservations::expires_at.le(now).or(reservations::state.eq_any(ENDED)))
                .order((reservations::expires_at.desc(), reservations::id.desc()));
            if let Some(mark) = mark {
                query = query
                    .filter(reservations::expires_at.le(mark.expires_at))
                    .filter(reservations::expires_at.lt(mark.expires_at).or(reservations::id.lt(mark.id)));
            }
            query.limit(limit).load(c)
        })?)
    }

    /// How many there are of a customer, or of all within the scope.
    pub fn reservation_counts(&mut self, customer: Option<CustomerId>) -> Result<ReservationCounts, StoreError> {
        use diesel::dsl::{count, count_star};
        let scope = self.scope;
        let now = scope.now();
        let horizon = now.plus_days(LOOK_AHEAD_DAYS);
        Ok(on!(&mut *self.conn, |c| {
            let live = || reservations::expires_at.gt(now).and(reservations::state.ne_all(ENDED));
            let counted = reservations::table
                .inner_join(customers::table.on(customers::id.eq(reservations::customer_id)))
                .select((
                    count_star(),
                    count(reservations::id).aggregate_filter(live()),
                    count(reservations::id).aggregate_filter(live().and(reservations::expires_at.le(horizon))),
                ));
            let mut query = visible!(customers, scope, counted).filter(reservations::partner_id.eq(scope.partner()));
            if let Some(customer) = customer {
                query = query.filter(reservations::customer_id.eq(customer));
            }
            query.first(c)
        })?)
    }

    /// The regions in which reservations of a customer, or of all within the scope, stand: code and name.
    pub fn reservation_regions(&mut self, customer: Option<CustomerId>) -> Result<Vec<(String, String)>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let places = reservations::table
                .inner_join(customers::table.on(customers::id.eq(reservations::customer_id)))
                .inner_join(regions::table.on(regions::name.eq(reservations::region)))
                .select((regions::name, regions::display_name))
                .distinct()
                .order(regions::display_name.asc());
            let mut query = visible!(customers, scope, places).filter(reservations::partner_id.eq(scope.partner()));
            if let Some(customer) = customer {
                query = query.filter(reservations::customer_id.eq(customer));
            }
            query.load(c)
        })?)
    }

    fn wanted(&mut self, words: &str) -> Result<Wanted, StoreError> {
        let key = search_key(words);
        if key.is_empty() {
            return Ok(Wanted::Everything);
        }
        if let (Ok(id), Ok(order)) = (key.parse(), key.parse()) {
            return Ok(Wanted::Id(id, order));
        }
        if let Ok(number) = key.parse::<OrderNumber>() {
            return Ok(Wanted::Order(number.to_string()));
        }
        let size = catalog_key(&key);
        let names: Vec<String> = on!(&mut *self.conn, |c| sizes::table.select(sizes::name).load(c))?;
        let is_meant = |name: &String| !size.is_empty() && size_matches(&size, &catalog_key(name));
        Ok(Wanted::Words { pattern: anywhere(&key), sizes: names.into_iter().filter(is_meant).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_a_pattern_mean_themselves() {
        assert_eq!(anywhere("50%_a\\b"), "%50\\%\\_a\\\\b%");
    }

    #[test]
    fn the_states_after_the_end_are_those_that_may_be_archived() {
        for state in ProvisioningState::ALL {
            assert_eq!(ENDED.contains(state), state.may_be_archived(), "{state}");
        }
    }
}
