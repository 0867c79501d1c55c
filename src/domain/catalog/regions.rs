//! Names by which people look for regions. Floor 0.

use std::collections::{BTreeMap, BTreeSet};

use super::catalog_key;

/// Region codes by every name they are known by. One name may mean several regions: "korea".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegionNames {
    codes: BTreeMap<String, BTreeSet<String>>,
}

impl RegionNames {
    /// `name` means the region `code`, in whatever case and with or without spaces. An empty name means
    /// nothing.
    pub fn add(&mut self, name: &str, code: &str) {
        let key = catalog_key(name);
        if !key.is_empty() {
            self.codes.entry(key).or_default().insert(code.to_owned());
        }
    }

    /// The regions that `name` means, in the order of their codes; none when it is not known.
    pub fn find(&self, name: &str) -> Vec<String> {
        self.codes.get(&catalog_key(name)).into_iter().flatten().cloned().collect()
    }
}
