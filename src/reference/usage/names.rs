//! Sizes and regions by the names of the catalogue. Leaf. Rule R-BN-3.

use std::collections::HashMap;

use crate::domain::catalog::catalog_key;
use crate::reference::{DataError, region_aliases, regions, sizes};

/// Every name of a size and region that a file may use.
#[derive(Debug)]
pub struct UsageNames {
    sizes: HashMap<String, String>,
    regions: HashMap<String, String>,
}

impl UsageNames {
    /// The tables of this release.
    pub fn shipped() -> Result<Self, DataError> {
        let mut names = Self { sizes: HashMap::new(), regions: HashMap::new() };
        for size in sizes() {
            let name = size?.name;
            names.sizes.insert(catalog_key(&name), name);
        }
        for alias in region_aliases() {
            let alias = alias?;
            names.regions.insert(region_key(&alias.alias), alias.region);
        }
        for region in regions() {
            let region = region?;
            names.regions.insert(region_key(&region.display_name), region.name.clone());
            names.regions.insert(region_key(&region.name), region.name);
        }
        Ok(names)
    }

    /// A size by the name of the catalogue; `None` where the catalogue has none.
    pub fn size(&self, written: &str) -> Option<&str> {
        self.sizes.get(&catalog_key(written)).map(String::as_str)
    }

    /// A region by its code; `None` where none is known.
    pub fn region(&self, written: &str) -> Option<&str> {
        self.regions.get(&region_key(written)).map(String::as_str)
    }
}

/// `US West 2`, `uswest2`, `US-West-2`.
fn region_key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_bills_write_them() {
        let names = UsageNames::shipped().unwrap();
        for (written, region) in [
            ("uswest2", "westus2"),
            ("US West 2", "westus2"),
            ("CentralUS", "centralus"),
            ("EU West", "westeurope"),
            ("UK South", "uksouth"),
        ] {
            assert_eq!(names.region(written), Some(region), "{written}");
        }
        assert_eq!(names.region("the moon"), None);
        assert_eq!(names.size("standard_ds2_v2"), Some("Standard_DS2_v2"));
        assert_eq!(names.size("D2s v3"), Some("Standard_D2s_v3"));
        assert_eq!(names.size("Standard_X1"), None);
    }
}
