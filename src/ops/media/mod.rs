//! The media library: files of software, in a folder or in object storage, and their list. Floor 2.
//! S-88, S-91; quality 41.

mod bucket;
mod import;
mod library;

pub use import::{Import, ImportError, MediaRow, Outcome, RowFault, import};
pub use library::{Content, Library};
