//! The interfaces for programs, as programs use them.

mod discovery;
mod partner_center;
