//! A partner who sells: a customer, a subscription, something on the shelf, and how one buys it.

use partner_dashboard::domain::roles::Role;
use partner_dashboard::domain::time::Day;

use super::browser::Browser;
use super::page::Page;
use super::people::{Customer, Partner, Person, Subscription};
use super::rows::Value;
use super::shelf::Shelf;
use super::world::World;

/// Everything that a purchase needs.
pub(crate) struct Shop {
    pub(crate) world: World,
    pub(crate) shelf: Shelf,
    pub(crate) partner: Partner,
    pub(crate) sales: Person,
    pub(crate) customer: Customer,
    pub(crate) subscription: Subscription,
}

impl Shop {
    /// In a world of its own.
    pub(crate) fn new() -> Self {
        let world = World::new();
        let partner = world.partner("Contoso Cloud");
        Self::of(world, partner)
    }

    /// Of this partner: the United States are open, Korea is closed (S-83).
    pub(crate) fn of(world: World, partner: Partner) -> Self {
        let shelf = world.shelf();
        market(&world, "US", "USD");
        market(&world, "KR", "USD");
        let day = || Value::On(Day::ymd(2018, 8, 1).unwrap());
        let closed = [
            ("list", Value::text("L18")),
            ("market", Value::text("KR")),
            ("valid_from", day()),
            ("valid_to", Value::Null),
            ("source", Value::text("tests")),
        ];
        world.insert("market_list_rows", &closed);
        let rule = [("valid_from", day()), ("list", Value::text("L18")), ("source", Value::text("tests"))];
        world.insert("market_rules", &rule);
        let sales = world.person(&partner, Role::SalesAgent);
        let customer = world.customer(&partner, "Fabrikam");
        let subscription = world.subscription(&customer, "Production");
        Self { world, shelf, partner, sales, customer, subscription }
    }

    /// An address of the customer's.
    pub(crate) fn path(&self, rest: &str) -> String {
        format!("/customers/{}/{rest}", self.customer.id)
    }

    /// Puts a SKU into the customer's cart.
    pub(crate) fn add(&self, browser: &mut Browser, sku: &str, subscription: &Subscription, quantity: &str) {
        let subscription = subscription.id.to_string();
        browser.post(
            self.path("cart"),
            &[("sku", sku), ("subscription", &subscription), ("quantity", quantity), ("return_to", "")],
        );
    }

    /// A browser on the review page of a cart with three of the size for a year, $1,767.00.
    pub(crate) fn reviewing(&self) -> Browser {
        let mut browser = self.world.as_(&self.sales);
        self.add(&mut browser, &self.shelf.one_year, &self.subscription, "3");
        browser.get(self.path("cart/review"));
        assert_eq!(browser.page().status, 200, "{}", browser.page().text());
        browser
    }

    /// How many orders there are.
    pub(crate) fn orders(&self) -> i64 {
        self.world.count("orders")
    }

    /// What Buy sends from this page when nothing is edited.
    pub(crate) fn sends(page: &Page) -> Vec<(&'static str, String)> {
        vec![("cart", page.hidden("cart")), ("review", page.hidden("review"))]
    }

    /// Sends Buy with these fields.
    pub(crate) fn send_buy(&self, browser: &mut Browser, fields: &[(&'static str, String)]) {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post(self.path("orders"), &fields);
    }
}

fn market(world: &World, code: &str, currency: &str) {
    let values = [
        ("code", Value::text(code)),
        ("name_en", Value::text(code)),
        ("name_ko", Value::text(code)),
        ("name_zh_tw", Value::text(code)),
        ("currency", Value::text(currency)),
        ("is_sold", Value::Bool(true)),
    ];
    world.insert("markets", &values);
}
