//! How many purchases a minute, and how long Buy takes: R-6 as load, on servers of their own.
//!
//! `cargo bench --bench purchases -- --buyers 32 --seconds 30 --servers 1`, with
//! `DATABASE_URL_TEST=postgres://…` on PostgreSQL. Each buyer fills a cart, reviews it and buys; eight of
//! them share one customer. Afterwards every invariant must hold and every answered order be there.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "it prints figures, and a load that cannot go on has failed"
)]
#![expect(dead_code, unused_imports, reason = "it uses a part of the vocabulary of the tests")]

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

#[path = "../tests/it/support/mod.rs"]
mod support;

use support::{Buyer, Server, Shop, buyers, order};

/// What one buyer saw.
#[derive(Default)]
struct Seen {
    orders: Vec<String>,
    took: Vec<Duration>,
    conflicts: usize,
}

fn argument(name: &str, default: usize) -> usize {
    let given: Vec<String> = std::env::args().collect();
    let at = given.iter().position(|word| word == name);
    at.and_then(|at| given.get(at + 1)).and_then(|value| value.parse().ok()).unwrap_or(default)
}

fn buy(mut buyer: Buyer, until: Instant) -> Seen {
    let mut seen = Seen::default();
    while Instant::now() < until {
        let Some(prepared) = buyer.prepare().unwrap() else { continue };
        let begun = Instant::now();
        let answer = buyer.send(&prepared).unwrap();
        seen.took.push(begun.elapsed());
        match answer.status {
            303 => seen.orders.push(order(&answer)),
            409 => seen.conflicts += 1,
            status => panic!("{status}: {}", answer.text()),
        }
    }
    seen
}

fn main() {
    let (count, seconds) = (argument("--buyers", 32), argument("--seconds", 30));
    let shop = Shop::new();
    let many = [("PARTNER_DASHBOARD_REQUESTS_PER_ADDRESS", "1000")];
    let servers: Vec<Server> = (0..argument("--servers", 1)).map(|_| Server::on(shop.world.url(), &many)).collect();
    let mut all = buyers(&shop, 4, count, |person| servers[0].as_(person));
    let shared = all[0].clone();
    for (number, buyer) in all.iter_mut().enumerate() {
        let origin = &servers[number % servers.len()].origin;
        buyer.browser = buyer.browser.clone().at(origin);
        // Every fourth is of the first partner; the first eight of those share a customer.
        if number % 4 == 0 && number < 32 {
            *buyer = Buyer { browser: buyer.browser.clone(), ..shared.clone() };
        }
    }
    let begun = Instant::now();
    let until = begun + Duration::from_secs(u64::try_from(seconds).unwrap());
    let seen: Vec<Seen> = std::thread::scope(|scope| {
        let running: Vec<_> = all.into_iter().map(|buyer| scope.spawn(move || buy(buyer, until))).collect();
        running.into_iter().map(|buyer| buyer.join().unwrap()).collect()
    });
    let elapsed = begun.elapsed();
    let answered: BTreeSet<&String> = seen.iter().flat_map(|seen| &seen.orders).collect();
    let kept = shop.world.count("orders");
    assert_eq!(i64::try_from(answered.len()), Ok(kept), "answered and kept orders differ");
    assert_eq!(shop.world.db.system("the load is over").check().unwrap().broken, []);
    let mut took: Vec<Duration> = seen.iter().flat_map(|seen| &seen.took).copied().collect();
    took.sort();
    let at = |percent: usize| took[(took.len() - 1) * percent / 100].as_millis();
    let conflicts: usize = seen.iter().map(|seen| seen.conflicts).sum();
    println!("{count} buyers, {} servers of 2 workers, {seconds} s, {}", servers.len(), kind());
    println!(
        "{kept} orders, {} an hour; {conflicts} conflicts of those who share a cart",
        kept * 3_600_000 / i64::try_from(elapsed.as_millis()).unwrap()
    );
    println!("Buy: median {} ms, 95 % {} ms, 99 % {} ms, longest {} ms", at(50), at(95), at(99), at(100));
    println!(
        "{} orders a second, each with a cart and a review before it",
        kept * 1_000 / i64::try_from(elapsed.as_millis()).unwrap()
    );
}

fn kind() -> &'static str {
    if support::is_postgres() { "PostgreSQL" } else { "SQLite" }
}
