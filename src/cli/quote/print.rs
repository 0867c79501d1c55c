//! Quotes as JSON and as text.

use std::process::ExitCode;

use serde::Serialize;

use crate::cli::failure::{CliError, say};
use crate::domain::money::Money;
use crate::domain::policy::{Outcome, PolicyCode, Step};
use crate::i18n::{Lang, Texts};

/// A step as it is printed.
#[derive(Debug, Serialize)]
pub(super) struct StepLine {
    rule: &'static str,
    text: String,
    amount: Option<String>,
}

/// The steps in English.
pub(super) fn steps(steps: &[Step]) -> Vec<StepLine> {
    let t = Texts::new(Lang::En);
    let line = |step: &Step| StepLine {
        rule: step.rule.code(),
        text: t.policy_step(&step.kind),
        amount: step.amount.map(decimal),
    };
    steps.iter().map(line).collect()
}

/// `1038.64`: the decimals of its currency, no grouping.
pub(super) fn decimal(amount: Money) -> String {
    amount.to_decimal().to_string()
}

/// Prints JSON, one object on many lines.
pub(super) fn json(value: &impl Serialize) -> Result<ExitCode, CliError> {
    let text = serde_json::to_string_pretty(value).map_err(|error| CliError::Refused(error.to_string()))?;
    say(&text);
    Ok(ExitCode::SUCCESS)
}

/// The first line: which policy, and how it ends.
pub(super) fn heading(what: &str, policy: PolicyCode, outcome: Outcome) {
    match outcome {
        Outcome::Allowed => say(&format!("{what} by {policy}: allowed")),
        Outcome::Refused(refusal) => {
            let why = Texts::new(Lang::En).policy_refusal(&refusal);
            say(&format!("{what} by {policy}: refused, {refusal}. {why}"))
        }
    };
}

/// Names and values below each other.
pub(super) fn totals(rows: &[(&str, String)]) {
    let name = rows.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let value = rows.iter().map(|(_, value)| value.chars().count()).max().unwrap_or_default();
    say("");
    for (what, amount) in rows {
        say(&format!("  {what:name$}  {amount:>value$}"));
    }
}

/// The working: number, rule, sentence, amount.
pub(super) fn working(steps: &[Step]) {
    let t = Texts::new(Lang::En);
    say("");
    for (number, step) in (1..).zip(steps) {
        let text = t.policy_step(&step.kind);
        let amount = step.amount.map(|amount| format!(" = {}", t.money(&amount))).unwrap_or_default();
        let number: u32 = number;
        say(&format!("{number:>3}. {:7} {text}{amount}", step.rule.code()));
    }
}

/// An amount for people.
pub(super) fn money(amount: Money) -> String {
    Texts::new(Lang::En).money(&amount)
}
