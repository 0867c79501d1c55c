//! `$filter=status eq 'Open' and createdDate ge 2026-01-01T00:00:00Z`. Floor 4.

use chrono::{DateTime, Utc};

use crate::api::Refused;
use crate::domain::support::RequestState;
use crate::domain::time::{Day, Instant};
use crate::ops::support::SupportRequest;

/// What a list is asked for; every part must hold.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Filter(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    IsClosed(bool),
    CreatedFrom(Instant),
    CreatedUntil(Instant),
    Service(String),
    Classification(String),
}

impl Filter {
    pub(super) fn read(text: &str) -> Result<Self, Refused> {
        let message = "The filter compares status, serviceId or problemClassificationId with eq, or createdDate with \
                       gt, ge, lt or le, joined by and.";
        let wrong = || Refused::bad("BadRequest", message);
        let words: Vec<&str> = text.split_whitespace().filter(|word| !word.eq_ignore_ascii_case("and")).collect();
        let mut parts = Vec::new();
        for words in words.chunks(3) {
            let [name, how, value] = words else { return Err(wrong()) };
            let name = name.rsplit('/').next().unwrap_or_default().to_lowercase();
            let value = value.trim_matches(['\'', '"', '(', ')']);
            let last = || value.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_lowercase();
            parts.push(match (name.as_str(), how.to_lowercase().as_str()) {
                ("status", "eq") if value.eq_ignore_ascii_case("open") => Part::IsClosed(false),
                ("status", "eq") if value.eq_ignore_ascii_case("closed") => Part::IsClosed(true),
                ("serviceid", "eq") => Part::Service(last()),
                ("problemclassificationid", "eq") => Part::Classification(last()),
                ("createddate", "ge" | "gt") => Part::CreatedFrom(moment(value).ok_or_else(wrong)?),
                ("createddate", "le" | "lt") => Part::CreatedUntil(moment(value).ok_or_else(wrong)?),
                _ => return Err(wrong()),
            });
        }
        Ok(Self(parts))
    }

    pub(super) fn keeps(&self, request: &SupportRequest) -> bool {
        let created = request.submitted_at.unwrap_or(request.created_at);
        self.0.iter().all(|part| match part {
            Part::IsClosed(is_closed) => (request.state == RequestState::Closed) == *is_closed,
            Part::CreatedFrom(from) => created >= *from,
            Part::CreatedUntil(until) => created <= *until,
            Part::Service(code) => request.topic.issue.is_some_and(|issue| issue.code() == code),
            Part::Classification(code) => request.topic.category.is_some_and(|category| category.code() == code),
        })
    }
}

fn moment(text: &str) -> Option<Instant> {
    if let Ok(day) = text.parse::<Day>() {
        return Some(Instant::start_of(day));
    }
    DateTime::parse_from_rfc3339(text).ok().map(|at| Instant::new(at.with_timezone(&Utc)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_the_clients_reads_and_nothing_else() {
        let read = |text| Filter::read(text).map(|filter| filter.0.len());
        assert_eq!(read("status eq 'Open'").ok(), Some(1));
        assert_eq!(read("Status eq 'closed' AND createdDate ge 2026-01-01T00:00:00Z").ok(), Some(2));
        assert_eq!(read("createdDate gt 2026-01-01 and serviceId eq 'billing'").ok(), Some(2));
        assert_eq!(read("").ok(), Some(0));
        for wrong in ["status eq 'new'", "title eq 'x'", "status", "createdDate ge yesterday", "status ge 'Open'"] {
            assert!(Filter::read(wrong).is_err(), "{wrong}");
        }
    }
}
