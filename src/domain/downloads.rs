//! Download links: for how long and how often they work. Floor 0. Domain 6.10, S-92, S-93, Q-24, Q-25.
//!
//! A link works for [`LINK_DAYS`] days or [`LINK_DOWNLOADS`] downloads, whichever comes first. When that is
//! over, "Downloads and keys" enables it again with both counters fresh, as often as is wanted. Cancelling
//! the software ends it for good.

use super::time::Instant;

/// Days that an enabled link works (S-92).
pub const LINK_DAYS: i64 = 14;
/// Downloads that an enabled link allows (S-92).
pub const LINK_DOWNLOADS: i32 = 50;
/// Seconds within which a download that was begun may be resumed (ours).
pub const RESUME_SECONDS: i64 = 24 * 60 * 60;
/// How often a download may be fetched in full, resumptions and parallel parts together (ours).
pub const RESUME_TIMES: u64 = 2;

/// Where a link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkState {
    /// It works.
    Enabled,
    /// Every download is used.
    Exhausted,
    /// Its days are over.
    Expired,
    /// It was taken back.
    Revoked,
}

/// What decides whether a link works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The moment from which on it does not work.
    pub expires_at: Instant,
    /// Downloads since it was enabled.
    pub downloads: i32,
    /// Whether it was taken back.
    pub is_revoked: bool,
}

impl Limits {
    /// The limits of a link that is enabled now.
    pub fn fresh(now: Instant) -> Self {
        Self { expires_at: now.plus_days(LINK_DAYS), downloads: 0, is_revoked: false }
    }

    /// Where it stands.
    pub fn state(&self, now: Instant) -> LinkState {
        if self.is_revoked {
            LinkState::Revoked
        } else if now >= self.expires_at {
            LinkState::Expired
        } else if self.downloads >= LINK_DOWNLOADS {
            LinkState::Exhausted
        } else {
            LinkState::Enabled
        }
    }

    /// Downloads left; none once it does not work.
    pub fn left(&self, now: Instant) -> i32 {
        match self.state(now) {
            LinkState::Enabled => LINK_DOWNLOADS.saturating_sub(self.downloads),
            LinkState::Exhausted | LinkState::Expired | LinkState::Revoked => 0,
        }
    }
}

/// The part of a file that a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// From the first of these bytes up to and with the second.
    Bytes(u64, u64),
    /// Nothing of the file.
    None,
}

/// Reads a `Range` header (RFC 9110 14.2). One range is enough to resume; several at once, and units that
/// are not bytes, get the whole file, as the standard allows.
pub fn part(range: Option<&str>, size: u64) -> Part {
    let Some(ranges) = range.and_then(|it| it.trim().strip_prefix("bytes=")) else { return Part::Whole };
    let Some((first, last)) = ranges.trim().split_once('-') else { return Part::Whole };
    let number =
        |text: &str| text.trim().bytes().all(|it| it.is_ascii_digit()).then(|| text.trim().parse::<u64>().ok());
    let (Some(from), Some(to)) = (number(first), number(last)) else { return Part::Whole };
    let end = size.saturating_sub(1);
    match (from, to) {
        (Some(from), _) if from >= size => Part::None,
        (Some(from), Some(to)) if to < from => Part::Whole,
        (Some(from), to) => Part::Bytes(from, to.map_or(end, |to| to.min(end))),
        (None, Some(0)) => Part::None,
        (None, Some(last)) => Part::Bytes(size.saturating_sub(last), end),
        (None, None) => Part::Whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_works_for_fourteen_days_to_the_second_and_fifty_downloads() {
        let now = Instant::from_micros(1_795_251_600_000_000);
        let mut link = Limits::fresh(now);
        let last = now.plus_seconds(14 * 86_400 - 1);
        assert_eq!((link.state(now), link.left(now)), (LinkState::Enabled, 50));
        assert_eq!(link.state(last), LinkState::Enabled);
        assert_eq!((link.state(last.plus_seconds(1)), link.left(last.plus_seconds(1))), (LinkState::Expired, 0));
        link.downloads = 49;
        assert_eq!((link.state(now), link.left(now)), (LinkState::Enabled, 1));
        link.downloads = 50;
        assert_eq!((link.state(now), link.left(now)), (LinkState::Exhausted, 0));
        link.is_revoked = true;
        assert_eq!(link.state(now), LinkState::Revoked);
    }

    #[test]
    fn one_range_is_read_and_everything_else_is_the_whole_file() {
        for (range, expected) in [
            ("bytes=0-", Part::Bytes(0, 99)),
            ("bytes=0-0", Part::Bytes(0, 0)),
            ("bytes=40-", Part::Bytes(40, 99)),
            ("bytes=40-1000", Part::Bytes(40, 99)),
            ("bytes=-10", Part::Bytes(90, 99)),
            ("bytes=-1000", Part::Bytes(0, 99)),
            ("bytes=100-", Part::None),
            ("bytes=-0", Part::None),
            ("bytes=5-4", Part::Whole),
            ("bytes=0-1,5-6", Part::Whole),
            ("bytes=+1-2", Part::Whole),
            ("bytes=-", Part::Whole),
            ("pages=1-2", Part::Whole),
            ("bytes=18446744073709551616-", Part::Whole),
        ] {
            assert_eq!(part(Some(range), 100), expected, "{range}");
        }
        assert_eq!(part(None, 100), Part::Whole);
    }
}
