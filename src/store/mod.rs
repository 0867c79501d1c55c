//! FLOOR 1: the only place that names Diesel.
//!
//! [`Db`] is the handle. [`Db::read`] and [`Db::write`] are the doors; both want a [`Scope`], and a
//! write wants a [`Recorded`] back, which only an audit event makes. Each noun has a file that adds
//! its queries as methods of [`Reader`] and [`Writer`] and returns domain types. Rows stay here.

pub mod activity;
mod audit;
pub mod backup;
pub mod carts;
pub mod catalog;
mod check;
mod columns;
mod conn;
mod counts;
pub mod customers;
mod db;
pub mod downloads;
pub mod entitlements;
mod error;
mod facts;
mod generate;
pub mod invoices;
pub mod jobs;
pub mod keys;
pub mod markets;
pub mod media;
pub mod messages;
mod migrate;
pub mod orders;
mod page;
pub mod partners;
mod places;
pub mod policies;
pub mod prices;
pub mod refunds;
mod rehearsal;
mod reservation_orders;
pub mod reservations;
mod schema;
mod scope;
mod settings;
pub mod software;
pub mod subscriptions;
pub mod support;
mod tenant;
pub mod usage;
pub mod users;
pub mod utilization;
pub mod views;
pub mod webhooks;

pub use audit::{BrokenLink, LinkFault};
pub use check::{Broken, CheckReport};
pub use db::{DatabaseUrl, Db, UnknownDatabase};
pub use error::StoreError;
pub use facts::Fact;
pub use generate::Load;
pub use migrate::{SchemaState, latest, migrate, newer, revert_all, schema_state};
pub use page::{PAGE_ROWS, PageAt, PageRows};
pub use scope::{Actor, Circumstances, Scope};
pub use tenant::{Reader, Recorded, System, Writer};
