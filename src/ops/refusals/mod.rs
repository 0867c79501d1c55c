//! Refused acts become events, however many there are. Floor 2. Quality 10, 24, 51.
//!
//! A refusal has no transaction of its own, and whoever is refused must not be able to fill the
//! database. So the first refusal of a person (or address), kind and route in a minute is written at
//! once, further ones are counted and written as one event when the minute is over. A thread writes
//! them: the answer does not wait. What of a person stands in the chain of the partner, the rest in the
//! chain of the installation.

mod tally;
mod writer;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde_json::json;

use super::app::App;
use crate::access::{Circumstances, Principal};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{CustomerId, PartnerId, UserId};
use crate::domain::roles::Perm;
use tally::Tally;
use writer::Writer;

/// Something that was refused.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// Why.
    pub kind: EventKind,
    /// To whom.
    pub by: By,
    /// When and where from.
    pub circumstances: Circumstances,
    /// GET or POST.
    pub method: String,
    /// The pattern of the address.
    pub route: String,
    /// The right that was missing.
    pub needs: Option<Perm>,
    /// The customer in the address, which need not be one of the person's.
    pub customer: Option<CustomerId>,
    /// The account that somebody wanted to sign in to, as typed.
    pub account: Option<String>,
}

/// Who was refused.
#[derive(Debug, Clone)]
pub enum By {
    /// A signed-in person.
    Person(Arc<Principal>),
    /// Somebody who named an account of this partner.
    Account {
        /// The account's person.
        user: UserId,
        /// The partner who bills.
        partner: PartnerId,
    },
    /// Nobody known.
    Nobody,
}

impl Refusal {
    fn event(&self, times: u64) -> Event {
        let asked = json!({
            "method": self.method,
            "needs": self.needs.map(Perm::code),
            "email": self.account,
            "times": times,
        });
        let if_kind = |kind| self.customer.filter(|_| self.kind == kind);
        let event = if_kind(EventKind::ForeignThingAsked)
            .map_or_else(|| Event::new(self.kind, "routes", &self.route), |id| Event::new(self.kind, "customers", id));
        // Whether a person may do a thing for a customer is asked only for customers they see.
        Event { customer: if_kind(EventKind::AccessRefused), ..event.after(asked).failed() }
    }
}

/// What this process has refused in the running minute, and the thread that writes it.
#[derive(Debug, Default)]
pub(super) struct Refusals {
    tally: Counted,
    writer: OnceLock<Writer>,
}

/// The tally, as requests and the thread share it.
#[derive(Debug, Default, Clone)]
struct Counted(Arc<Mutex<Tally>>);

impl Counted {
    fn with<T>(&self, look: impl FnOnce(&mut Tally) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Refusals {
    fn writer(&self, app: &App) -> &Writer {
        self.writer.get_or_init(|| Writer::start(app.db.clone(), self.tally.clone()))
    }
}

/// Remembers a refusal; does not wait for the database.
pub fn note(app: &App, refusal: Refusal) {
    let due = app.refusals.tally.with(|tally| tally.note(refusal));
    send(app, due);
}

/// Remembers that a signed-in person asked for a customer who is not theirs to see, if there is such a
/// customer; whether there is, is looked up when the answer has been given.
pub fn note_unknown_customer(app: &App, refusal: Refusal) {
    app.refusals.writer(app).look(refusal);
}

/// Writes what was counted in minutes that are over.
pub fn settle(app: &App) {
    let now = app.clock.now();
    let due = app.refusals.tally.with(|tally| tally.settle(now));
    send(app, due);
}

/// Writes everything that was counted, and waits until it is written.
pub fn flush(app: &App) {
    let Some(writer) = app.refusals.writer.get() else { return };
    // First whatever waits to be looked at, then what that has counted.
    writer.finish();
    let due = app.refusals.tally.with(Tally::close);
    send(app, due);
    writer.finish();
}

fn send(app: &App, due: Vec<(Refusal, u64)>) {
    for (refusal, times) in due {
        app.refusals.writer(app).send(refusal, times);
    }
}
