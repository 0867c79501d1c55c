//! What Microsoft.Capacity answers, as types: from these it is written and described. Floor 4.

mod catalog;
mod orders;
mod quotes;
mod reservations;

pub(in crate::api::capacity) use catalog::*;
pub(in crate::api::capacity) use orders::*;
pub(in crate::api::capacity) use quotes::*;
pub(in crate::api::capacity) use reservations::*;
