//! Integration tests: one binary, the real application on a real database.
//!
//! `support` has the vocabulary: a `World` with partners, people and customers, and a `Browser` that
//! fills forms by their labels. A file per noun tells stories; the others walk the whole route table.
//! `DATABASE_URL_TEST=postgres://…` runs all of it on PostgreSQL, a database for each test.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod activity;
mod again;
mod alerts;
mod api;
mod calculator;
mod cancellations;
mod catalog;
mod cli;
mod customers;
mod downloads;
mod exchanges;
mod faults;
mod floors;
mod help;
mod housekeeping;
mod keys;
mod leftovers;
mod lists;
mod matrix;
mod media;
mod messages;
mod orders;
mod pages;
mod parity;
mod purchases;
mod quotes;
mod record;
mod refunds;
mod reliability;
mod remedies;
mod renewals;
mod requests;
mod reservations;
mod secrecy;
mod security;
mod sign_in;
mod simulate;
mod software;
mod subscriptions;
mod support;
mod tenancy;
mod usage;
mod users;
mod vendor;
mod views;
mod webhooks;
