//! Purchases when answers are lost, buyers come at once, servers are two, or the server is killed.
//! Quality.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Barrier;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use crate::support::{Browser, Buy, Buyer, Server, Shop, World, buyers, order, rounds};

/// The orders that there are.
fn orders(world: &World) -> BTreeSet<String> {
    let id = if world.db.is_sqlite() { "lower(hex(id))" } else { "replace(id::text, '-', '')" };
    world.texts(&format!("SELECT {id} AS value FROM orders")).into_iter().collect()
}

fn plain(orders: impl IntoIterator<Item = String>) -> BTreeSet<String> {
    orders.into_iter().map(|order| order.replace('-', "")).collect()
}

/// Every invariant holds: no half order, every sum right, every chain whole.
fn assert_sound(world: &World) {
    assert_eq!(world.db.system("a test").check().unwrap().broken, []);
    let events = world.count("audit_events WHERE kind = 'create_order'");
    assert_eq!((events, world.count("reservations")), (world.count("orders"), world.count("order_lines")));
}

#[test]
fn r_1_two_clicks_up_to_fifty_milliseconds_apart_are_one_purchase() {
    let shop = Shop::new();
    let mut first = buyers(&shop, 1, 1, |person| shop.world.as_(person)).remove(0);
    let mut answered = Vec::new();
    for round in 0..rounds(20) {
        let buy = first.prepare().unwrap().unwrap();
        let mut second = first.clone();
        let (one, other) = std::thread::scope(|scope| {
            let (begin, begun) = channel::<()>();
            let (sent, patience) = (&buy, Duration::from_millis(round * 5 % 51));
            let second = scope.spawn(move || {
                // Nobody sends: the wait is how far apart the clicks are.
                let _apart = begun.recv_timeout(patience);
                order(&second.send(sent).unwrap())
            });
            let one = order(&first.send(&buy).unwrap());
            let other = second.join().unwrap();
            drop(begin);
            (one, other)
        });
        assert_eq!(one, other);
        answered.push(one);
    }
    assert_eq!(plain(answered.clone()).len(), answered.len());
    assert_eq!(orders(&shop.world), plain(answered));
    assert_sound(&shop.world);
}

#[test]
fn r_4_whoever_lost_the_answer_sends_again_from_this_or_another_tab_and_gets_the_same_order() {
    let shop = Shop::new();
    let mut buyer = buyers(&shop, 1, 1, |person| shop.world.as_(person)).remove(0);
    let mut answered = Vec::new();
    for round in 0..rounds(20) {
        let buy = buyer.prepare().unwrap().unwrap();
        let mut other_tab = buyer.clone();
        hang_up(&buyer.browser, &buy, Duration::from_millis(round % 20));
        let again = order(&buyer.send(&buy).unwrap());
        assert_eq!(order(&other_tab.send(&buy).unwrap()), again);
        answered.push(again);
    }
    assert_eq!(plain(answered.clone()).len(), answered.len());
    assert_eq!(orders(&shop.world), plain(answered));
    assert_sound(&shop.world);
}

/// Sends Buy and closes the connection after `patience`, or as soon as the answer begins.
fn hang_up(browser: &Browser, buy: &Buy, patience: Duration) {
    let mut stream = TcpStream::connect(browser.host()).unwrap();
    let headers = browser.headers("POST", &[]);
    let headers: String = headers.iter().map(|(name, value)| [name, ": ", value, "\r\n"].concat()).collect();
    let (path, host, length, body) = (&buy.path, browser.host(), buy.body.len(), &buy.body);
    let request = format!("POST {path} HTTP/1.1\r\nhost: {host}\r\n{headers}content-length: {length}\r\n\r\n{body}");
    stream.write_all(request.as_bytes()).unwrap();
    if !patience.is_zero() {
        stream.set_read_timeout(Some(patience)).unwrap();
        // An answer, or none in time: nobody reads it.
        let _first_byte = stream.read(&mut [0]);
    }
}

#[test]
fn r_6_sixteen_buyers_of_four_partners_make_exactly_the_orders_they_were_told_of() {
    let shop = Shop::new();
    let mut all = buyers(&shop, 4, 16, |person| shop.world.as_(person));
    // Four of the first partner share a customer, and so its one cart.
    let shared = all[0].clone();
    for number in [4, 8, 12] {
        all[number] = Buyer { browser: all[number].browser.clone(), ..shared.clone() };
    }
    let told = std::thread::scope(|scope| {
        let buy = |mut buyer: Buyer| {
            let mut told = Vec::new();
            for _purchase in 0..3 {
                let Some(buy) = buyer.prepare().unwrap() else { continue };
                let answer = buyer.send(&buy).unwrap();
                match answer.status {
                    303 => told.push(order(&answer)),
                    // Another of the four has bought the cart, or added to it.
                    status => {
                        assert!(status == 409 && buyer.customer == shared.customer, "{status}: {}", answer.text());
                    }
                }
            }
            told
        };
        let running: Vec<_> = all.iter().cloned().map(|buyer| scope.spawn(move || buy(buyer))).collect();
        plain(running.into_iter().flat_map(|buyer| buyer.join().unwrap()))
    });
    assert!(told.len() >= 12 * 3, "{} orders", told.len());
    assert_eq!(orders(&shop.world), told);
    assert_sound(&shop.world);
}

/// Sends a purchase from here and there at once; both get the same order.
fn send_to_both(here: &mut Buyer, there: &mut Buyer, buy: &Buy) -> String {
    let start = Barrier::new(2);
    let (one, other) = std::thread::scope(|scope| {
        let one = scope.spawn(|| {
            start.wait();
            order(&here.send(buy).unwrap())
        });
        start.wait();
        (order(&there.send(buy).unwrap()), one.join().unwrap())
    });
    assert_eq!(one, other);
    one
}

#[test]
fn r_21_a_purchase_sent_to_two_servers_at_once_is_one_order() {
    let shop = Shop::new();
    let (one, two) = (Server::on(shop.world.url(), &[]), Server::on(shop.world.url(), &[]));
    let all = buyers(&shop, 2, 6, |person| one.as_(person));
    let told = std::thread::scope(|scope| {
        let buy = |mut here: Buyer| {
            let mut there = Buyer { browser: here.browser.clone().at(&two.origin), ..here.clone() };
            let mut told = Vec::new();
            for _purchase in 0..3 {
                let buy = here.prepare().unwrap().unwrap();
                told.push(send_to_both(&mut here, &mut there, &buy));
                // The next cart is filled at the other server.
                std::mem::swap(&mut here, &mut there);
            }
            told
        };
        let running: Vec<_> = all.into_iter().map(|buyer| scope.spawn(move || buy(buyer))).collect();
        running.into_iter().flat_map(|buyer| buyer.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!((told.len(), orders(&shop.world)), (18, plain(told)));
    assert_sound(&shop.world);
}

#[test]
fn r_21_a_session_that_ended_at_one_server_has_ended_at_the_other() {
    let shop = Shop::new();
    let (one, two) = (Server::on(shop.world.url(), &[]), Server::on(shop.world.url(), &[]));
    let mut here = one.as_(&shop.sales);
    let mut there = here.clone().at(&two.origin);
    assert_eq!(there.get("/account").page().h1(), here.get("/account").page().h1());
    here.post("/sign-out", &[]);
    assert_eq!(there.get("/account").page().h1(), "Sign in");
}

/// What a buyer was doing when the server died.
struct Interrupted {
    buyer: Buyer,
    unanswered: Option<Buy>,
}

/// Buys until the server dies, and tells of every answer.
fn buy_until_it_dies(mut buyer: Buyer, told: &Sender<String>) -> Interrupted {
    loop {
        let Ok(prepared) = buyer.prepare() else { return Interrupted { buyer, unanswered: None } };
        let buy = prepared.expect("nobody shares the cart");
        match buyer.send(&buy) {
            Ok(answer) => told.send(order(&answer)).unwrap(),
            Err(_cut) => return Interrupted { buyer, unanswered: Some(buy) },
        }
    }
}

#[test]
fn r_5_every_purchase_answered_before_a_kill_is_there_and_a_cut_one_is_made_once_when_sent_again() {
    let shop = Shop::new();
    let mut server = Server::on(shop.world.url(), &[]);
    let mut all = buyers(&shop, 2, 6, |person| server.as_(person));
    let mut expected = BTreeSet::new();
    for round in 1..=rounds(2) {
        let (tell, told) = channel();
        let stopped: Vec<Interrupted> = std::thread::scope(|scope| {
            let running: Vec<_> = all
                .drain(..)
                .map(|buyer| {
                    let tell = tell.clone();
                    scope.spawn(move || buy_until_it_dies(buyer, &tell))
                })
                .collect();
            drop(tell);
            expected.extend(plain(told.iter().take(usize::try_from(round % 10 + 1).unwrap() * 7)));
            server.signal("KILL");
            running.into_iter().map(|buyer| buyer.join().unwrap()).collect()
        });
        expected.extend(plain(told.iter()));
        let there = orders(&shop.world);
        assert!(expected.is_subset(&there), "an answered purchase is lost: {:?}", expected.difference(&there));
        assert_eq!(server.ended().code(), None);
        assert_sound(&shop.world);
        server = Server::on(shop.world.url(), &[]);
        for Interrupted { mut buyer, unanswered } in stopped {
            buyer.browser = buyer.browser.at(&server.origin);
            if let Some(buy) = unanswered {
                expected.extend(plain([order(&buyer.send(&buy).unwrap())]));
            }
            all.push(buyer);
        }
        assert_eq!(orders(&shop.world), expected);
        assert_sound(&shop.world);
    }
}
