//! Support requests of the partner: begun as a draft, sent, talked about, closed. Floor 2. Domain 6.12,
//! P-20, P-21.

mod prepare;

pub use prepare::{contact_of, free_number};
