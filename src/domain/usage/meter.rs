//! Whether a row is hours of a machine that a reservation can cover, and how it is billed. Floor 0.
//! Rules R-SZ-2, R-SZ-3, R-BN-4, R-BN-5, R-BN-13, R-UT-4.

use std::fmt;

use crate::domain::benefit::MachineKind;

/// What a row of the vendor's usage says about what was measured. Empty where the file has no such column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Meter<'a> {
    /// `Microsoft.Compute`.
    pub service: &'a str,
    /// `Virtual Machines`.
    pub category: &'a str,
    /// `Dv3/DSv3 Series`.
    pub sub_category: &'a str,
    /// `D2 v3/D2s v3 Spot`.
    pub name: &'a str,
    /// `Virtual Machines Reservation-Windows Svr (2 Core)`.
    pub product: &'a str,
    /// `1 Hour`.
    pub unit: &'a str,
    /// `ServiceType` of the additional information: the size (R-SZ-3).
    pub service_type: &'a str,
    /// `UsageType` of the additional information: `ComputeHR` are hours of a machine.
    pub usage_type: &'a str,
    /// `Usage`, `Purchase`, `UnusedReservation`, `Refund` (R-UT-4).
    pub charge_type: &'a str,
    /// `OnDemand`, `Reservation`, `SavingsPlan`, `Spot`.
    pub pricing_model: &'a str,
}

/// Why a row that can be read is not hours of a machine. Such rows are counted, not errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NotMachineHours {
    /// A purchase, refund or rounding: money, no usage.
    Charge,
    /// What the vendor says was not used of a reservation; we compute it ourselves.
    Unused,
    /// The licence of the software on a machine, which stands beside its hours (R-BN-5).
    Licence,
    /// Another service, or storage, network and such of a machine.
    OtherService,
    /// A capacity reservation that no machine ran in.
    CapacityReservation,
    /// A machine without its size: it cannot be matched.
    NoSize,
    /// Another cloud.
    OtherProvider,
}

/// For messages.
impl fmt::Display for NotMachineHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Charge => "a charge, no usage",
            Self::Unused => "what was not used of a reservation",
            Self::Licence => "a licence",
            Self::OtherService => "not hours of a machine",
            Self::CapacityReservation => "a capacity reservation without a machine",
            Self::NoSize => "a machine without a size",
            Self::OtherProvider => "of another cloud",
        })
    }
}

/// How the machine of a row is billed, or why the row is not hours of a machine.
pub fn reads_as(meter: &Meter<'_>) -> Result<MachineKind, NotMachineHours> {
    if meter.charge_type.eq_ignore_ascii_case("UnusedReservation") || is(meter.charge_type, "UnusedSavingsPlan") {
        return Err(NotMachineHours::Unused);
    }
    if !meter.charge_type.is_empty() && !is(meter.charge_type, "Usage") {
        return Err(NotMachineHours::Charge);
    }
    if is_licence(meter) {
        return Err(NotMachineHours::Licence);
    }
    if is(meter.usage_type, "ComputeCR") {
        return Err(NotMachineHours::CapacityReservation);
    }
    let is_hours = meter.unit.is_empty() || has(meter.unit, "hour");
    let is_compute = is_compute(meter.service) || is(meter.category, "Virtual Machines");
    let is_machine = meter.usage_type.is_empty() || is(meter.usage_type, "ComputeHR");
    if !(is_hours && is_compute && is_machine) {
        return Err(NotMachineHours::OtherService);
    }
    match meter.service_type {
        "" if is(meter.category, "Virtual Machines") => Err(NotMachineHours::NoSize),
        "" => Err(NotMachineHours::OtherService),
        _ => Ok(machine_kind(meter)),
    }
}

/// How a machine is billed. Whether it gets a benefit follows from it (R-BN-4).
pub fn machine_kind(meter: &Meter<'_>) -> MachineKind {
    let says = |word| [meter.name, meter.sub_category, meter.product].iter().any(|text| has(text, word));
    if is(meter.service, "Microsoft.ClassicCompute") {
        MachineKind::Classic
    } else if is(meter.pricing_model, "Spot") || says("spot") || says("low priority") {
        MachineKind::Spot
    } else if says("promo") || has(meter.service_type, "promo") {
        MachineKind::Promo
    } else {
        MachineKind::Regular
    }
}

/// `Reservation-Windows Svr (2 Core)`, `Virtual Machines Licenses`.
fn is_licence(meter: &Meter<'_>) -> bool {
    has(meter.category, "licenses")
        || has(meter.sub_category, "reservation-windows svr")
        || has(meter.product, "reservation-windows svr")
}

/// R-BN-13: what runs on machines of a reservation.
fn is_compute(service: &str) -> bool {
    [
        "Microsoft.Compute",
        "Microsoft.ClassicCompute",
        "Microsoft.Batch",
        "Microsoft.MachineLearningServices",
        "Microsoft.Kusto",
    ]
    .iter()
    .any(|known| is(service, known))
}

fn is(text: &str, word: &str) -> bool {
    text.eq_ignore_ascii_case(word)
}

/// Whether `word`, in lower case, stands in the text in any case.
fn has(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    text.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn machine() -> Meter<'static> {
        Meter {
            service: "microsoft.compute",
            category: "Virtual Machines",
            unit: "1 Hour",
            service_type: "Standard_D2s_v3",
            usage_type: "ComputeHR",
            charge_type: "Usage",
            ..Meter::default()
        }
    }

    #[test]
    fn r_bn_4_kinds() {
        assert_eq!(reads_as(&machine()), Ok(MachineKind::Regular));
        for (meter, kind) in [
            (Meter { service: "Microsoft.ClassicCompute", ..machine() }, MachineKind::Classic),
            (Meter { name: "D2 v3/D2s v3 Spot", ..machine() }, MachineKind::Spot),
            (Meter { name: "D2 v3 Low Priority", ..machine() }, MachineKind::Spot),
            (Meter { pricing_model: "Spot", ..machine() }, MachineKind::Spot),
            (Meter { service_type: "Standard_DS2_v2_Promo", ..machine() }, MachineKind::Promo),
            (Meter { pricing_model: "SavingsPlan", ..machine() }, MachineKind::Regular),
        ] {
            assert_eq!(reads_as(&meter), Ok(kind), "{meter:?}");
        }
    }

    #[test]
    fn r_bn_5_what_is_not_hours_of_a_machine() {
        for (meter, why) in [
            (Meter { charge_type: "Purchase", ..machine() }, NotMachineHours::Charge),
            (Meter { charge_type: "UnusedReservation", ..machine() }, NotMachineHours::Unused),
            (
                Meter { product: "Virtual Machines Reservation-Windows Svr (2 Core)", ..machine() },
                NotMachineHours::Licence,
            ),
            (Meter { category: "Virtual Machines Licenses", ..machine() }, NotMachineHours::Licence),
            (Meter { usage_type: "ComputeCR", ..machine() }, NotMachineHours::CapacityReservation),
            (Meter { usage_type: "DataTrOut", unit: "GB", ..machine() }, NotMachineHours::OtherService),
            (Meter { service_type: "", ..machine() }, NotMachineHours::NoSize),
            (Meter { service: "Microsoft.Storage", category: "Storage", ..machine() }, NotMachineHours::OtherService),
        ] {
            assert_eq!(reads_as(&meter), Err(why), "{meter:?}");
        }
    }
}
