//! Sizes and regions by the names of the catalogue. Leaf. Rule R-BN-3.

use std::collections::HashMap;
use std::rc::Rc;

use crate::domain::catalog::catalog_key;
use crate::reference::{DataError, region_aliases, regions, sizes};

/// A name of the catalogue, or the name as it was written where the catalogue has none.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) name: Rc<str>,
    pub(super) is_known: bool,
}

/// Every name of a size and region that a file may use.
#[derive(Debug)]
pub struct UsageNames {
    sizes: HashMap<String, String>,
    regions: HashMap<String, String>,
    found_sizes: Found,
    found_regions: Found,
}

/// Names of one file that are remembered; a file with more is read all the same.
const REMEMBERED: usize = 100_000;

impl UsageNames {
    /// The tables of this release.
    pub fn shipped() -> Result<Self, DataError> {
        let mut names = Self {
            sizes: HashMap::new(),
            regions: HashMap::new(),
            found_sizes: Found::default(),
            found_regions: Found::default(),
        };
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

    /// A size by the name of the catalogue; as it was written where the catalogue has none.
    pub fn size_name(&mut self, written: &str) -> String {
        self.size(written).name.to_string()
    }

    /// A region by its code; as it was written where none is known.
    pub fn region_name(&mut self, written: &str) -> String {
        self.region(written).name.to_string()
    }

    pub(super) fn size(&mut self, written: &str) -> Known {
        let sizes = &self.sizes;
        remembered(&mut self.found_sizes, written, || sizes.get(&catalog_key(written)))
    }

    pub(super) fn region(&mut self, written: &str) -> Known {
        let regions = &self.regions;
        remembered(&mut self.found_regions, written, || regions.get(&region_key(written)))
    }
}

/// Names that were looked for. A file mostly uses a few, which are asked first.
#[derive(Debug, Default)]
struct Found {
    all: HashMap<String, Known>,
    few: Vec<(String, Known)>,
}

/// So many names are compared one by one before the table is asked.
const FEW: usize = 8;

fn remembered<'n>(found: &mut Found, written: &str, find: impl FnOnce() -> Option<&'n String>) -> Known {
    if let Some((_, known)) = found.few.iter().find(|(name, _)| name == written) {
        return known.clone();
    }
    if let Some(known) = found.all.get(written) {
        return known.clone();
    }
    let name = find();
    let known = Known { name: Rc::from(name.map_or(written, String::as_str)), is_known: name.is_some() };
    if found.few.len() < FEW {
        found.few.push((written.to_owned(), known.clone()));
    } else if found.all.len() < REMEMBERED {
        found.all.insert(written.to_owned(), known.clone());
    }
    known
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
        let mut names = UsageNames::shipped().unwrap();
        for (written, region) in [
            ("uswest2", "westus2"),
            ("US West 2", "westus2"),
            ("CentralUS", "centralus"),
            ("EU West", "westeurope"),
            ("UK South", "uksouth"),
        ] {
            assert_eq!(&*names.region(written).name, region, "{written}");
        }
        assert!(!names.region("the moon").is_known);
        assert_eq!(&*names.size("standard_ds2_v2").name, "Standard_DS2_v2");
        assert_eq!(&*names.size("D2s v3").name, "Standard_D2s_v3");
        let unknown = names.size("Standard_X1");
        assert_eq!((&*unknown.name, unknown.is_known), ("Standard_X1", false));
    }
}
