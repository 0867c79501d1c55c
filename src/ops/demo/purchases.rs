//! What the demonstration's customers have bought: real purchases by its agents, on days that have
//! passed, through the acts that the pages call.

use super::clients::{CLIENTS, Client};
use super::seed::{SeedError, customer_id};
use super::software;
use super::subscriptions::subscription_id;
use super::visits::{Refused, Visit, visit};
use crate::access::may;
use crate::domain::carts::BillingPlan::{self, Monthly, Upfront};
use crate::domain::carts::{AppliedScope, Optimise};
use crate::domain::catalog::{VM_RESERVATIONS, product_id, sku_id};
use crate::domain::reservations::Setting;
use crate::domain::term::Term::{self, OneYear, ThreeYears};
use crate::domain::text::{PurchaseOrderNumber, Quantity};
use crate::ops::carts::{AddLine, EditCart, EditLine};
use crate::ops::orders::PlaceOrder;
use crate::ops::{App, StoreError, carts, orders};

/// A purchase of the world.
struct Purchase {
    /// Whose.
    domain: &'static str,
    /// The subscription it is tied to.
    subscription: &'static str,
    /// The agent who bought.
    agent: &'static str,
    /// How long ago.
    days: i64,
    lines: &'static [Item],
}

/// A line: size, region, term, how many, how paid.
type Item = (&'static str, &'static str, Term, &'static str, BillingPlan);

const fn bought(
    (domain, subscription): (&'static str, &'static str),
    agent: &'static str,
    days: i64,
    lines: &'static [Item],
) -> Purchase {
    Purchase { domain, subscription, agent, days, lines }
}

pub(super) const SOFIA: &str = "sofia.marin@northwind.example";
pub(super) const ADAM: &str = "adam.lindqvist@northwind.example";
const KANG: &str = "kang.yuna@saebyeok.example";
const JUNG: &str = "jung.seojun@saebyeok.example";
const CHEN: &str = "chen.yiting@yushan.example";
pub(super) const LEE: &str = "lee.dohyun@hanbit.example";

const ONLY: &str = "Azure subscription";

/// The oldest first. A year has passed since the first of each partner; the next ones end soon.
const PURCHASES: &[Purchase] = &[
    bought(
        ("blueharbor.example", "Production"),
        ADAM,
        1080,
        &[
            ("Standard_D4s_v3", "westus", ThreeYears, "6", Upfront),
            ("Standard_E4s_v3", "westus", ThreeYears, "2", Upfront),
        ],
    ),
    bought(
        ("cascademedical.example", "Clinical systems"),
        SOFIA,
        520,
        &[("Standard_E8s_v3", "westus", ThreeYears, "4", Monthly)],
    ),
    bought(("straitslogistics.example", ONLY), SOFIA, 372, &[("Standard_B2ms", "westus", OneYear, "8", Upfront)]),
    bought(("lakeside.example", ONLY), SOFIA, 353, &[("Standard_B2s", "westus", OneYear, "25", Monthly)]),
    bought(("mekongtextiles.example", ONLY), ADAM, 346, &[("Standard_F4s_v2", "westus", OneYear, "3", Upfront)]),
    bought(
        ("cascademedical.example", "Clinical systems"),
        ADAM,
        150,
        &[("Standard_D8s_v3", "westus", OneYear, "2", Monthly)],
    ),
    bought(
        ("blueharbor.example", "Development and test"),
        SOFIA,
        120,
        &[
            ("Standard_D2s_v5", "polandcentral", OneYear, "4", Monthly),
            ("Standard_D4as_v5", "polandcentral", ThreeYears, "1", Monthly),
        ],
    ),
    bought(
        ("blueharbor.example", "Development and test"),
        SOFIA,
        95,
        &[("Standard_F4s_v2", "westus", OneYear, "2", Upfront)],
    ),
    bought(("openrivers.example", ONLY), SOFIA, 41, &[("Standard_D2s_v3", "westus", OneYear, "2", Upfront)]),
    bought(("kowloon-trading.example", ONLY), ADAM, 3, &[("Standard_F8s_v2", "westus", ThreeYears, "1", Monthly)]),
    bought(("hanbada.example", "운영"), JUNG, 1072, &[("Standard_D8s_v3", "westus", ThreeYears, "5", Monthly)]),
    bought(("haiyang-tech.example", "正式環境"), CHEN, 612, &[("Standard_L8s_v2", "westus", ThreeYears, "2", Upfront)]),
    bought(("pureunsol.example", ONLY), KANG, 351, &[("Standard_D2s_v3", "westus", OneYear, "10", Monthly)]),
    bought(
        ("daon-games.example", ONLY),
        KANG,
        200,
        &[
            ("Standard_F8s_v2", "westus", OneYear, "12", Upfront),
            ("Standard_D4s_v5", "polandcentral", OneYear, "6", Upfront),
            ("Standard_B2ms", "westus", OneYear, "3", Monthly),
        ],
    ),
    bought(("hanbada.example", "개발"), LEE, 64, &[("Standard_B2s", "westus", OneYear, "2", Upfront)]),
    bought(("qingshan-textile.example", ONLY), CHEN, 9, &[("Standard_E4s_v3", "westus", OneYear, "1", Monthly)]),
];

/// Reservations for one subscription alone, and what for; all others are shared.
const SINGLE: &[(&str, &str, Optimise)] = &[
    ("blueharbor.example", "Standard_F4s_v2", Optimise::Flexibility),
    ("cascademedical.example", "Standard_D8s_v3", Optimise::Capacity),
];

/// What is done.
type Doing = Box<dyn Fn(&App) -> Result<(), Refused>>;

/// Something that people did for a customer, so many days ago.
pub(super) struct Act {
    /// How long ago.
    pub(super) days: i64,
    /// Whose.
    pub(super) domain: &'static str,
    /// What.
    pub(super) act: Doing,
}

/// Makes every purchase, and what became of software, the oldest first.
pub(super) fn purchases(app: &App) -> Result<(), SeedError> {
    let reservations = PURCHASES.iter().map(|purchase| Act {
        days: purchase.days,
        domain: purchase.domain,
        act: Box::new(|app| buy(app, purchase)),
    });
    let mut acts: Vec<Act> = reservations.chain(software::acts()).collect();
    acts.sort_by_key(|act| std::cmp::Reverse(act.days));
    for Act { domain, act, .. } in acts {
        act(app).map_err(|error| SeedError::Purchase { domain, why: error.to_string() })?;
    }
    Ok(())
}

/// The agent signs in on that day, fills the customer's cart, reviews it and buys.
fn buy(app: &App, purchase: &Purchase) -> Result<(), Refused> {
    visit(app, purchase.agent, purchase.days * 24 * 60, |agent| place(agent, purchase))
}

fn place(agent: &Visit, purchase: &Purchase) -> Result<(), Refused> {
    let (past, place_orders) = (&agent.app, agent.may::<may::PlaceOrders>()?);
    let customer = customer_id(purchase.domain);
    let subscription = subscription_id(purchase.domain, purchase.subscription);
    for (size, region, term, quantity, _plan) in purchase.lines {
        let sku = sku_id(&product_id(VM_RESERVATIONS, size), region, *term);
        let line = AddLine { sku, subscription: Some(subscription), quantity: Quantity::parse(quantity)? };
        carts::add(past, &place_orders, customer, &line)?;
    }
    let cart = carts::show(past, &place_orders, customer)?.ok_or(StoreError::NotFound)?;
    let lines = cart.lines.iter().zip(purchase.lines).map(|(view, (size, .., plan))| {
        let line = &view.stored.line;
        let single = SINGLE.iter().find(|(domain, single, _)| (domain, single) == (&purchase.domain, size));
        let reservation = match single {
            Some((.., optimise)) => Some(Setting { subscription, scope: AppliedScope::Single, optimise: *optimise }),
            None => line.reservation,
        };
        EditLine { id: line.id, quantity: line.quantity, reservation, plan: *plan, name: line.name.clone() }
    });
    carts::edit(past, &place_orders, customer, &EditCart { lines: lines.collect(), ..EditCart::default() })?;
    let view = carts::show(past, &place_orders, customer)?.ok_or(StoreError::NotFound)?;
    let client = client(purchase.domain)?;
    let number = if client.is_purchase_order_required { format!("PO-{}", 4000 + purchase.days) } else { String::new() };
    let command = PlaceOrder {
        customer,
        cart: view.cart.id,
        review_hash: view.hash,
        purchase_order: PurchaseOrderNumber::parse(&number)?,
        reseller: client.reseller.map(super::seed::partner_id),
        request: None,
    };
    orders::place(past, &place_orders, &command)?;
    Ok(())
}

pub(super) fn client(domain: &str) -> Result<&'static Client, StoreError> {
    CLIENTS.iter().find(|client| client.domain == domain).ok_or(StoreError::NotFound)
}
