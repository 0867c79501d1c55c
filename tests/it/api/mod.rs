//! The interfaces for programs, as programs use them.

mod capacity;
mod discovery;
mod partner_center;
mod software;
mod support;
mod webhooks;
