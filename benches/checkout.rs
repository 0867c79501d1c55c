//! Reviewing a cart of 50 lines, and buying by 16 callers at once, as ratios of one run (performance 6,
//! rows 9 and 10): against one query of the same cart, and against bare commits of the same database.
//!
//! `cargo bench --bench checkout -- --callers 16 --seconds 5`
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::float_arithmetic,
    clippy::print_stdout,
    reason = "it prints figures, and a load that cannot go on has failed"
)]
#![expect(dead_code, unused_imports, reason = "it uses a part of the vocabulary of the tests")]

use std::sync::Arc;
use std::sync::Barrier;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use partner_dashboard::access::{Circumstances, Granted, may};
use partner_dashboard::domain::ids::{CustomerId, SubscriptionId};
use partner_dashboard::domain::roles::Role;
use partner_dashboard::domain::text::{PurchaseOrderNumber, Quantity};
use partner_dashboard::ops::carts::{self, AddLine};
use partner_dashboard::ops::catalog::{self, Filter, Order};
use partner_dashboard::ops::orders::{self, PlaceOrder};
use partner_dashboard::ops::sign_in::{self, SignIn};
use partner_dashboard::ops::{App, reference};
use partner_dashboard::store::DatabaseUrl;

#[path = "../tests/it/support/mod.rs"]
mod support;

use support::{PASSWORD, Person, World};

const LINES: usize = 50;
const REVIEWS: u32 = 400;

type May = Granted<may::PlaceOrders>;

fn argument(name: &str, default: usize) -> usize {
    let given: Vec<String> = std::env::args().collect();
    let at = given.iter().position(|word| word == name);
    at.and_then(|at| given.get(at + 1)).and_then(|value| value.parse().ok()).unwrap_or(default)
}

fn main() {
    let (callers, seconds) = (argument("--callers", 16), argument("--seconds", 5));
    let world = World::new();
    reference::load(&world.app).unwrap();
    let contoso = world.partner("Contoso Cloud");
    let may = granted(&world.app, &world.person(&contoso, Role::SalesAgent));
    let customers: Vec<(CustomerId, SubscriptionId)> = (0..=callers)
        .map(|number| {
            let customer = world.customer(&contoso, &format!("Customer {number}"));
            (customer.id, world.subscription(&customer, "Production").id)
        })
        .collect();
    let skus = skus(&world.app, &may);
    review(&world.app, &may, customers[callers], &skus);
    let time = Duration::from_secs(u64::try_from(seconds).unwrap());
    let bare = commits(&world, time);
    let mut took = buy(&world.app, &may, &customers[..callers], &skus, time);
    took.sort();
    // A line is added in a transaction of its own, and bought in another.
    let bought = u32::try_from(took.len()).unwrap();
    let rate = 2.0 * f64::from(bought) / time.as_secs_f64();
    println!("bare commits, one connection    {bare:>10.0} a second");
    println!(
        "add and buy, {callers:>2} callers         {rate:>10.0} transactions a second, {:.2} of bare commits",
        rate / bare
    );
    let at = |share: usize| took[(took.len() - 1) * share / 100];
    println!("Buy: p50 {:?}, p99 {:?}, worst {:?}, {bought} orders", at(50), at(99), at(100));
}

fn granted(app: &App, person: &Person) -> May {
    let circumstances =
        Circumstances { at: app.clock.now(), address: "192.0.2.1".to_owned(), request_id: "bench".to_owned() };
    let command = SignIn { email: person.email.clone(), password: PASSWORD.to_owned(), user_agent: String::new() };
    let key = sign_in::sign_in(app, &command, &circumstances).unwrap();
    let who = sign_in::identify(app, &key, &circumstances).unwrap();
    Granted::check(&Arc::new(who), circumstances).unwrap()
}

/// What is sold, in the order of the catalogue.
fn skus(app: &App, may: &May) -> Vec<String> {
    let currency = "USD".parse().unwrap();
    let snapshot = catalog::snapshot(app, may, currency, "commercial".parse().unwrap()).unwrap();
    let filter = Filter {
        term: partner_dashboard::domain::term::Term::OneYear,
        query: partner_dashboard::domain::catalog::CatalogQuery::default(),
        chosen: std::collections::BTreeMap::new(),
        order: Order::Size,
    };
    catalog::find(&snapshot, &filter).entries.into_iter().map(|entry| entry.sku.clone()).collect()
}

fn add(app: &App, may: &May, (customer, subscription): (CustomerId, SubscriptionId), sku: &str) {
    let line = AddLine { sku: sku.to_owned(), subscription: Some(subscription), quantity: Quantity::new(1).unwrap() };
    carts::add(app, may, customer, &line).unwrap();
}

/// Prices and checks a cart of 50 lines, against its running total, which is one query.
fn review(app: &App, may: &May, at: (CustomerId, SubscriptionId), skus: &[String]) {
    for sku in skus.iter().take(LINES) {
        add(app, may, at, sku);
    }
    let each = |act: &dyn Fn()| {
        let begun = Instant::now();
        (0..REVIEWS).for_each(|_| act());
        begun.elapsed() / REVIEWS
    };
    let query = each(&|| assert_eq!(carts::summary(app, may, at.0).unwrap().lines, LINES));
    let whole = each(&|| assert_eq!(carts::show(app, may, at.0).unwrap().unwrap().lines.len(), LINES));
    let ratio = whole.as_secs_f64() / query.as_secs_f64();
    println!("running total of {LINES} lines       {query:>10.1?}, one query");
    println!("review of {LINES} lines              {whole:>10.1?}, {ratio:.1} times that");
}

/// Transactions of one row a second, one after the other, on a connection that is set up like the writer.
fn commits(world: &World, time: Duration) -> f64 {
    let DatabaseUrl::Sqlite(path) = world.url() else { panic!("bare commits are measured on SQLite") };
    let mut conn = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    conn.batch_execute("PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;").unwrap();
    conn.batch_execute("INSERT INTO settings (key, value) VALUES ('bench', '0');").unwrap();
    let (begun, mut count) = (Instant::now(), 0_u32);
    while begun.elapsed() < time {
        conn.batch_execute("BEGIN IMMEDIATE; UPDATE settings SET value = value + 1 WHERE key = 'bench'; COMMIT;")
            .unwrap();
        count += 1;
    }
    f64::from(count) / begun.elapsed().as_secs_f64()
}

/// Every caller fills, reviews and buys carts of a customer of its own: how many, and how long each Buy took.
fn buy(
    app: &App,
    may: &May,
    customers: &[(CustomerId, SubscriptionId)],
    skus: &[String],
    time: Duration,
) -> Vec<Duration> {
    let barrier = Barrier::new(customers.len());
    let caller = |at: (CustomerId, SubscriptionId)| {
        barrier.wait();
        let (begun, mut took) = (Instant::now(), Vec::new());
        for sku in skus.iter().cycle() {
            if begun.elapsed() >= time {
                break;
            }
            add(app, may, at, sku);
            let view = carts::show(app, may, at.0).unwrap().unwrap();
            let command = PlaceOrder {
                customer: at.0,
                cart: view.cart.id,
                review_hash: view.hash,
                purchase_order: PurchaseOrderNumber::parse("").unwrap(),
                reseller: None,
                request: None,
            };
            let pressed = Instant::now();
            orders::place(app, may, &command).unwrap();
            took.push(pressed.elapsed());
        }
        took
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = customers.iter().map(|at| scope.spawn(|| caller(*at))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}
