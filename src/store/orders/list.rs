//! Lists of orders by keyset, the newest first. Floor 1. Features row 31, S-41.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::{NamedOrder, Order};
use crate::domain::ids::{CustomerId, OrderId};
use crate::domain::orders::{OrderNumber, OrderStatus};
use crate::domain::term::Term;
use crate::domain::time::{Day, Instant};
use crate::store::carts::SkuName;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::page::{PageAt, PageRows};
use crate::store::schema::{customers, order_lines, orders, products, regions, skus, users};
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
    /// Words of the name of something that was bought, in any case and each anywhere in the name.
    pub product: String,
}

/// A row that tells where a page of orders is.
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

/// An order, its customer's name and who placed it.
type Named = (Order, String, String);

/// More SKUs, or orders that have one, than these are not gathered before the orders are read.
const FEW: usize = 500;

/// What the orders must hold.
enum Bought {
    Anything,
    /// These orders hold it: so few that they are read one by one.
    In(Vec<OrderId>),
    /// Things of whose names these are parts; so many orders have one that the newest are met soon.
    Named(Vec<String>),
}

impl OrderMark {
    /// The mark at this row.
    pub fn at(row: &OrderListed) -> Self {
        Self { placed_at: row.named.order.placed_at, id: row.named.order.id }
    }
}

/// A SKU: id, size, title, region, term.
type Sellable = (String, Option<String>, String, Option<String>, Term);

impl Reader<'_> {
    /// A page of orders, the newest first, at most `limit`.
    pub fn orders(
        &mut self,
        filter: &OrderFilter,
        page: PageAt<OrderMark>,
        limit: usize,
    ) -> Result<PageRows<OrderListed>, StoreError> {
        if let Some(customer) = filter.customer {
            self.customer(customer)?;
        }
        let bought = self.bought(filter)?;
        let found = page.read(limit, |page, take| self.order_rows(filter, &bought, page, take))?;
        self.with_products(found)
    }

    fn order_rows(
        &mut self,
        filter: &OrderFilter,
        bought: &Bought,
        page: PageAt<OrderMark>,
        take: i64,
    ) -> Result<Vec<Named>, StoreError> {
        let scope = self.scope;
        Ok(on!(&mut *self.conn, |c| {
            let joined = orders::table
                .inner_join(customers::table.on(customers::id.eq(orders::customer_id)))
                .inner_join(users::table.on(users::id.eq(orders::placed_by)))
                .select((Order::as_select(), customers::company_name, users::display_name));
            // Those of one customer are found by the customer alone, which was looked up in the scope.
            let mut query = if let Some(customer) = filter.customer {
                joined.filter(orders::customer_id.eq(customer)).into_boxed()
            } else {
                visible!(orders.seller_id, scope, joined)
            };
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
            query = match bought {
                Bought::Anything => query,
                Bought::In(orders) => query.filter(orders::id.eq_any(orders)),
                Bought::Named(patterns) => patterns.iter().fold(query, |query, part| {
                    let of_order = order_lines::table.filter(order_lines::order_id.eq(orders::id));
                    query.filter(exists(of_order.filter(lower(order_lines::title).like(part).escape('\\'))))
                }),
            };
            let (at, id) = (orders::placed_at, orders::id);
            if page.is_backwards() {
                if let Some(mark) = page.mark() {
                    query = query.filter(at.ge(mark.placed_at)).filter(at.gt(mark.placed_at).or(id.gt(mark.id)));
                }
                query.order((at.asc(), id.asc())).limit(take).load(c)
            } else {
                if let Some(mark) = page.mark() {
                    query = query.filter(at.le(mark.placed_at)).filter(at.lt(mark.placed_at).or(id.lt(mark.id)));
                }
                query.order((at.desc(), id.desc())).limit(take).load(c)
            }
        })?)
    }

    /// What the typed words mean: SKUs of the catalogue, and where few orders have one, those orders.
    fn bought(&mut self, filter: &OrderFilter) -> Result<Bought, StoreError> {
        let words: Vec<String> = filter.product.split_whitespace().map(str::to_lowercase).collect();
        if words.is_empty() {
            return Ok(Bought::Anything);
        }
        let patterns = || Bought::Named(words.iter().map(|word| part(word)).collect());
        let skus: Vec<Sellable> = on!(&mut *self.conn, |c| skus::table
            .inner_join(products::table.on(products::id.eq(skus::product_id)))
            .left_join(regions::table.on(regions::name.eq(skus::region)))
            .select((skus::id, products::size, products::title, regions::display_name.nullable(), skus::term))
            .load(c))?;
        let meant = |(sku, size, title, region, term): Sellable| {
            let title = SkuName::of(&title, size, (String::new(), region), term).title.to_lowercase();
            words.iter().all(|word| title.contains(word)).then_some(sku)
        };
        let skus: Vec<String> = skus.into_iter().filter_map(meant).take(FEW + 1).collect();
        if skus.len() > FEW {
            return Ok(patterns());
        }
        let (partner, most) = (self.scope.partner(), i64::try_from(FEW).unwrap_or(i64::MAX));
        let orders: Vec<OrderId> = on!(&mut *self.conn, |c| order_lines::table
            .filter(order_lines::partner_id.eq(partner))
            .filter(order_lines::sku_id.eq_any(&skus))
            .select(order_lines::order_id)
            .limit(most + 1)
            .load(c))?;
        Ok(if orders.len() > FEW { patterns() } else { Bought::In(orders) })
    }

    fn with_products(&mut self, found: PageRows<Named>) -> Result<PageRows<OrderListed>, StoreError> {
        let ids: Vec<OrderId> = found.rows.iter().map(|(order, ..)| order.id).collect();
        let products: Vec<(OrderId, String, i32)> = on!(&mut *self.conn, |c| order_lines::table
            .filter(order_lines::order_id.eq_any(&ids))
            .order((order_lines::order_id, order_lines::line_number))
            .select((order_lines::order_id, order_lines::title, order_lines::quantity))
            .load(c))?;
        let listed = |(order, customer_name, placed_by_name): Named| {
            let own = products.iter().filter(|(of, ..)| *of == order.id);
            let products = own.map(|(_, title, count)| (title.clone(), *count)).collect();
            OrderListed { named: NamedOrder { order, customer_name, placed_by_name }, products }
        };
        Ok(found.map(listed))
    }
}

diesel::define_sql_function! {
    /// The text in small letters.
    fn lower(text: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

/// A pattern for texts that hold a word anywhere; what LIKE would read as a sign is itself.
fn part(word: &str) -> String {
    let mut pattern = String::from("%");
    for letter in word.chars() {
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
        assert_eq!(part("standard_d4s"), "%standard\\_d4s%");
        assert_eq!(part("100%"), "%100\\%%");
    }
}
