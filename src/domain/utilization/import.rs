//! How far an import of usage has come, and why a row of it cannot be kept. Floor 0.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use crate::domain::codes::codes;

codes! {
    /// Where an import of usage stands.
    ImportState, NotAnImportState {
        /// Its turn has not come.
        Waiting = "waiting",
        /// Its files are being read.
        Reading = "reading",
        /// Days are being put in place and what they change is computed.
        Computing = "computing",
        /// Finished.
        Done = "done",
        /// Given up; the days that stood before stand.
        Failed = "failed",
    }
}

impl ImportState {
    /// Whether nothing more happens to it.
    pub const fn is_over(self) -> bool {
        match self {
            Self::Done | Self::Failed => true,
            Self::Waiting | Self::Reading | Self::Computing => false,
        }
    }
}

codes! {
    /// Why a row cannot be kept.
    RowProblem, NotARowProblem {
        /// It has another number of columns than the header: how many of how many.
        Columns = "columns",
        /// It is not text in UTF-8, or its quotes are broken.
        NotText = "not_text",
        /// A column that is needed is empty: which one.
        Empty = "empty",
        /// The text is no day or moment.
        NotATime = "not_a_time",
        /// A moment that is not the start of an hour.
        NotAnHour = "not_an_hour",
        /// A period that is neither an hour nor a day: its seconds.
        OtherPeriod = "other_period",
        /// The text is no number of hours.
        NotHours = "not_hours",
        /// Fewer than no hours.
        BelowZero = "below_zero",
        /// The additional information is not JSON.
        NotJson = "not_json",
        /// A kind of machine that is not known.
        NotAKind = "not_a_kind",
        /// It names no subscription, and none was given for such rows.
        NoSubscription = "no_subscription",
        /// Its subscription is not one of the partner's.
        OtherSubscription = "other_subscription",
    }
}

/// A problem with what of the row shows it. Kept as `code: what`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowReason {
    /// The problem; none where a row was kept by another release, whose words are all that is known.
    pub problem: Option<RowProblem>,
    /// What of the row shows it.
    pub detail: String,
}

impl RowReason {
    /// A problem with what shows it.
    pub fn new(problem: RowProblem, detail: impl Into<String>) -> Self {
        Self { problem: Some(problem), detail: detail.into() }
    }
}

impl fmt::Display for RowReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.problem {
            Some(problem) => write!(f, "{}: {}", problem.code(), self.detail),
            None => f.write_str(&self.detail),
        }
    }
}

impl FromStr for RowReason {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let known = text.split_once(": ").and_then(|(code, detail)| Some((code.parse().ok()?, detail)));
        Ok(match known {
            Some((problem, detail)) => Self::new(problem, detail),
            None => Self { problem: None, detail: text.to_owned() },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_kept_with_its_code() {
        let reason = RowReason::new(RowProblem::NotATime, "25: 61");
        assert_eq!(reason.to_string(), "not_a_time: 25: 61");
        assert_eq!(reason.to_string().parse(), Ok(reason));
        let old = RowReason { problem: None, detail: "the row is odd".to_owned() };
        assert_eq!("the row is odd".parse(), Ok(old));
    }
}
