//! Customers: rows, lists and what they are found by. Floor 1. Domain 6.1, features row 1.

use diesel::prelude::*;

mod find;
mod list;
mod page;
mod terms;
mod write;

pub use find::Hit;
pub use list::Holding;
pub use page::{CustomerFilter, CustomerOrder, CustomerPage, CustomerRows};
pub(super) use terms::{after_prefix, search_words, terms};

use super::conn::on;
use super::error::StoreError;
use super::schema::{customers, subscription_access};
use super::scope::visible;
use super::tenant::{Reader, System};
use crate::domain::customers::{CustomerState, Segment};
use crate::domain::ids::{CustomerId, PartnerId, UserId};
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

impl System<'_> {
    /// Who bills a customer of anybody, and who looks after it.
    pub fn customer_owner(&self, id: CustomerId) -> Result<Option<(PartnerId, Option<PartnerId>)>, StoreError> {
        self.read(|conn| {
            let owner = customers::table.find(id).select((customers::partner_id, customers::reseller_id));
            Ok(on!(conn, |c| owner.first(c).optional())?)
        })
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

    /// Whose people look after a customer: its reseller, or who bills. Stands beside what is listed over
    /// many customers.
    pub(in crate::store) fn seller_of(&mut self, id: CustomerId) -> Result<PartnerId, StoreError> {
        let partner = self.scope.partner();
        Ok(on!(&mut *self.conn, |c| customers::table
            .filter(customers::partner_id.eq(partner))
            .filter(customers::id.eq(id))
            .select(customers::seller_id)
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
}
