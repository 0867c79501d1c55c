//! What several pages show of a quote: amounts, working, the meter of the limit, a case. Floor 4.

use crate::domain::money::Money;
use crate::domain::policy::{Headroom, Step};
use crate::domain::refunds::{CaseQuote, CaseState, MoneyLeg};
use crate::domain::time::Instant;
use crate::i18n::Texts;
use crate::ops::refunds::CaseView;

/// A step in words.
pub(in crate::web) struct StepLine {
    pub(in crate::web) words: String,
    pub(in crate::web) rule: &'static str,
    pub(in crate::web) amount: String,
}

/// The steps in words.
pub(in crate::web) fn steps(t: Texts, steps: &[Step]) -> Vec<StepLine> {
    let line = |step: &Step| StepLine {
        words: t.policy_step(&step.kind),
        rule: step.rule.code(),
        amount: step.amount.as_ref().map_or_else(String::new, |amount| t.money(amount)),
    };
    steps.iter().map(line).collect()
}

/// A line of the receipt.
pub(in crate::web) struct ReceiptLine {
    pub(in crate::web) label: &'static str,
    pub(in crate::web) amount: Money,
    /// Whether it is what everything comes to.
    pub(in crate::web) is_net: bool,
}

/// What a quote comes to.
pub(in crate::web) struct Amounts {
    pub(in crate::web) lines: Vec<ReceiptLine>,
}

impl Amounts {
    pub(in crate::web) fn of(t: Texts, quote: &CaseQuote) -> Self {
        let line = |label, amount| ReceiptLine { label, amount, is_net: false };
        let net = |label, amount| ReceiptLine { label, amount, is_net: true };
        let lines = match quote {
            CaseQuote::Refund { quote, .. } => vec![
                line(t.refunds_credit(), quote.credit),
                line(t.refunds_fee(), Money::new(quote.fee.minor().saturating_neg(), quote.fee.currency())),
                net(t.refunds_net(), quote.net),
            ],
            CaseQuote::Exchange { quote, .. } => vec![
                line(t.exchange_new_total(), quote.new_total),
                line(
                    t.exchange_comes_back(),
                    Money::new(quote.refund.minor().saturating_neg(), quote.refund.currency()),
                ),
                net(t.exchange_net(), quote.net_payable),
                line(t.exchange_due_now(), quote.due_now),
            ],
            CaseQuote::Software { .. } => {
                let (credit, fee, net_credit) = quote.amounts();
                vec![line(t.refunds_credit(), credit), line(t.refunds_fee(), fee), net(t.refunds_net(), net_credit)]
            }
        };
        Self { lines }
    }
}

/// The limit as a bar, in whole dollars.
pub(in crate::web) struct Meter {
    pub(in crate::web) left: Money,
    pub(in crate::web) cap: Money,
    pub(in crate::web) left_units: i64,
    pub(in crate::web) low_units: i64,
    pub(in crate::web) cap_units: i64,
}

impl Meter {
    pub(in crate::web) fn of(headroom: &Headroom) -> Self {
        let units = |amount: Money| amount.minor() / 100;
        Self {
            left: headroom.left,
            cap: headroom.cap,
            left_units: units(headroom.left),
            low_units: units(headroom.cap) / 5,
            cap_units: units(headroom.cap),
        }
    }
}

/// How a state is toned.
pub(super) const fn tone(state: CaseState) -> &'static str {
    match state {
        CaseState::Requested => "info",
        CaseState::AttentionNeeded => "warning",
        CaseState::Processed => "success",
        CaseState::Rejected => "danger",
        CaseState::Withdrawn => "",
    }
}

/// Why there is no such thing, as a sentence.
pub(in crate::web) fn refused(t: Texts, quote: &CaseQuote) -> Option<String> {
    let refusal = quote.outcome().refusal()?;
    Some(match quote {
        CaseQuote::Refund { .. } => t.refunds_refused(t.policy_refusal(&refusal)),
        CaseQuote::Exchange { .. } => t.refunds_refused_no_exchange(t.policy_refusal(&refusal)),
        CaseQuote::Software { .. } => t.software_cancel_refused(t.policy_refusal(&refusal)),
    })
}

/// A quote with its working.
pub(super) struct Working {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) note: String,
    pub(super) refused: Option<String>,
    pub(super) amounts: Amounts,
    pub(super) steps: Vec<StepLine>,
}

impl Working {
    fn of(t: Texts, id: &'static str, title: &'static str, quote: &CaseQuote, at: Instant) -> Self {
        Self {
            id,
            title,
            note: t.refunds_quote_note(quote.policy(), t.date(&at.day())),
            refused: refused(t, quote),
            amounts: Amounts::of(t, quote),
            steps: steps(t, quote.steps()),
        }
    }
}

/// A money leg.
pub(super) struct Leg {
    pub(super) whose: MoneyLeg,
    pub(super) settled_at: Option<Instant>,
    pub(super) reference: String,
    pub(super) act: &'static str,
    /// Whether its form was just refused.
    pub(super) is_typed: bool,
}

/// A case with what its pages show of it.
pub(super) struct CasePart {
    pub(super) tone: &'static str,
    pub(super) workings: Vec<Working>,
    pub(super) legs: [Leg; 2],
    pub(super) view: CaseView,
}

impl CasePart {
    pub(super) fn new(t: Texts, view: CaseView, typed: Option<MoneyLeg>) -> Self {
        let case = &view.case;
        let mut workings = Vec::new();
        if let Some(decided) = &view.decided {
            let at = case.decided_at.unwrap_or(case.requested_at);
            workings.push(Working::of(t, "decided", t.refunds_decided_quote(), decided, at));
        }
        workings.push(Working::of(t, "quoted", t.refunds_quoted(), &view.quote, case.quoted_at));
        let legs = [
            Leg {
                whose: MoneyLeg::Vendor,
                settled_at: case.vendor_settled_at,
                reference: case.vendor_reference.clone(),
                act: t.refunds_settle_vendor(),
                is_typed: typed == Some(MoneyLeg::Vendor),
            },
            Leg {
                whose: MoneyLeg::Customer,
                settled_at: case.customer_settled_at,
                reference: case.customer_reference.clone(),
                act: t.refunds_settle_customer(),
                is_typed: typed == Some(MoneyLeg::Customer),
            },
        ];
        Self { tone: tone(case.state), workings, legs, view }
    }

    /// The working of today before the others, on the desk's page.
    pub(super) fn with_today(mut self, t: Texts, quote: &CaseQuote, now: Instant) -> Self {
        self.workings.insert(0, Working::of(t, "today", t.refunds_now(), quote, now));
        self
    }
}
