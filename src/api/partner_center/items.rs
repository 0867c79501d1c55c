//! What several nouns say: catalog items, participants, currencies. Floor 4. api 7.3, 7.4; R-BUY-3, Q-8.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::call::At;
use super::fault::Fault;
use crate::access::may::Permission;
use crate::domain::catalog::availability_id;
use crate::domain::ids::PartnerId;
use crate::domain::money::{Currency, Money};
use crate::ops::customers::{self, Customer};
use crate::ops::partners::{self, Partner};

/// What a cart line names: `product:sku:availability`.
pub(super) fn catalog_item(sku: &str, customer: &Customer, unit: Money) -> String {
    let availability = availability_id(sku, &customer.country, customer.segment.code(), unit);
    format!("{sku}:{availability}")
}

/// Product and SKU of an id of ours; the SKU's id begins with the product's.
pub(super) fn parts(sku: &str) -> (&str, &str) {
    sku.split_once(':').unwrap_or((sku, ""))
}

/// The SKU and the availability that a cart line names.
pub(super) fn read_item(item: &str) -> Option<(String, String)> {
    let mut parts = item.trim().split(':');
    let (product, sku, availability) = (parts.next()?, parts.next()?, parts.next()?);
    let is_whole = parts.next().is_none() && [product, sku, availability].iter().all(|part| !part.is_empty());
    is_whole.then(|| {
        let upper = |text: &str| text.to_ascii_uppercase();
        (format!("{}:{}", upper(product), upper(sku)), upper(availability))
    })
}

/// The reseller with an MPN ID among those the caller may choose from.
pub(super) fn reseller<P: Permission>(at: &At<'_, P>, mpn_id: Option<&str>) -> Result<Option<PartnerId>, Fault> {
    let Some(mpn_id) = mpn_id.map(str::trim).filter(|id| !id.is_empty()) else { return Ok(None) };
    let own = partners::all(at.app, &at.may)?;
    match own.iter().find(|partner| partner.mpn_id == mpn_id) {
        Some(partner) => Ok(Some(partner.id)),
        None => Err(Fault::numbered(800_015, format!("The MPN ID {mpn_id} is not known."))),
    }
}

/// The organisation of the caller.
pub(super) fn own_partner<P: Permission>(at: &At<'_, P>) -> Result<Partner, Fault> {
    let own = at.may.who().partner();
    let found = partners::all(at.app, &at.may)?.into_iter().find(|partner| partner.id == own);
    found.ok_or_else(|| Fault::not_found("The organisation is not there."))
}

/// The sign of a currency, where it has one that everybody knows.
pub(super) fn symbol(currency: Currency) -> String {
    let known = [
        (Currency::USD, "$"),
        (Currency::EUR, "€"),
        (Currency::KRW, "₩"),
        (Currency::JPY, "¥"),
        (Currency::TWD, "NT$"),
    ];
    let found = known.into_iter().find(|(one, _)| *one == currency).map(|(_, sign)| sign.to_owned());
    found.unwrap_or_else(|| currency.code().to_owned())
}

/// The customer of an id that a body names, in the caller's scope.
pub(super) fn customer_of<P: Permission>(at: &At<'_, P>, id: &str) -> Result<Customer, Fault> {
    let customer = id.parse().map_err(|_not| Fault::not_found("There is no such customer."))?;
    let asked = customers::AtHand { customer, reservation: None };
    Ok(customers::at_hand(at.app, at.may.who(), at.may.scope().circumstances(), asked, None)?.0)
}

/// The id of what a call makes: the same for the same call under the same request id, so that a client
/// that repeats itself makes one thing (api 2.8). Without a request id it is a new one.
pub(super) fn once<P: Permission>(at: &At<'_, P>) -> Uuid {
    let Some(request) = at.request_id() else { return at.app.ids.new_id() };
    let user = at.may.who().user().to_string();
    let fields = [user, at.call.path.to_ascii_lowercase(), request];
    let mut hash = Sha256::new();
    for field in fields {
        hash.update(field.len().to_string());
        hash.update(field);
    }
    hash.update(&at.call.body);
    let mut bytes = [0_u8; 16];
    bytes.iter_mut().zip(hash.finalize()).for_each(|(to, from)| *to = from);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_catalog_item_has_three_parts() {
        let read = read_item("dzh318z0bq36:004G1234:DZH318Z08C0S");
        assert_eq!(read, Some(("DZH318Z0BQ36:004G1234".to_owned(), "DZH318Z08C0S".to_owned())));
        for wrong in ["", "a:b", "a::c", "a:b:c:d", "MS-AZR-0145P"] {
            assert_eq!(read_item(wrong), None, "{wrong}");
        }
    }
}
