//! What an address asks of a list of support requests. Floor 4.

use serde::Deserialize;

use crate::domain::ids::CustomerId;
use crate::domain::support::{IssueType, RequestState, Severity};
use crate::ops::support::{RequestFilter, RequestPage};
use crate::web::paging::{address, marks, page_at};

/// The query of the address as it was typed; what is not understood counts as not asked.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ListQuery {
    pub(super) q: String,
    pub(super) state: String,
    pub(super) severity: String,
    pub(super) issue: String,
    pub(super) reservation: String,
    pub(super) order: String,
    pub(super) customer: String,
    after: String,
    before: String,
}

impl ListQuery {
    /// What the store is asked.
    pub(super) fn filter(&self, customer: Option<CustomerId>) -> RequestFilter {
        RequestFilter {
            customer,
            state: self.state(),
            severity: self.severity(),
            issue: self.issue(),
            reservation: self.reservation.parse().ok(),
            order: self.order.parse().ok(),
            created_by: None,
            words: self.q.clone(),
        }
    }

    pub(super) fn state(&self) -> Option<RequestState> {
        self.state.parse().ok()
    }

    pub(super) fn severity(&self) -> Option<Severity> {
        self.severity.parse().ok()
    }

    pub(super) fn issue(&self) -> Option<IssueType> {
        self.issue.parse().ok()
    }

    /// Where the page stands.
    pub(super) fn page(&self) -> RequestPage {
        page_at(&self.after, &self.before, |text| text.parse().ok())
    }

    /// Whether anything narrows the list.
    pub(super) fn is_filtered(&self) -> bool {
        let asked = [&self.q, &self.state, &self.severity, &self.issue, &self.reservation, &self.order];
        asked.into_iter().any(|text| !text.trim().is_empty())
    }

    /// The same list at another page.
    pub(super) fn address(&self, base: &str, page: RequestPage) -> String {
        let marks = marks(page, |id| id.to_string());
        let fields = [
            ("q", &self.q),
            ("state", &self.state),
            ("severity", &self.severity),
            ("issue", &self.issue),
            ("reservation", &self.reservation),
            ("order", &self.order),
            ("customer", &self.customer),
        ];
        let all = fields.into_iter().chain(marks.iter().map(|(name, value)| (*name, value)));
        address(base, all.map(|(name, value)| (name, value.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back() {
        let id = "0191d2ab-7f4e-7aa1-b5c6-0242ac120002".parse().unwrap();
        let query = ListQuery { q: "환불 & co".to_owned(), state: "open".to_owned(), ..ListQuery::default() };
        let address = query.address("/support-requests", RequestPage::Before(id));
        let read: ListQuery = serde_urlencoded::from_str(address.split_once('?').unwrap().1).unwrap();
        assert_eq!((read.q.as_str(), read.page()), ("환불 & co", RequestPage::Before(id)));
        assert_eq!(read.state(), Some(RequestState::Open));
        assert!(!ListQuery::default().is_filtered());
    }
}
