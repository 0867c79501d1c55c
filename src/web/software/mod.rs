//! Software: what is on sale to a customer, and the list of everything bought. Floor 4. S-84, S-87, P-16, P-17.

mod cancel;
mod list;
mod report;
mod shelf;

use crate::domain::software::EntitlementState;
use crate::http::links;
use crate::http::router::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::CustomerSoftware::PATTERN, list::show)
        .get(links::SoftwareProducts::PATTERN, shelf::show)
        .get(links::SoftwareCancel::PATTERN, cancel::show)
        .get(links::SoftwareCancelReport::PATTERN, report::show)
        .post(links::SoftwareCancelReport::PATTERN, report::submit)
        .get(links::SoftwareCancelResult::PATTERN, cancel::result)
}

/// How the state of an entitlement is toned.
pub(super) const fn tone(state: EntitlementState) -> &'static str {
    match state {
        EntitlementState::Active => "success",
        EntitlementState::CancelPending => "info",
        EntitlementState::Cancelled | EntitlementState::Expired => "",
    }
}
