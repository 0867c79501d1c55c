//! What an address asks of a list of orders: filters, and the row before the page. Floor 4.

use serde::Deserialize;

use crate::domain::ids::CustomerId;
use crate::domain::orders::{NotAnOrderNumber, OrderNumber, OrderStatus};
use crate::domain::time::{Day, Instant};
use crate::http::links;
use crate::i18n::Texts;
use crate::ops::PageAt;
use crate::ops::orders::{OrderFilter, OrderMark};
use crate::web::paging::{address, marks, page_at};

/// The query as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ListQuery {
    pub(super) number: String,
    pub(super) status: String,
    pub(super) country: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) product: String,
    pub(super) customer: String,
    after: String,
    before: String,
}

impl ListQuery {
    /// Whether anything is filtered.
    pub(super) fn is_filtered(&self) -> bool {
        let typed = [&self.number, &self.status, &self.country, &self.from, &self.to, &self.product];
        typed.into_iter().any(|text| !text.trim().is_empty())
    }

    /// What the store is asked, and which fields cannot be read: a filter works or says it cannot.
    pub(super) fn filter(
        &self,
        t: Texts,
        customer: Option<CustomerId>,
    ) -> Result<OrderFilter, Vec<(&'static str, String)>> {
        let mut wrong: Vec<(&'static str, String)> = Vec::new();
        let number = given(&self.number).map(str::parse::<OrderNumber>).transpose().unwrap_or_else(|error| {
            let words = match error {
                NotAnOrderNumber::NotTenDigits => t.orders_wrong_number(),
                NotAnOrderNumber::Mistyped => t.orders_wrong_number_typo(),
            };
            wrong.push(("number", words.to_owned()));
            None
        });
        let mut day = |field: &'static str, text: &str| {
            given(text).map(str::parse::<Day>).transpose().unwrap_or_else(|_not_a_day| {
                wrong.push((field, t.orders_wrong_date().to_owned()));
                None
            })
        };
        let (from, to) = (day("from", &self.from), day("to", &self.to));
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(OrderFilter {
            customer,
            number,
            status: self.status(),
            country: given(&self.country).map(str::to_ascii_uppercase),
            from,
            to,
            product: self.product.clone(),
        })
    }

    /// The state asked for.
    pub(super) fn status(&self) -> Option<OrderStatus> {
        self.status.parse().ok()
    }

    /// Which page.
    pub(super) fn page(&self) -> PageAt<OrderMark> {
        page_at(&self.after, &self.before, |text| {
            let (micros, id) = text.split_once('.')?;
            Some(OrderMark { placed_at: Instant::from_micros(micros.parse().ok()?), id: id.parse().ok()? })
        })
    }

    /// The address of the orders that a query asks for, from their start; none where a filter cannot be
    /// read.
    pub(super) fn view_address(t: Texts, query: &str) -> Option<String> {
        let mut query = Self { customer: String::new(), ..serde_urlencoded::from_str(query).ok()? };
        if query.status().is_none() {
            query.status.clear();
        }
        query.filter(t, None).ok()?;
        Some(query.address(links::Orders::PATTERN, PageAt::First))
    }

    /// The address of a page of the list at `base` with these filters.
    pub(super) fn address(&self, base: &str, page: PageAt<OrderMark>) -> String {
        let [(_, after), (_, before)] =
            marks(page, |mark: OrderMark| format!("{}.{}", mark.placed_at.micros(), mark.id));
        let fields: [(&str, &str); 9] = [
            ("number", &self.number),
            ("status", &self.status),
            ("country", &self.country),
            ("from", &self.from),
            ("to", &self.to),
            ("product", &self.product),
            ("customer", &self.customer),
            ("after", &after),
            ("before", &before),
        ];
        address(base, fields)
    }
}

fn given(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn a_mark_survives_the_address() {
        let id = "0191d2ab-7f4e-7aa1-b5c6-0242ac120002".parse().unwrap();
        let mark = OrderMark { placed_at: Instant::from_micros(1_795_251_600_000_000), id };
        let query = ListQuery { product: "D4s & more".to_owned(), ..ListQuery::default() };
        let address = query.address("/orders", PageAt::After(mark));
        let read: ListQuery = serde_urlencoded::from_str(address.split_once('?').unwrap().1).unwrap();
        assert_eq!((read.page(), read.product.as_str()), (PageAt::After(mark), "D4s & more"));
    }

    #[test]
    fn a_filter_works_or_says_that_it_cannot() {
        let t = Texts::new(Lang::En);
        let typed = ListQuery { number: "482".to_owned(), from: "soon".to_owned(), ..ListQuery::default() };
        let fields: Vec<&str> = typed.filter(t, None).unwrap_err().into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["number", "from"]);
        let number = OrderNumber::from_random(482_109_375);
        let typed = ListQuery { number: number.to_string(), to: "2026-11-21".to_owned(), ..ListQuery::default() };
        let filter = typed.filter(t, None).unwrap();
        assert_eq!((filter.number, filter.to), (Some(number), Day::ymd(2026, 11, 21)));
    }
}
