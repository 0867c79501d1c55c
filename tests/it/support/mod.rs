//! The vocabulary of the tests.
//!
//! ```ignore
//! let world = World::new();
//! let contoso = world.partner("Contoso Cloud");
//! let sales = world.person(&contoso, Role::SalesAgent);
//! let customer = world.customer(&contoso, "한빛 식품");
//! let mut browser = world.as_(&sales);
//! browser.get("/customers").fill("Search", "식품").click("Apply");
//! assert!(browser.sees("한빛 식품"));
//! ```

mod bought;
mod browser;
mod buyers;
mod client;
mod database;
mod delivery;
mod forms;
mod page;
mod people;
mod program;
mod requests;
mod returns;
pub(crate) mod rows;
mod shelf;
mod shop;
mod software;
mod town;
mod world;

pub(crate) use browser::Browser;
pub(crate) use buyers::{Buy, Buyer, buyers, order, rounds};
pub(crate) use client::{Client, Reply};
pub(crate) use database::{TestDatabase, is_postgres};
pub(crate) use delivery::{FILE, SOFTWARE, SOFTWARE_TITLE};
pub(crate) use page::{Page, css, text_of};
pub(crate) use people::{Customer, PASSWORD, Partner, Person, Subscription};
pub(crate) use program::{Demo, Server, run_program};
pub(crate) use rows::Value;
pub(crate) use shelf::Shelf;
pub(crate) use shop::Shop;
pub(crate) use software::{SQL, WINDOWS};
pub(crate) use town::{TENANT_NAMES, Town, asked, filled, names};
pub(crate) use world::World;
