//! Partial return, split and merge: what becomes of a reservation and its quantity. Floor 0. Rules 6.7
//! (guards), C-14, Q-18, RF-19.
//!
//! In each the reservations that there were are `Cancelled`, with a status code that says why, and new
//! ones with the same order, SKU, region and end take their place. No money moves by splitting and
//! merging.
//!
//! ```
//! use ground::domain::reservations::{ProvisioningState, Whole, partial_return};
//! # use ground::domain::ids::{ReservationId, ReservationOrderId};
//! # use ground::domain::time::Instant;
//! # let id = "0191d2ab-7f4e-7aa1-b5c6-0242ac120002";
//! # let (id, order): (ReservationId, ReservationOrderId) = (id.parse().unwrap(), id.parse().unwrap());
//! # let (sku, region, now) = ("Standard_D2s_v3", "koreacentral", Instant::from_micros(0));
//! # let (state, expires_at) = (ProvisioningState::Succeeded, now.plus_days(365));
//! let ten = Whole { id, order, state, sku, region, quantity: 10, expires_at };
//! let parts = partial_return(&ten, 4, now).unwrap();
//! assert_eq!(parts.ended.state, ProvisioningState::Cancelled);
//! assert_eq!(parts.made[0].quantity, 6);
//! ```

use super::{ProvisioningState, StatusCode};
use crate::domain::codes::codes;
use crate::domain::ids::{ReservationId, ReservationOrderId};
use crate::domain::time::Instant;

codes! {
    /// Why a reservation is not returned in part, split or merged.
    PartsRefusal, NotAPartsRefusal {
        /// It is not live.
        WrongState = "OperationCannotBePerformedInCurrentState",
        /// None is returned, or more than there are.
        ReturnQuantity = "InvalidRefundQuantity",
        /// A split makes exactly two.
        NotTwoParts = "SplitNeedsTwoParts",
        /// A part of a split has none.
        EmptyPart = "SplitPartIsEmpty",
        /// The parts do not add up to the quantity.
        WrongSum = "SplitSumDiffers",
        /// A merge needs at least two.
        TooFew = "MergeNeedsTwo",
        /// The same reservation twice.
        Repeated = "MergeOfTheSame",
        /// Only within one reservation order.
        OtherOrder = "MergeAcrossOrders",
        /// Another SKU, region or end.
        Different = "MergeOfDifferent",
        /// Together they are more than can be counted.
        TooMany = "MergeTooLarge",
    }
}

/// A reservation before the change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whole<'a> {
    /// The reservation.
    pub id: ReservationId,
    /// Its reservation order.
    pub order: ReservationOrderId,
    /// Its state.
    pub state: ProvisioningState,
    /// Its size.
    pub sku: &'a str,
    /// Its region.
    pub region: &'a str,
    /// How many there are.
    pub quantity: u32,
    /// When it ends.
    pub expires_at: Instant,
}

/// What a reservation becomes that there is no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// `Cancelled` (C-14).
    pub state: ProvisioningState,
    /// Why.
    pub status: StatusCode,
}

/// A reservation that takes its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// `Succeeded`.
    pub state: ProvisioningState,
    /// `Active`.
    pub status: StatusCode,
    /// How many there are.
    pub quantity: u32,
    /// When it ends: as before.
    pub expires_at: Instant,
}

/// The outcome: what the reservations that there were become, and what is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// What each of the ones before becomes.
    pub ended: Ended,
    /// The new ones; none after a return of everything.
    pub made: Vec<Part>,
}

impl Parts {
    fn new(status: StatusCode, quantities: &[u32], expires_at: Instant) -> Self {
        let made = quantities.iter().map(|&quantity| Part {
            state: ProvisioningState::Succeeded,
            status: StatusCode::Active,
            quantity,
            expires_at,
        });
        Self { ended: Ended { state: ProvisioningState::Cancelled, status }, made: made.collect() }
    }
}

impl Whole<'_> {
    fn must_be_live(&self, now: Instant) -> Result<(), PartsRefusal> {
        let is_live = self.state.become_state(ProvisioningState::Cancelled).is_ok() && now < self.expires_at;
        if is_live { Ok(()) } else { Err(PartsRefusal::WrongState) }
    }
}

/// RF-19: the reservation is cancelled; what is left of it goes on as a new one with the same end.
pub fn partial_return(of: &Whole<'_>, returned: u32, now: Instant) -> Result<Parts, PartsRefusal> {
    of.must_be_live(now)?;
    match of.quantity.checked_sub(returned) {
        None => Err(PartsRefusal::ReturnQuantity),
        Some(_) if returned == 0 => Err(PartsRefusal::ReturnQuantity),
        Some(0) => Ok(Parts::new(StatusCode::None, &[], of.expires_at)),
        Some(rest) => Ok(Parts::new(StatusCode::None, &[rest], of.expires_at)),
    }
}

/// Exactly two parts, each above zero, that add up to the quantity.
pub fn split(of: &Whole<'_>, quantities: &[u32], now: Instant) -> Result<Parts, PartsRefusal> {
    of.must_be_live(now)?;
    let [first, second] = quantities else { return Err(PartsRefusal::NotTwoParts) };
    if *first == 0 || *second == 0 {
        return Err(PartsRefusal::EmptyPart);
    }
    if first.checked_add(*second) != Some(of.quantity) {
        return Err(PartsRefusal::WrongSum);
    }
    Ok(Parts::new(StatusCode::Split, quantities, of.expires_at))
}

/// Two or more of one reservation order that are alike become one.
pub fn merge(sources: &[Whole<'_>], now: Instant) -> Result<Parts, PartsRefusal> {
    let [first, others @ ..] = sources else { return Err(PartsRefusal::TooFew) };
    if others.is_empty() {
        return Err(PartsRefusal::TooFew);
    }
    let mut sum = 0_u32;
    for (place, one) in sources.iter().enumerate() {
        if sources.iter().take(place).any(|before| before.id == one.id) {
            return Err(PartsRefusal::Repeated);
        }
        if one.order != first.order {
            return Err(PartsRefusal::OtherOrder);
        }
        one.must_be_live(now)?;
        if (one.sku, one.region, one.expires_at) != (first.sku, first.region, first.expires_at) {
            return Err(PartsRefusal::Different);
        }
        sum = sum.checked_add(one.quantity).ok_or(PartsRefusal::TooMany)?;
    }
    Ok(Parts::new(StatusCode::Merged, &[sum], first.expires_at))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn whole(number: u128, quantity: u32) -> Whole<'static> {
        Whole {
            id: ReservationId::from_uuid(Uuid::from_u128(number)),
            order: ReservationOrderId::from_uuid(Uuid::from_u128(7)),
            state: ProvisioningState::Succeeded,
            sku: "Standard_D2s_v3",
            region: "koreacentral",
            quantity,
            expires_at: now().plus_days(365),
        }
    }

    fn now() -> Instant {
        Instant::start_of("2026-11-21".parse().unwrap())
    }

    fn quantities(parts: &Parts) -> Vec<u32> {
        parts.made.iter().map(|part| part.quantity).collect()
    }

    #[test]
    fn rf_19_four_of_ten_are_returned() {
        let parts = partial_return(&whole(1, 10), 4, now()).unwrap();
        assert_eq!(parts.ended, Ended { state: ProvisioningState::Cancelled, status: StatusCode::None });
        assert_eq!(quantities(&parts), [6]);
        let part = parts.made[0];
        assert_eq!((part.state, part.status), (ProvisioningState::Succeeded, StatusCode::Active));
        assert_eq!(part.expires_at, whole(1, 10).expires_at);
        assert!(partial_return(&whole(1, 10), 10, now()).unwrap().made.is_empty());
        for wrong in [0, 11] {
            assert_eq!(partial_return(&whole(1, 10), wrong, now()), Err(PartsRefusal::ReturnQuantity));
        }
    }

    #[test]
    fn a_split_makes_two_that_add_up() {
        let parts = split(&whole(1, 10), &[3, 7], now()).unwrap();
        assert_eq!((parts.ended.status, quantities(&parts)), (StatusCode::Split, vec![3, 7]));
        for (quantities, refusal) in [
            (&[10][..], PartsRefusal::NotTwoParts),
            (&[3, 3, 4], PartsRefusal::NotTwoParts),
            (&[0, 10], PartsRefusal::EmptyPart),
            (&[3, 8], PartsRefusal::WrongSum),
            (&[u32::MAX, 11], PartsRefusal::WrongSum),
        ] {
            assert_eq!(split(&whole(1, 10), quantities, now()), Err(refusal), "{quantities:?}");
        }
    }

    #[test]
    fn a_merge_is_of_live_ones_of_one_order_that_are_alike() {
        let parts = merge(&[whole(1, 3), whole(2, 7)], now()).unwrap();
        assert_eq!((parts.ended.status, quantities(&parts)), (StatusCode::Merged, vec![10]));
        let with = |change: fn(&mut Whole<'static>)| {
            let mut other = whole(2, 7);
            change(&mut other);
            merge(&[whole(1, 3), other], now()).unwrap_err()
        };
        assert_eq!(merge(&[whole(1, 3)], now()), Err(PartsRefusal::TooFew));
        assert_eq!(merge(&[], now()), Err(PartsRefusal::TooFew));
        assert_eq!(with(|other| other.id = whole(1, 0).id), PartsRefusal::Repeated);
        assert_eq!(with(|other| other.order = ReservationOrderId::from_uuid(Uuid::nil())), PartsRefusal::OtherOrder);
        assert_eq!(with(|other| other.region = "koreasouth"), PartsRefusal::Different);
        assert_eq!(with(|other| other.state = ProvisioningState::Expired), PartsRefusal::WrongState);
        assert_eq!(with(|other| other.quantity = u32::MAX), PartsRefusal::TooMany);
    }

    #[test]
    fn only_live_ones_are_changed() {
        for &state in ProvisioningState::ALL {
            let one = Whole { state, ..whole(1, 2) };
            let is_live = state == ProvisioningState::Succeeded;
            assert_eq!(split(&one, &[1, 1], now()).is_ok(), is_live, "{state}");
            assert_eq!(partial_return(&one, 1, now()).is_ok(), is_live, "{state}");
        }
        let one = whole(1, 2);
        assert_eq!(split(&one, &[1, 1], one.expires_at), Err(PartsRefusal::WrongState));
    }

    proptest! {
        /// Whatever is done, no unit appears and none is lost.
        #[test]
        fn quantities_are_kept(first in 1_u32..1_000, second in 1_u32..1_000) {
            let sum = first + second;
            let apart = split(&whole(1, sum), &[first, second], now()).unwrap();
            prop_assert_eq!(quantities(&apart), vec![first, second]);
            let again = merge(&[whole(1, first), whole(2, second)], now()).unwrap();
            prop_assert_eq!(quantities(&again), vec![sum]);
            prop_assert_eq!(quantities(&partial_return(&whole(1, sum), first, now()).unwrap()), vec![second]);
        }
    }
}
