//! FLOOR 2: who you are and what you may.
//!
//! A [`Granted`] is proof that a signed-in person holds a permission; acts in `ops` take one, so that
//! no face can forget to check. It carries the [`Scope`] of the person.

mod granted;
pub mod may;
pub mod passwords;
pub mod sessions;
pub mod temporary;
pub mod throttle;
pub mod tokens;

pub use crate::store::users::{Principal, PrincipalError};
pub use crate::store::{Actor, Circumstances, Scope};
pub use granted::{Denied, Granted};
