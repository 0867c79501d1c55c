//! Names inside a resource ID. Floor 0.
//!
//! ```
//! use ground::domain::usage::{resource_group_of, subscription_of};
//! let id = "/subscriptions/1CAA/resourceGroups/AHBTest/providers/Microsoft.Compute/virtualMachines/web-1";
//! assert_eq!((subscription_of(id), resource_group_of(id)), (Some("1CAA"), Some("AHBTest")));
//! assert_eq!(resource_group_of("web-1"), None);
//! ```

/// The subscription that a resource ID names.
pub fn subscription_of(resource_id: &str) -> Option<&str> {
    after(resource_id, "subscriptions")
}

/// The resource group that a resource ID names.
pub fn resource_group_of(resource_id: &str) -> Option<&str> {
    after(resource_id, "resourcegroups")
}

/// The part of a path after the part `name`, whose case does not count.
fn after<'a>(path: &'a str, name: &str) -> Option<&'a str> {
    let mut parts = path.split('/');
    parts.find(|part| part.eq_ignore_ascii_case(name))?;
    parts.next().filter(|part| !part.is_empty())
}
