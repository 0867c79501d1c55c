//! Lists of reservations by keyset, and how many there are. Floor 1. Features rows 35 and 43.
//!
//! Live reservations stand first, the soonest end before the others; then the ended ones, the latest
//! end first: those that ended early and would still run, then those whose end is over. Each part walks
//! the index on the end, so that a page costs the same wherever it starts.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::access::granted;
use super::rows::{
    ACTIVE, ENDED, LOOK_AHEAD_DAYS, Part, Reservation, ReservationCounts, ReservationFilter, ReservationMark,
    ReservationRow, ReservationView,
};
use crate::domain::catalog::{catalog_key, size_matches};
use crate::domain::ids::{CustomerId, ReservationId, ReservationOrderId};
use crate::domain::orders::OrderNumber;
use crate::domain::reservations::ProvisioningState;
use crate::domain::text::search_key;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::page::{PageAt, PageRows};
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
///
/// Those of one customer are found by the customer alone, which the caller has looked up in the scope:
/// asking for the partner too would lead the database to walk the partner's reservations.
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
        let mut query = match filter.customer {
            Some(customer) => named.filter(reservations::customer_id.eq(customer)).into_boxed(),
            None => visible!(reservations.seller_id, scope, named),
        };
        query = granted!(scope, query);
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
    /// A page of reservations, at most `limit`.
    pub fn reservations(
        &mut self,
        filter: &ReservationFilter,
        page: PageAt<ReservationMark>,
        limit: usize,
    ) -> Result<PageRows<ReservationRow>, StoreError> {
        if let Some(customer) = filter.customer {
            self.customer(customer)?;
        }
        let wanted = self.wanted(&filter.words)?;
        page.read(limit, |page, take| {
            let rows = self.walk(filter, &wanted, page, take)?;
            Ok(rows.into_iter().map(named).collect())
        })
    }

    /// The rows from the mark on, part by part, the nearest first.
    fn walk(
        &mut self,
        filter: &ReservationFilter,
        wanted: &Wanted,
        page: PageAt<ReservationMark>,
        take: i64,
    ) -> Result<Vec<NamedRow>, StoreError> {
        let now = self.scope.now();
        let start = page.mark().map(|mark| (Part::of(&mark, now), mark));
        let mut parts = Part::of_view(filter.view).to_vec();
        if page.is_backwards() {
            parts.reverse();
        }
        let mut rows = Vec::new();
        for part in parts {
            let has_passed = |(first, _): (Part, ReservationMark)| {
                if page.is_backwards() { part > first } else { part < first }
            };
            let left = take.saturating_sub(i64::try_from(rows.len()).unwrap_or(take));
            if left > 0 && !start.is_some_and(has_passed) {
                let mark = start.filter(|(first, _)| *first == part).map(|(_, mark)| mark);
                rows.extend(match part {
                    Part::Live | Part::Expired => {
                        self.part(filter, wanted, (part, None, page.is_backwards()), mark, left)?
                    }
                    Part::EndedEarly => self.ended_early(filter, wanted, page.is_backwards(), mark, left)?,
                });
            }
        }
        Ok(rows)
    }

    /// Few reservations among very many end early. They are read state by state, each from an index of its
    /// own: one query for all states would walk past every live one.
    fn ended_early(
        &mut self,
        filter: &ReservationFilter,
        wanted: &Wanted,
        is_backwards: bool,
        mark: Option<ReservationMark>,
        take: i64,
    ) -> Result<Vec<NamedRow>, StoreError> {
        let mut rows = Vec::new();
        for state in ENDED {
            rows.extend(self.part(filter, wanted, (Part::EndedEarly, Some(state), is_backwards), mark, take)?);
        }
        rows.sort_by_key(|(it, ..): &NamedRow| (it.expires_at, it.id));
        if !is_backwards {
            rows.reverse();
        }
        rows.truncate(usize::try_from(take).unwrap_or(usize::MAX));
        Ok(rows)
    }

    fn part(
        &mut self,
        filter: &ReservationFilter,
        wanted: &Wanted,
        (part, state, is_backwards): (Part, Option<ProvisioningState>, bool),
        mark: Option<ReservationMark>,
        take: i64,
    ) -> Result<Vec<NamedRow>, StoreError> {
        let scope = self.scope;
        let now = scope.now();
        let (end, id) = (reservations::expires_at, reservations::id);
        Ok(on!(&mut *self.conn, |c| {
            let mut query = listed!(scope, filter, wanted);
            query = match part {
                Part::Live => query.filter(end.gt(now)).filter(reservations::state.ne_all(ENDED)),
                Part::EndedEarly => query.filter(end.gt(now)),
                Part::Expired => query.filter(end.le(now)),
            };
            query = if filter.view == ReservationView::Archived {
                query.filter(reservations::archived_at.is_not_null())
            } else {
                query.filter(reservations::archived_at.is_null())
            };
            if let Some(state) = state {
                query = query.filter(reservations::state.eq(state));
            }
            if matches!(filter.view, ReservationView::Active | ReservationView::Expiring) {
                query = query.filter(reservations::state.eq_any(ACTIVE));
            }
            if filter.view == ReservationView::Expiring {
                query = query.filter(end.le(now.plus_days(LOOK_AHEAD_DAYS)));
            }
            // The soonest end comes first among the live ones, the latest among the others.
            if (part == Part::Live) == is_backwards {
                if let Some(mark) = mark {
                    query = query.filter(end.le(mark.expires_at)).filter(end.lt(mark.expires_at).or(id.lt(mark.id)));
                }
                query.order((end.desc(), id.desc())).limit(take).load(c)
            } else {
                if let Some(mark) = mark {
                    query = query.filter(end.ge(mark.expires_at)).filter(end.gt(mark.expires_at).or(id.gt(mark.id)));
                }
                query.order((end.asc(), id.asc())).limit(take).load(c)
            }
        })?)
    }

    /// How many there are of a customer that was looked up in the scope, or of all within the scope. Reads
    /// an index only, but all of it that the scope holds.
    pub fn reservation_counts(&mut self, customer: Option<CustomerId>) -> Result<ReservationCounts, StoreError> {
        use diesel::dsl::{count, count_star};
        let scope = self.scope;
        let now = scope.now();
        let horizon = now.plus_days(LOOK_AHEAD_DAYS);
        let (all, live, active, expiring): (i64, i64, i64, i64) = on!(&mut *self.conn, |c| {
            let live = || reservations::expires_at.gt(now).and(reservations::state.ne_all(ENDED));
            let active = || reservations::expires_at.gt(now).and(reservations::state.eq_any(ACTIVE));
            let counted = reservations::table.select((
                count_star(),
                count(reservations::id).aggregate_filter(live()),
                count(reservations::id).aggregate_filter(active()),
                count(reservations::id).aggregate_filter(active().and(reservations::expires_at.le(horizon))),
            ));
            let own = if let Some(customer) = customer {
                counted.filter(reservations::customer_id.eq(customer)).into_boxed()
            } else {
                visible!(reservations.seller_id, scope, counted)
            };
            granted!(scope, own).first(c)
        })?;
        // An index of its own holds the few that were put away.
        let archived: i64 = on!(&mut *self.conn, |c| {
            let counted = reservations::table.filter(reservations::archived_at.is_not_null()).select(count_star());
            let own = if let Some(customer) = customer {
                counted.filter(reservations::customer_id.eq(customer)).into_boxed()
            } else {
                visible!(reservations.seller_id, scope, counted)
            };
            granted!(scope, own).first(c)
        })?;
        Ok(ReservationCounts { all: all.saturating_sub(archived), live, active, expiring, archived })
    }

    /// The regions in which reservations of a customer that was looked up in the scope, or of all within
    /// the scope, stand: code and name.
    pub fn reservation_regions(&mut self, customer: Option<CustomerId>) -> Result<Vec<(String, String)>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            // Looks for one reservation in each region instead of reading all for their regions.
            let all = regions::table.select((regions::name, regions::display_name)).order(regions::display_name);
            let there = reservations::table.filter(reservations::region.eq(regions::name));
            let of_partner = there.filter(reservations::partner_id.eq(scope.partner()));
            if let Some(customer) = scope.customer() {
                let own = reservations::table.filter(reservations::customer_id.eq(customer));
                let own = granted!(scope, own.select(reservations::region).distinct().into_boxed());
                let names: Vec<String> = own.load(c)?;
                return Ok(all.filter(regions::name.eq_any(names)).load(c)?);
            }
            match (customer, scope.reseller()) {
                (Some(customer), _) => all.filter(exists(there.filter(reservations::customer_id.eq(customer)))).load(c),
                (None, Some(reseller)) => {
                    all.filter(exists(of_partner.filter(reservations::seller_id.eq(reseller)))).load(c)
                }
                (None, None) => all.filter(exists(of_partner)).load(c),
            }
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
