//! People of the demonstration at work on days that have passed: each signs in, acts and signs out.

use std::error::Error;
use std::sync::Arc;

use crate::access::may::Permission;
use crate::access::{Circumstances, Denied, Granted, Principal, may};
use crate::domain::ids::CustomerId;
use crate::ops::reservations::{self, Reservation, ReservationFilter};
use crate::ops::sign_in::{self, SignIn};
use crate::ops::{App, Clock, PageAt, StoreError};

/// Why an act of the world was not done.
pub(super) type Refused = Box<dyn Error>;

/// A person who signed in at a moment that has passed.
pub(super) struct Visit {
    /// The application as it was then.
    pub(super) app: App,
    who: Arc<Principal>,
    circumstances: Circumstances,
}

impl Visit {
    /// The proof of a permission.
    pub(super) fn may<P: Permission>(&self) -> Result<Granted<P>, Denied> {
        Granted::check(&self.who, self.circumstances.clone())
    }

    /// A reservation of a customer by its size.
    pub(super) fn reservation(&self, customer: CustomerId, size: &str) -> Result<Reservation, Refused> {
        let filter = ReservationFilter { customer: Some(customer), ..ReservationFilter::default() };
        let found = reservations::list(&self.app, &self.may()?, &filter, PageAt::First)?;
        let rows = found.page.rows.into_iter().map(|row| row.reservation);
        Ok(rows.filter(|one| one.size == size).max_by_key(|one| one.created_at).ok_or(StoreError::NotFound)?)
    }
}

/// What is done.
type Doing = Box<dyn FnOnce(&App) -> Result<(), Refused>>;

/// What somebody did, and how many minutes ago.
pub(super) struct Act {
    minutes: i64,
    does: Doing,
}

impl Act {
    /// A person's act.
    pub(super) fn new(
        by: &'static str,
        minutes: i64,
        does: impl FnOnce(&Visit) -> Result<(), Refused> + 'static,
    ) -> Self {
        Self { minutes, does: Box::new(move |app| visit(app, by, minutes, does)) }
    }
}

/// Does everything, the oldest first, so that the log of events reads in order.
pub(super) fn do_all(app: &App, mut acts: Vec<Act>) -> Result<(), Refused> {
    acts.sort_by_key(|act| std::cmp::Reverse(act.minutes));
    acts.into_iter().try_for_each(|act| (act.does)(app))
}

/// What a person did some minutes ago.
pub(super) fn visit<T>(
    app: &App,
    email: &str,
    minutes: i64,
    act: impl FnOnce(&Visit) -> Result<T, Refused>,
) -> Result<T, Refused> {
    let at = app.clock.now().plus_seconds(-60 * minutes);
    let past = App { clock: Clock::set_to(at), ..app.clone() };
    let circumstances = Circumstances { at, address: "192.0.2.10".to_owned(), request_id: String::new() };
    let command = SignIn { email: email.to_owned(), password: String::new(), user_agent: "Demo".to_owned() };
    let key = sign_in::sign_in_to_demo(&past, &command, &circumstances)?;
    let who = Arc::new(sign_in::identify(&past, &key, &circumstances)?);
    let visit = Visit { app: past, who, circumstances };
    let done = act(&visit)?;
    sign_in::sign_out(&visit.app, &visit.may::<may::OwnAccount>()?)?;
    Ok(done)
}
