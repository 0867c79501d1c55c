//! The objects as clients read and write them. Floor 4. api 7.
#![expect(clippy::struct_field_names, reason = "the names are the vendor's")]

pub(in crate::api) mod audit;
pub(in crate::api) mod carts;
pub(in crate::api) mod catalog;
pub(in crate::api) mod common;
pub(in crate::api) mod customers;
pub(in crate::api) mod downloads;
pub(in crate::api) mod entitlements;
pub(in crate::api) mod invoices;
pub(in crate::api) mod orders;
pub(in crate::api) mod savings;
pub(in crate::api) mod service_requests;
pub(in crate::api) mod subscriptions;
pub(in crate::api) mod webhooks;
