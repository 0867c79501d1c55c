//! A request, as endpoints see it: parts of the address, query, body, caller. Floor 4.

use std::sync::Arc;

use actix_web::http::header::HeaderMap;
use actix_web::web::Bytes;
use percent_encoding::percent_decode_str;

use super::{Face, Refused};
use crate::access::{Circumstances, Principal};

/// One request.
#[derive(Debug)]
pub struct Call {
    /// The interface.
    pub face: Face,
    /// `https://host`, as the program reached us.
    pub base: String,
    /// The address, as it was typed, without the query.
    pub path: String,
    /// The query, decoded, in order.
    pub query: Vec<(String, String)>,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// When, where from, and the request's id.
    pub circumstances: Circumstances,
    pub(super) names: Vec<(&'static str, String)>,
    pub(super) caller: Option<Arc<Principal>>,
}

/// The parts of an address, decoded; empty ones, such as behind a last slash, do not count.
pub(super) fn parts(path: &str) -> Vec<String> {
    let parts = path.split('/').filter(|part| !part.is_empty());
    parts.map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned()).collect()
}

impl Call {
    /// What stands in the address for a name of the pattern, as it was typed.
    pub fn part(&self, name: &str) -> &str {
        self.names.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value.as_str())
    }

    /// The id that stands for a name; what is no GUID is not there.
    pub fn id<T: std::str::FromStr>(&self, name: &str) -> Result<T, Refused> {
        self.part(name).parse().map_err(|_not_an_id| Refused::not_found())
    }

    /// A parameter of the query, by name without regard to case; an empty one is none.
    pub fn query(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// A whole number of the query; some clients write `50.0`.
    pub fn number(&self, name: &str) -> Result<Option<usize>, Refused> {
        let Some(text) = self.query(name) else { return Ok(None) };
        let whole = text.split_once('.').filter(|(_, rest)| rest.bytes().all(|digit| digit == b'0'));
        let whole = whole.map_or(text, |(whole, _)| whole);
        whole.parse().map(Some).map_err(|_not_a_number| Refused::malformed(format!("{name} must be a whole number.")))
    }

    /// Whether a parameter of the query says yes.
    pub fn flag(&self, name: &str) -> bool {
        self.query(name).is_some_and(|value| value.eq_ignore_ascii_case("true") || value == "1")
    }

    /// Whether the request is a rehearsal that changes nothing.
    pub fn is_dry_run(&self) -> bool {
        self.flag("dry_run")
    }

    /// A header as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}
