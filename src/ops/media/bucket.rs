//! Files in S3-compatible object storage: requests signed for a minute, over HTTP/1.1. Floor 2.
//!
//! What the service answers is told by its status alone: bodies and addresses of signed requests are
//! secrets.

use std::fs::File;
use std::io::{self, Read as _};
use std::sync::Arc;
use std::time::Duration;

use rusty_s3::actions::{GetObject, HeadObject, PutObject};
use rusty_s3::{Bucket as Address, Credentials, S3Action, UrlStyle};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, SendBody};

use super::library::Content;
use crate::config::MediaBucket;
use crate::domain::media::Sha256;

/// How long a signed request may be used: long enough to be sent.
const SIGNED: Duration = Duration::from_mins(1);

/// How long the service may take to connect and to begin its answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// The most bytes that one request may put (a limit of the services).
const MOST: u64 = 5 << 30;

/// A bucket and the way to it.
pub struct Bucket {
    /// Nothing when the address is none, which the first request says.
    address: Option<Address>,
    credentials: Credentials,
    agent: Agent,
}

impl std::fmt::Debug for Bucket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Bucket({:?})", self.address.as_ref().map(Address::name))
    }
}

impl Bucket {
    pub(super) fn of(place: &MediaBucket) -> Self {
        let (name, region) = (place.name.clone(), place.region.clone());
        let address = Address::new(place.endpoint.clone(), UrlStyle::Path, name, region).ok();
        let credentials = Credentials::new(place.key_id.clone(), place.secret.clone());
        Self { address, credentials, agent: agent(place.endpoint.scheme() == "https") }
    }

    pub(super) fn open(&self, name: &Sha256, size: u64, from: u64) -> io::Result<Option<Content>> {
        let object = name.to_string();
        let url = GetObject::new(self.address()?, Some(&self.credentials), &object).sign(SIGNED);
        // The whole file is asked for without a range: some services refuse one of an empty file.
        let request = self.agent.get(url.as_str());
        let request = if from == 0 { request } else { request.header("range", format!("bytes={from}-")) };
        let answer = request.call().map_err(failed)?;
        let expected = if from == 0 { 200 } else { 206 };
        match answer.status().as_u16() {
            404 => Ok(None),
            status if status == expected => {
                let is_whole = answer.body().content_length() == Some(size.saturating_sub(from));
                let content: Content = Box::new(answer.into_body().into_reader());
                Ok(is_whole.then_some(content))
            }
            status => Err(refused(status)),
        }
    }

    pub(super) fn size(&self, name: &Sha256) -> io::Result<Option<u64>> {
        let object = name.to_string();
        let url = HeadObject::new(self.address()?, Some(&self.credentials), &object).sign(SIGNED);
        let answer = self.agent.head(url.as_str()).call().map_err(failed)?;
        match answer.status().as_u16() {
            200 => {
                let length = answer.headers().get("content-length").and_then(|it| it.to_str().ok());
                Ok(length.and_then(|it| it.parse().ok()))
            }
            404 => Ok(None),
            status => Err(refused(status)),
        }
    }

    pub(super) fn put(&self, name: &Sha256, size: u64, content: &mut File) -> io::Result<()> {
        if size > MOST {
            return Err(io::Error::other("a file in object storage has at most 5 GiB"));
        }
        let object = name.to_string();
        let url = PutObject::new(self.address()?, Some(&self.credentials), &object).sign(SIGNED);
        let request = self.agent.put(url.as_str()).header("content-length", size.to_string());
        let mut content = content.take(size);
        let answer = request.send(SendBody::from_reader(&mut content)).map_err(failed)?;
        match answer.status().as_u16() {
            200 | 201 | 204 => Ok(()),
            status => Err(refused(status)),
        }
    }

    fn address(&self) -> io::Result<&Address> {
        self.address.as_ref().ok_or_else(|| io::Error::other("the address of the object storage is none"))
    }
}

fn agent(is_secret: bool) -> Agent {
    let mut config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_connect(Some(PATIENCE))
        .timeout_recv_response(Some(PATIENCE));
    if is_secret {
        let trusted = rustls_native_certs::load_native_certs().certs;
        let trusted: Vec<Certificate<'static>> =
            trusted.iter().map(|it| Certificate::from_der(it.as_ref()).to_owned()).collect();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::Specific(Arc::new(trusted)))
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()));
        config = config.tls_config(tls.build());
    }
    config.build().new_agent()
}

fn failed(error: ureq::Error) -> io::Error {
    // The texts of the library may hold the signed address.
    if let ureq::Error::Io(error) = error {
        return io::Error::new(error.kind(), "the object storage cannot be reached");
    }
    if let ureq::Error::Timeout(_) = error {
        return io::Error::new(io::ErrorKind::TimedOut, "the object storage does not answer");
    }
    io::Error::other("the object storage cannot be used")
}

fn refused(status: u16) -> io::Error {
    io::Error::other(format!("the object storage answered {status}"))
}

#[cfg(test)]
mod tests;
