//! The flags that say what a reservation is.

use clap::Args;
use clap::builder::TypedValueParser;
use rust_decimal::Decimal;

use super::arguments::{Refunded, Switched, amount, codes, currency};
use crate::cli::failure::CliError;
use crate::cli::moments::moment;
use crate::domain::carts::BillingPlan;
use crate::domain::money::Currency;
use crate::domain::policy::{Payment, ProductKind, ReservationFacts, UsdRate, expiry};
use crate::domain::reservations::{ProvisioningState, benefit_start};
use crate::domain::term::Term;
use crate::domain::time::Instant;

fn terms() -> impl TypedValueParser<Value = Term> {
    codes(Term::ALL.map(Term::code))
}

fn products() -> impl TypedValueParser<Value = ProductKind> {
    codes(ProductKind::ALL.iter().map(|product| product.code()))
}

fn states() -> impl TypedValueParser<Value = ProvisioningState> {
    codes(ProvisioningState::ALL.iter().map(|state| state.code()))
}

fn plans() -> impl TypedValueParser<Value = BillingPlan> {
    codes(BillingPlan::ALL.iter().map(|plan| plan.code()))
}

/// Whether there was usage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Used {
    /// Some closed hour had usage
    Yes,
    /// None had
    No,
}

/// A reservation, and how many of it are returned.
#[derive(Debug, Args)]
pub(super) struct Facts {
    /// Price paid for one over the whole term, such as 1200.00
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    paid: String,
    /// Currency of the price
    #[arg(long, value_name = "CODE", default_value = "USD", value_parser = currency)]
    pub(super) currency: Currency,
    /// How many there are
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    quantity: u32,
    /// How many are returned; all of them when it is not given
    #[arg(long, value_name = "NUMBER")]
    return_quantity: Option<u32>,
    /// Its term
    #[arg(long, value_parser = terms())]
    pub(super) term: Term,
    /// When it was ordered, such as 2019-01-01T00:00:00Z; a day begins at midnight UTC
    #[arg(long, value_name = "TIME", value_parser = moment)]
    ordered_at: Instant,
    /// When its benefit began; the next full hour after the order when it is not given
    #[arg(long, value_name = "TIME", value_parser = moment)]
    starts_at: Option<Instant>,
    /// The moment of the quote
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub(super) cancelled_at: Instant,
    /// Whether any closed hour had usage
    #[arg(long, value_enum)]
    used: Option<Used>,
    /// List price of one on that day, for policies that take the lower of two prices
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    list_price: Option<String>,
    /// How it is paid
    #[arg(long, default_value = BillingPlan::Upfront.code(), value_parser = plans())]
    plan: BillingPlan,
    /// How many monthly instalments have been paid, of 12 or 36
    #[arg(long, value_name = "NUMBER", required_if_eq("plan", BillingPlan::Monthly.code()))]
    paid_instalments: Option<u32>,
    /// Units of the currency for one US dollar, such as 0.8315; needed for every other currency
    #[arg(long, value_name = "RATE", allow_hyphen_values = true)]
    usd_rate: Option<Decimal>,
    /// US dollars that were refunded to the customer on a day, such as 45082.14@2019-03-10; repeatable
    #[arg(long, value_name = "AMOUNT@DAY", allow_hyphen_values = true)]
    pub(super) refunded: Vec<Refunded>,
    /// Policy that decides, such as POL-NOW; with a day, POL-NOW@2026-09-01, it decides from then on
    #[arg(long, value_name = "POLICY")]
    pub(super) policy: Vec<Switched>,
    /// State of the reservation
    #[arg(long, default_value = ProvisioningState::Succeeded.code(), value_parser = states(), hide_possible_values = true)]
    state: ProvisioningState,
    /// What is reserved
    #[arg(long, default_value = ProductKind::VirtualMachines.code(), value_parser = products(), hide_possible_values = true)]
    product: ProductKind,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

impl Facts {
    /// What they say, once they can be true.
    pub(super) fn checked(&self) -> Result<ReservationFacts, CliError> {
        let usage = |why: &str| Err(CliError::Usage(why.to_owned()));
        let starts_at = self.starts_at.unwrap_or_else(|| benefit_start(self.ordered_at));
        if starts_at < self.ordered_at {
            return usage("--starts-at lies before --ordered-at");
        }
        if self.cancelled_at < self.ordered_at {
            return usage("--cancelled-at lies before --ordered-at");
        }
        let list = self.list_price.as_deref().map(|text| amount("--list-price", text, self.currency));
        Ok(ReservationFacts {
            product: self.product,
            state: self.state,
            term: self.term,
            ordered_at: self.ordered_at,
            starts_at,
            expires_at: expiry(self.ordered_at, starts_at, self.term),
            unit_paid: amount("--paid", &self.paid, self.currency)?,
            unit_list: list.transpose()?,
            quantity: self.quantity,
            payment: self.payment()?,
            is_used: self.used == Some(Used::Yes),
            usd_rate: self.rate()?,
        })
    }

    /// How many are returned.
    pub(super) fn returned(&self) -> u32 {
        self.return_quantity.unwrap_or(self.quantity)
    }

    fn payment(&self) -> Result<Payment, CliError> {
        match (self.plan, self.paid_instalments) {
            (BillingPlan::Upfront, None) => Ok(Payment::Upfront),
            (BillingPlan::Upfront, Some(_)) => {
                Err(CliError::Usage("--paid-instalments is for --plan monthly".to_owned()))
            }
            (BillingPlan::Monthly, paid) => {
                let (paid, all) = (paid.unwrap_or_default(), self.term.months());
                if paid > all {
                    return Err(CliError::Usage(format!("--paid-instalments {paid}: there are {all}")));
                }
                Ok(Payment::Monthly { paid })
            }
        }
    }

    fn rate(&self) -> Result<UsdRate, CliError> {
        match self.usd_rate {
            Some(rate) => UsdRate::new(rate, self.currency)
                .map_err(|error| CliError::Usage(format!("--usd-rate {rate}: {error}"))),
            None if self.currency == Currency::USD => Ok(UsdRate::USD),
            None => {
                Err(CliError::Usage(format!("--usd-rate is needed for {}: the limit is in US dollars", self.currency)))
            }
        }
    }
}
