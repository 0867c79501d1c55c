//! Invariants that the rules themselves decide, row by row.

use std::collections::HashMap;

use diesel::prelude::*;

use super::Broken;
use crate::domain::ids::{CustomerId, ReservationOrderId, UserId};
use crate::domain::reservations::{benefit_start, ends_at, renewed_from};
use crate::domain::term::Term;
use crate::domain::text::search_key;
use crate::domain::time::Instant;
use crate::store::conn::{Conn, on};
use crate::store::error::StoreError;
use crate::store::schema::{customers, reservation_orders, reservation_renewals, reservations, users};

diesel::alias! {
    const RENEWED: Alias<Renewed> = reservations as renewed_reservations;
}

/// An invariant that is looked at row by row.
pub(super) struct Walk {
    name: &'static str,
    promise: &'static str,
    look: fn(&mut Conn, &mut Tally) -> Result<(), StoreError>,
}

pub(super) const WALKS: &[Walk] = &[
    Walk {
        name: "reservation_orders.expiry",
        promise: "a term starts at the next full hour and ends at midnight of its anniversary (R-RES-1, Q-6)",
        look: expiry,
    },
    Walk { name: "customers.name_key", promise: "the key of a customer's name is made from the name", look: names },
    Walk { name: "users.email_key", promise: "an address is one account, whatever its capitals", look: emails },
];

/// Rows that break an invariant.
#[derive(Default)]
struct Tally {
    rows: i64,
    example: Option<String>,
}

impl Tally {
    fn add(&mut self, is_broken: bool, id: impl std::fmt::Display) {
        if is_broken {
            self.rows += 1;
            self.example.get_or_insert_with(|| id.to_string());
        }
    }
}

impl Walk {
    pub(super) fn run(&self, conn: &mut Conn) -> Result<Option<Broken>, StoreError> {
        let mut tally = Tally::default();
        (self.look)(conn, &mut tally)?;
        let broken = Broken { name: self.name, promise: self.promise, rows: tally.rows, example: tally.example };
        Ok((broken.rows > 0).then_some(broken))
    }
}

/// Runs a query and looks at its rows one by one, without holding them all.
macro_rules! each {
    ($conn:expr, $query:expr, |$row:ident: $type:ty| $look:expr) => {
        match $conn {
            Conn::Sqlite(c) => {
                for row in $query.load_iter::<$type, diesel::connection::DefaultLoadingMode>(c)? {
                    let $row = row?;
                    $look;
                }
            }
            Conn::Pg(c) => {
                for row in $query.load_iter::<$type, diesel::pg::PgRowByRowLoadingMode>(c)? {
                    let $row = row?;
                    $look;
                }
            }
        }
    };
}

fn expiry(conn: &mut Conn, tally: &mut Tally) -> Result<(), StoreError> {
    use reservation_orders as t;
    type Row = (ReservationOrderId, Term, Instant, Instant, Instant);
    // A renewal goes on where the term before it ended (6.8).
    let renewed: HashMap<ReservationOrderId, Instant> = on!(conn, |c| reservation_renewals::table
        .inner_join(reservations::table.on(reservations::id.nullable().eq(reservation_renewals::renewed_id)))
        .inner_join(RENEWED.on(RENEWED.field(reservations::id).eq(reservation_renewals::reservation_id)))
        .select((reservations::reservation_order_id, RENEWED.field(reservations::expires_at)))
        .load(c))?
    .into_iter()
    .collect();
    each!(conn, t::table.select((t::id, t::term, t::created_at, t::starts_at, t::expires_at)), |row: Row| {
        let (id, term, made, starts, ends) = row;
        let from = renewed.get(&id).map_or(made, |end| renewed_from(*end, made));
        tally.add(starts != benefit_start(from) || ends != ends_at(from, term), id);
    });
    Ok(())
}

fn names(conn: &mut Conn, tally: &mut Tally) -> Result<(), StoreError> {
    use customers as t;
    type Row = (CustomerId, String, String);
    each!(conn, t::table.select((t::id, t::company_name, t::name_key)), |row: Row| {
        let (id, name, key) = row;
        tally.add(key != search_key(&name), id);
    });
    Ok(())
}

fn emails(conn: &mut Conn, tally: &mut Tally) -> Result<(), StoreError> {
    use users as t;
    type Row = (UserId, String, String, bool);
    each!(conn, t::table.select((t::id, t::email, t::email_key, t::is_client)), |row: Row| {
        let (id, email, key, is_client) = row;
        // An API client has no address; its id stands in the place of the key.
        let is_right =
            if is_client { email.is_empty() && key == id.to_string() } else { key == email.trim().to_lowercase() };
        tally.add(!is_right, id);
    });
    Ok(())
}
