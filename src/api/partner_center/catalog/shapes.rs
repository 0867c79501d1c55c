//! Products, SKUs and availabilities as clients read them. Floor 4.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::shelf::{Shelf, Thing};
use crate::api::partner_center::items::{parts, symbol};
use crate::api::partner_center::wire::catalog::{
    Availability, CurrencyInfo, Product, ProductType, Sku, SubType, TermInfo,
};
use crate::api::partner_center::wire::common::{Link, Links};
use crate::domain::catalog::{availability_id, display_name};
use crate::domain::software::software_title;
use crate::domain::term::Term;
use crate::domain::text::Quantity;
use crate::ops::catalog::Size;

impl Shelf {
    pub(super) fn product(&self, thing: Thing<'_>) -> Product {
        let id = parts(thing.sku()).0;
        let (title, description, kind, sub_type) = match thing {
            Thing::Machine(size, _) => (
                format!("Reserved VM Instance, {}", size.name),
                format!("{}, {} vCPUs, {} GiB", size.display_name, size.vcpus, gib(size)),
                "Azure",
                Some(SubType { id: "VirtualMachines".to_owned(), display_name: "Virtual Machines".to_owned() }),
            ),
            Thing::Software(product, ..) => {
                (product.title.clone(), format!("{}, {}", product.line, product.pack), "Software", None)
            }
        };
        Product {
            id: id.to_owned(),
            title,
            description,
            product_type: ProductType { id: kind.to_owned(), display_name: kind.to_owned(), sub_type },
            is_microsoft_product: true,
            publisher_name: "Microsoft Corporation".to_owned(),
            links: Links {
                skus: Some(Link::to(format!("{}/{id}/skus{}", self.base, self.tail))),
                ..Links::own(format!("{}/{id}{}", self.base, self.tail))
            },
        }
    }

    pub(super) fn sku(&self, thing: Thing<'_>) -> Sku {
        let (product, id) = parts(thing.sku());
        let own = format!("{}/{product}/skus/{id}", self.base);
        let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect();
        let is_machine = matches!(thing, Thing::Machine(..));
        let of_machine = |list: &[&str]| if is_machine { words(list) } else { Vec::new() };
        let title = match thing {
            Thing::Machine(size, entry) => display_name(&size.name, self.snapshot.region(entry).1, entry.term),
            Thing::Software(product, _, term, _) => software_title(&product.title, term),
        };
        Sku {
            id: id.to_owned(),
            product_id: product.to_owned(),
            description: title.clone(),
            title,
            minimum_quantity: Quantity::MIN,
            maximum_quantity: Quantity::MAX,
            is_trial: false,
            supported_billing_cycles: words(if is_machine { &["one_time", "monthly"] } else { &["one_time"] }),
            purchase_prerequisites: of_machine(&["InventoryCheck", "AzureSubscriptionRegistration"]),
            inventory_variables: of_machine(&["CustomerId", "AzureSubscriptionId", "ArmRegionName"]),
            provisioning_variables: of_machine(&["Scope", "SubscriptionId"]),
            dynamic_attributes: self.facts(thing),
            links: Links {
                availabilities: Some(Link::to(format!("{own}/availabilities{}", self.tail))),
                ..Links::own(format!("{own}{}", self.tail))
            },
        }
    }

    fn facts(&self, thing: Thing<'_>) -> BTreeMap<String, String> {
        let duration = match thing.terms().0 {
            Term::OneYear => "1Year",
            Term::ThreeYears => "3Years",
        };
        let mut facts = BTreeMap::from([("duration".to_owned(), duration.to_owned())]);
        if let Thing::Machine(size, entry) = thing {
            let (region, region_name) = self.snapshot.region(entry);
            let of_size = [
                ("armSkuName", size.name.clone()),
                ("armRegionName", region.to_owned()),
                ("region", region_name.to_owned()),
                ("cores", size.vcpus.to_string()),
                ("ram", gib(size)),
                ("category", size.category.clone()),
                ("skuDisplayName", size.display_name.clone()),
            ];
            facts.extend(of_size.into_iter().map(|(name, value)| (name.to_owned(), value)));
        }
        facts
    }

    pub(super) fn availability(&self, thing: Thing<'_>) -> Availability {
        let (product, sku) = parts(thing.sku());
        let (term, unit) = thing.terms();
        let id = availability_id(thing.sku(), &self.country, self.segment.code(), unit);
        let description = match term {
            Term::OneYear => "1 Year Prepaid",
            Term::ThreeYears => "3 Years Prepaid",
        };
        Availability {
            product_id: product.to_owned(),
            sku_id: sku.to_owned(),
            catalog_item_id: format!("{}:{id}", thing.sku()),
            default_currency: CurrencyInfo { code: unit.currency().code().to_owned(), symbol: symbol(unit.currency()) },
            segment: self.segment.code().to_owned(),
            country: self.country.clone(),
            is_purchasable: true,
            is_renewable: false,
            terms: vec![TermInfo { duration: term.code().to_owned(), description: description.to_owned() }],
            product: self.product(thing),
            sku: self.sku(thing),
            links: Links::own(format!("{}/{product}/skus/{sku}/availabilities/{id}{}", self.base, self.tail)),
            id,
        }
    }
}

/// Memory as the vendor writes it: `3.5`.
fn gib(size: &Size) -> String {
    Decimal::from(size.memory_mib).checked_div(Decimal::from(1_024)).unwrap_or_default().normalize().to_string()
}
