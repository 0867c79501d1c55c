//! Lists of orders by keyset, the newest first. Floor 1. Features row 31, S-41.

use diesel::prelude::*;

use super::{NamedOrder, Order};
use crate::domain::ids::{CustomerId, OrderId};
use crate::domain::orders::{OrderNumber, OrderStatus};
use crate::domain::time::{Day, Instant};
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{customers, order_lines, orders, users};
use crate::store::scope::visible;
use crate::store::tenant::Reader;

/// Which orders a list shows.
#[derive(Debug, Clone, Default)]
pub struct OrderFilter {
    /// Of this customer only.
    pub customer: Option<CustomerId>,
    /// This number only.
    pub number: Option<OrderNumber>,
    /// In this state only.
    pub status: Option<OrderStatus>,
    /// Of customers of this country only.
    pub country: Option<String>,
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
    /// Part of the name of something that was bought, in any case.
    pub product: String,
}

/// Where a page of orders starts: the last row before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderMark {
    /// When it was placed.
    pub placed_at: Instant,
    /// The id.
    pub id: OrderId,
}

/// A row of a list of orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderListed {
    /// The order.
    pub named: NamedOrder,
    /// Name and number of each thing bought.
    pub products: Vec<(String, i32)>,
}

impl OrderMark {
    /// The mark after this row.
    pub fn after(row: &OrderListed) -> Self {
        Self { placed_at: row.named.order.placed_at, id: row.named.order.id }
    }
}

impl Reader<'_> {
    /// A page of orders after `mark`, the newest first, at most `limit`.
    pub fn orders(
        &mut self,
        filter: &OrderFilter,
        mark: Option<OrderMark>,
        limit: i64,
    ) -> Result<Vec<OrderListed>, StoreError> {
        let scope = self.scope;
        let found: Vec<(Order, String, String)> = on!(&mut *self.conn, |c| {
            let joined = orders::table
                .inner_join(customers::table.on(customers::id.eq(orders::customer_id)))
                .inner_join(users::table.on(users::id.eq(orders::placed_by)))
                .select((Order::as_select(), customers::company_name, users::display_name));
            let mut query = visible!(customers, scope, joined).filter(orders::partner_id.eq(scope.partner()));
            if let Some(customer) = filter.customer {
                query = query.filter(orders::customer_id.eq(customer));
            }
            if let Some(number) = filter.number {
                query = query.filter(orders::number.eq(number));
            }
            if let Some(status) = filter.status {
                query = query.filter(orders::status.eq(status));
            }
            if let Some(country) = &filter.country {
                query = query.filter(customers::country.eq(country));
            }
            if let Some(from) = filter.from {
                query = query.filter(orders::placed_at.ge(Instant::start_of(from)));
            }
            if let Some(to) = filter.to {
                query = query.filter(orders::placed_at.lt(Instant::start_of(to.plus_days(1))));
            }
            for word in filter.product.split_whitespace() {
                let bought = order_lines::table
                    .filter(lower(order_lines::title).like(part(word)).escape('\\'))
                    .select(order_lines::order_id);
                query = query.filter(orders::id.eq_any(bought));
            }
            if let Some(OrderMark { placed_at, id }) = mark {
                query = query
                    .filter(orders::placed_at.le(placed_at))
                    .filter(orders::placed_at.lt(placed_at).or(orders::id.lt(id)));
            }
            query.order((orders::placed_at.desc(), orders::id.desc())).limit(limit).load(c)
        })?;
        let ids: Vec<OrderId> = found.iter().map(|(order, ..)| order.id).collect();
        let products: Vec<(OrderId, String, i32)> = on!(&mut *self.conn, |c| order_lines::table
            .filter(order_lines::order_id.eq_any(&ids))
            .order((order_lines::order_id, order_lines::line_number))
            .select((order_lines::order_id, order_lines::title, order_lines::quantity))
            .load(c))?;
        let listed = |(order, customer_name, placed_by_name): (Order, String, String)| {
            let own = products.iter().filter(|(of, ..)| *of == order.id);
            let products = own.map(|(_, title, count)| (title.clone(), *count)).collect();
            OrderListed { named: NamedOrder { order, customer_name, placed_by_name }, products }
        };
        Ok(found.into_iter().map(listed).collect())
    }
}

diesel::define_sql_function! {
    /// The text in small letters.
    fn lower(text: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

/// A pattern for texts that hold a word anywhere; what LIKE would read as a sign is itself.
fn part(word: &str) -> String {
    let mut pattern = String::from("%");
    for letter in word.to_lowercase().chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_looked_for_as_it_is() {
        assert_eq!(part("Standard_D4s"), "%standard\\_d4s%");
        assert_eq!(part("100%"), "%100\\%%");
    }
}
