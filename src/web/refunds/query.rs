//! What an address asks of a list of cases: filters, and the row beside the page. Floor 4.

use serde::Deserialize;

use crate::domain::ids::CustomerId;
use crate::domain::time::Instant;
use crate::ops::refunds::{CaseFilter, CaseListed, CaseMark};

/// The query as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ListQuery {
    pub(super) number: String,
    pub(super) kind: String,
    pub(super) status: String,
    after: String,
    before: String,
}

/// Where a page starts, as it stands in an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    After,
    Before,
}

impl ListQuery {
    /// Whether anything is filtered.
    pub(super) fn is_filtered(&self) -> bool {
        [&self.number, &self.kind, &self.status].into_iter().any(|text| !text.trim().is_empty())
    }

    /// What the store is asked.
    pub(super) fn filter(&self, customer: Option<CustomerId>) -> CaseFilter {
        CaseFilter {
            customer,
            kind: self.kind.parse().ok(),
            state: self.status.parse().ok(),
            is_unsettled: self.status == "unsettled",
            words: self.number.trim().to_owned(),
        }
    }

    /// Where the page starts.
    pub(super) fn mark(&self) -> Option<CaseMark> {
        let is_before = !self.before.is_empty();
        let (micros, id) = if is_before { &self.before } else { &self.after }.split_once('.')?;
        Some(CaseMark { at: Instant::from_micros(micros.parse().ok()?), id: id.parse().ok()?, is_before })
    }

    /// The address of the list at `base` with these filters, beside `row`.
    pub(super) fn address(&self, base: &str, beside: Option<(Side, &CaseListed)>) -> String {
        let mark = |side| match beside {
            Some((it, row)) if it == side => format!("{}.{}", row.case.requested_at.micros(), row.case.id),
            Some(_) | None => String::new(),
        };
        let (after, before) = (mark(Side::After), mark(Side::Before));
        let fields = [
            ("number", &self.number),
            ("kind", &self.kind),
            ("status", &self.status),
            ("after", &after),
            ("before", &before),
        ];
        let asked: Vec<(&str, &String)> = fields.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        // Pairs of text always have a form in an address.
        let query = serde_urlencoded::to_string(asked).unwrap_or_default();
        if query.is_empty() { base.to_owned() } else { format!("{base}?{query}") }
    }
}
