//! What a list of customers is asked for, and what a page of it is. Floor 1. Features rows 1 and 6.

use std::cmp::Ordering;

use super::Customer;
use crate::domain::customers::Segment;
use crate::domain::ids::CustomerId;
use crate::domain::text::search_key;
use crate::domain::time::Instant;

/// How a list of customers is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CustomerOrder {
    /// By name, A first.
    #[default]
    Name,
    /// By name, Z first.
    NameDescending,
    /// The newest first.
    Newest,
}

/// Which customers a list shows.
#[derive(Debug, Clone, Default)]
pub struct CustomerFilter {
    /// Words to find at the start of any word of name or domain; folded by the store.
    pub words: String,
    /// Only of this country.
    pub country: Option<String>,
    /// Only of this segment.
    pub segment: Option<Segment>,
    /// The order.
    pub order: CustomerOrder,
}

/// Which page of a list: the customer it starts after or ends before tells where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CustomerPage {
    /// From the start.
    #[default]
    First,
    /// After this customer.
    After(CustomerId),
    /// Before this customer.
    Before(CustomerId),
}

/// A page of customers.
#[derive(Debug, Clone, Default)]
pub struct CustomerRows {
    /// The customers, in the order of the list.
    pub rows: Vec<Customer>,
    /// Whether there are some before them.
    pub has_previous: bool,
    /// Whether there are some after them.
    pub has_next: bool,
    /// Whether so many match that they come in the order of the match.
    pub is_by_match: bool,
}

/// Where a customer stands in a sorted list: its folded name, its age, its id.
type Place = (String, Instant, CustomerId);

impl CustomerOrder {
    fn compare(self, one: &Place, other: &Place) -> Ordering {
        let by_name = || (&one.0, one.2).cmp(&(&other.0, other.2));
        match self {
            Self::Name => by_name(),
            Self::NameDescending => by_name().reverse(),
            Self::Newest => (one.1, one.2).cmp(&(other.1, other.2)).reverse(),
        }
    }
}

impl CustomerPage {
    pub(super) const fn mark(self) -> Option<CustomerId> {
        match self {
            Self::First => None,
            Self::After(id) | Self::Before(id) => Some(id),
        }
    }

    pub(super) const fn is_backwards(self) -> bool {
        matches!(self, Self::Before(_))
    }

    /// The rows on this page's side of `mark`, the nearest first.
    pub(super) fn side(self, rows: Vec<Customer>, order: CustomerOrder, mark: Option<&Customer>) -> Vec<Customer> {
        let place = |it: &Customer| (search_key(&it.company_name), it.created_at, it.id);
        let compare = |one: &Place, other: &Place| order.compare(one, other);
        let mut placed: Vec<(Place, Customer)> = rows.into_iter().map(|it| (place(&it), it)).collect();
        placed.sort_by(|(one, _), (other, _)| compare(one, other));
        if let Some(mark) = mark.map(place) {
            let wanted = if self.is_backwards() { Ordering::Less } else { Ordering::Greater };
            placed.retain(|(it, _)| compare(it, &mark) == wanted);
        }
        let rows = placed.into_iter().map(|(_, it)| it);
        if self.is_backwards() { rows.rev().collect() } else { rows.collect() }
    }

    /// Cuts `rows`, read with one more than `limit`, to the page.
    pub(super) fn cut(self, mut rows: Vec<Customer>, limit: usize, is_by_match: bool) -> CustomerRows {
        let has_more = rows.len() > limit;
        rows.truncate(limit);
        if self.is_backwards() {
            rows.reverse();
        }
        let (has_previous, has_next) = match self {
            Self::First => (false, has_more),
            Self::After(_) => (true, has_more),
            Self::Before(_) => (has_more, true),
        };
        CustomerRows { rows, has_previous, has_next, is_by_match }
    }
}
