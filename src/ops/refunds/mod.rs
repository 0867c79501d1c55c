//! Refunds, exchanges and cancellations of software: quote, request, the desk's decision, both money legs. Floor 2. Rules P-14,
//! P-15, O-5, O-8; domain 4, 6.12, C1, C3, C9, Q-20.

mod ask;
mod cases;
mod decide;
mod exchange;
mod filed;
mod number;
mod post;
mod quote;
mod request;
mod settle;
mod tell;

pub use crate::store::refunds::{
    CaseFilter, CaseListed, CaseMark, CaseReturn, CreditNote, ExchangeSession, LedgerEntry, LiveReservation, NoteLine,
    RefundCase, Refundable,
};
pub use cases::{
    CaseView, Limit, LimitError, case, case_to_settle, credit_note, each, headroom_left, limit, list, withdraw,
};
pub use decide::{DecideError, DeskView, approve, ask, desk_case, reject};
pub use exchange::{
    AskedExchange, AskedLine, ExchangeView, Expected, Purchase, RequestExchange, ReturnView, exchange, keep_quote,
    kept_quote, quoted_exchange, request_exchange,
};
pub use quote::{Asked, RefundView, refund};
pub use request::{Again, RequestError, RequestRefund, request};
pub use settle::{SettleError, SettleLeg, settle};

pub(super) use filed::{Filing, file as file_request};
pub(super) use number::free_case;
pub(super) use quote::requote;
pub(super) use tell::requested as tell_requested;
