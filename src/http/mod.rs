//! FLOOR 3: what pages and JSON share: routes with their permissions, extractors, failures, links,
//! the session cookie, security headers.

pub mod assets;
pub mod csv;
pub mod csv_stream;
pub mod cx;
pub mod download;
pub mod extract;
pub mod failure;
pub mod forms;
pub mod health;
pub mod limits;
pub mod links;
pub mod log;
pub mod metrics;
pub mod router;
pub mod security;
pub mod session;
pub mod stream;
pub mod tls;
pub mod upload;
pub mod upload_files;
pub mod visit;
pub mod work;
