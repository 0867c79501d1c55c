//! Lists of reservations by keyset, and how many there are. Floor 1. Features rows 35 and 43.
//!
//! Live reservations stand first, the soonest end before the others; then the ended ones, the latest
//! end first. Each part walks the index on the end, so that a page costs the same wherever it starts.

use diesel::prelude::*;

use super::rows::{
    ACTIVE, ENDED, LOOK_AHEAD_DAYS, Reservation, ReservationCounts, ReservationFilter, ReservationMark, ReservationRow,
    ReservationView,
};
use crate::domain::catalog::{catalog_key, size_matches};
use crate::domain::ids::{CustomerId, ReservationId, ReservationOrderId};
use crate::domain::orders::OrderNumber;
use crate::domain::text::search_key;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{customers, orders, regions, reservation_orders, reservations, sizes};
use crate::store::scope::visible;
use crate::store::tenant::Reader;

/// What the typed words ask for.
enum Wanted {
    Everything,
    Id(ReservationId, ReservationOrderId),
    Order(OrderNumber),
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
            if matches!(filter.view, ReservationView::Active | ReservationView::Expiring) {
                query = query.filter(reservations::state.eq_any(ACTIVE));
            }
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
            let active = || reservations::expires_at.gt(now).and(reservations::state.eq_any(ACTIVE));
            let counted = reservations::table
                .inner_join(customers::table.on(customers::id.eq(reservations::customer_id)))
                .select((
                    count_star(),
                    count(reservations::id).aggregate_filter(live()),
                    count(reservations::id).aggregate_filter(active()),
                    count(reservations::id).aggregate_filter(active().and(reservations::expires_at.le(horizon))),
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
            return Ok(Wanted::Order(number));
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
}
