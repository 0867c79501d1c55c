//! What is left of a customer's refund limit. Floor 0. Rules R-RF-6 to R-RF-8, C-4, C-5; C1.
//!
//! The rows are one customer's. An approval holds an amount; posting it releases the hold and commits
//! the amount, in one transaction. A commitment comes back when its window is over, whole days counted:
//! 365 days after the day of the refund, or on the first day of the next year.
//!
//! ```
//! use ground::domain::money::{Currency, Money};
//! use ground::domain::policy::{EntryKind, LedgerRow, PolicyBook, headroom};
//! use ground::domain::time::{Day, Instant};
//! let at = |text: &str| Instant::start_of(text.parse().unwrap());
//! let usd = Money::new(240_000, Currency::USD);
//! let ledger = [LedgerRow { kind: EntryKind::Commit, at: at("2026-03-10"), usd }];
//! let policy = PolicyBook::default().on("2026-11-21".parse().unwrap()).policy;
//! let headroom = headroom(&ledger, policy, at("2026-11-21")).unwrap();
//! assert_eq!(headroom.left, Money::new(4_760_000, Currency::USD));
//! assert_eq!(headroom.returns[0].on.to_string(), "2027-03-10");
//! ```

use serde::{Deserialize, Serialize};

use super::rules::{CapWindow, Policy};
use crate::domain::codes::codes;
use crate::domain::money::{Currency, Money, MoneyError};
use crate::domain::time::{Day, Instant};

codes! {
    /// What a row of the ledger does.
    EntryKind, NotAnEntryKind {
        /// Approved and not posted yet: nobody else can have it.
        Hold = "hold",
        /// Refunded.
        Commit = "commit",
        /// A hold is over, because it was committed or given up.
        Release = "release",
    }
}

/// A row of a customer's refund ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerRow {
    /// What it does.
    pub kind: EntryKind,
    /// When.
    pub at: Instant,
    /// How much, in US dollars, as the policy of that day counted it.
    pub usd: Money,
}

/// An amount that counts no longer from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// The first day without it.
    pub on: Day,
    /// How much comes back.
    pub usd: Money,
}

/// What is left of the limit at a moment. In US dollars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headroom {
    /// The limit.
    pub cap: Money,
    /// Refunded within the window.
    pub committed: Money,
    /// Approved and not posted yet.
    pub held: Money,
    /// What is left; never below zero.
    pub left: Money,
    /// What comes back and when, the first first.
    pub returns: Vec<Return>,
}

impl Headroom {
    /// What counts against the limit: refunded and held.
    pub fn consumed(&self) -> Result<Money, MoneyError> {
        self.committed.plus(self.held)
    }
}

impl CapWindow {
    /// Days after which a rolling window has let go of a refund (R-RF-8).
    pub const ROLLING_DAYS: u32 = 365;

    /// The first day on which a refund of `day` counts no longer.
    pub fn comes_back_on(self, day: Day) -> Day {
        match self {
            Self::Rolling365Days => day.plus_days(u64::from(Self::ROLLING_DAYS)),
            Self::CalendarYear => Day::ymd(day.year().saturating_add(1), 1, 1).unwrap_or(day),
        }
    }
}

/// What is left at `at`. Rows after that moment do not count.
pub fn headroom(ledger: &[LedgerRow], policy: &Policy, at: Instant) -> Result<Headroom, MoneyError> {
    let cap = policy.cap.usd;
    let zero = Money::zero(Currency::USD);
    let (mut committed, mut held) = (zero, zero);
    let mut returns = Vec::new();
    for row in ledger.iter().filter(|row| row.at <= at) {
        match row.kind {
            EntryKind::Hold => held = held.plus(row.usd)?,
            EntryKind::Release => held = held.minus(row.usd)?,
            EntryKind::Commit => {
                let on = policy.cap.window.comes_back_on(row.at.day());
                if at.day() < on {
                    committed = committed.plus(row.usd)?;
                    returns.push(Return { on, usd: row.usd });
                }
            }
        }
    }
    returns.sort_by_key(|one| one.on);
    let held = not_below_zero(held);
    let left = not_below_zero(cap.minus(committed)?.minus(held)?);
    Ok(Headroom { cap, committed, held, left, returns })
}

fn not_below_zero(amount: Money) -> Money {
    Money::new(amount.minor().max(0), amount.currency())
}
