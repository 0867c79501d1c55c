//! Exchanges: built, requested, and bought when the desk approves. Floor 2. S-56, S-71, R-EX-1 to R-EX-7,
//! P-14, C3.

mod lines;
mod place;
mod request;
mod session;
mod view;

pub use request::{RequestExchange, request_exchange};
pub use session::{keep_quote, kept_quote, quoted_exchange};
pub use view::{AskedExchange, AskedLine, ExchangeView, Expected, Purchase, ReturnView, exchange};

pub(super) use lines::at_prices_of;
pub(super) use place::{place, stops};
