//! What the calculator answers: amounts, refusal, repairs, working. Floor 4. C2, C3.

use rust_decimal::{Decimal, RoundingStrategy};

use super::facts::{self, plain};
use super::read::Read;
use super::typed::{Typed, What};
use crate::domain::money::{Money, MoneyError};
use crate::domain::policy::exchange::{ExchangeFacts, ExchangeQuote};
use crate::domain::policy::refund::RefundQuote;
use crate::domain::policy::repair::{Repair, repairs};
use crate::domain::policy::software::SoftwareQuote;
use crate::domain::policy::{LedgerRow, Outcome, PolicyBook, PolicyCode, Step, exchange, refund, software};
use crate::domain::time::{Day, Instant};
use crate::i18n::Texts;
use crate::web::refunds::parts::{StepLine, steps};

/// A line of the result: its name, its value, whether it is what everything comes to.
pub(super) struct Line {
    pub(super) label: &'static str,
    pub(super) value: String,
    pub(super) is_net: bool,
}

/// A change with which an exchange passes, and the address that makes it.
pub(super) struct Repaired {
    pub(super) words: String,
    pub(super) net: String,
    pub(super) href: String,
}

/// An answer in words.
pub(super) struct Answer {
    pub(super) note: String,
    pub(super) refused: Option<String>,
    pub(super) lines: Vec<Line>,
    pub(super) steps: Vec<StepLine>,
    pub(super) repairs: Vec<Repaired>,
}

/// Works out what was typed; nothing where it cannot be read, which `read` then says.
pub(super) fn answer(read: &mut Read, typed: &Typed, here: PolicyBook) -> Option<Answer> {
    let book = facts::book(typed, here);
    let worked_out = match typed.what {
        What::Refund => {
            let (of, ledger) = (facts::reservation(read, typed), read.refunded("refunded", &typed.refunded));
            let ((facts, returned, at), ledger) = (of?, ledger?);
            refund::quote(&facts, returned, &book, &ledger, at).map(|quote| refunded(read.t, &quote))
        }
        What::Exchange => {
            let (of, ledger) = (facts::exchange(read, typed), read.refunded("refunded", &typed.refunded));
            let ((facts, at), ledger) = (of?, ledger?);
            exchanged(read.t, typed, &facts, &book, &ledger, at)
        }
        What::Software => {
            let (facts, at) = facts::software(read, typed)?;
            software::quote(&facts, &book, at).map(|quote| cancelled(read.t, &quote))
        }
    };
    match worked_out {
        Ok(answer) => Some(answer),
        Err(_more_than_can_be_counted) => read.wrong("paid", read.t.calculator_too_large()),
    }
}

fn line(label: &'static str, value: String) -> Line {
    Line { label, value, is_net: false }
}

fn net(label: &'static str, value: String) -> Line {
    Line { label, value, is_net: true }
}

fn told(t: Texts, policy: (PolicyCode, Day), outcome: Outcome, of: &[Step]) -> Answer {
    Answer {
        note: t.refunds_quote_note(policy.0, t.date(&policy.1)),
        refused: outcome.refusal().map(|refusal| t.policy_refusal(&refusal).to_owned()),
        lines: Vec::new(),
        steps: steps(t, of),
        repairs: Vec::new(),
    }
}

fn taken_off(fee: Money) -> Money {
    Money::new(fee.minor().saturating_neg(), fee.currency())
}

fn refunded(t: Texts, quote: &RefundQuote) -> Answer {
    let mut answer = told(t, (quote.policy, quote.at.day()), quote.outcome, &quote.steps);
    answer.refused = answer.refused.map(|why| t.refunds_refused(why));
    answer.lines = vec![
        line(t.refunds_credit(), t.money(&quote.credit)),
        line(t.refunds_fee(), t.money(&taken_off(quote.fee))),
        net(t.refunds_net(), t.money(&quote.net)),
        line(t.refunds_limit_before(), t.money(&quote.headroom.left)),
        line(t.refunds_limit_after(), t.money(&quote.headroom_after)),
        line(t.refunds_most(), t.number(i64::from(quote.max_quantity))),
        line(t.calculator_ends(), t.date(&quote.expires_on)),
    ];
    answer
}

fn exchanged(
    t: Texts,
    typed: &Typed,
    facts: &ExchangeFacts,
    book: &PolicyBook,
    ledger: &[LedgerRow],
    at: Instant,
) -> Result<Answer, MoneyError> {
    let quote: ExchangeQuote = exchange::quote(facts, book, ledger, at)?;
    let mut answer = told(t, (quote.policy, quote.at.day()), quote.outcome, &quote.steps);
    answer.refused = answer.refused.map(|why| t.refunds_refused_no_exchange(why));
    answer.lines = vec![
        line(t.exchange_comes_back(), t.money(&quote.refund)),
        line(t.exchange_new_total(), t.money(&quote.new_total)),
        line(t.exchange_least(), t.money(&quote.minimum)),
        net(t.exchange_net(), t.money(&quote.net_payable)),
        line(t.exchange_due_now(), t.money(&quote.due_now)),
        line(t.calculator_limit_same(), t.money(&quote.headroom.left)),
    ];
    answer.lines.extend(quote.ends_on.map(|day| line(t.exchange_ends(), t.date(&day))));
    let one = |repair: Repair| Repaired {
        words: t.policy_repair(&repair.change),
        net: t.exchange_net_with(t.money(&repair.net_payable)),
        href: typed.with(repair.change, plain(repair.new_total)).address(),
    };
    answer.repairs = repairs(facts, book, ledger, at)?.into_iter().map(one).collect();
    Ok(answer)
}

fn cancelled(t: Texts, quote: &SoftwareQuote) -> Answer {
    let mut answer = told(t, (quote.policy, quote.at.day()), quote.outcome, &quote.steps);
    answer.refused = answer.refused.map(|why| t.calculator_not_cancelled(why));
    answer.lines.push(line(t.calculator_share(), t.percent(&share(quote))));
    answer.lines.extend(quote.credit.map(|credit| net(t.refunds_credit(), t.money(&credit))));
    answer.lines.extend(quote.last_day.map(|day| line(t.calculator_last_day(), t.date(&day))));
    answer.lines.push(line(t.calculator_licences_after(), t.number(i64::from(quote.quantity_after))));
    answer
}

fn share(quote: &SoftwareQuote) -> Decimal {
    let (part, whole) = quote.share;
    let share = Decimal::from(part).checked_div(Decimal::from(whole)).unwrap_or_default();
    share.round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero)
}
