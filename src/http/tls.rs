//! TLS in the server itself: a certificate and its key from files, read again when they change. Floor 3.
//!
//! HTTP/1.1 only. Whoever renews the certificate writes the files; a connection that begins afterwards
//! gets the new one. Files that do not read leave the old certificate in use and a line in the log.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

use crate::config::TlsFiles;

/// How often the files are looked at, at most.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// The certificate cannot be used; the text names the file.
#[derive(Debug, thiserror::Error)]
#[error("{}: {why}", path.display())]
pub struct TlsError {
    path: PathBuf,
    why: String,
}

impl TlsError {
    fn new(path: &Path, why: impl ToString) -> Self {
        Self { path: path.to_owned(), why: why.to_string() }
    }
}

/// How the server answers on its TLS port.
pub fn config(files: &TlsFiles) -> Result<rustls::ServerConfig, TlsError> {
    let certificates = Certificates::read(files)?;
    let builder = rustls::ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| TlsError::new(&files.certificate, error))?;
    Ok(builder.with_no_client_auth().with_cert_resolver(Arc::new(certificates)))
}

/// The certificate in use, and when its files were last changed.
#[derive(Debug)]
struct Certificates {
    files: TlsFiles,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    key: Arc<CertifiedKey>,
    changed: Changed,
    looked: Instant,
}

/// When the two files were changed.
type Changed = [Option<SystemTime>; 2];

impl Certificates {
    fn read(files: &TlsFiles) -> Result<Self, TlsError> {
        let changed = changed(files);
        let state = State { key: Arc::new(read(files)?), changed, looked: Instant::now() };
        Ok(Self { files: files.clone(), state: Mutex::new(state) })
    }

    fn current(&self) -> Arc<CertifiedKey> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.looked.elapsed() < LOOK_EVERY {
            return Arc::clone(&state.key);
        }
        state.looked = Instant::now();
        let changed = changed(&self.files);
        if changed != state.changed {
            match read(&self.files) {
                Ok(key) => {
                    state.key = Arc::new(key);
                    state.changed = changed;
                    tracing::info!("a new certificate is in use");
                }
                Err(error) => tracing::error!(%error, "the certificate was not read again"),
            }
        }
        Arc::clone(&state.key)
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.current())
    }
}

fn changed(files: &TlsFiles) -> Changed {
    [&files.certificate, &files.key].map(|path| std::fs::metadata(path).and_then(|found| found.modified()).ok())
}

fn read(files: &TlsFiles) -> Result<CertifiedKey, TlsError> {
    let of_certificate = |error| TlsError::new(&files.certificate, error);
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(&files.certificate)
        .and_then(Iterator::collect)
        .map_err(|error| of_certificate(error.to_string()))?;
    if chain.is_empty() {
        return Err(of_certificate("there is no certificate in it".to_owned()));
    }
    let key = PrivateKeyDer::from_pem_file(&files.key).map_err(|error| TlsError::new(&files.key, error))?;
    CertifiedKey::from_der(chain, key, &ring::default_provider()).map_err(|error| TlsError::new(&files.key, error))
}
