//! Support requests: rows, lists, notes, files, and the desk's look across partners. Floor 1. Domain 6.12.

mod desk;
mod files;
mod list;
mod notes;
mod requests;
mod tickets;
mod write;

pub use desk::{Assigned, DeskFilter, RequestKind};
pub use files::{FileRecord, NewFile};
pub use list::{RequestFilter, RequestPage, RequestRows};
pub use notes::{NewNote, Note, Side};
pub use requests::{CaseLink, NamedRequest, SupportRequest};
pub use tickets::{Communication, Ticket};
