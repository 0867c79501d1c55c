//! Software that is bought: what it is, what a customer may use, until when it can be cancelled. Floor 0.
//! Domain 6.9, S-80, S-81, R-SW-1 to R-SW-6.
//!
//! The rules of cancelling are in [`policy::software`](super::policy::software); here is what stands in
//! the catalogue and in a customer's list.

use super::codes::codes;
use super::term::Term;
use super::time::Instant;

pub use super::policy::software::EntitlementState;

/// The family of software among the families of products.
pub const SOFTWARE: &str = "software";

codes! {
    /// For how long software may be used.
    Licensing, NotALicensing {
        /// For a term.
        Subscription = "subscription",
        /// For ever.
        Perpetual = "perpetual",
        /// The price list does not say.
        Unstated = "unstated",
    }
}

/// The name of software on a line: the product and for how long. It is a product name and the same in
/// every language, as that of a reservation is.
pub fn software_title(product: &str, term: Term) -> String {
    let years = match term {
        Term::OneYear => "1 Year",
        Term::ThreeYears => "3 Years",
    };
    format!("{product}, {years}")
}

/// What is shown of an entitlement: one whose term is over has expired, whatever its row says (6.9).
pub fn display(state: EntitlementState, expires_at: Option<Instant>, now: Instant) -> EntitlementState {
    match state {
        EntitlementState::Active if expires_at.is_some_and(|end| now >= end) => EntitlementState::Expired,
        EntitlementState::Active
        | EntitlementState::CancelPending
        | EntitlementState::Cancelled
        | EntitlementState::Expired => state,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_product_and_term() {
        assert_eq!(
            software_title("Windows Server subscription - 1 pack", Term::ThreeYears),
            "Windows Server subscription - 1 pack, 3 Years"
        );
    }

    #[test]
    fn only_what_is_in_use_expires() {
        let end = Instant::from_micros(1_000);
        let before = Instant::from_micros(999);
        for (state, expires, now, shown) in [
            (EntitlementState::Active, Some(end), before, EntitlementState::Active),
            (EntitlementState::Active, Some(end), end, EntitlementState::Expired),
            (EntitlementState::Active, None, end, EntitlementState::Active),
            (EntitlementState::CancelPending, Some(end), end, EntitlementState::CancelPending),
            (EntitlementState::Cancelled, Some(end), end, EntitlementState::Cancelled),
        ] {
            assert_eq!(display(state, expires, now), shown, "{state}");
        }
    }
}
