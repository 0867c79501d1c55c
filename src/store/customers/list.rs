//! Lists of customers by keyset, in both directions. Floor 1. Features rows 1 and 6.
//!
//! A list by name or age walks an index. A search reads the range of its longest word in the terms: up
//! to [`SORTED_MATCHES`] hits are sorted as asked; more come in the order of the matching term, again
//! straight from the index, because sorting them would read them all.

use std::collections::HashMap;

use diesel::dsl::{count_star, exists, min, not};
use diesel::prelude::*;

use super::Customer;
use super::terms::{after_prefix, search_words};
use crate::domain::customers::Segment;
use crate::domain::ids::CustomerId;
use crate::domain::reservations::ProvisioningState;
use crate::domain::text::search_key;
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{customer_terms, customers, reservations};
use crate::store::scope::visible;
use crate::store::tenant::Reader;

diesel::alias!(const OTHERS: Alias<Others> = customer_terms as other_terms);

/// How many hits of a search are sorted by something else than the match.
const SORTED_MATCHES: usize = 2_000;

/// The states of a reservation that runs.
const LIVE: [ProvisioningState; 2] = [ProvisioningState::Created, ProvisioningState::Succeeded];

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

/// What a customer has running.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Holding {
    /// Reservations that run.
    pub active: i64,
    /// When the first of them ends.
    pub next_expiry: Option<Instant>,
}

/// How the words of a search narrow a list.
enum Matching {
    Everything,
    These(Vec<CustomerId>),
    ByTerm { word: String },
}

impl CustomerPage {
    const fn mark(self) -> Option<CustomerId> {
        match self {
            Self::First => None,
            Self::After(id) | Self::Before(id) => Some(id),
        }
    }

    const fn is_backwards(self) -> bool {
        matches!(self, Self::Before(_))
    }

    /// Cuts `rows`, read with one more than `limit`, to the page.
    fn cut(self, mut rows: Vec<Customer>, limit: usize, is_by_match: bool) -> CustomerRows {
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

impl Reader<'_> {
    /// A page of customers, at most `limit`.
    pub fn customers(
        &mut self,
        filter: &CustomerFilter,
        page: CustomerPage,
        limit: u16,
    ) -> Result<CustomerRows, StoreError> {
        let mut words = search_words(&filter.words);
        let longest = (0..words.len()).max_by_key(|at| words.get(*at).map_or(0, |word| word.chars().count()));
        let matching = match longest.map(|at| words.remove(at)) {
            Some(word) => self.matching(word)?,
            None if search_key(&filter.words).is_empty() => Matching::Everything,
            None => return Ok(CustomerRows::default()),
        };
        let take = i64::from(limit) + 1;
        let mark = page.mark().map(|id| self.customer(id)).transpose()?;
        let is_backwards = page.is_backwards();
        let (rows, is_by_match) = match matching {
            Matching::Everything => (self.sorted(filter, None, &words, mark.as_ref(), is_backwards, take)?, false),
            Matching::These(ids) => (self.sorted(filter, Some(ids), &words, mark.as_ref(), is_backwards, take)?, false),
            Matching::ByTerm { word } => {
                (self.by_term(filter, &word, &words, mark.as_ref(), is_backwards, take)?, true)
            }
        };
        Ok(page.cut(rows, usize::from(limit), is_by_match))
    }

    fn matching(&mut self, word: String) -> Result<Matching, StoreError> {
        let partner = self.scope.partner();
        let most = i64::try_from(SORTED_MATCHES).unwrap_or(i64::MAX).saturating_add(1);
        let mut ids: Vec<CustomerId> = on!(&mut *self.conn, |c| customer_terms::table
            .filter(customer_terms::partner_id.eq(partner))
            .filter(customer_terms::term.ge(&word))
            .filter(customer_terms::term.lt(after_prefix(&word)))
            .select(customer_terms::customer_id)
            .limit(most)
            .load(c))?;
        if ids.len() > SORTED_MATCHES {
            return Ok(Matching::ByTerm { word });
        }
        ids.sort_unstable();
        ids.dedup();
        Ok(Matching::These(ids))
    }

    fn sorted(
        &mut self,
        filter: &CustomerFilter,
        ids: Option<Vec<CustomerId>>,
        words: &[String],
        mark: Option<&Customer>,
        is_backwards: bool,
        take: i64,
    ) -> Result<Vec<Customer>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let mut query = visible!(customers, scope, customers::table.select(Customer::as_select()));
            if let Some(ids) = ids {
                query = query.filter(customers::id.eq_any(ids));
            }
            if let Some(country) = &filter.country {
                query = query.filter(customers::country.eq(country));
            }
            if let Some(segment) = filter.segment {
                query = query.filter(customers::segment.eq(segment));
            }
            for word in words {
                query = query.filter(exists(
                    OTHERS
                        .filter(OTHERS.field(customer_terms::customer_id).eq(customers::id))
                        .filter(OTHERS.field(customer_terms::term).ge(word))
                        .filter(OTHERS.field(customer_terms::term).lt(after_prefix(word))),
                ));
            }
            let (name, at, id) = (customers::name_key, customers::created_at, customers::id);
            query = match (filter.order, is_backwards) {
                (CustomerOrder::Name, false) | (CustomerOrder::NameDescending, true) => {
                    query.order((name.asc(), id.asc()))
                }
                (CustomerOrder::Name, true) | (CustomerOrder::NameDescending, false) => {
                    query.order((name.desc(), id.desc()))
                }
                (CustomerOrder::Newest, true) => query.order((at.asc(), id.asc())),
                (CustomerOrder::Newest, false) => query.order((at.desc(), id.desc())),
            };
            if let Some(mark) = mark {
                let key = search_key(&mark.company_name);
                query = match (filter.order, is_backwards) {
                    (CustomerOrder::Name, false) | (CustomerOrder::NameDescending, true) => {
                        query.filter(name.ge(key.clone())).filter(name.gt(key).or(id.gt(mark.id)))
                    }
                    (CustomerOrder::Name, true) | (CustomerOrder::NameDescending, false) => {
                        query.filter(name.le(key.clone())).filter(name.lt(key).or(id.lt(mark.id)))
                    }
                    (CustomerOrder::Newest, true) => {
                        query.filter(at.ge(mark.created_at)).filter(at.gt(mark.created_at).or(id.gt(mark.id)))
                    }
                    (CustomerOrder::Newest, false) => {
                        query.filter(at.le(mark.created_at)).filter(at.lt(mark.created_at).or(id.lt(mark.id)))
                    }
                };
            }
            query.limit(take).load(c)
        })?)
    }

    /// Hits in the order of the term that starts with `word`; a customer with several comes once, at the first.
    fn by_term(
        &mut self,
        filter: &CustomerFilter,
        word: &str,
        words: &[String],
        mark: Option<&Customer>,
        is_backwards: bool,
        take: i64,
    ) -> Result<Vec<Customer>, StoreError> {
        let scope = self.scope;
        let (term, id) = (customer_terms::term, customer_terms::customer_id);
        let first = mark.map(|mark| self.first_term(mark.id, word)).transpose()?.flatten();
        Ok(on!(&mut *self.conn, |c| {
            let hits = customer_terms::table
                .inner_join(customers::table.on(customers::id.eq(id)))
                .filter(customer_terms::partner_id.eq(scope.partner()))
                .filter(term.ge(word))
                .filter(term.lt(after_prefix(word)))
                .filter(not(exists(
                    OTHERS
                        .filter(OTHERS.field(customer_terms::customer_id).eq(id))
                        .filter(OTHERS.field(customer_terms::term).ge(word))
                        .filter(OTHERS.field(customer_terms::term).lt(term)),
                )))
                .select(Customer::as_select());
            let mut query = visible!(customers, scope, hits);
            if let Some(country) = &filter.country {
                query = query.filter(customers::country.eq(country));
            }
            if let Some(segment) = filter.segment {
                query = query.filter(customers::segment.eq(segment));
            }
            for word in words {
                query = query.filter(exists(
                    OTHERS
                        .filter(OTHERS.field(customer_terms::customer_id).eq(id))
                        .filter(OTHERS.field(customer_terms::term).ge(word))
                        .filter(OTHERS.field(customer_terms::term).lt(after_prefix(word))),
                ));
            }
            query = if is_backwards { query.order((term.desc(), id.desc())) } else { query.order((term, id)) };
            if let (Some(mark), Some(key)) = (mark, first) {
                query = if is_backwards {
                    query.filter(term.le(key.clone())).filter(term.lt(key).or(id.lt(mark.id)))
                } else {
                    query.filter(term.ge(key.clone())).filter(term.gt(key).or(id.gt(mark.id)))
                };
            }
            query.limit(take).load(c)
        })?)
    }

    fn first_term(&mut self, customer: CustomerId, word: &str) -> Result<Option<String>, StoreError> {
        Ok(on!(&mut *self.conn, |c| customer_terms::table
            .filter(customer_terms::customer_id.eq(customer))
            .filter(customer_terms::term.ge(word))
            .filter(customer_terms::term.lt(after_prefix(word)))
            .select(min(customer_terms::term))
            .first(c))?)
    }

    /// What these customers have running, in one query; a customer that is not in the answer has nothing.
    pub fn holdings(&mut self, of: &[CustomerId]) -> Result<HashMap<CustomerId, Holding>, StoreError> {
        let scope = self.scope;
        let now = scope.now();
        let rows: Vec<(CustomerId, i64, Option<Instant>)> = on!(&mut *self.conn, |c| {
            let counted = reservations::table.group_by(reservations::customer_id).select((
                reservations::customer_id,
                count_star(),
                min(reservations::expires_at),
            ));
            visible!(reservations.customer_id, scope, counted)
                .filter(reservations::customer_id.eq_any(of))
                .filter(reservations::state.eq_any(LIVE))
                .filter(reservations::expires_at.gt(now))
                .load(c)
        })?;
        Ok(rows.into_iter().map(|(id, active, next_expiry)| (id, Holding { active, next_expiry })).collect())
    }
}
