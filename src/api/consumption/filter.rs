//! `$filter=properties/usageDate ge 2026-10-01 AND properties/usageDate le 2026-11-01`, and its days. Floor 4.

use crate::api::{Call, Refused};
use crate::domain::time::Day;

/// Days from one to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    from: Option<Day>,
    to: Option<Day>,
}

impl Days {
    /// The days a request asks for; without any, only a sum by month is answered.
    pub(super) fn of(call: &Call, may_be_absent: bool) -> Result<Self, Refused> {
        let found = match call.query("$filter") {
            Some(filter) => Self::read(filter)?,
            None => Self { from: day(call.query("startDate"))?, to: day(call.query("endDate"))? },
        };
        if found.from.is_none() && found.to.is_none() && !may_be_absent {
            return Err(Refused::bad("BadRequest", "A filter on properties/usageDate is needed."));
        }
        Ok(found)
    }

    fn read(filter: &str) -> Result<Self, Refused> {
        let wrong = || Refused::bad("BadRequest", "The filter must compare properties/usageDate with ge, le or eq.");
        let words: Vec<&str> = filter.split_whitespace().filter(|word| !word.eq_ignore_ascii_case("and")).collect();
        let mut found = Self { from: None, to: None };
        for part in words.chunks(3) {
            let [name, how, date] = part else { return Err(wrong()) };
            if !name.to_lowercase().ends_with("usagedate") {
                return Err(wrong());
            }
            let date = day(Some(*date))?;
            match how.to_lowercase().as_str() {
                "ge" => found.from = date,
                "le" => found.to = date,
                "eq" => (found.from, found.to) = (date, date),
                _ => return Err(wrong()),
            }
        }
        Ok(found)
    }

    /// Whether a day is one of them.
    pub(super) fn holds(self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A day, in quotes or not, with a time behind it or not.
fn day(text: Option<&str>) -> Result<Option<Day>, Refused> {
    let Some(text) = text else { return Ok(None) };
    let bare = text.trim_matches('\'');
    let bare = bare.split_once('T').map_or(bare, |(day, _time)| day);
    let day = bare.parse().map_err(|_no_day| Refused::bad("BadRequest", format!("'{text}' is not a day.")))?;
    Ok(Some(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(filter: &str) -> Days {
        Days::read(filter).unwrap()
    }

    #[test]
    fn both_ends_count_in_every_spelling() {
        let days = read("properties/usageDate ge 2026-10-01 AND properties/usageDate le 2026-11-01");
        assert_eq!(
            read("properties/UsageDate ge '2026-10-01T00:00:00Z' and properties/UsageDate le '2026-11-01'"),
            days
        );
        let on = |text: &str| text.parse().unwrap();
        assert!(days.holds(on("2026-10-01")) && days.holds(on("2026-11-01")));
        assert!(!days.holds(on("2026-09-30")) && !days.holds(on("2026-11-02")));
        assert!(Days::read("properties/usageDate gt 2026-10-01").is_err() && Days::read("name eq").is_err());
    }
}
