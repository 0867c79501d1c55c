//! Azure cost and usage exports and consumption usage details. Leaf. Rules R-SZ-3, R-SZ-7, R-UT-4.

use std::borrow::Cow;

use serde::Deserialize;

use super::columns::{Cells, Found, Headers, Reading};
use super::{BadRow, UsageFormat};
use crate::domain::usage::{Meter, reads_as, resource_group_of, subscription_of};

/// Where the columns are. Every era of the vendor's files has other names for them.
#[derive(Debug, Clone)]
pub(super) struct AzureColumns {
    pub(super) format: UsageFormat,
    pub(super) date: usize,
    pub(super) quantity: usize,
    resource: usize,
    subscription: Option<usize>,
    resource_group: Option<usize>,
    location: Option<usize>,
    service: Option<usize>,
    category: Option<usize>,
    sub_category: Option<usize>,
    name: Option<usize>,
    product: Option<usize>,
    unit: Option<usize>,
    additional: Option<usize>,
    service_type: Option<usize>,
    usage_type: Option<usize>,
    charge_type: Option<usize>,
    pricing_model: Option<usize>,
    reservation: Option<usize>,
}

impl AzureColumns {
    pub(super) fn find(headers: &Headers) -> Option<Self> {
        let additional = headers.find(&["additionalinfo", "additionalproperties"]);
        let service_type = headers.find(&["servicetype"]);
        additional.or(service_type)?;
        let format = if !headers.has("chargetype") {
            UsageFormat::AzureUsageDetails
        } else if headers.has("accountownerid") || headers.has("accountid") || headers.has("enrollmentnumber") {
            UsageFormat::AzureEnterprise
        } else {
            UsageFormat::AzureCustomerAgreement
        };
        Some(Self {
            format,
            date: headers.find(&["date", "usagedate", "usagedatetime", "usagestart"])?,
            quantity: headers.find(&["quantity", "usagequantity", "consumedquantity"])?,
            resource: headers.find(&["resourceid", "instanceid"])?,
            subscription: headers.find(&["subscriptionid", "subscriptionguid"]),
            resource_group: headers.find(&["resourcegroup", "resourcegroupname"]),
            location: headers.find(&[
                "resourcelocation",
                "instancelocation",
                "resourcelocationnormalized",
                "location",
                "meterregion",
                "meterlocation",
            ]),
            service: headers.find(&["consumedservice"]),
            category: headers.find(&["metercategory"]),
            sub_category: headers.find(&["metersubcategory"]),
            name: headers.find(&["metername"]),
            product: headers.find(&["product", "productname"]),
            unit: headers.find(&["unitofmeasure", "unit"]),
            additional,
            service_type,
            usage_type: headers.find(&["usagetype"]),
            charge_type: headers.find(&["chargetype"]),
            pricing_model: headers.find(&["pricingmodel"]),
            reservation: headers.find(&["reservationid"]),
        })
    }

    /// The columns that name the machine.
    pub(super) fn machine(&self) -> Vec<usize> {
        let others = [
            self.subscription,
            self.resource_group,
            self.location,
            self.service,
            self.category,
            self.sub_category,
            self.name,
            self.product,
            self.unit,
            self.additional,
            self.service_type,
            self.usage_type,
            self.charge_type,
            self.pricing_model,
            self.reservation,
        ];
        std::iter::once(self.resource).chain(others.into_iter().flatten()).collect()
    }

    pub(super) fn read<'r>(&self, cells: &'r dyn Cells) -> Reading<'r> {
        let mut meter = self.meter(cells);
        // Most rows of a bill are something else, which is known without its additional information.
        let first = Meter { service_type: "unknown", ..meter };
        if let Err(why) = reads_as(&first) {
            return Ok(Err(why));
        }
        let info = AdditionalInfo::parse(cells.maybe(self.additional))?;
        if meter.service_type.is_empty() {
            meter.service_type = info.service_type.as_deref().unwrap_or("");
        }
        if meter.usage_type.is_empty() {
            meter.usage_type = info.usage_type.as_deref().unwrap_or("");
        }
        let kind = match reads_as(&meter) {
            Ok(kind) => kind,
            Err(why) => return Ok(Err(why)),
        };
        let size = Cow::Owned(meter.service_type.to_owned());
        let resource_id = cells.text(self.resource).trim();
        if resource_id.is_empty() {
            return Err(BadRow::Empty("the resource ID"));
        }
        let or =
            |written: &'r str, found: Option<&'r str>| if written.is_empty() { found.unwrap_or("") } else { written };
        let reservation = Some(cells.maybe(self.reservation)).filter(|id| !id.is_empty()).map(Cow::Borrowed);
        Ok(Ok(Found {
            subscription_id: or(cells.maybe(self.subscription), subscription_of(resource_id)),
            resource_group: or(cells.maybe(self.resource_group), resource_group_of(resource_id)),
            resource_id: Cow::Borrowed(resource_id),
            size,
            region: cells.maybe(self.location),
            kind,
            reservation_id: reservation.or(info.reservation_id),
        }))
    }

    fn meter<'r>(&self, cells: &'r dyn Cells) -> Meter<'r> {
        Meter {
            service: cells.maybe(self.service),
            category: cells.maybe(self.category),
            sub_category: cells.maybe(self.sub_category),
            name: cells.maybe(self.name),
            product: cells.maybe(self.product),
            unit: cells.maybe(self.unit),
            service_type: cells.maybe(self.service_type),
            usage_type: cells.maybe(self.usage_type),
            charge_type: cells.maybe(self.charge_type),
            pricing_model: cells.maybe(self.pricing_model),
        }
    }
}

/// The additional information of a row: JSON with whatever the service wants to say.
#[derive(Debug, Default, Deserialize)]
pub(super) struct AdditionalInfo<'r> {
    #[serde(borrow, default, rename = "ServiceType", alias = "x_ServiceType", alias = "serviceType")]
    pub(super) service_type: Option<Cow<'r, str>>,
    #[serde(borrow, default, rename = "UsageType", alias = "x_UsageType", alias = "usageType")]
    pub(super) usage_type: Option<Cow<'r, str>>,
    #[serde(borrow, default, rename = "ReservationId", alias = "reservationId")]
    pub(super) reservation_id: Option<Cow<'r, str>>,
}

impl<'r> AdditionalInfo<'r> {
    pub(super) fn parse(text: &'r str) -> Result<Self, BadRow> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        serde_json::from_str(text).map_err(|_not_json| BadRow::NotJson)
    }
}
