//! `quote exchange`: R-EX-1 to R-EX-7.

use std::process::ExitCode;

use clap::Args;
use clap::builder::TypedValueParser;
use serde::Serialize;

use super::arguments::{amount, book, codes, ledger, too_large};
use super::facts::Facts;
use super::print::{self, StepLine, decimal, money};
use crate::cli::failure::{CliError, say};
use crate::domain::carts::BillingPlan;
use crate::domain::money::{Currency, Money};
use crate::domain::policy::exchange::{ExchangeFacts, ExchangeQuote, ReturnLine, WantedLine, quote};
use crate::domain::policy::repair::{Repair, largest_return, repairs};
use crate::domain::policy::{ProductKind, Refusal, ReservationFacts};
use crate::domain::term::Term;
use crate::domain::time::Day;
use crate::i18n::{Lang, Texts};

const KEYS: &str = "JSON: as for a refund, where credit and net are what comes back, the limit is the same before and \
    after, and max_return_quantity is how many can be returned for these purchases; and also new_total, \
    minimum, net_payable, due_now, new_expires_on, repairs (change, new_total, net_payable). A refused quote ends with exit code 0, facts that cannot be with 2.";

fn terms() -> impl TypedValueParser<Value = Term> {
    codes(Term::ALL.map(Term::code))
}

fn products() -> impl TypedValueParser<Value = ProductKind> {
    codes(ProductKind::ALL.iter().map(|product| product.code()))
}

fn plans() -> impl TypedValueParser<Value = BillingPlan> {
    codes(BillingPlan::ALL.iter().map(|plan| plan.code()))
}

/// Quote an exchange of a reservation for a new one
///
/// Where the new purchase is too small, the smallest changes with which it passes are printed too.
#[derive(Debug, Args)]
#[command(after_help = KEYS)]
pub(super) struct Exchange {
    #[command(flatten)]
    facts: Facts,
    /// What the new reservation costs over its whole term
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    new_total: String,
    /// How many of it; the total is shared between them
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    new_quantity: u32,
    /// Its term; that of the returned one when it is not given
    #[arg(long, value_parser = terms())]
    new_term: Option<Term>,
    /// What is reserved by it; the same kind when it is not given
    #[arg(long, value_parser = products(), hide_possible_values = true)]
    new_product: Option<ProductKind>,
    /// How it is paid
    #[arg(long, default_value = BillingPlan::Upfront.code(), value_parser = plans())]
    new_plan: BillingPlan,
    /// Price of one for three years, for a repair of a purchase for one
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    new_three_year_price: Option<String>,
}

#[derive(Debug, Serialize)]
struct Printed {
    policy: &'static str,
    credit: String,
    fee: String,
    net: String,
    currency: Currency,
    allowed: bool,
    refusal: Option<&'static str>,
    new_total: String,
    minimum: String,
    net_payable: String,
    due_now: String,
    cap_usd: String,
    cap_consumed_usd: String,
    headroom_before_usd: String,
    headroom_after_usd: String,
    max_return_quantity: u32,
    expires_on: Day,
    new_expires_on: Option<Day>,
    repairs: Vec<RepairLine>,
    steps: Vec<StepLine>,
}

#[derive(Debug, Serialize)]
struct RepairLine {
    change: String,
    new_total: String,
    net_payable: String,
}

impl Exchange {
    pub(super) fn run(self) -> Result<ExitCode, CliError> {
        let reservation = self.facts.checked()?;
        let book = book(&self.facts.policy)?;
        let now = self.facts.cancelled_at;
        let facts = ExchangeFacts {
            returns: vec![ReturnLine { reservation, returned: self.facts.returned() }],
            wanted: vec![self.wanted(&reservation)?],
        };
        let is_json = self.facts.json;
        let ledger = ledger(self.facts.refunded);
        let quote = quote(&facts, &book, &ledger, now).map_err(too_large)?;
        let repairs = repairs(&facts, &book, &ledger, now).map_err(too_large)?;
        let most = largest_return(&facts, 0, &book, &ledger, now).map_err(too_large)?;
        if is_json {
            print::json(&printed(&quote, &repairs, most, &reservation)?)
        } else {
            Ok(told(&quote, &repairs, most))
        }
    }

    fn wanted(&self, reservation: &ReservationFacts) -> Result<WantedLine, CliError> {
        let (currency, quantity) = (self.facts.currency, self.new_quantity);
        let total = amount("--new-total", &self.new_total, currency)?;
        let unit_price = total.share(1, quantity).map_err(too_large)?;
        if unit_price.times(quantity).map_err(too_large)? != total {
            let why = format!("--new-total {}: not {quantity} times the same price", self.new_total);
            return Err(CliError::Usage(why));
        }
        let long = self.new_three_year_price.as_deref().map(|text| amount("--new-three-year-price", text, currency));
        Ok(WantedLine {
            product: self.new_product.unwrap_or(reservation.product),
            term: self.new_term.unwrap_or(reservation.term),
            plan: self.new_plan,
            unit_price,
            three_year_price: long.transpose()?,
            quantity,
        })
    }
}

fn printed(
    quote: &ExchangeQuote,
    repairs: &[Repair],
    most: u32,
    reservation: &ReservationFacts,
) -> Result<Printed, CliError> {
    let currency = quote.refund.currency();
    let t = Texts::new(Lang::En);
    let line = |repair: &Repair| RepairLine {
        change: t.policy_repair(&repair.change),
        new_total: decimal(repair.new_total),
        net_payable: decimal(repair.net_payable),
    };
    Ok(Printed {
        policy: quote.policy.code(),
        credit: decimal(quote.refund),
        fee: decimal(Money::zero(currency)),
        net: decimal(quote.refund),
        currency,
        allowed: quote.outcome.is_allowed(),
        refusal: quote.outcome.refusal().map(Refusal::code),
        new_total: decimal(quote.new_total),
        minimum: decimal(quote.minimum),
        net_payable: decimal(quote.net_payable),
        due_now: decimal(quote.due_now),
        cap_usd: decimal(quote.headroom.cap),
        cap_consumed_usd: decimal(quote.headroom.consumed().map_err(too_large)?),
        headroom_before_usd: decimal(quote.headroom.left),
        headroom_after_usd: decimal(quote.headroom.left),
        max_return_quantity: most,
        expires_on: reservation.expires_at.day(),
        new_expires_on: quote.ends_on,
        repairs: repairs.iter().map(line).collect(),
        steps: print::steps(&quote.steps),
    })
}

fn told(quote: &ExchangeQuote, repairs: &[Repair], most: u32) -> ExitCode {
    print::heading("Exchange", quote.policy, quote.outcome);
    print::totals(&[
        ("Comes back", money(quote.refund)),
        ("New purchases", money(quote.new_total)),
        ("They have to reach", money(quote.minimum)),
        ("To be paid", money(quote.net_payable)),
        ("To be paid now", money(quote.due_now)),
        ("Left of the limit, as before", money(quote.headroom.left)),
        ("Largest quantity to return", most.to_string()),
    ]);
    print::working(&quote.steps);
    if !repairs.is_empty() {
        say("\nOne of these changes is enough:");
    }
    for repair in repairs {
        let change = Texts::new(Lang::En).policy_repair(&repair.change);
        say(&format!("  {change}; to be paid {}", money(repair.net_payable)));
    }
    ExitCode::SUCCESS
}
