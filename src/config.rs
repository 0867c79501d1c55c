//! One typed configuration: flags over environment over file over default. Parsed once, when the
//! program starts. Quality 41, R-30.
//!
//! [`KEYS`] lists every key; [`Settings`] gathers texts and where each came from; [`Settings::config`]
//! makes the typed [`Config`]. An unknown key or variable is refused by name.

mod keys;
mod layers;
mod mail;
mod media;
mod settings;
#[cfg(test)]
mod tests;

pub use keys::{KEYS, Key};
pub use layers::{Layers, environment};
pub use mail::{MailServer, MailTls, NotAMailServer};
pub use media::{MediaBucket, MediaPlace, NotAMediaPlace};
pub use settings::{ConfigError, Logging, Setting, Settings, Source, read_secret};

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use crate::store::DatabaseUrl;

/// What the operator set.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where pages are served.
    pub bind: SocketAddr,
    /// Where the same is served over TLS, if anywhere, and with which certificate.
    pub tls: Option<(SocketAddr, TlsFiles)>,
    /// Where `/metrics` is served, if anywhere; never the public address.
    pub metrics_bind: Option<SocketAddr>,
    /// The database.
    pub database_url: DatabaseUrl,
    /// What links in mails start with, without a slash at the end.
    pub public_url: String,
    /// Who sends mail; without one, mails are written to files.
    pub mail_server: Option<MailServer>,
    /// The sender of mails.
    pub mail_from: String,
    /// Where the files of the media library are.
    pub media: MediaPlace,
    /// The ring of keys that seal product keys.
    pub key_ring_file: PathBuf,
    /// Files of the installation.
    pub data_dir: PathBuf,
    /// Signs anti-forgery tokens and session cookies.
    pub secret: Secret,
    /// Whether this is the demonstration: accounts are offered on the sign-in page.
    pub is_demo: bool,
    /// Seconds without a request after which a session ends.
    pub session_idle_seconds: i64,
    /// Seconds after which a session ends in any case.
    pub session_absolute_seconds: i64,
    /// Seconds a request may take, reading its body included.
    pub request_timeout_seconds: u64,
    /// Bytes a form may have.
    pub form_limit_bytes: usize,
    /// Requests in progress from one address.
    pub requests_per_address: usize,
    /// Requests a minute of one API client.
    pub api_requests_per_minute: i64,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Days a cart lives.
    pub cart_life_days: i64,
    /// Days that imported usage is kept.
    pub usage_keep_days: i64,
    /// Days that utilization is kept.
    pub utilization_keep_days: i64,
    /// Whether webhooks may lead to this machine and to networks inside, and without TLS.
    pub webhook_private_addresses: bool,
    /// The command that looks at uploaded files; "" for none.
    pub scan_command: String,
    /// Server threads.
    pub workers: usize,
}

/// The files of a certificate, in PEM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate and those that vouch for it, the own one first.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// The installation's secret: 32 bytes or more, never printed.
#[derive(Clone)]
pub struct Secret(Vec<u8>);

/// The secret is too short to keep anything.
#[derive(Debug, thiserror::Error)]
#[error("the secret key needs at least 32 bytes")]
pub struct WeakSecret;

impl Secret {
    /// Accepts 32 bytes or more.
    pub fn new(bytes: Vec<u8>) -> Result<Self, WeakSecret> {
        if bytes.len() < 32 || bytes.windows(2).all(|pair| pair.first() == pair.last()) {
            return Err(WeakSecret);
        }
        Ok(Self(bytes))
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl Config {
    /// Where mails are written when nobody sends them.
    pub fn mail_folder(&self) -> PathBuf {
        self.data_dir.join("mail")
    }

    /// The defaults for a database, a data directory and a secret.
    pub fn new(database_url: DatabaseUrl, data_dir: PathBuf, secret: Secret) -> Self {
        Self {
            bind: SocketAddr::from(([127, 0, 0, 1], 8080)),
            tls: None,
            metrics_bind: None,
            database_url,
            public_url: "http://127.0.0.1:8080".to_owned(),
            mail_server: None,
            mail_from: "partner-dashboard@localhost".to_owned(),
            media: MediaPlace::Folder(data_dir.join("media")),
            key_ring_file: data_dir.join("key-ring"),
            data_dir,
            secret,
            is_demo: false,
            session_idle_seconds: 30 * 60,
            session_absolute_seconds: 8 * 60 * 60,
            request_timeout_seconds: 20,
            form_limit_bytes: 256 * 1024,
            requests_per_address: 64,
            api_requests_per_minute: 3000,
            trusted_proxies: Vec::new(),
            cart_life_days: 7,
            usage_keep_days: 400,
            utilization_keep_days: 3_660,
            webhook_private_addresses: false,
            scan_command: String::new(),
            workers: std::thread::available_parallelism().map_or(2, std::num::NonZero::get),
        }
    }
}
