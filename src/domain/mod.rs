//! FLOOR 0: pure values and rules. No input or output, no clock, no database, no words.
//!
//! Imports std, serde, chrono types, rust_decimal, thiserror and nothing of ours. Everything that
//! `domain.md`'s rule ids speak of is decided here, so that a page, the API and a test ask the same
//! function.

pub mod audit;
pub mod catalog;
pub mod ids;
pub mod market;
pub mod money;
pub mod partners;
pub mod prices;
pub mod roles;
pub mod term;
pub mod text;
pub mod time;
