//! What is kept of a day. Floor 0.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::amount::{Amount, Hours};
use crate::domain::benefit::{self, Flexibility, Machine, MachineKind, Machines};
use crate::domain::ids::SubscriptionId;
use crate::domain::time::Day;
use crate::domain::usage::{DayRow, lay};

/// A resource as it ran: in one size, region and kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Ran {
    /// Its ID, in small letters.
    pub resource: String,
    /// Its resource group, in small letters; empty when it is not known.
    pub group: String,
    /// ARM SKU name.
    pub size: String,
    /// ARM region name.
    pub region: String,
    /// Code of the kind: regular, classic, promo or spot.
    pub kind: String,
}

/// What ran in a subscription on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<(Ran, Hours)>", into = "Vec<(Ran, Hours)>")]
pub struct UsageDay(BTreeMap<Ran, Hours>);

impl UsageDay {
    /// Adds running hours; several rows of one resource and hour add up.
    pub fn add(&mut self, ran: Ran, hour: usize, amount: Amount) {
        self.0.entry(ran).or_default().add(hour, amount);
    }

    /// Adds what another piece of the same day has.
    pub fn merge(&mut self, other: Self) {
        for (ran, hours) in other.0 {
            self.0.entry(ran).or_default().add_all(&hours);
        }
    }

    /// Every resource with its hours, in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&Ran, &Hours)> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing ran.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Running hours of all.
    pub fn sum(&self) -> Amount {
        self.0.values().map(Hours::sum).sum()
    }
}

impl From<Vec<(Ran, Hours)>> for UsageDay {
    fn from(rows: Vec<(Ran, Hours)>) -> Self {
        Self(rows.into_iter().collect())
    }
}

impl From<UsageDay> for Vec<(Ran, Hours)> {
    fn from(day: UsageDay) -> Self {
        day.0.into_iter().collect()
    }
}

/// Hours of a resource of which a file says the day alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayPart {
    /// What ran.
    pub ran: Ran,
    /// The reservation that the vendor says it used.
    pub reservation: Option<String>,
    /// How long.
    pub hours: Amount,
}

/// What a part of a file says of a day in a subscription.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsagePiece {
    /// What is known hour by hour.
    pub hours: UsageDay,
    /// What is known for the day.
    pub days: Vec<DayPart>,
}

impl UsagePiece {
    /// Adds what another part says.
    pub fn merge(&mut self, other: Self) {
        self.hours.merge(other.hours);
        self.days.extend(other.days);
    }

    /// The day hour by hour: hours of the day alone are laid over its hours. `quantity` is how many
    /// instances a reservation has.
    pub fn laid(self, day: Day, quantity: impl Fn(&str) -> u32) -> UsageDay {
        let Self { hours: mut all, days } = self;
        let mut machines = Machines::new(Flexibility::default());
        let mut named: Vec<Ran> = Vec::new();
        let mut rows = Vec::with_capacity(days.len());
        for part in &days {
            let machine = Machine {
                resource_id: &part.ran.resource,
                subscription_id: "",
                resource_group: &part.ran.group,
                sku: &part.ran.size,
                region: &part.ran.region,
                kind: part.ran.kind.parse().unwrap_or(MachineKind::Regular),
            };
            let Some(machine) = machines.add(&machine) else { continue };
            if machine.index() == named.len() {
                named.push(part.ran.clone());
            }
            let reservation = part.reservation.as_deref().map(|id| (id, quantity(id)));
            rows.push(DayRow { machine, hours: benefit::Hours::from_nanos(part.hours.count()), reservation });
        }
        for laid in lay(day, &rows, |id| machines.get(id).map_or("", |it| it.resource_id)) {
            let Some(ran) = named.get(laid.machine.index()) else { continue };
            let hour = usize::try_from(laid.hour.of_day()).unwrap_or_default();
            all.add(ran.clone(), hour, Amount::nanos(laid.hours.nanos()));
        }
        all
    }
}

/// What a resource used of a reservation on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Where it runs.
    pub subscription: SubscriptionId,
    /// Its resource group.
    pub group: String,
    /// Its ID.
    pub resource: String,
    /// Its size.
    pub size: String,
    /// Hours of the reserved size (R-UT-1).
    pub used: Amount,
    /// Hours of the resource that were covered.
    pub covered: Amount,
}

/// Reserved hours that nobody used, for one cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lost {
    /// Code of the cause.
    pub cause: String,
    /// Hours of the reserved size.
    pub hours: Amount,
}

/// All that is kept of a reservation's day beside its sums.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UtilizationDetail {
    /// Reserved, hour by hour.
    pub reserved: Hours,
    /// Used, hour by hour.
    pub used: Hours,
    /// Who used it.
    pub shares: Vec<Share>,
    /// Why the rest was unused.
    pub lost: Vec<Lost>,
}

/// What of a size in a region was covered on a day, over all resources of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covered {
    /// ARM SKU name.
    pub size: String,
    /// ARM region name.
    pub region: String,
    /// Running hours that a reservation could cover.
    pub running: Amount,
    /// Of these, covered.
    pub covered: Amount,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_of_a_day_alone_are_laid_over_its_hours() {
        let part = |name: &str, hours, reservation: Option<&str>| DayPart {
            ran: Ran {
                resource: name.to_owned(),
                group: String::new(),
                size: "Standard_DS2_v2".to_owned(),
                region: "ukwest".to_owned(),
                kind: "regular".to_owned(),
            },
            reservation: reservation.map(ToOwned::to_owned),
            hours,
        };
        let days = vec![part("a", Amount::hours(20), Some("r")), part("b", Amount::hours(12), None)];
        let day = UsagePiece { days, ..UsagePiece::default() }.laid("2017-12-01".parse().unwrap(), |_| 1);
        let hours: Vec<&Hours> = day.iter().map(|(_, hours)| hours).collect();
        assert_eq!((hours[0].at(19), hours[0].at(20)), (Amount::hours(1), Amount::ZERO));
        assert_eq!((hours[1].at(23), day.sum()), (Amount::nanos(500_000_000), Amount::hours(32)));
    }

    #[test]
    fn pieces_of_a_day_add_up_in_any_order() {
        let ran = |name: &str| Ran {
            resource: name.to_owned(),
            group: "rg".to_owned(),
            size: "Standard_D2s_v3".to_owned(),
            region: "koreacentral".to_owned(),
            kind: "regular".to_owned(),
        };
        let piece = |name: &str, hour| {
            let mut day = UsageDay::default();
            day.add(ran(name), hour, Amount::hours(1));
            day
        };
        let (mut one, mut other) = (piece("a", 3), piece("b", 4));
        one.merge(piece("b", 4));
        other.merge(piece("a", 3));
        assert_eq!(one, other);
        one.merge(piece("a", 3));
        assert_eq!((one.len(), one.sum()), (2, Amount::hours(3)));
        let text = serde_json::to_string(&one).unwrap();
        assert_eq!(serde_json::from_str::<UsageDay>(&text).unwrap(), one);
    }
}
