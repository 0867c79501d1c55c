//! Microsoft.Support: the support requests of the pages under the names that clients give them. Floor 4.
//! P-20, P-21, 6.12; api 6.
//!
//! A ticket belongs to the customer of the subscription in its address, and every subscription of that
//! customer leads to it. One that was written on a page has its number for a name. File workspaces and chat
//! transcripts are not offered; neither is the form of an address without a subscription, because a request
//! is always about a customer.

mod answers;
mod communications;
mod countries;
mod filter;
mod operations;
mod services;
mod shapes;
mod tickets;
mod wire;

use crate::api::{Call, Endpoint, Refused};
use crate::domain::ids::{CustomerId, SubscriptionId};
use crate::ops::support::{BeginError, TalkError};
use crate::ops::{App, places};

pub(super) fn endpoints() -> Vec<Endpoint> {
    let mut all = operations::endpoints();
    all.extend(services::endpoints());
    all.extend(tickets::endpoints());
    all.extend(communications::endpoints());
    all
}

/// The subscription in the address and its customer.
fn at_subscription(app: &App, call: &Call) -> Result<(SubscriptionId, CustomerId), Refused> {
    let id: SubscriptionId = call.id("subscription")?;
    Ok((id, places::of_subscription(app, call.who()?, &call.circumstances, id)?))
}

/// A name of a ticket or a communication: 1 to 64 letters, digits, dots, lines.
fn name<'a>(call: &'a Call, part: &str) -> Result<&'a str, Refused> {
    checked(call.part(part))
}

fn checked(name: &str) -> Result<&str, Refused> {
    let is_good = (1..=64).contains(&name.len())
        && name.bytes().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, b'-' | b'_' | b'.'));
    // A number that we give is nobody else's to choose.
    let is_number = name.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("SR-"));
    if is_good && !is_number {
        return Ok(name);
    }
    let message = "A name has 1 to 64 letters, digits, dots, hyphens or underscores, and does not start with SR-.";
    Err(Refused::bad("InvalidResourceName", message))
}

fn not_sent(error: BeginError) -> Refused {
    match error {
        BeginError::Subject => Refused::bad("InvalidRequestContent", "There is no such thing of the customer."),
        BeginError::TooMany => Refused::too_many(60 * 60),
        BeginError::NotDelegated => Refused::bad("BadRequest", "The customer revoked delegated administration."),
        BeginError::Store(error) => error.into(),
    }
}

fn not_said(error: TalkError) -> Refused {
    let wrong_state = |message| Refused::bad("OperationCannotBePerformedInCurrentState", message);
    match error {
        TalkError::Closed => wrong_state("The ticket is closed; open it again first."),
        TalkError::CaseOpen => wrong_state("The refund or exchange it asks for is not decided."),
        TalkError::Store(error) => error.into(),
    }
}
