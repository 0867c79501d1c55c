//! An exchange as it would be now. Floor 2. R-EX-1 to R-EX-6. It changes nothing.

use crate::access::{Granted, may};
use crate::domain::ids::{CustomerId, ReservationId};
use crate::domain::policy::ReservationFacts;
use crate::domain::policy::exchange::{self, ExchangeFacts, ExchangeQuote, ReturnLine, WantedLine};
use crate::ops::{App, utilization};

use super::request::RequestError;

/// The quote of an exchange of reservations of one customer.
pub fn exchange_quote(
    app: &App,
    may: &Granted<may::FileRefunds>,
    customer: CustomerId,
    returned: &[(ReservationId, u32)],
    wanted: Vec<WantedLine>,
) -> Result<ExchangeQuote, RequestError> {
    app.db.read(may.scope(), |r| {
        let now = r.scope().now();
        let mut returns = Vec::new();
        for (id, quantity) in returned {
            let it = r.refundable(customer, *id)?;
            let is_used = utilization::recorded(r, &it.reservation)?.counts_as_used(None);
            let reservation = ReservationFacts { is_used, ..it.facts };
            returns.push(ReturnLine { reservation, returned: *quantity });
        }
        let (book, ledger) = (r.policy_book()?, r.limit_rows(customer)?);
        Ok(exchange::quote(&ExchangeFacts { returns, wanted }, &book, &ledger, now)?)
    })
}
