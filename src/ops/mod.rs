//! FLOOR 2: acts, one public function per thing a person can do. Each takes a
//! [`Granted`](crate::access::Granted); pages, the API and the command line call the same ones.

pub mod activity;
pub mod api_clients;
mod app;
pub mod backup;
pub mod calculator;
pub mod carts;
pub mod catalog;
pub mod customers;
pub mod demo;
pub mod desk;
pub mod downloads;
pub mod entitlements;
pub mod generate;
pub mod health;
pub mod housekeeping;
pub mod installation;
pub mod invoices;
mod kept;
pub mod keys;
pub mod mail;
pub mod markets;
pub mod media;
pub mod messages;
mod numbers;
pub mod orders;
pub mod partners;
pub mod places;
pub mod policies;
pub mod prices;
pub mod reference;
pub mod refunds;
pub mod refusals;
pub mod reservations;
pub mod sign_in;
pub mod software;
pub mod subscriptions;
pub mod support;
pub mod system;
pub mod usage;
pub mod users;
pub mod utilization;
pub mod views;
pub mod webhooks;

pub use app::{App, Clock, Ids};

pub use crate::store::{PAGE_ROWS, PageAt, PageRows, StoreError};
