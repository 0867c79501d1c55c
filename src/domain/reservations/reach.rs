//! Where the discount of a reservation applies, and what a change of it moves. Floor 0. Rules S-58, 6.7,
//! R-IAM-4, Q-15, Q-17, R-BN-10.
//!
//! ```
//! use ground::domain::carts::AppliedScope;
//! use ground::domain::reservations::reached;
//! # use ground::domain::ids::SubscriptionId;
//! # let [tied, other] = [1, 2].map(|n| SubscriptionId::from_uuid(uuid::Uuid::from_u128(n)));
//! assert_eq!(reached(AppliedScope::Single, tied, &[tied, other]), [tied]);
//! assert_eq!(reached(AppliedScope::Shared, tied, &[tied, other]), [tied, other]);
//! ```

use super::ProvisioningState;
use crate::domain::carts::{AppliedScope, Optimise};
use crate::domain::codes::codes;
use crate::domain::ids::SubscriptionId;
use crate::domain::subscriptions::SubscriptionState;
use crate::domain::time::Instant;

codes! {
    /// Why a reservation is not configured so.
    ConfigureRefusal, NotAConfigureRefusal {
        /// It is not live (6.7).
        WrongState = "OperationCannotBePerformedInCurrentState",
        /// Capacity is kept for one subscription only (Q-15).
        CapacityNeedsSingle = "CapacityNeedsSingleScope",
        /// The subscription is not active (Q-17).
        NotActive = "SubscriptionIsNotActive",
        /// The person is not Owner of the subscription (R-IAM-4, Q-17).
        NotOwner = "NotOwnerOfSubscription",
        /// The person is not Owner of the subscription that a renewal would be billed to (R-IAM-5).
        RenewalNeedsOwner = "RenewalNeedsOwnerOfSubscription",
        /// The policy in force has no auto-renew (6.8).
        PolicyHasNoRenewal = "PolicyHasNoAutoRenew",
    }
}

/// What can be changed about where a reservation applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Which usage it reaches.
    pub scope: AppliedScope,
    /// The subscription it is tied to.
    pub subscription: SubscriptionId,
    /// What it is optimised for.
    pub optimise: Optimise,
}

/// What is known about the subscription that was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// Where it stands.
    pub state: SubscriptionState,
    /// Whether the person is Owner there, by delegation or by explicit access.
    pub is_owner: bool,
}

/// Whether a live reservation may be set like this.
pub fn may_set(
    state: ProvisioningState,
    expires_at: Instant,
    (before, after): (Setting, Setting),
    target: Target,
    now: Instant,
) -> Result<(), ConfigureRefusal> {
    if !state.may_be_configured() || now >= expires_at {
        return Err(ConfigureRefusal::WrongState);
    }
    if after.optimise == Optimise::Capacity && after.scope != AppliedScope::Single {
        return Err(ConfigureRefusal::CapacityNeedsSingle);
    }
    let is_rescoped = after.subscription != before.subscription
        || (after.scope == AppliedScope::Single && before.scope != AppliedScope::Single);
    if is_rescoped && target.state != SubscriptionState::Active {
        return Err(ConfigureRefusal::NotActive);
    }
    if is_rescoped && !target.is_owner {
        return Err(ConfigureRefusal::NotOwner);
    }
    Ok(())
}

/// The subscriptions of the customer that a reservation reaches, in the order given. `all` are those that
/// can run anything.
pub fn reached(scope: AppliedScope, tied: SubscriptionId, all: &[SubscriptionId]) -> Vec<SubscriptionId> {
    let is_reached = |one: &&SubscriptionId| match scope {
        AppliedScope::Shared => true,
        AppliedScope::Single => **one == tied,
    };
    all.iter().filter(is_reached).copied().collect()
}

/// What a change of scope moves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moved {
    /// Reached from now on.
    pub gains: Vec<SubscriptionId>,
    /// Not reached any more.
    pub loses: Vec<SubscriptionId>,
    /// Reached before and after.
    pub keeps: Vec<SubscriptionId>,
}

/// Which subscriptions gain the discount, lose it and keep it.
pub fn moved(before: Setting, after: Setting, all: &[SubscriptionId]) -> Moved {
    let old = reached(before.scope, before.subscription, all);
    let new = reached(after.scope, after.subscription, all);
    let within = |these: &[SubscriptionId], others: &[SubscriptionId], is_in: bool| {
        these.iter().filter(|one| others.contains(one) == is_in).copied().collect()
    };
    Moved { gains: within(&new, &old, false), loses: within(&old, &new, false), keeps: within(&new, &old, true) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn id(number: u128) -> SubscriptionId {
        SubscriptionId::from_uuid(Uuid::from_u128(number))
    }

    const fn set(scope: AppliedScope, subscription: SubscriptionId) -> Setting {
        Setting { scope, subscription, optimise: Optimise::Flexibility }
    }

    fn all() -> [SubscriptionId; 3] {
        [1, 2, 3].map(id)
    }

    #[test]
    fn narrowing_takes_the_discount_from_the_others_and_widening_gives_it() {
        let (shared, single) = (set(AppliedScope::Shared, id(1)), set(AppliedScope::Single, id(2)));
        let narrowed = moved(shared, single, &all());
        assert_eq!((narrowed.gains, narrowed.loses, narrowed.keeps), (vec![], vec![id(1), id(3)], vec![id(2)]));
        let widened = moved(single, shared, &all());
        assert_eq!((widened.gains, widened.loses, widened.keeps), (vec![id(1), id(3)], vec![], vec![id(2)]));
        let tied_to_another = moved(single, set(AppliedScope::Single, id(3)), &all());
        assert_eq!((tied_to_another.gains, tied_to_another.loses), (vec![id(3)], vec![id(2)]));
        let only_billing = moved(shared, set(AppliedScope::Shared, id(2)), &all());
        assert_eq!((only_billing.gains, only_billing.loses), (vec![], vec![]));
    }

    #[test]
    fn r_iam_4_q_17_rescoping_asks_for_an_owner_of_an_active_subscription() {
        let (now, end) = (Instant::from_micros(0), Instant::from_micros(0).plus_days(1));
        let (shared, single) = (set(AppliedScope::Shared, id(1)), set(AppliedScope::Single, id(1)));
        let try_at = |state, change, target| may_set(state, end, change, target, now);
        let live = ProvisioningState::Succeeded;
        let target = |state, is_owner| Target { state, is_owner };
        let (active, stopped) = (SubscriptionState::Active, SubscriptionState::Suspended);
        let refused = |refusal| Err::<(), _>(refusal);
        assert_eq!(try_at(live, (shared, single), target(active, true)), Ok(()));
        assert_eq!(try_at(live, (shared, single), target(active, false)), refused(ConfigureRefusal::NotOwner));
        assert_eq!(try_at(live, (shared, single), target(stopped, true)), refused(ConfigureRefusal::NotActive));
        // Widening and renaming ask for neither.
        assert_eq!(try_at(live, (single, shared), target(stopped, false)), Ok(()));
        assert_eq!(try_at(live, (single, single), target(stopped, false)), Ok(()));
        let elsewhere = set(AppliedScope::Shared, id(2));
        assert_eq!(try_at(live, (shared, elsewhere), target(active, false)), refused(ConfigureRefusal::NotOwner));
        let capacity = Setting { optimise: Optimise::Capacity, ..shared };
        assert_eq!(
            try_at(live, (shared, capacity), target(active, true)),
            refused(ConfigureRefusal::CapacityNeedsSingle)
        );
        for &state in ProvisioningState::ALL {
            let answer = try_at(state, (shared, shared), target(active, true));
            assert_eq!(answer.is_ok(), state == live, "{state}");
        }
        assert_eq!(
            may_set(live, end, (shared, shared), target(active, true), end),
            refused(ConfigureRefusal::WrongState)
        );
    }

    proptest! {
        #[test]
        fn nothing_is_lost_between_gains_losses_and_what_stays(
            from in 1_u128..4, to in 1_u128..4, was_shared: bool, is_shared: bool
        ) {
            let scope = |is_shared| if is_shared { AppliedScope::Shared } else { AppliedScope::Single };
            let (before, after) = (set(scope(was_shared), id(from)), set(scope(is_shared), id(to)));
            let moved = moved(before, after, &all());
            let sorted = |mut them: Vec<SubscriptionId>| { them.sort(); them };
            let with = |a: &[SubscriptionId], b: &[SubscriptionId]| sorted([a, b].concat());
            prop_assert_eq!(with(&moved.keeps, &moved.gains), reached(after.scope, after.subscription, &all()));
            prop_assert_eq!(with(&moved.keeps, &moved.loses), reached(before.scope, before.subscription, &all()));
        }
    }
}
