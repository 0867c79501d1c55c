//! Days and moments as usage files write them. Leaf.

use chrono::{DateTime, NaiveDate, NaiveDateTime};

use super::BadRow;
use crate::domain::benefit::Hour;
use crate::domain::time::{Day, Instant};
use crate::domain::usage::Period;

/// `2017-10-01`, `10/01/2017`, `20171001`, with or without a time of the day, in UTC where no offset is
/// written.
pub(super) fn moment(text: &str) -> Result<Instant, BadRow> {
    let wrong = || BadRow::NotATime(text.to_owned());
    let day = |date: NaiveDate| Instant::start_of(Day::new(date));
    match text.len() {
        8 => NaiveDate::parse_from_str(text, "%Y%m%d").map(day).map_err(|_not_a_day| wrong()),
        0..=10 => {
            let pattern = if text.contains('/') { "%m/%d/%Y" } else { "%Y-%m-%d" };
            NaiveDate::parse_from_str(text, pattern).map(day).map_err(|_not_a_day| wrong())
        }
        _ => with_time(text).ok_or_else(wrong),
    }
}

fn with_time(text: &str) -> Option<Instant> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(Instant::new(at.to_utc()));
    }
    let plain = text.trim_end_matches(['Z', 'z']).replace('T', " ");
    let patterns = ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M"];
    let found = patterns.iter().find_map(|pattern| NaiveDateTime::parse_from_str(&plain, pattern).ok());
    found.map(|at| Instant::new(at.and_utc()))
}

/// The hour that begins at this moment.
pub(super) fn hour(text: &str) -> Result<Hour, BadRow> {
    let at = moment(text)?;
    let hour = Hour::of(at);
    if hour.start() == at { Ok(hour) } else { Err(BadRow::NotAnHour(text.to_owned())) }
}

/// The hour or day between two moments.
pub(super) fn between(start: &str, end: &str) -> Result<Period, BadRow> {
    let (from, until) = (moment(start)?, moment(end)?);
    match until.seconds_since(from) {
        3_600 => hour(start).map(Period::Hour),
        86_400 if Instant::start_of(from.day()) == from => Ok(Period::Day(from.day())),
        other => Err(BadRow::OtherPeriod(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_moments() {
        for (text, shown) in [
            ("2017-10-01", "2017-10-01T00:00:00Z"),
            ("10/01/2017", "2017-10-01T00:00:00Z"),
            ("20171001", "2017-10-01T00:00:00Z"),
            ("2024-09-30 22:00:00", "2024-09-30T22:00:00Z"),
            ("2023-05-28T19:00", "2023-05-28T19:00:00Z"),
            ("2023-05-28T19:00Z", "2023-05-28T19:00:00Z"),
            ("2023-05-28T19:00:00+09:00", "2023-05-28T10:00:00Z"),
            ("2023-05-28T19:00:00.000Z", "2023-05-28T19:00:00Z"),
            ("09/21/2023 05:00:00", "2023-09-21T05:00:00Z"),
        ] {
            assert_eq!(moment(text).map(|at| at.to_string()), Ok(shown.to_owned()), "{text}");
        }
        for wrong in ["", "2017-13-01", "13/01/2017", "yesterday", "2017-10-01T25:00"] {
            assert_eq!(moment(wrong), Err(BadRow::NotATime(wrong.to_owned())));
        }
    }

    #[test]
    fn hours_and_periods() {
        assert_eq!(hour("2023-05-28T19:30"), Err(BadRow::NotAnHour("2023-05-28T19:30".to_owned())));
        let day = between("2024-09-03 00:00:00", "2024-09-04 00:00:00").unwrap();
        assert_eq!(day, Period::Day("2024-09-03".parse().unwrap()));
        assert!(matches!(between("2024-09-03 05:00:00", "2024-09-03 06:00:00"), Ok(Period::Hour(_))));
        assert_eq!(between("2024-09-01", "2024-10-01"), Err(BadRow::OtherPeriod(2_592_000)));
    }
}
