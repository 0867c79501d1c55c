//! Software to sell: a product with prices, and one that no price list names.

use partner_dashboard::domain::catalog::sku_id;
use partner_dashboard::domain::term::Term;
use partner_dashboard::domain::time::Day;

use super::browser::Browser;
use super::rows::Value;
use super::shop::Shop;

/// The product with prices.
pub(crate) const WINDOWS: &str = "DG7TESTWIN00";
/// The product without.
pub(crate) const SQL: &str = "DG7TESTSQL00";
/// What a pack of the first costs for a year, in cents.
pub(crate) const PACK_MINOR: i64 = 32_000;

impl Shop {
    /// Puts both products on the shelf.
    pub(crate) fn stock_software(&self) {
        for (product, title, line, terms) in [
            (WINDOWS, "Windows Server subscription - 1 pack", "Windows Server", &[Term::OneYear, Term::ThreeYears][..]),
            (SQL, "SQL Server Enterprise - 2 Core License Pack", "SQL Server", &[Term::ThreeYears][..]),
        ] {
            let world = &self.world;
            world.insert(
                "products",
                &[
                    ("id", Value::text(product)),
                    ("family", Value::text("software")),
                    ("size", Value::Null),
                    ("title", Value::text(title)),
                ],
            );
            world.insert(
                "software_products",
                &[
                    ("product_id", Value::text(product)),
                    ("line", Value::text(line)),
                    ("pack", Value::text("1 pack")),
                    ("licensing", Value::text("subscription")),
                    ("kind", Value::text("ServerSoftware")),
                ],
            );
            for term in terms {
                let sku = sku_id(product, "", *term);
                world.insert(
                    "skus",
                    &[
                        ("id", Value::text(&sku)),
                        ("product_id", Value::text(product)),
                        ("region", Value::text("")),
                        ("term", Value::text(term.code())),
                        ("min_quantity", Value::Int(1)),
                        ("max_quantity", Value::Int(100)),
                        ("prerequisites", Value::text("")),
                    ],
                );
                if product == WINDOWS {
                    world.insert(
                        "prices",
                        &[
                            ("sku_id", Value::text(&sku)),
                            ("currency", Value::text("USD")),
                            ("segment", Value::text("")),
                            ("valid_from", Value::On(Day::ymd(2018, 8, 1).unwrap())),
                            ("valid_to", Value::Null),
                            ("total_minor", Value::Int(PACK_MINOR * i64::from(term.years().div_ceil(2)))),
                            ("meter_id", Value::Null),
                            ("price_list_id", Value::Id(self.shelf.price_list.uuid())),
                        ],
                    );
                }
            }
        }
    }

    /// Buys so many packs for a year, by the sales agent; the browser stands on the confirmation.
    pub(crate) fn buy_software(&self, quantity: &str) -> Browser {
        let mut browser = self.world.as_(&self.sales);
        self.add_software(&mut browser, WINDOWS, Term::OneYear, quantity);
        browser.get(self.path("cart/review"));
        let fields = Self::sends(browser.page());
        self.send_buy(&mut browser, &fields);
        assert_eq!(browser.page().h1(), "Confirmation", "{}", browser.page().text());
        browser
    }

    /// Puts software into the customer's cart.
    pub(crate) fn add_software(&self, browser: &mut Browser, product: &str, term: Term, quantity: &str) {
        let sku = sku_id(product, "", term);
        browser.post(self.path("cart"), &[("sku", sku.as_str()), ("quantity", quantity), ("return_to", "")]);
    }
}
