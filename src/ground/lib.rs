//! The lower floors as a package of their own: values and rules, words, reference data, the store.
//!
//! They are the half of the code that changes least, and the half with the database's types, which the
//! compiler chews longest. Apart, each half builds in half the memory, and a change of a page compiles
//! pages only. The floors themselves are described in the crate `partner_dashboard`.

#[path = "../domain/mod.rs"]
pub mod domain;
#[path = "../i18n/mod.rs"]
pub mod i18n;
#[path = "../reference/mod.rs"]
pub mod reference;
#[path = "../store/mod.rs"]
pub mod store;
