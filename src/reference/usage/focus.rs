//! FOCUS 1.0, 1.1 and 1.2, as Azure exports it. Leaf. Features row 54.

use std::borrow::Cow;

use super::UsageFormat;
use super::azure::AdditionalInfo;
use super::columns::{Cells, Found, Headers, Reading};
use crate::domain::usage::{Meter, NotMachineHours, reads_as, resource_group_of, subscription_of};

/// Where the columns are.
#[derive(Debug, Clone)]
pub(super) struct FocusColumns {
    pub(super) format: UsageFormat,
    pub(super) start: usize,
    pub(super) end: usize,
    charge: usize,
    pub(super) quantity: usize,
    unit: Option<usize>,
    provider: Option<usize>,
    resource: usize,
    region: Option<usize>,
    sub_account: Option<usize>,
    status: Option<usize>,
    commitment: Option<usize>,
    pricing: Option<usize>,
    service: Option<usize>,
    details: Option<usize>,
    meter_category: Option<usize>,
    meter_sub_category: Option<usize>,
    meter_name: Option<usize>,
    description: Option<usize>,
}

impl FocusColumns {
    pub(super) fn find(headers: &Headers) -> Option<Self> {
        let is_any = |names: &[&str]| headers.find(names).is_some();
        // Columns that came with a version.
        let format = if is_any(&["invoiceid", "pricingcurrency", "subaccounttype", "billingaccounttype"]) {
            UsageFormat::Focus12
        } else if is_any(&["commitmentdiscountquantity", "capacityreservationid", "skumeter", "servicesubcategory"]) {
            UsageFormat::Focus11
        } else {
            UsageFormat::Focus10
        };
        Some(Self {
            format,
            start: headers.find(&["chargeperiodstart"])?,
            end: headers.find(&["chargeperiodend"])?,
            charge: headers.find(&["chargecategory"])?,
            quantity: headers.find(&["consumedquantity"])?,
            resource: headers.find(&["resourceid"])?,
            unit: headers.find(&["consumedunit"]),
            provider: headers.find(&["providername"]),
            region: headers.find(&["regionid", "regionname"]),
            sub_account: headers.find(&["subaccountid"]),
            status: headers.find(&["commitmentdiscountstatus"]),
            commitment: headers.find(&["commitmentdiscountid"]),
            pricing: headers.find(&["pricingcategory"]),
            service: headers.find(&["xconsumedservice"]),
            details: headers.find(&["xskudetails", "skupricedetails", "xserviceinfo"]),
            meter_category: headers.find(&["xskumetercategory"]),
            meter_sub_category: headers.find(&["xskumetersubcategory"]),
            meter_name: headers.find(&["xskumetername", "skumeter"]),
            description: headers.find(&["chargedescription"]),
        })
    }

    /// The columns that name the machine.
    pub(super) fn machine(&self) -> Vec<usize> {
        let others = [
            self.unit,
            self.provider,
            self.region,
            self.sub_account,
            self.status,
            self.commitment,
            self.pricing,
            self.service,
            self.details,
            self.meter_category,
            self.meter_sub_category,
            self.meter_name,
            self.description,
        ];
        [self.resource, self.charge].into_iter().chain(others.into_iter().flatten()).collect()
    }

    pub(super) fn read<'r>(&self, cells: &'r dyn Cells) -> Reading<'r> {
        if let Some(why) = self.is_something_else(cells) {
            return Ok(Err(why));
        }
        let details = cells.maybe(self.details);
        let info = AdditionalInfo::parse(details)?;
        let resource_id = cells.text(self.resource).trim();
        let meter = Meter {
            service: self.service(cells, resource_id),
            category: cells.maybe(self.meter_category),
            sub_category: cells.maybe(self.meter_sub_category),
            name: cells.maybe(self.meter_name),
            product: cells.maybe(self.description),
            unit: cells.maybe(self.unit),
            service_type: info.service_type.as_deref().unwrap_or(""),
            usage_type: info.usage_type.as_deref().unwrap_or(""),
            charge_type: "",
            pricing_model: if cells.maybe(self.pricing).eq_ignore_ascii_case("Dynamic") { "Spot" } else { "" },
        };
        let kind = match reads_as(&meter) {
            Ok(kind) => kind,
            // A machine by its unit and resource, but nothing says its size.
            Err(NotMachineHours::OtherService) if is_machine(&meter, resource_id) => {
                return Ok(Err(NotMachineHours::NoSize));
            }
            Err(why) => return Ok(Err(why)),
        };
        let sub_account = cells.maybe(self.sub_account);
        let commitment = cells.maybe(self.commitment);
        Ok(Ok(Found {
            subscription_id: subscription_of(sub_account).unwrap_or(sub_account),
            resource_group: resource_group_of(resource_id).unwrap_or(""),
            resource_id: Cow::Borrowed(resource_id),
            size: Cow::Owned(meter.service_type.to_owned()),
            region: cells.maybe(self.region),
            kind,
            reservation_id: reservation_of(commitment).map(Cow::Borrowed),
        }))
    }

    fn is_something_else(&self, cells: &dyn Cells) -> Option<NotMachineHours> {
        let provider = cells.maybe(self.provider);
        if !provider.is_empty()
            && !provider.eq_ignore_ascii_case("Microsoft")
            && !provider.eq_ignore_ascii_case("Azure")
        {
            return Some(NotMachineHours::OtherProvider);
        }
        if cells.maybe(self.status).eq_ignore_ascii_case("Unused") {
            return Some(NotMachineHours::Unused);
        }
        let is_usage = cells.text(self.charge).trim().eq_ignore_ascii_case("Usage");
        (!is_usage).then_some(NotMachineHours::Charge)
    }

    /// The service, or the provider that the resource ID names where the file has no such column.
    fn service<'r>(&self, cells: &'r dyn Cells, resource_id: &'r str) -> &'r str {
        let written = cells.maybe(self.service);
        if !written.is_empty() {
            return written;
        }
        let mut parts = resource_id.split('/').skip_while(|part| !part.eq_ignore_ascii_case("providers"));
        parts.nth(1).unwrap_or("")
    }
}

/// Hours of something that is a machine by its resource ID.
fn is_machine(meter: &Meter<'_>, resource_id: &str) -> bool {
    let is_hours = meter.unit.to_ascii_lowercase().contains("hour");
    is_hours && resource_id.to_ascii_lowercase().contains("/virtualmachine") && meter.service_type.is_empty()
}

/// The last part of `/providers/Microsoft.Capacity/reservationOrders/../reservations/..`; a savings plan
/// is no reservation.
fn reservation_of(commitment: &str) -> Option<&str> {
    let is_reservation = commitment.to_ascii_lowercase().contains("/reservations/");
    commitment.rsplit('/').next().filter(|id| is_reservation && !id.is_empty())
}
