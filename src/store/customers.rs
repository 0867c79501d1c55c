//! Customers: rows, search terms and lists by keyset. Floor 1. Domain 6.1, features row 1.

use diesel::prelude::*;

use super::conn::on;
use super::error::StoreError;
use super::schema::{customer_terms, customers, subscription_access};
use super::scope::visible;
use super::tenant::{Reader, Writer};
use crate::domain::customers::{CustomerState, Segment};
use crate::domain::ids::{CustomerId, PartnerId, UserId};
use crate::domain::text::search_key;
use crate::domain::time::Instant;

/// A customer of the partner.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = customers)]
pub struct Customer {
    /// Microsoft ID: the tenant GUID.
    pub id: CustomerId,
    /// Who bills.
    pub partner_id: PartnerId,
    /// The indirect reseller who looks after the customer.
    pub reseller_id: Option<PartnerId>,
    /// Company name.
    pub company_name: String,
    /// Primary domain name.
    pub domain: String,
    /// The country, ISO 3166-1 alpha-2; decides the market and the currency.
    pub country: String,
    /// Commercial, education, government or non-profit.
    pub segment: Segment,
    /// Where the relationship stands.
    pub state: CustomerState,
    /// Whether the partner administers on the customer's behalf (R-DAP-4).
    pub is_delegated: bool,
    /// Whether every order needs a purchase order number.
    pub is_purchase_order_required: bool,
    /// Since when.
    pub created_at: Instant,
    /// For lost updates.
    pub version: i32,
}

/// What a customer is made of or changed to.
#[derive(Debug, Clone)]
pub struct CustomerDetails {
    /// The indirect reseller who looks after the customer.
    pub reseller_id: Option<PartnerId>,
    /// Company name.
    pub company_name: String,
    /// Primary domain name.
    pub domain: String,
    /// Country code.
    pub country: String,
    /// Segment.
    pub segment: Segment,
    /// Whether every order needs a purchase order number.
    pub is_purchase_order_required: bool,
}

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

/// Where a page of customers starts: the sort key and id of the last row before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerMark {
    /// Name key, or microseconds for "newest".
    pub key: String,
    /// The id.
    pub id: CustomerId,
}

const LONGEST_TERM: usize = 40;

/// The terms a customer is found by: the rest of the name from each word on, and from each character
/// on for scripts without spaces; the domain.
fn terms(company_name: &str, domain: &str) -> Vec<String> {
    let name = search_key(company_name);
    let mut terms = vec![cut(&search_key(domain))];
    let mut before = ' ';
    for (at, letter) in name.char_indices() {
        let is_word_start = !before.is_alphanumeric() && letter.is_alphanumeric();
        if is_word_start || (letter > '\u{2E7F}' && letter.is_alphanumeric()) {
            terms.push(cut(name.get(at..).unwrap_or_default()));
        }
        before = letter;
    }
    terms.sort();
    terms.dedup();
    terms
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST_TERM).collect()
}

/// The first text after all that start with `prefix`.
pub(super) fn after_prefix(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}

impl CustomerMark {
    /// The mark after this row in this order.
    pub fn after(customer: &Customer, order: CustomerOrder) -> Self {
        let key = match order {
            CustomerOrder::Name | CustomerOrder::NameDescending => search_key(&customer.company_name),
            CustomerOrder::Newest => customer.created_at.micros().to_string(),
        };
        Self { key, id: customer.id }
    }
}

impl Reader<'_> {
    /// One customer of the scope.
    pub fn customer(&mut self, id: CustomerId) -> Result<Customer, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| visible!(customers, scope, customers::table.select(Customer::as_select()))
            .filter(customers::id.eq(id))
            .first(c))?)
    }

    /// Whether a person has live explicit access to any subscription of a customer (S-8).
    pub fn has_access(&mut self, user: UserId, customer: CustomerId) -> Result<bool, StoreError> {
        let now = self.scope.now();
        Ok(on!(&mut *self.conn, |c| diesel::select(diesel::dsl::exists(
            subscription_access::table
                .filter(subscription_access::user_id.eq(user))
                .filter(subscription_access::customer_id.eq(customer))
                .filter(subscription_access::revoked_at.is_null())
                .filter(subscription_access::ends_at.is_null().or(subscription_access::ends_at.gt(now)))
        ))
        .get_result(c))?)
    }

    /// A page of customers after `mark`, at most `limit`.
    pub fn customers(
        &mut self,
        filter: &CustomerFilter,
        mark: Option<&CustomerMark>,
        limit: i64,
    ) -> Result<Vec<Customer>, StoreError> {
        let scope = self.scope;
        let key = cut(&search_key(&filter.words));
        Ok(on!(&mut *self.conn, |c| {
            let mut query = visible!(customers, scope, customers::table.select(Customer::as_select()));
            if !key.is_empty() {
                let found = customer_terms::table
                    .filter(customer_terms::partner_id.eq(scope.partner()))
                    .filter(customer_terms::term.ge(&key))
                    .filter(customer_terms::term.lt(after_prefix(&key)))
                    .select(customer_terms::customer_id);
                query = query.filter(customers::id.eq_any(found));
            }
            if let Some(country) = &filter.country {
                query = query.filter(customers::country.eq(country));
            }
            if let Some(segment) = filter.segment {
                query = query.filter(customers::segment.eq(segment));
            }
            query = match filter.order {
                CustomerOrder::Name => query.order((customers::name_key.asc(), customers::id.asc())),
                CustomerOrder::NameDescending => query.order((customers::name_key.desc(), customers::id.desc())),
                CustomerOrder::Newest => query.order((customers::created_at.desc(), customers::id.desc())),
            };
            if let Some(CustomerMark { key, id }) = mark {
                query = match filter.order {
                    CustomerOrder::Name => query
                        .filter(customers::name_key.ge(key))
                        .filter(customers::name_key.gt(key).or(customers::id.gt(*id))),
                    CustomerOrder::NameDescending => query
                        .filter(customers::name_key.le(key))
                        .filter(customers::name_key.lt(key).or(customers::id.lt(*id))),
                    CustomerOrder::Newest => {
                        let at = Instant::from_micros(key.parse().unwrap_or_default());
                        query
                            .filter(customers::created_at.le(at))
                            .filter(customers::created_at.lt(at).or(customers::id.lt(*id)))
                    }
                };
            }
            query.limit(limit).load(c)
        })?)
    }
}

impl Writer<'_> {
    /// Makes a customer and what it is found by.
    pub fn insert_customer(&mut self, id: CustomerId, details: &CustomerDetails) -> Result<(), StoreError> {
        let values = (
            customers::id.eq(id),
            customers::partner_id.eq(self.scope.partner()),
            customers::reseller_id.eq(details.reseller_id),
            customers::company_name.eq(&details.company_name),
            customers::name_key.eq(search_key(&details.company_name)),
            customers::domain.eq(&details.domain),
            customers::country.eq(&details.country),
            customers::segment.eq(details.segment),
            customers::state.eq(CustomerState::Active),
            customers::is_delegated.eq(true),
            customers::is_purchase_order_required.eq(details.is_purchase_order_required),
            customers::created_at.eq(self.scope.now()),
            customers::version.eq(1),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(customers::table).values(values).execute(c))?;
        self.insert_terms(id, details)
    }

    /// Changes a customer that is still at `version`, and what it is found by.
    pub fn update_customer(
        &mut self,
        id: CustomerId,
        version: i32,
        details: &CustomerDetails,
    ) -> Result<(), StoreError> {
        let changes = (
            customers::reseller_id.eq(details.reseller_id),
            customers::company_name.eq(&details.company_name),
            customers::name_key.eq(search_key(&details.company_name)),
            customers::domain.eq(&details.domain),
            customers::country.eq(&details.country),
            customers::segment.eq(details.segment),
            customers::is_purchase_order_required.eq(details.is_purchase_order_required),
            customers::version.eq(version + 1),
        );
        let partner = self.scope.partner();
        let changed = on!(&mut *self.conn, |c| diesel::update(customers::table.find(id))
            .filter(customers::partner_id.eq(partner))
            .filter(customers::version.eq(version))
            .set(changes)
            .execute(c))?;
        if changed == 0 {
            return Err(StoreError::Stale);
        }
        on!(&mut *self.conn, |c| diesel::delete(customer_terms::table.filter(customer_terms::customer_id.eq(id)))
            .execute(c))?;
        self.insert_terms(id, details)
    }

    fn insert_terms(&mut self, id: CustomerId, details: &CustomerDetails) -> Result<(), StoreError> {
        let partner = self.scope.partner();
        for term in terms(&details.company_name, &details.domain) {
            let values = (
                customer_terms::partner_id.eq(partner),
                customer_terms::term.eq(term),
                customer_terms::customer_id.eq(id),
            );
            on!(&mut *self.conn, |c| diesel::insert_into(customer_terms::table).values(values).execute(c))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_is_found_by_any_word_and_in_the_middle_of_hangul() {
        assert_eq!(terms("Contoso Foods", "contoso.com"), ["contoso foods", "contoso.com", "foods"]);
        let hangul = terms("한빛 식품", "hanbit.kr");
        for part in ["한빛 식품", "빛 식품", "식품", "품"] {
            assert!(hangul.contains(&part.to_owned()), "{part} in {hangul:?}");
        }
    }
}
