//! Products, their SKUs, and the availability of each. Floor 4.

use super::shelf::{Thing, no_product, of_software, shelf};
use crate::access::may;
use crate::api::partner_center::call::At;
use crate::api::partner_center::fault::Fault;
use crate::api::partner_center::items::parts;
use crate::api::partner_center::operation::Json;
use crate::api::partner_center::wire::catalog::{Availability, Product, Sku};
use crate::api::partner_center::wire::common::Collection;
use crate::domain::software::Licensing;

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

pub(super) fn products(at: &At<'_, may::SeeCatalog>) -> Result<Json<Collection<Product>>, Fault> {
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

pub(super) fn product(at: &At<'_, may::SeeCatalog>) -> Result<Json<Product>, Fault> {
    let shelf = shelf(at)?;
    let things = shelf.find(at.name("product"))?;
    let first = things.first().ok_or_else(no_product)?;
    Ok(Json(shelf.product(*first)))
}

pub(super) fn skus(at: &At<'_, may::SeeCatalog>) -> Result<Json<Collection<Sku>>, Fault> {
    let shelf = shelf(at)?;
    let things = shelf.find(at.name("product"))?;
    let product = things.first().map_or("", |thing| parts(thing.sku()).0);
    let uri = format!("{}/{product}/skus", shelf.base);
    Ok(Json(Collection::window(&uri, things.iter().map(|thing| shelf.sku(*thing)).collect(), at.window()?)))
}

pub(super) fn sku(at: &At<'_, may::SeeCatalog>) -> Result<Json<Sku>, Fault> {
    let shelf = shelf(at)?;
    let thing = shelf.thing(at.name("product"), at.name("sku"))?;
    Ok(Json(shelf.sku(thing)))
}

pub(super) fn availabilities(at: &At<'_, may::SeeCatalog>) -> Result<Json<Collection<Availability>>, Fault> {
    let shelf = shelf(at)?;
    let thing = shelf.thing(at.name("product"), at.name("sku"))?;
    let (product, sku) = parts(thing.sku());
    let uri = format!("{}/{product}/skus/{sku}/availabilities", shelf.base);
    Ok(Json(Collection::all(uri, vec![shelf.availability(thing)])))
}

pub(super) fn availability(at: &At<'_, may::SeeCatalog>) -> Result<Json<Availability>, Fault> {
    let shelf = shelf(at)?;
    let found = shelf.availability(shelf.thing(at.name("product"), at.name("sku"))?);
    if found.id.eq_ignore_ascii_case(at.name("availability")) {
        Ok(Json(found))
    } else {
        Err(Fault::not_found("There is no such availability: the price may have changed."))
    }
}
