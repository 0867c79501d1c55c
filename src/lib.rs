//! Partner Dashboard: one place for CSP partners to sell and manage Azure reservations.
//!
//! # The map
//! | floor | module | what it is | may import |
//! |---|---|---|---|
//! | 0 | [`domain`] | values and rules | nothing of ours |
//! | 1 | `store` | the only place that names Diesel | domain |
//! | 2 | `access` | who you are, what you may | domain, store |
//! | 2 | [`config`] | one typed configuration, parsed once | domain, store |
//! | 2 | `ops` | acts: one function per thing a person can do | domain, store, access, config, reference, i18n |
//! | leaf | `reference` | shipped reference data, readers of price and usage files | domain |
//! | leaf | `i18n` | words and formats of three languages | domain |
//! | 3 | `http` | what pages and JSON share | access, ops, config, i18n, domain |
//! | 4 | `web` | pages | http, ops, access, i18n, domain |
//! | 4 | [`api`] | JSON for programs | http, ops, access, config, i18n, domain |
//! | 4 | [`cli`] | a file per command | everything |
//!
//! `domain`, `store`, `reference` and `i18n` are the package [`ground`], which compiles by itself.
//! A floor imports only floors below it; `tests/it/floors.rs` keeps that.

pub use ground::{domain, i18n, reference, store};

pub mod access;
pub mod api;
pub mod cli;
pub mod config;
pub mod http;
pub mod ops;
pub mod web;
