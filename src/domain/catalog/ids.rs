//! Ids of products and SKUs, made from what they name, so that every database has the same. Floor 0.
//! Domain 2.3, 6.3.

use sha2::{Digest, Sha256};

use crate::domain::money::Money;
use crate::domain::term::Term;

/// The family of Azure Reserved VM Instances. Families are data: others need no change here.
pub const VM_RESERVATIONS: &str = "vm_reservations";

/// Digits and capitals without I, L, O and U, which people misread.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The id of a product, 12 letters, as the vendor's ids look.
pub fn product_id(family: &str, size: &str) -> String {
    letters(&[family, size], 12)
}

/// The id of a SKU: the product and, after a colon, 8 letters for what is sold of it.
pub fn sku_id(product: &str, region: &str, term: Term) -> String {
    format!("{product}:{}", letters(&[product, region, term.code()], 8))
}

/// The id of an availability: a SKU for a country and a segment at a price. Another price makes another
/// id, so that what a client read yesterday is not bought at today's price (2.3, Q-8).
pub fn availability_id(sku: &str, country: &str, segment: &str, unit: Money) -> String {
    letters(&[sku, country, segment, &unit.to_string()], 12)
}

fn letters(parts: &[&str], count: usize) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let places = hash.finalize().into_iter().map(|byte| usize::from(byte & 31));
    places.take(count).filter_map(|place| LETTERS.get(place)).map(|letter| char::from(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;

    #[test]
    fn ids_stay_what_they_are() {
        let product = product_id(VM_RESERVATIONS, "Standard_D4s_v3");
        assert_eq!(product, product_id(VM_RESERVATIONS, "Standard_D4s_v3"));
        assert_eq!(product.len(), 12);
        assert_ne!(product, product_id(VM_RESERVATIONS, "Standard_D8s_v3"));
        let sku = sku_id(&product, "westus", Term::OneYear);
        assert_eq!(sku.len(), 21);
        assert!(sku.starts_with(&format!("{product}:")));
        assert_ne!(sku, sku_id(&product, "westus", Term::ThreeYears));
        assert_ne!(sku, sku_id(&product, "westus2", Term::OneYear));
        let at = |minor| availability_id(&sku, "US", "commercial", Money::new(minor, Currency::USD));
        assert_eq!((at(100).len(), at(100)), (12, at(100)));
        assert_ne!(at(100), at(101));
    }
}
