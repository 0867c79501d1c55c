//! Refunds and exchanges: what is quoted, cases, the ledger of the limit, credit notes, postings.
//! Floor 1. Domain 6.7, 6.12, 6.13, 7, C1, C9.

mod cases;
mod facts;
mod ledger;
mod list;
mod live;
mod notes;
mod post;
mod purchases;
mod sessions;
mod write;

pub use cases::{CaseReturn, RefundCase};
pub use facts::{Refundable, product_kind};
pub use ledger::LedgerEntry;
pub use list::{CaseFilter, CaseListed, CaseMark, OpenCase};
pub use live::LiveReservation;
pub use notes::{CreditNote, NoteLine};
pub use post::Posting;
pub use sessions::ExchangeSession;
pub use write::{Decision, NewCase, NewNote};
