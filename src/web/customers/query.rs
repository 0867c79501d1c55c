//! What an address asks of the customer list: words, filters, order, and where the page stands. Floor 4.

use serde::Deserialize;

use crate::domain::customers::Segment;
use crate::domain::ids::CustomerId;
use crate::http::links;
use crate::ops::customers::{CustomerFilter, CustomerOrder, CustomerPage};
use crate::web::paging::{address, marks, page_at};

/// The query of the address as it was typed; what is not understood counts as not asked.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct ListQuery {
    #[serde(default)]
    pub(super) q: String,
    #[serde(default)]
    pub(super) country: String,
    #[serde(default)]
    pub(super) segment: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

/// The orders, with the word in the address.
pub(super) const ORDERS: [(CustomerOrder, &str); 3] =
    [(CustomerOrder::Name, ""), (CustomerOrder::NameDescending, "-name"), (CustomerOrder::Newest, "newest")];

impl ListQuery {
    /// What the store is asked.
    pub(super) fn filter(&self) -> CustomerFilter {
        CustomerFilter {
            words: self.q.clone(),
            country: Some(self.country.clone()).filter(|country| !country.is_empty()),
            segment: self.segment.parse().ok(),
            order: self.order(),
        }
    }

    /// The order.
    pub(super) fn order(&self) -> CustomerOrder {
        ORDERS.iter().find(|(_, word)| *word == self.sort).map_or(CustomerOrder::Name, |(order, _)| *order)
    }

    /// Where the page stands.
    pub(super) fn page(&self) -> CustomerPage {
        page_at(&self.after, &self.before, |id| id.parse().ok())
    }

    /// Whether the address asks for the start of the list.
    pub(super) fn is_first_page(&self) -> bool {
        self.page() == CustomerPage::First
    }

    /// Whether anything narrows the list.
    pub(super) fn is_filtered(&self) -> bool {
        [&self.q, &self.country, &self.segment].into_iter().any(|text| !text.trim().is_empty())
    }

    /// The same list in another order, from its start.
    pub(super) fn sorted(&self, order: CustomerOrder) -> String {
        let word = ORDERS.iter().find(|(known, _)| *known == order).map_or("", |(_, word)| *word);
        self.with(|it| word.clone_into(&mut it.sort))
    }

    /// The same list with something else asked, from its start.
    pub(super) fn with(&self, change: impl FnOnce(&mut Self)) -> String {
        let mut other = Self { after: String::new(), before: String::new(), ..self.clone() };
        change(&mut other);
        other.address(links::Customers::PATTERN)
    }

    /// Another page of the same list.
    pub(super) fn at(&self, page: CustomerPage) -> String {
        let [(_, after), (_, before)] = marks(page, |id: CustomerId| id.to_string());
        self.with(|it| (it.after, it.before) = (after, before))
    }

    /// The file of the same list.
    pub(super) fn file(&self) -> String {
        Self { after: String::new(), before: String::new(), ..self.clone() }.address(links::CustomersExport::PATTERN)
    }

    /// The address of the list that a query asks for, from its start.
    pub(super) fn view_address(query: &str) -> Option<String> {
        let mut query: Self = serde_urlencoded::from_str(query).ok()?;
        if !ORDERS.iter().any(|(_, word)| *word == query.sort) {
            query.sort.clear();
        }
        if query.segment.parse::<Segment>().is_err() {
            query.segment.clear();
        }
        Some(query.with(|_| ()))
    }

    fn address(&self, base: &str) -> String {
        let fields: [(&str, &str); 6] = [
            ("q", &self.q),
            ("country", &self.country),
            ("segment", &self.segment),
            ("sort", &self.sort),
            ("after", &self.after),
            ("before", &self.before),
        ];
        address(base, fields)
    }

    /// The word of the order in the address.
    pub(super) fn sort_word(&self) -> &str {
        &self.sort
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_and_another_question_starts_at_the_first_page() {
        let id: CustomerId = "0191d2ab-7f4e-7aa1-b5c6-0242ac120002".parse().unwrap();
        let query = ListQuery { q: "한빛 & co".to_owned(), sort: "-name".to_owned(), ..ListQuery::default() };
        let address = query.at(CustomerPage::After(id));
        let read: ListQuery = serde_urlencoded::from_str(address.split_once('?').unwrap().1).unwrap();
        assert_eq!((read.q.as_str(), read.page()), ("한빛 & co", CustomerPage::After(id)));
        assert_eq!(read.order(), CustomerOrder::NameDescending);
        assert_eq!(read.with(|it| it.q.clear()), "/customers?sort=-name");
        assert_eq!(ListQuery::default().file(), "/customers/export");
    }

    #[test]
    fn what_is_not_understood_is_not_asked() {
        let odd = ListQuery { sort: "size".to_owned(), segment: "huge".to_owned(), ..ListQuery::default() };
        assert_eq!((odd.order(), odd.filter().segment), (CustomerOrder::Name, None));
        assert!(ListQuery { after: "x".to_owned(), ..ListQuery::default() }.is_first_page());
    }
}
