//! Following a link: anybody who has its address. Floor 2. Q-24; quality 41, R-7.
//!
//! A download counts when it begins: after the file was found, before its first byte. Whoever began one
//! may go on with it, in parts, for a day, from the same address with the same program; all parts together
//! may be twice the file. Looking (HEAD), a file that is not there and a wrong range count nothing.

use serde_json::json;

use super::token::{client, hash};
use super::{about, with};
use crate::access::{Actor, Circumstances};
use crate::domain::audit::EventKind;
use crate::domain::downloads::{LinkState, Part, RESUME_TIMES, part};
use crate::domain::ids::DownloadId;
use crate::domain::media::Media;
use crate::ops::App;
use crate::ops::media::Content;
use crate::store::StoreError;
use crate::store::downloads::FoundLink;

/// A link and its file.
#[derive(Debug, Clone)]
pub struct Fetched {
    /// The link.
    pub found: FoundLink,
    /// The file.
    pub media: Media,
}

/// What a request asks for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// What stands in the address.
    pub token: String,
    /// The `Range` header, if it is to be looked at.
    pub range: Option<String>,
    /// The `If-Range` header.
    pub if_range: Option<String>,
    /// The `User-Agent` header.
    pub agent: String,
    /// Whether only the headers are wanted.
    pub is_head: bool,
}

/// What a request gets.
pub enum Begun {
    /// The file, or a part of it: first and last byte.
    Content(Box<Fetched>, Option<(u64, u64)>, Option<Content>),
    /// The range is not in the file.
    Unsatisfiable(Box<Fetched>),
    /// The link does not work any more.
    Dead(Box<Fetched>, LinkState),
}

/// The link with this token.
pub fn find(app: &App, token: &str) -> Result<Fetched, StoreError> {
    let found = app.db.system("whoever has the address follows the link").download_link(&hash(token))?;
    let circumstances = Circumstances { at: app.clock.now(), address: String::new(), request_id: String::new() };
    let media = app.db.system("media belong to no tenant").look(circumstances, |r| r.media(found.link.media_id))?;
    Ok(Fetched { found, media })
}

/// Begins a download, or goes on with one.
pub fn begin(app: &App, circumstances: Circumstances, asked: &Asked) -> Result<Begun, StoreError> {
    let fetched = Box::new(find(app, &asked.token)?);
    let (link, media) = (&fetched.found.link, &fetched.media);
    let state = link.limits().state(circumstances.at);
    if matches!(state, LinkState::Expired | LinkState::Revoked) {
        return Ok(Begun::Dead(fetched, state));
    }
    let etag = etag(media);
    // A part of another file than the one that was begun would spoil it: the whole file then.
    let range = asked.range.as_deref().filter(|_| asked.if_range.as_ref().is_none_or(|known| *known == etag));
    let (bytes, length) = match part(range, media.size) {
        Part::Whole => (None, media.size),
        Part::Bytes(first, last) => (Some((first, last)), last.saturating_sub(first).saturating_add(1)),
        Part::None => return Ok(Begun::Unsatisfiable(fetched)),
    };
    if asked.is_head {
        return Ok(if state == LinkState::Enabled {
            Begun::Content(fetched, bytes, None)
        } else {
            Begun::Dead(fetched, state)
        });
    }
    let from = bytes.map_or(0, |(first, _)| first);
    let opened = app.media.open(&media.sha256, media.size, from);
    let content = match opened {
        Ok(Some(content)) => content,
        Ok(None) => {
            tracing::error!(media = %media.id, "a file of the media library is not in the store of files");
            return Err(StoreError::NotFound);
        }
        Err(error) => return Err(StoreError::Busy(format!("the media library: {error}"))),
    };
    let client = client(&asked.token, &circumstances.address, &asked.agent);
    let granted = i64::try_from(length).unwrap_or(i64::MAX);
    let most = i64::try_from(media.size.saturating_mul(RESUME_TIMES)).unwrap_or(i64::MAX);
    let system = app.db.system("whoever has the address follows the link");
    if from > 0 && system.resume_download(link, &client, circumstances.at, granted, most)? {
        return Ok(Begun::Content(fetched, bytes, Some(content)));
    }
    let at = circumstances.at;
    let id = DownloadId::from_uuid(app.ids.new_id());
    let is_counted = system.write_in(fetched.found.partner, Actor::Anonymous, circumstances, |w| {
        let Some(number) = w.count_download(link.id, id, &client, granted)? else { return Ok(w.unchanged(false)) };
        let FoundLink { link, title, .. } = &fetched.found;
        let event = about(EventKind::SoftwareDownloaded, link.customer_id, link.entitlement_id, title, media);
        w.record(&with(event, "downloads", json!(number)), true)
    })?;
    if is_counted {
        return Ok(Begun::Content(fetched, bytes, Some(content)));
    }
    // Between the look and the count it was used up, taken back, or ended.
    let now = find(app, &asked.token)?.found.link.limits().state(at);
    Ok(Begun::Dead(fetched, if now == LinkState::Enabled { LinkState::Exhausted } else { now }))
}

/// What tells this file from any other, for going on with a download.
pub fn etag(media: &Media) -> String {
    format!("\"{}\"", media.sha256)
}
