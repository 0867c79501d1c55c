//! Lists of customers by keyset, in both directions. Floor 1. Features rows 1 and 6.
//!
//! A list by name or age walks an index. A search reads the range of its rarest word in the terms: up
//! to [`SORTED_MATCHES`] hits are read and sorted here; more come in the order of the matching term,
//! again straight from the index, because sorting them would read them all.

use std::collections::HashMap;

use diesel::dsl::{count_star, exists, min, not};
use diesel::prelude::*;

use super::Customer;
use super::page::{CustomerFilter, CustomerOrder, CustomerPage, CustomerRows, side};
use super::terms::{after_prefix, search_words};
use crate::domain::ids::CustomerId;
use crate::domain::reservations::ProvisioningState;
use crate::domain::text::search_key;
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::markets::Market;
use crate::store::schema::{customer_terms, customers, markets, reservations};
use crate::store::scope::visible;
use crate::store::tenant::Reader;

diesel::alias!(const OTHERS: Alias<Others> = customer_terms as other_terms);

/// How many hits of a search are sorted by something else than the match.
const SORTED_MATCHES: usize = 2_000;

/// The states of a reservation that runs.
const LIVE: [ProvisioningState; 2] = [ProvisioningState::Created, ProvisioningState::Succeeded];

/// What a customer has running.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Holding {
    /// Reservations that run.
    pub active: i64,
    /// When the first of them ends.
    pub next_expiry: Option<Instant>,
}

/// The word of a search whose terms are read, and the others, which a hit must have too.
struct Search {
    word: String,
    others: Vec<String>,
    is_rare: bool,
}

impl Reader<'_> {
    /// A page of customers, at most `limit`.
    pub fn customers(
        &mut self,
        filter: &CustomerFilter,
        page: CustomerPage,
        limit: usize,
    ) -> Result<CustomerRows, StoreError> {
        let words = search_words(&filter.words);
        if words.is_empty() && !search_key(&filter.words).is_empty() {
            return Ok(CustomerRows::default());
        }
        let mark = page.mark().map(|id| self.customer(id)).transpose()?;
        let search = self.search(words)?;
        let is_by_match = search.as_ref().is_some_and(|search| !search.is_rare);
        let all = match &search {
            Some(search) if search.is_rare => self.by_term(filter, search, None, false, i64::MAX)?,
            Some(_) | None => Vec::new(),
        };
        let page = page.read(limit, |page, take| {
            let (mark, is_backwards) = (mark.as_ref().filter(|_| page.mark().is_some()), page.is_backwards());
            match &search {
                None => self.sorted(filter, mark, is_backwards, take),
                Some(search) if search.is_rare => Ok(side(&all, filter.order, mark, is_backwards, take)),
                Some(search) => self.by_term(filter, search, mark, is_backwards, take),
            }
        })?;
        Ok(CustomerRows { page, is_by_match })
    }

    /// Which word to read: a rare one where there is one, else the longest.
    fn search(&mut self, mut words: Vec<String>) -> Result<Option<Search>, StoreError> {
        words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        for at in 0..words.len() {
            if let Some(word) = words.get(at).cloned()
                && self.is_rare(&word)?
            {
                words.remove(at);
                return Ok(Some(Search { word, others: words, is_rare: true }));
            }
        }
        if words.is_empty() {
            return Ok(None);
        }
        let word = words.remove(0);
        Ok(Some(Search { word, others: words, is_rare: false }))
    }

    fn is_rare(&mut self, word: &str) -> Result<bool, StoreError> {
        let partner = self.scope.partner();
        let most = i64::try_from(SORTED_MATCHES).unwrap_or(i64::MAX);
        let beyond: Option<CustomerId> = on!(&mut *self.conn, |c| customer_terms::table
            .filter(customer_terms::partner_id.eq(partner))
            .filter(customer_terms::term.ge(word))
            .filter(customer_terms::term.lt(after_prefix(word)))
            .order(customer_terms::term)
            .select(customer_terms::customer_id)
            .offset(most)
            .first(c)
            .optional())?;
        Ok(beyond.is_none())
    }

    fn sorted(
        &mut self,
        filter: &CustomerFilter,
        mark: Option<&Customer>,
        is_backwards: bool,
        take: i64,
    ) -> Result<Vec<Customer>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let mut query = visible!(customers, scope, customers::table.select(Customer::as_select()));
            if let Some(country) = &filter.country {
                query = query.filter(customers::country.eq(country));
            }
            if let Some(segment) = filter.segment {
                query = query.filter(customers::segment.eq(segment));
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
        search: &Search,
        mark: Option<&Customer>,
        is_backwards: bool,
        take: i64,
    ) -> Result<Vec<Customer>, StoreError> {
        let scope = self.scope;
        let (term, id) = (customer_terms::term, customer_terms::customer_id);
        let word = search.word.as_str();
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
            for word in &search.others {
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
    /// The customers were read in the scope, so it is not asked again: that would lead the database to
    /// read every reservation of the partner instead of those of the customers.
    pub fn holdings(&mut self, of: &[Customer]) -> Result<HashMap<CustomerId, Holding>, StoreError> {
        let now = self.scope.now();
        let ids: Vec<CustomerId> = of.iter().map(|customer| customer.id).collect();
        let rows: Vec<(CustomerId, i64, Option<Instant>)> = on!(&mut *self.conn, |c| reservations::table
            .filter(reservations::customer_id.eq_any(&ids))
            .filter(reservations::state.eq_any(LIVE))
            .filter(reservations::expires_at.gt(now))
            .group_by(reservations::customer_id)
            .select((reservations::customer_id, count_star(), min(reservations::expires_at)))
            .load(c))?;
        Ok(rows.into_iter().map(|(id, active, next_expiry)| (id, Holding { active, next_expiry })).collect())
    }

    /// The markets in which the scope has customers. Looks for one customer in each instead of reading all.
    pub fn customer_markets(&mut self) -> Result<Vec<Market>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let all = markets::table.select(Market::as_select());
            let there = customers::table
                .filter(customers::partner_id.eq(scope.partner()))
                .filter(customers::country.eq(markets::code));
            match (scope.reseller(), scope.customer()) {
                (_, Some(customer)) => all.filter(exists(there.filter(customers::id.eq(customer)))).load(c),
                (Some(reseller), None) => all.filter(exists(there.filter(customers::seller_id.eq(reseller)))).load(c),
                (None, None) => all.filter(exists(there)).load(c),
            }
        })?)
    }
}
