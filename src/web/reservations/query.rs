//! What an address asks of the list: view, filters, and the row before the page. Floor 4.

use serde::Deserialize;

use crate::domain::ids::CustomerId;
use crate::domain::term::Term;
use crate::domain::time::Instant;
use crate::http::links;
use crate::ops::PageAt;
use crate::ops::reservations::{ReservationFilter, ReservationMark, ReservationView};
use crate::web::paging::{address, marks, page_at};

/// The query of the address as it was typed; what is not understood counts as not asked.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct ListQuery {
    #[serde(default)]
    view: String,
    #[serde(default)]
    pub(super) region: String,
    #[serde(default)]
    pub(super) term: String,
    #[serde(default)]
    pub(super) q: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

/// The views in the order of the tabs, with the word in the address.
pub(super) const VIEWS: [(ReservationView, &str); 5] = [
    (ReservationView::All, ""),
    (ReservationView::Expiring, "expiring"),
    (ReservationView::Active, "active"),
    (ReservationView::Ended, "ended"),
    (ReservationView::Archived, "archived"),
];

impl ListQuery {
    /// The view that is asked for.
    pub(super) fn view(&self) -> ReservationView {
        VIEWS.iter().find(|(_, word)| *word == self.view).map_or(ReservationView::All, |(view, _)| *view)
    }

    /// Whether anything narrows the view.
    pub(super) fn is_filtered(&self) -> bool {
        [&self.region, &self.term, &self.q].into_iter().any(|text| !text.is_empty())
    }

    /// What the store is asked.
    pub(super) fn filter(&self, customer: Option<CustomerId>) -> ReservationFilter {
        ReservationFilter {
            customer,
            view: self.view(),
            region: Some(self.region.clone()).filter(|region| !region.is_empty()),
            term: self.term.parse().ok(),
            words: self.q.clone(),
        }
    }

    /// Which page.
    pub(super) fn page(&self) -> PageAt<ReservationMark> {
        page_at(&self.after, &self.before, read_mark)
    }

    /// The address of a page of the list at `base` with this view and these filters.
    pub(super) fn address(&self, base: &str, view: &str, page: PageAt<ReservationMark>) -> String {
        let [(_, after), (_, before)] = marks(page, write_mark);
        let fields: [(&str, &str); 6] = [
            ("view", view),
            ("region", &self.region),
            ("term", &self.term),
            ("q", &self.q),
            ("after", &after),
            ("before", &before),
        ];
        address(base, fields)
    }

    /// The address of the reservations that a query asks for, from their start.
    pub(super) fn view_address(query: &str) -> Option<String> {
        let mut query: Self = serde_urlencoded::from_str(query).ok()?;
        if query.term.parse::<Term>().is_err() {
            query.term.clear();
        }
        Some(query.address(links::Reservations::PATTERN, query.view_word(), PageAt::First))
    }

    /// The word of the view in the address.
    pub(super) fn view_word(&self) -> &'static str {
        let view = self.view();
        VIEWS.iter().find(|(known, _)| *known == view).map_or("", |(_, word)| word)
    }
}

fn read_mark(text: &str) -> Option<ReservationMark> {
    let (part, rest) = text.split_once('.')?;
    let (micros, id) = rest.split_once('.')?;
    let is_ended = match part {
        "live" => false,
        "ended" => true,
        _ => return None,
    };
    let expires_at = Instant::from_micros(micros.parse().ok()?);
    Some(ReservationMark { is_ended, expires_at, id: id.parse().ok()? })
}

fn write_mark(mark: ReservationMark) -> String {
    let part = if mark.is_ended { "ended" } else { "live" };
    format!("{part}.{}.{}", mark.expires_at.micros(), mark.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_survives_the_address() {
        let mark = ReservationMark {
            is_ended: true,
            expires_at: Instant::from_micros(1_795_251_600_000_000),
            id: "0191d2ab-7f4e-7aa1-b5c6-0242ac120002".parse().unwrap(),
        };
        let query = ListQuery { q: "web & db".to_owned(), ..ListQuery::default() };
        let address = query.address("/reservations", "ended", PageAt::Before(mark));
        let (_, text) = address.split_once('?').unwrap();
        let read: ListQuery = serde_urlencoded::from_str(text).unwrap();
        let asked = (read.page(), read.view(), read.q.as_str());
        assert_eq!(asked, (PageAt::Before(mark), ReservationView::Ended, "web & db"));
        assert_eq!(ListQuery::default().address("/reservations", "", PageAt::First), "/reservations");
    }

    #[test]
    fn what_is_not_understood_is_not_asked() {
        for after in ["", "live", "live.x.y", "later.1.0191d2ab-7f4e-7aa1-b5c6-0242ac120002"] {
            assert_eq!(ListQuery { after: after.to_owned(), ..ListQuery::default() }.page(), PageAt::First, "{after}");
        }
        let query = ListQuery { view: "none".to_owned(), term: "P2Y".to_owned(), ..ListQuery::default() };
        assert_eq!((query.view(), query.filter(None).term), (ReservationView::All, None));
    }
}
