//! FLOOR 0: pure values and rules. No input or output, no clock, no database, no words.
//!
//! Imports std, serde, chrono types, rust_decimal, thiserror and nothing of ours. Everything that
//! `domain.md`'s rule ids speak of is decided here, so that a page, the API and a test ask the same
//! function.

pub mod audit;
pub mod benefit;
pub mod carts;
pub mod catalog;
mod codes;
pub mod customers;
pub mod downloads;
pub mod focus;
pub mod ids;
pub mod keys;
pub mod market;
pub mod media;
pub mod messages;
pub mod money;
pub mod orders;
pub mod partners;
pub mod policy;
pub mod prices;
pub mod refunds;
pub mod reservations;
pub mod roles;
pub mod savings;
pub mod software;
pub mod subscriptions;
pub mod support;
pub mod term;
pub mod text;
pub mod time;
pub mod usage;
pub mod utilization;
pub mod views;
pub mod webhooks;
