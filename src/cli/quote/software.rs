//! `quote software-cancel`: R-SW-1 to R-SW-6.

use std::process::ExitCode;

use clap::Args;
use clap::builder::TypedValueParser;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;

use super::arguments::{Switched, amount, book, codes, currency, too_large};
use super::print::{self, StepLine, decimal, money};
use crate::cli::failure::CliError;
use crate::cli::moments::moment;
use crate::domain::money::{Currency, Money};
use crate::domain::policy::software::{EntitlementState, SoftwareFacts, SoftwareQuote, quote};
use crate::domain::policy::{ProductKind, Refusal};
use crate::domain::roles::Role;
use crate::domain::term::Term;
use crate::domain::time::{Day, Instant};

const KEYS: &str = "JSON: policy, credit, fee, net (null without --paid) and currency, allowed, refusal (a code or null), \
    credit_percent, last_day (on which it can be cancelled), quantity_after, keys_revoked, \
    credit_month (the month whose invoice has the credit), steps (rule, text, amount). Amounts are text. A refused quote ends with exit code 0, facts that cannot be with 2.";

fn terms() -> impl TypedValueParser<Value = Term> {
    codes(Term::ALL.map(Term::code))
}

fn roles() -> impl TypedValueParser<Value = Role> {
    codes(Role::ALL.map(Role::code))
}

fn states() -> impl TypedValueParser<Value = EntitlementState> {
    codes(EntitlementState::ALL.iter().map(|state| state.code()))
}

fn products() -> impl TypedValueParser<Value = ProductKind> {
    codes(ProductKind::ALL.iter().map(|product| product.code()))
}

/// Quote the cancellation of a line of software
#[derive(Debug, Args)]
#[command(after_help = KEYS)]
pub(super) struct SoftwareCancel {
    /// When it was ordered, such as 2018-09-01T00:00:00Z; a day begins at midnight UTC
    #[arg(long, value_name = "TIME", value_parser = moment)]
    ordered_at: Instant,
    /// The moment of the quote
    #[arg(long, value_name = "TIME", value_parser = moment)]
    cancelled_at: Instant,
    /// Policy that decides, such as POL-2104; with a day, POL-2104@2021-04-14, it decides from then on
    #[arg(long, value_name = "POLICY")]
    policy: Vec<Switched>,
    /// Price paid for one; without it there are shares and no amounts
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    paid: Option<String>,
    /// Currency of the price
    #[arg(long, value_name = "CODE", default_value = "USD", value_parser = currency)]
    currency: Currency,
    /// How many licences the line has
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    quantity: u32,
    /// How many are to be cancelled; all of them when it is not given
    #[arg(long, value_name = "NUMBER")]
    return_quantity: Option<u32>,
    /// Its term; software without one has no end
    #[arg(long, value_parser = terms())]
    term: Option<Term>,
    /// Who asks
    #[arg(long, default_value = Role::AdminAgent.code(), value_parser = roles(), hide_possible_values = true)]
    role: Role,
    /// State of the software
    #[arg(long, default_value = EntitlementState::Active.code(), value_parser = states())]
    state: EntitlementState,
    /// What it is
    #[arg(long, default_value = ProductKind::ServerSoftware.code(), value_parser = products(), hide_possible_values = true)]
    product: ProductKind,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Printed {
    policy: &'static str,
    credit: Option<String>,
    fee: Option<String>,
    net: Option<String>,
    currency: Currency,
    allowed: bool,
    refusal: Option<&'static str>,
    credit_percent: String,
    last_day: Option<Day>,
    quantity_after: u32,
    keys_revoked: bool,
    credit_month: Option<Day>,
    steps: Vec<StepLine>,
}

impl SoftwareCancel {
    pub(super) fn run(self) -> Result<ExitCode, CliError> {
        if self.cancelled_at < self.ordered_at {
            return Err(CliError::Usage("--cancelled-at lies before --ordered-at".to_owned()));
        }
        let paid = self.paid.as_deref().map(|text| amount("--paid", text, self.currency));
        let facts = SoftwareFacts {
            product: self.product,
            state: self.state,
            ordered_at: self.ordered_at,
            ends_at: self.term.map(|term| term.expiry(self.ordered_at)),
            unit_paid: paid.transpose()?,
            quantity: self.quantity,
            returned: self.return_quantity.unwrap_or(self.quantity),
            role: self.role,
        };
        let quote = quote(&facts, &book(&self.policy)?, self.cancelled_at).map_err(too_large)?;
        if self.json { print::json(&printed(&quote, self.currency)) } else { Ok(told(&quote)) }
    }
}

fn printed(quote: &SoftwareQuote, currency: Currency) -> Printed {
    Printed {
        policy: quote.policy.code(),
        credit: quote.credit.map(decimal),
        fee: quote.credit.map(|credit| decimal(Money::zero(credit.currency()))),
        net: quote.credit.map(decimal),
        currency,
        allowed: quote.outcome.is_allowed(),
        refusal: quote.outcome.refusal().map(Refusal::code),
        credit_percent: percent(quote),
        last_day: quote.last_day,
        quantity_after: quote.quantity_after,
        keys_revoked: quote.are_keys_revoked,
        credit_month: quote.credit_month,
        steps: print::steps(&quote.steps),
    }
}

/// `100`, `54.79`: at most two decimals.
fn percent(quote: &SoftwareQuote) -> String {
    let (part, whole) = quote.share;
    let share = (Decimal::from(part) * Decimal::ONE_HUNDRED).checked_div(Decimal::from(whole)).unwrap_or_default();
    share.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize().to_string()
}

fn told(quote: &SoftwareQuote) -> ExitCode {
    print::heading("Cancellation", quote.policy, quote.outcome);
    let mut rows = vec![("Share that comes back", format!("{}%", percent(quote)))];
    rows.extend(quote.credit.map(|credit| ("Refund", money(credit))));
    rows.extend(quote.last_day.map(|day| ("Last day to cancel", day.to_string())));
    rows.push(("Licences afterwards", quote.quantity_after.to_string()));
    print::totals(&rows);
    print::working(&quote.steps);
    ExitCode::SUCCESS
}
