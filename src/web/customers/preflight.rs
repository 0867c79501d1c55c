//! The pre-flight panel in words: what the customer may buy, why not, and who can change it. Floor 4.

use crate::domain::market::Verdict;
use crate::domain::roles::{Perm, who_may};
use crate::http::cx::Cx;
use crate::http::links;
use crate::i18n::Texts;
use crate::ops::customers::{Check, Customer, Outcome, Preflight};
use crate::ops::markets::Market;
use crate::web::places;

/// A way to put a rule right.
pub(super) struct Way {
    /// The words.
    pub(super) label: String,
    /// Where; "" when somebody else has to do it.
    pub(super) href: String,
}

/// A row of the panel.
pub(super) struct Line {
    /// What is looked at.
    pub(super) subject: &'static str,
    /// The rule.
    pub(super) rule: &'static str,
    /// The page that explains it.
    pub(super) rule_href: String,
    /// The badge's tone and word.
    pub(super) badge: (&'static str, &'static str),
    /// What was found.
    pub(super) finding: String,
    /// What to do; none when nothing is to be done.
    pub(super) way: Option<Way>,
}

/// The panel's rows.
pub(super) fn lines(cx: &Cx, customer: &Customer, markets: &[Market], preflight: &Preflight) -> Vec<Line> {
    let market = places::name_of(cx.t, markets, &customer.country);
    let line = |check: &Check| Line {
        subject: subject(cx.t, check),
        rule: check.rule(),
        rule_href: links::HelpTopic::to(&topic(check).to_owned()).to_string(),
        badge: badge(cx.t, check.outcome()),
        finding: finding(cx.t, check, &market),
        way: if check.outcome() == Outcome::Met { None } else { Some(way(cx, customer, check)) },
    };
    preflight.checks.iter().map(line).collect()
}

fn badge(t: Texts, outcome: Outcome) -> (&'static str, &'static str) {
    match outcome {
        Outcome::Met => ("success", t.customers_met()),
        Outcome::NotMet => ("danger", t.customers_not_met()),
        Outcome::Note => ("warning", t.customers_to_note()),
    }
}

fn subject(t: Texts, check: &Check) -> &'static str {
    match check {
        Check::Market(_) => t.customers_check_market(),
        Check::State(_) => t.customers_check_state(),
        Check::Subscriptions { .. } => t.customers_check_subscription(),
        Check::Prices { .. } => t.customers_check_prices(),
        Check::PartnerOfRecord { .. } => t.customers_check_reseller(),
        Check::Role(_) => t.customers_check_role(),
        Check::Access(_) => t.customers_check_access(),
    }
}

/// The information page about the rule.
const fn topic(check: &Check) -> &'static str {
    match check {
        Check::Market(_) => "markets",
        Check::State(_) | Check::Subscriptions { .. } => "buying",
        Check::Prices { .. } => "billing",
        Check::PartnerOfRecord { .. } => "partner-of-record",
        Check::Role(_) | Check::Access(_) => "roles",
    }
}

fn finding(t: Texts, check: &Check, market: &str) -> String {
    match check {
        Check::Market(Verdict::Allowed) => t.customers_market_open(market),
        Check::Market(Verdict::Refused { list, .. }) => t.customers_market_listed(market, list),
        Check::Market(Verdict::NotSold) => t.customers_market_not_sold(market),
        Check::State(state) if check.outcome() == Outcome::NotMet => t.customers_state_no(t.customer_state(state)),
        Check::State(_) => t.customers_state_ok().to_owned(),
        Check::Subscriptions { ready: 0, active: 0 } => t.customers_subscription_none().to_owned(),
        Check::Subscriptions { ready: 0, .. } => t.customers_subscription_unregistered().to_owned(),
        Check::Subscriptions { ready, .. } => t.customers_subscription_ok(*ready),
        Check::Prices { currency, are_there: true } => t.customers_prices_ok(currency),
        Check::Prices { currency, are_there: false } => t.customers_prices_none(currency),
        Check::PartnerOfRecord { is_known: false, .. } => t.customers_reseller_unknown().to_owned(),
        Check::PartnerOfRecord { name: Some(name), .. } => t.customers_reseller_known(name),
        Check::PartnerOfRecord { name: None, .. } => t.customers_reseller_direct().to_owned(),
        Check::Role(true) => t.customers_role_ok().to_owned(),
        Check::Role(false) => t.customers_role_no().to_owned(),
        Check::Access(true) => t.customers_access_ok().to_owned(),
        Check::Access(false) => t.customers_access_no().to_owned(),
    }
}

/// Who can put it right: a link where the person can, else words.
fn way(cx: &Cx, customer: &Customer, check: &Check) -> Way {
    let t = cx.t;
    let id = customer.id;
    let or_ask = |perm: Perm, label: &str, href: String, ask: &str| {
        if cx.may(perm) {
            Way { label: label.to_owned(), href }
        } else {
            Way { label: ask.to_owned(), href: String::new() }
        }
    };
    let ask = |label: String| Way { label, href: String::new() };
    let edit = links::CustomerEdit::to(&id).to_string();
    match check {
        Check::Market(Verdict::NotSold) => or_ask(Perm::EditCustomers, t.customers_country_do(), edit, ""),
        Check::Market(Verdict::Allowed | Verdict::Refused { .. }) => ask(t.customers_market_do().to_owned()),
        Check::State(_) => ask(t.customers_state_do().to_owned()),
        Check::Subscriptions { active: 0, .. } => {
            let href = links::SubscriptionNew::to(&id).to_string();
            or_ask(Perm::AddSubscriptions, t.customers_subscription_add(), href, t.customers_subscription_ask())
        }
        Check::Subscriptions { .. } => {
            let href = links::Subscriptions::to(&id).to_string();
            or_ask(Perm::EditSubscriptions, t.customers_subscription_register(), href, t.customers_subscription_ask())
        }
        Check::Prices { .. } => {
            let href = links::PriceLists::to().to_string();
            or_ask(Perm::ImportPrices, t.customers_prices_do(), href, t.customers_prices_ask())
        }
        Check::PartnerOfRecord { .. } => or_ask(Perm::EditCustomers, t.customers_reseller_do(), edit, ""),
        Check::Role(_) => {
            let roles: Vec<&str> = who_may(Perm::PlaceOrders).iter().map(|role| t.role(role)).collect();
            ask(t.customers_role_do(t.list(&roles)))
        }
        Check::Access(_) => ask(t.customers_access_do(t.customers_users_and_access())),
    }
}
