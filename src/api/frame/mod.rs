//! What every endpoint shares: finding it, who calls, bodies, errors, headers, paging, shapes. Floor 4.

pub mod answer;
pub mod body;
pub mod call;
pub mod endpoint;
pub mod json;
pub mod odata;
pub mod paging;
pub mod refused;
mod rights;
pub mod serve;
pub mod wire;

pub use answer::{Answer, Answered};
pub use call::Call;
pub use endpoint::{Endpoint, Face};
pub use refused::Refused;
