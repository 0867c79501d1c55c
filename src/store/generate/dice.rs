//! Numbers that look random and are the same for the same seed. Floor 1.

use uuid::{Builder, Uuid};

/// The numbers of one thing: of a customer, of an order.
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    /// The dice of the `index`th thing of a kind.
    pub(super) fn of(seed: u64, kind: u64, index: u64) -> Self {
        let mut dice = Self(seed ^ kind.rotate_left(40));
        let start = dice.roll() ^ index;
        Self(start.wrapping_mul(0x2545_F491_4F6C_DD1D))
    }

    /// The next number (splitmix64).
    pub(super) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 when that is 0.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.roll().checked_rem(end).unwrap_or_default()
    }

    /// One of these.
    pub(super) fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let place = usize::try_from(self.below(u64::try_from(of.len()).unwrap_or_default())).unwrap_or_default();
        of.get(place)
    }

    /// An id.
    pub(super) fn id(&mut self) -> Uuid {
        Builder::from_u128((u128::from(self.roll()) << 64) | u128::from(self.roll()))
            .with_variant(uuid::Variant::RFC4122)
            .with_version(uuid::Version::Random)
            .into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_thing_has_the_same_numbers_and_another_has_others() {
        let ids = |index| Dice::of(1, 2, index).id();
        assert_eq!(ids(3), ids(3));
        let mut all: Vec<Uuid> = (0..10_000).map(ids).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 10_000);
    }
}
