//! Buyers who do over and over what a person does: fill the cart, review, Buy.

use partner_dashboard::domain::roles::Role;

use super::browser::Browser;
use super::page::Page;
use super::people::Person;
use super::shop::Shop;

/// A customer to buy for, and the browser of somebody who may.
#[derive(Clone)]
pub(crate) struct Buyer {
    pub(crate) browser: Browser,
    pub(crate) customer: String,
    pub(crate) sku: String,
    pub(crate) subscription: String,
}

/// A purchase as the form sends it.
#[derive(Clone, Debug)]
pub(crate) struct Buy {
    pub(crate) path: String,
    pub(crate) body: String,
}

impl Buyer {
    pub(crate) fn path(&self, rest: &str) -> String {
        format!("/customers/{}/{rest}", self.customer)
    }

    /// Fills the cart and reads the review page; an error when the server died.
    pub(crate) fn prepare(&mut self) -> Result<Option<Buy>, ureq::Error> {
        let token = self.browser.token();
        let cart = self.path("cart");
        let line = [
            ("csrf", token.as_str()),
            ("sku", &self.sku),
            ("subscription", &self.subscription),
            ("quantity", "1"),
            ("return_to", ""),
        ];
        let line = serde_urlencoded::to_string(line).unwrap();
        self.browser.attempt("POST", &cart, Some(line.as_bytes()), &[])?;
        let review = self.browser.attempt("GET", &self.path("cart/review"), None, &[])?;
        if review.attributes("input[name=review]", "value").is_empty() {
            // Somebody who shares the cart has bought it meanwhile.
            assert!(review.status < 500, "{}", review.text());
            return Ok(None);
        }
        let fields = [("csrf", token), ("cart", review.hidden("cart")), ("review", review.hidden("review"))];
        Ok(Some(Buy { path: self.path("orders"), body: serde_urlencoded::to_string(fields).unwrap() }))
    }

    /// Presses Buy.
    pub(crate) fn send(&mut self, buy: &Buy) -> Result<Page, ureq::Error> {
        self.browser.attempt("POST", &buy.path, Some(buy.body.as_bytes()), &[])
    }
}

/// The order that an answer leads to.
pub(crate) fn order(answer: &Page) -> String {
    let place = answer.header("location").filter(|_| answer.status == 303);
    let place = place.unwrap_or_else(|| panic!("{}: {}", answer.status, answer.text()));
    place.split('/').nth(4).unwrap_or_else(|| panic!("{place} names no order")).to_owned()
}

/// Buyers, each with a customer and a partner of its own, in turn of one of the partners.
pub(crate) fn buyers(shop: &Shop, partners: usize, count: usize, sign_in: impl Fn(&Person) -> Browser) -> Vec<Buyer> {
    let world = &shop.world;
    // A server has the machine's clock; prices count on whatever day it is.
    world.execute("UPDATE prices SET valid_from = '2018-08-01'").unwrap();
    let others: Vec<_> = (1..partners).map(|number| world.partner(&format!("Partner {number}"))).collect();
    let all: Vec<_> = std::iter::once(&shop.partner).chain(&others).collect();
    let buyer = |number: usize| {
        let partner = all[number % all.len()];
        let customer = world.customer(partner, &format!("Customer {number}"));
        let subscription = world.subscription(&customer, "Production");
        Buyer {
            browser: sign_in(&world.person(partner, Role::SalesAgent)),
            customer: customer.id.to_string(),
            sku: shop.shelf.one_year.clone(),
            subscription: subscription.id.to_string(),
        }
    };
    (0..count).map(buyer).collect()
}

/// How often something is tried: `usual` times, or as `TEST_ROUNDS` says for a longer look.
#[expect(clippy::disallowed_methods, reason = "a setting of the tests; the program itself reads none here")]
pub(crate) fn rounds(usual: u64) -> u64 {
    std::env::var("TEST_ROUNDS").map_or(usual, |rounds| rounds.parse().unwrap())
}
