use super::{at, usd};
use crate::domain::policy::software::{EntitlementState, SoftwareFacts, SoftwareQuote, quote};
use crate::domain::policy::{PolicyBook, PolicyCode, ProductKind, Refusal};
use crate::domain::roles::Role;
use crate::domain::time::Instant;

fn one_year() -> SoftwareFacts {
    SoftwareFacts {
        product: ProductKind::ServerSoftware,
        state: EntitlementState::Active,
        ordered_at: at("2022-11-01").plus_seconds(3_600),
        ends_at: Some(at("2023-11-01")),
        unit_paid: Some(usd(36_500)),
        quantity: 2,
        returned: 2,
        role: Role::AdminAgent,
    }
}

fn on(facts: &SoftwareFacts, code: PolicyCode, now: Instant) -> SoftwareQuote {
    quote(facts, &PolicyBook::only(code), now).unwrap()
}

#[test]
fn r_sw_5_everything_for_a_day_and_then_by_the_day_for_a_week() {
    let facts = one_year();
    let credit = |seconds| {
        let quote = on(&facts, PolicyCode::Pol2210, facts.ordered_at.plus_seconds(seconds));
        quote.credit.filter(|_credit| quote.outcome.is_allowed())
    };
    assert_eq!(credit(86_400), Some(usd(73_000)));
    assert_eq!(credit(86_401), Some(usd(72_800)));
    assert_eq!(credit(7 * 86_400), Some(usd(71_600)));
    assert_eq!(credit(7 * 86_400 + 1), None);
    let for_ever = SoftwareFacts { ends_at: None, ..facts };
    let quote = on(&for_ever, PolicyCode::Pol2210, facts.ordered_at.plus_days(3));
    assert_eq!(quote.credit, Some(usd(73_000)), "R-SW-4: what has no end comes back in full");
}

#[test]
fn r_sw_3_keys_are_revoked_and_the_credit_is_on_the_next_invoice() {
    let quote = on(&one_year(), PolicyCode::Pol1810, at("2022-12-31"));
    assert_eq!((quote.quantity_after, quote.are_keys_revoked), (0, true));
    assert_eq!(quote.credit_month, "2023-01-01".parse().ok());
    assert_eq!((quote.share, quote.credit), ((1, 1), Some(usd(73_000))));
}

#[test]
fn r_sw_2_and_6_who_and_what() {
    let with = |change: fn(&mut SoftwareFacts)| {
        let mut facts = one_year();
        change(&mut facts);
        let quote = on(&facts, PolicyCode::Pol1810, at("2022-11-11"));
        assert_eq!(quote.outcome.is_allowed(), quote.quantity_after == 0 && quote.credit_month.is_some());
        quote.outcome.refusal()
    };
    assert_eq!(with(|_same| ()), None);
    for role in Role::ALL.into_iter().filter(|role| *role != Role::AdminAgent) {
        let facts = SoftwareFacts { role, ..one_year() };
        let refused = on(&facts, PolicyCode::Pol1810, at("2022-11-11"));
        assert_eq!(refused.outcome.refusal(), Some(Refusal::RoleNotAllowed), "{role}");
        assert_eq!((refused.quantity_after, refused.are_keys_revoked), (2, false));
    }
    assert_eq!(with(|it| it.returned = 1), Some(Refusal::PartialReturnNotAllowed));
    assert_eq!(with(|it| it.product = ProductKind::SuseLinux), Some(Refusal::ProductNotRefundable));
    for state in [EntitlementState::CancelPending, EntitlementState::Cancelled, EntitlementState::Expired] {
        let facts = SoftwareFacts { state, ..one_year() };
        let refused = on(&facts, PolicyCode::Pol1810, at("2022-11-11"));
        assert_eq!(refused.outcome.refusal(), Some(Refusal::OperationCannotBePerformedInCurrentState));
        assert_eq!(refused.are_keys_revoked, state != EntitlementState::Expired);
    }
}
