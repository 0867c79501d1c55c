//! What a list of customers is asked for, and what a page of it is. Floor 1. Features rows 1 and 6.

use std::cmp::Ordering;

use super::Customer;
use crate::domain::customers::Segment;
use crate::domain::ids::CustomerId;
use crate::domain::text::search_key;
use crate::domain::time::Instant;
use crate::store::page::{PageAt, PageRows};

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
pub type CustomerPage = PageAt<CustomerId>;

/// A page of customers.
#[derive(Debug, Clone, Default)]
pub struct CustomerRows {
    /// The customers, in the order of the list.
    pub page: PageRows<Customer>,
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

/// The rows on the side of `mark` that a page shows, the nearest first.
pub(super) fn side(
    rows: &[Customer],
    order: CustomerOrder,
    mark: Option<&Customer>,
    is_backwards: bool,
    take: i64,
) -> Vec<Customer> {
    let place = |it: &Customer| (search_key(&it.company_name), it.created_at, it.id);
    let mut placed: Vec<(Place, &Customer)> = rows.iter().map(|it| (place(it), it)).collect();
    placed.sort_by(|(one, _), (other, _)| order.compare(one, other));
    if let Some(mark) = mark.map(place) {
        let wanted = if is_backwards { Ordering::Less } else { Ordering::Greater };
        placed.retain(|(it, _)| order.compare(it, &mark) == wanted);
    }
    if is_backwards {
        placed.reverse();
    }
    placed.into_iter().take(usize::try_from(take).unwrap_or(usize::MAX)).map(|(_, it)| it.clone()).collect()
}
