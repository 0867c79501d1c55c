//! Roles on reservations, one reservation with a name of its own, and one that was split.

use super::seed::{customer_id, user_id};
use super::visits::{Act, Refused, Visit};
use crate::domain::reservations::{Level, ReservationRole};
use crate::ops::reservations::{self, GiveRole};

/// A role that somebody got: by whom, how many minutes ago, on which reservation, to whom.
struct Given {
    by: &'static str,
    minutes: i64,
    domain: &'static str,
    size: &'static str,
    to: &'static str,
    role: ReservationRole,
    level: Level,
    /// Days until it ends.
    days: Option<i64>,
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;
const ADAM: &str = "adam.lindqvist@northwind.example";
const PARK: &str = "park.minseo@hanbit.example";

static GIVEN: [Given; 4] = [
    Given {
        by: PARK,
        minutes: 8 * DAY,
        domain: "hanbada.example",
        size: "Standard_D8s_v3",
        to: "han.sora@hanbada.example",
        role: ReservationRole::Reader,
        level: Level::Order,
        days: None,
    },
    Given {
        by: ADAM,
        minutes: 70 * HOUR,
        domain: "blueharbor.example",
        size: "Standard_D4s_v3",
        to: "rosa.delgado@blueharbor.example",
        role: ReservationRole::Reader,
        level: Level::Reservation,
        days: Some(180),
    },
    Given {
        by: ADAM,
        minutes: 70 * HOUR - 2,
        domain: "cascademedical.example",
        size: "Standard_E8s_v3",
        to: "henry.tran@northwind.example",
        role: ReservationRole::ReservationsContributor,
        level: Level::Reservation,
        days: Some(60),
    },
    Given {
        by: ADAM,
        minutes: 70 * HOUR - 4,
        domain: "lakeside.example",
        size: "Standard_B2s",
        to: "henry.tran@northwind.example",
        role: ReservationRole::Reader,
        level: Level::Order,
        days: None,
    },
];

/// Roles given, and a reservation that becomes two.
pub(super) fn acts() -> Vec<Act> {
    let split = Act::new("jung.seojun@saebyeok.example", 6 * DAY, |who| {
        let it = who.reservation(customer_id("daon-games.example"), "Standard_F8s_v2")?;
        reservations::split(&who.app, &who.may()?, (it.customer_id, it.id), &[8, 4], it.version)?;
        Ok(())
    });
    GIVEN.iter().map(|one| Act::new(one.by, one.minutes, |who| give(who, one))).chain([split]).collect()
}

fn give(who: &Visit, one: &Given) -> Result<(), Refused> {
    let it = who.reservation(customer_id(one.domain), one.size)?;
    let command = GiveRole {
        customer: it.customer_id,
        reservation: it.id,
        user: user_id(one.to),
        role: one.role,
        level: one.level,
        ends_at: one.days.map(|days| who.app.clock.now().plus_days(days)),
    };
    reservations::give_role(&who.app, &who.may()?, &command)?;
    Ok(())
}
