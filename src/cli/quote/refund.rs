//! `quote refund`: R-RF-1 to R-RF-14.

use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::arguments::{book, ledger, too_large};
use super::facts::Facts;
use super::print::{self, StepLine, decimal, money};
use crate::cli::failure::CliError;
use crate::domain::money::Currency;
use crate::domain::policy::Refusal;
use crate::domain::policy::refund::{RefundQuote, quote};
use crate::domain::time::Day;

const KEYS: &str = "JSON: policy, credit, fee, net and currency (what moves), allowed, refusal (a code or null), \
    cap_usd (the limit), cap_consumed_usd (used of it before this refund), headroom_before_usd, \
    headroom_after_usd, max_return_quantity (the largest that fits), expires_on (the day the reservation \
    ends), steps (rule, text, amount). Amounts are text. A refused quote ends with exit code 0, facts that cannot be with 2.";

/// Quote a refund of a reservation
#[derive(Debug, Args)]
#[command(mut_arg("used", |used| used.required(true)), after_help = KEYS)]
pub(super) struct Refund {
    #[command(flatten)]
    facts: Facts,
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
    cap_usd: String,
    cap_consumed_usd: String,
    headroom_before_usd: String,
    headroom_after_usd: String,
    max_return_quantity: u32,
    expires_on: Day,
    steps: Vec<StepLine>,
}

impl Refund {
    pub(super) fn run(self) -> Result<ExitCode, CliError> {
        let facts = self.facts.checked()?;
        let book = book(&self.facts.policy)?;
        let returned = self.facts.returned();
        let ledger = ledger(self.facts.refunded);
        let quote = quote(&facts, returned, &book, &ledger, self.facts.cancelled_at).map_err(too_large)?;
        if self.facts.json { print::json(&printed(&quote)?) } else { Ok(told(&quote)) }
    }
}

fn printed(quote: &RefundQuote) -> Result<Printed, CliError> {
    Ok(Printed {
        policy: quote.policy.code(),
        credit: decimal(quote.credit),
        fee: decimal(quote.fee),
        net: decimal(quote.net),
        currency: quote.net.currency(),
        allowed: quote.outcome.is_allowed(),
        refusal: quote.outcome.refusal().map(Refusal::code),
        cap_usd: decimal(quote.headroom.cap),
        cap_consumed_usd: decimal(quote.headroom.consumed().map_err(too_large)?),
        headroom_before_usd: decimal(quote.headroom.left),
        headroom_after_usd: decimal(quote.headroom_after),
        max_return_quantity: quote.max_quantity,
        expires_on: quote.expires_on,
        steps: print::steps(&quote.steps),
    })
}

fn told(quote: &RefundQuote) -> ExitCode {
    print::heading("Refund", quote.policy, quote.outcome);
    print::totals(&[
        ("Credit", money(quote.credit)),
        ("Early termination fee", money(quote.fee)),
        ("Refund", money(quote.net)),
        ("Left of the limit before", money(quote.headroom.left)),
        ("Left of the limit after", money(quote.headroom_after)),
        ("Largest quantity that fits", quote.max_quantity.to_string()),
        ("The reservation ends on", quote.expires_on.to_string()),
    ]);
    print::working(&quote.steps);
    ExitCode::SUCCESS
}
