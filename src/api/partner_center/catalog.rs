//! Products, SKUs, availabilities, inventory. Floor 4. api 7.3; S-28 to S-32, S-83.

use std::collections::BTreeMap;
use std::sync::Arc;

use actix_web::http::Method;
use rust_decimal::Decimal;

use super::call::At;
use super::fault::Fault;
use super::items::{customer_of, parts, symbol};
use super::operation::{Json, Operation, Query, may_say, must_say};
use super::wire::catalog::{
    Availability, CurrencyInfo, InventoryItem, InventoryQuestion, Product, ProductType, Restriction, Sku, SubType,
    TermInfo,
};
use super::wire::common::{Collection, Link, Links};
use crate::access::may;
use crate::access::may::Permission;
use crate::domain::catalog::{availability_id, display_name};
use crate::domain::customers::Segment;
use crate::domain::money::{Currency, Money};
use crate::domain::software::{Licensing, software_title};
use crate::domain::subscriptions::SubscriptionState;
use crate::domain::term::Term;
use crate::domain::text::{CountryCode, Quantity};
use crate::ops::catalog::{self, Entry, Size, Snapshot, SoftwareProduct};
use crate::ops::markets;

const SIZE: Query = may_say("size", "How many at once, 1 to 500.");
const OFFSET: Query = may_say("offset", "How many to leave out.");
const COUNTRY: Query = must_say("country", "Two letters.");
const VIEW: Query = must_say("targetView", "AzureReservations, AzureReservationsVM, Software and so on.");

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("getProducts", "/v1/products", "What is sold in a country.", products)
            .with_query([COUNTRY, VIEW, SIZE, OFFSET]),
        Operation::get("getProduct", "/v1/products/{product}", "One product.", product).with_query([COUNTRY]),
        Operation::get("getSkus", "/v1/products/{product}/skus", "What is sold of a product.", skus)
            .with_query([COUNTRY, SIZE, OFFSET]),
        Operation::get("getSku", "/v1/products/{product}/skus/{sku}", "One SKU.", sku).with_query([COUNTRY]),
        Operation::get(
            "getAvailabilities",
            "/v1/products/{product}/skus/{sku}/availabilities",
            "A SKU with its price of today.",
            availabilities,
        )
        .with_query([COUNTRY]),
        Operation::get(
            "getAvailability",
            "/v1/products/{product}/skus/{sku}/availabilities/{availability}",
            "One availability.",
            availability,
        )
        .with_query([COUNTRY]),
        Operation::get(
            "getCustomerProducts",
            "/v1/customers/{customer}/products",
            "What is sold to a customer.",
            products,
        )
        .with_query([VIEW, SIZE, OFFSET]),
        Operation::get(
            "getCustomerProduct",
            "/v1/customers/{customer}/products/{product}",
            "One product, for a customer.",
            product,
        ),
        Operation::get(
            "getCustomerSkus",
            "/v1/customers/{customer}/products/{product}/skus",
            "What is sold of a product to a customer.",
            skus,
        )
        .with_query([SIZE, OFFSET]),
        Operation::get(
            "getCustomerSku",
            "/v1/customers/{customer}/products/{product}/skus/{sku}",
            "One SKU, for a customer.",
            sku,
        ),
        Operation::get(
            "getCustomerAvailabilities",
            "/v1/customers/{customer}/products/{product}/skus/{sku}/availabilities",
            "A SKU with its price of today, for a customer.",
            availabilities,
        ),
        Operation::get(
            "getCustomerAvailability",
            "/v1/customers/{customer}/products/{product}/skus/{sku}/availabilities/{availability}",
            "One availability, for a customer.",
            availability,
        ),
        Operation::send(
            &Method::POST,
            "checkInventory",
            "/v1/extensions/product/checkinventory",
            "Whether things can be bought for a customer, under a subscription, in a region.",
            inventory,
        )
        .with_query([COUNTRY]),
    ]
}

/// What is on sale where: the shelf of a country, or of the customer in the path.
struct Shelf {
    /// Where links lead: below the customer or not, and with which country.
    base: String,
    tail: String,
    country: String,
    segment: Segment,
    is_open: bool,
    snapshot: Arc<Snapshot>,
    software: Vec<SoftwareProduct>,
}

/// Something on sale: a size in a region for a term, or software for a term.
#[derive(Clone, Copy)]
enum Thing<'a> {
    Machine(&'a Size, &'a Entry),
    Software(&'a SoftwareProduct, &'a str, Term, Money),
}

fn shelf<P: Permission>(at: &At<'_, P>) -> Result<Shelf, Fault> {
    let (base, tail, country, segment) = if let Some(customer) = &at.customer {
        let base = format!("/customers/{}/products", customer.id);
        (base, String::new(), customer.country.clone(), customer.segment)
    } else {
        let country = CountryCode::parse(&at.needed("country")?)
            .map_err(|why| Fault::invalid(format!("country: {why}.")))?
            .as_str()
            .to_owned();
        ("/products".to_owned(), format!("?country={country}"), country, Segment::Commercial)
    };
    let is_open = markets::verdict(at.app, &at.may, &country)?.is_allowed();
    let currency = markets::currency_of(at.app, &at.may, &country)?.unwrap_or(Currency::USD);
    let snapshot = catalog::snapshot(at.app, &at.may, currency, segment)?;
    let software = match segment {
        Segment::Commercial => catalog::software(at.app, &at.may, currency, segment)?,
        Segment::Education | Segment::Government | Segment::NonProfit => Vec::new(),
    };
    Ok(Shelf { base, tail, country, segment, is_open, snapshot, software })
}

/// Which products a view shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    Machines,
    /// All of it, or of one licensing.
    Software(Option<Licensing>),
    /// What is not sold here.
    Nothing,
}

fn view(named: &str) -> Result<View, Fault> {
    Ok(match named.to_ascii_lowercase().as_str() {
        "azure" | "azurereservations" | "azurereservationsvm" => View::Machines,
        "software" => View::Software(None),
        "softwareperpetual" => View::Software(Some(Licensing::Perpetual)),
        "softwaresubscriptions" => View::Software(Some(Licensing::Subscription)),
        "azurereservationssql"
        | "azurereservationscosmosdb"
        | "microsoftazure"
        | "onlineservices"
        | "softwaresuselinux" => View::Nothing,
        _ => return Err(Fault::invalid(format!("There is no view {named}."))),
    })
}

fn products(at: &At<'_, may::SeeCatalog>) -> Result<Json<Collection<Product>>, Fault> {
    let shelf = shelf(at)?;
    let window = at.window()?;
    let view = view(&at.needed("targetView")?)?;
    let mut all: Vec<Product> = Vec::new();
    match view {
        View::Machines if shelf.is_open => {
            let first = |(_, size, skus): (&str, _, Vec<_>)| Some(Thing::Machine(size, skus.into_iter().next()?));
            all.extend(shelf.snapshot.products().filter_map(first).map(|thing| shelf.product(thing)));
        }
        View::Software(licensing) => {
            let meant = shelf.software.iter().filter(|it| licensing.is_none_or(|wanted| wanted == it.licensing));
            all.extend(meant.filter_map(of_software).map(|thing| shelf.product(thing)));
            all.dedup_by(|one, other| one.id == other.id);
        }
        View::Machines | View::Nothing => {}
    }
    Ok(Json(Collection::window(&shelf.base, all, window)))
}

/// Software that is on sale: with a term and a price.
fn of_software(product: &SoftwareProduct) -> Option<Thing<'_>> {
    let (sku, term) = product.sku.as_ref()?;
    Some(Thing::Software(product, sku, *term, product.price.as_ref()?.0))
}

fn product(at: &At<'_, may::SeeCatalog>) -> Result<Json<Product>, Fault> {
    let shelf = shelf(at)?;
    let things = shelf.find(at.name("product"))?;
    let first = things.first().ok_or_else(no_product)?;
    Ok(Json(shelf.product(*first)))
}

fn skus(at: &At<'_, may::SeeCatalog>) -> Result<Json<Collection<Sku>>, Fault> {
    let shelf = shelf(at)?;
    let things = shelf.find(at.name("product"))?;
    let product = things.first().map_or("", |thing| parts(thing.sku()).0);
    let uri = format!("{}/{product}/skus", shelf.base);
    Ok(Json(Collection::window(&uri, things.iter().map(|thing| shelf.sku(*thing)).collect(), at.window()?)))
}

fn sku(at: &At<'_, may::SeeCatalog>) -> Result<Json<Sku>, Fault> {
    let shelf = shelf(at)?;
    let thing = shelf.thing(at.name("product"), at.name("sku"))?;
    Ok(Json(shelf.sku(thing)))
}

fn availabilities(at: &At<'_, may::SeeCatalog>) -> Result<Json<Collection<Availability>>, Fault> {
    let shelf = shelf(at)?;
    let thing = shelf.thing(at.name("product"), at.name("sku"))?;
    let (product, sku) = parts(thing.sku());
    let uri = format!("{}/{product}/skus/{sku}/availabilities", shelf.base);
    Ok(Json(Collection::all(uri, vec![shelf.availability(thing)])))
}

fn availability(at: &At<'_, may::SeeCatalog>) -> Result<Json<Availability>, Fault> {
    let shelf = shelf(at)?;
    let found = shelf.availability(shelf.thing(at.name("product"), at.name("sku"))?);
    if found.id.eq_ignore_ascii_case(at.name("availability")) {
        Ok(Json(found))
    } else {
        Err(Fault::not_found("There is no such availability: the price may have changed."))
    }
}

fn inventory(at: &At<'_, may::SeeCatalog>, asked: InventoryQuestion) -> Result<Json<Vec<InventoryItem>>, Fault> {
    let shelf = shelf(at)?;
    if asked.target_items.is_empty() {
        return Err(Fault::invalid("targetItems is empty."));
    }
    let context = asked.inventory_context;
    if let (Some(customer), Some(id)) = (&context.customer_id, &context.azure_subscription_id) {
        let customer = customer_of(at, customer)?;
        let found = id.parse().ok().map(|id| catalog::state_of_subscription(at.app, &at.may, customer.id, id));
        match found {
            Some(Ok(SubscriptionState::Active)) => {}
            Some(Ok(state)) => {
                return Err(Fault::numbered(800_012, format!("The Azure subscription is {state}, not active.")));
            }
            Some(Err(_)) | None => {
                let description = "This is no Azure subscription of the customer.".to_owned();
                return Err(Fault::numbered(800_011, description));
            }
        }
    }
    let mut found = Vec::new();
    for item in &asked.target_items {
        // What is not known is left out, as the vendor does.
        for thing in shelf.known(&item.product_id) {
            let (product_id, sku_id) = parts(thing.sku());
            let is_meant = match &item.sku_id {
                Some(wanted) => wanted.eq_ignore_ascii_case(sku_id),
                None => shelf.is_in(thing, context.arm_region_name.as_deref()),
            };
            if !is_meant {
                continue;
            }
            let restrictions = restrictions(&shelf, thing);
            found.push(InventoryItem {
                product_id: product_id.to_owned(),
                sku_id: sku_id.to_owned(),
                is_restricted: !restrictions.is_empty(),
                restrictions,
            });
        }
    }
    Ok(Json(found))
}

/// Why a SKU cannot be bought: the market is closed for reservations.
fn restrictions(shelf: &Shelf, thing: Thing<'_>) -> Vec<Restriction> {
    if shelf.is_open || matches!(thing, Thing::Software(..)) {
        return Vec::new();
    }
    let property = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    vec![Restriction {
        reason_code: "NotAvailableForSubscription".to_owned(),
        description: format!("Restriction identified of type 'Country' with values '{}'.", shelf.country),
        properties: BTreeMap::from([property("type", "Country"), property("values", &shelf.country)]),
    }]
}

fn no_product() -> Fault {
    Fault::not_found("There is no such product in this country.")
}

impl<'a> Thing<'a> {
    /// The whole id of the SKU.
    fn sku(self) -> &'a str {
        match self {
            Self::Machine(_, entry) => &entry.sku,
            Self::Software(_, sku, ..) => sku,
        }
    }

    /// The term and the price of one for all of it.
    fn terms(self) -> (Term, Money) {
        match self {
            Self::Machine(_, entry) => (entry.term, entry.unit),
            Self::Software(_, _, term, unit) => (term, unit),
        }
    }
}

impl Shelf {
    /// What there is of a product, on sale in this market or not.
    fn known(&self, product: &str) -> Vec<Thing<'_>> {
        let machines = self.snapshot.products().find(|(id, ..)| id.eq_ignore_ascii_case(product));
        if let Some((_, size, entries)) = machines {
            return entries.into_iter().map(|entry| Thing::Machine(size, entry)).collect();
        }
        let software = self.software.iter().filter(|it| it.id.eq_ignore_ascii_case(product));
        software.filter_map(of_software).collect()
    }

    /// Whether a SKU is of a region, where one is named.
    fn is_in(&self, thing: Thing<'_>, region: Option<&str>) -> bool {
        match (thing, region) {
            (Thing::Machine(_, entry), Some(region)) => self.snapshot.region(entry).0.eq_ignore_ascii_case(region),
            (Thing::Machine(..) | Thing::Software(..), _) => true,
        }
    }

    fn find(&self, product: &str) -> Result<Vec<Thing<'_>>, Fault> {
        let found = self.known(product);
        let is_sold = match found.first() {
            Some(Thing::Machine(..)) => self.is_open,
            Some(Thing::Software(..)) => true,
            None => false,
        };
        if is_sold { Ok(found) } else { Err(no_product()) }
    }

    fn thing(&self, product: &str, sku: &str) -> Result<Thing<'_>, Fault> {
        let found = self.find(product)?.into_iter().find(|thing| parts(thing.sku()).1.eq_ignore_ascii_case(sku));
        found.ok_or_else(|| Fault::not_found("There is no such SKU of this product."))
    }

    fn product(&self, thing: Thing<'_>) -> Product {
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

    fn sku(&self, thing: Thing<'_>) -> Sku {
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

    fn availability(&self, thing: Thing<'_>) -> Availability {
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
