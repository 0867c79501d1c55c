//! Products of the family software: what they are and what they cost. Floor 1. S-80, S-81, 6.3.

use diesel::prelude::*;

use crate::domain::catalog::sku_id;
use crate::domain::customers::Segment;
use crate::domain::money::{Currency, Money};
use crate::domain::policy::ProductKind;
use crate::domain::software::{Licensing, SOFTWARE};
use crate::domain::term::Term;
use crate::domain::time::Day;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{price_lists, prices, products, skus, software_products};
use crate::store::tenant::{Reader, Writer};

/// Software as the catalogue lists it: a product and one term of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoftwareProduct {
    /// The product.
    pub id: String,
    /// Its name.
    pub title: String,
    /// `Windows Server`.
    pub line: String,
    /// `1 pack`.
    pub pack: String,
    /// For how long it may be used.
    pub licensing: Licensing,
    /// What cancelling takes it for.
    pub kind: ProductKind,
    /// The SKU and its term; none where the price list states no term.
    pub sku: Option<(String, Term)>,
    /// For one for the whole term, and the list that says so; none is "no price in the list".
    pub price: Option<(Money, String, Day)>,
}

/// A software product to be sold, from a price list or from what is shipped.
#[derive(Debug, Clone)]
pub struct NewSoftware {
    /// The product.
    pub id: String,
    /// Its name.
    pub title: String,
    /// `Windows Server`.
    pub line: String,
    /// `1 pack`.
    pub pack: String,
    /// For how long it may be used.
    pub licensing: Licensing,
    /// What cancelling takes it for.
    pub kind: ProductKind,
    /// The terms it is sold for.
    pub terms: Vec<Term>,
}

type Row = (String, String, (String, String, Licensing, ProductKind), Option<(String, Term)>);

impl Reader<'_> {
    /// All software, by name and term, with its price of the day in this currency.
    pub fn software_products(
        &mut self,
        currency: Currency,
        segment: Segment,
        day: Day,
    ) -> Result<Vec<SoftwareProduct>, StoreError> {
        let rows: Vec<Row> = on!(&mut *self.conn, |c| products::table
            .inner_join(software_products::table.on(software_products::product_id.eq(products::id)))
            .left_join(skus::table.on(skus::product_id.eq(products::id)))
            .filter(products::family.eq(SOFTWARE))
            .order((products::title, products::id, skus::term))
            .select((
                products::id,
                products::title,
                (
                    software_products::line,
                    software_products::pack,
                    software_products::licensing,
                    software_products::kind,
                ),
                (skus::id, skus::term).nullable(),
            ))
            .load(c))?;
        let segments = [String::new(), segment.to_string()];
        let found: Vec<(String, String, i64, String, Day)> = on!(&mut *self.conn, |c| prices::table
            .inner_join(skus::table.on(skus::id.eq(prices::sku_id)))
            .inner_join(products::table.on(products::id.eq(skus::product_id)))
            .inner_join(price_lists::table.on(price_lists::id.eq(prices::price_list_id)))
            .filter(products::family.eq(SOFTWARE))
            .filter(prices::currency.eq(currency))
            .filter(prices::segment.eq_any(&segments))
            .filter(prices::valid_from.le(day))
            .filter(prices::valid_to.is_null().or(prices::valid_to.gt(day)))
            .select((
                prices::sku_id,
                prices::segment,
                prices::total_minor,
                price_lists::name,
                price_lists::effective_on
            ))
            .load(c))?;
        let price_of = |sku: &str| {
            // A price for the segment goes before one for every segment.
            let own = found.iter().filter(|(of, ..)| of == sku).max_by_key(|(_, segment, ..)| !segment.is_empty());
            own.map(|(_, _, minor, list, from)| (Money::new(*minor, currency), list.clone(), *from))
        };
        let product = |(id, title, (line, pack, licensing, kind), sku): Row| {
            let price = sku.as_ref().and_then(|(sku, _)| price_of(sku));
            SoftwareProduct { id, title, line, pack, licensing, kind, sku, price }
        };
        Ok(rows.into_iter().map(product).collect())
    }
}

impl Writer<'_> {
    /// Makes a software product known, with a SKU for each term; what is known already stays.
    pub fn save_software(&mut self, new: &NewSoftware) -> Result<(), StoreError> {
        let product = (
            products::id.eq(&new.id),
            products::family.eq(SOFTWARE),
            products::size.eq(None::<String>),
            products::title.eq(&new.title),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(products::table)
            .values(product)
            .on_conflict_do_nothing()
            .execute(c))?;
        let about = (
            software_products::product_id.eq(&new.id),
            software_products::line.eq(&new.line),
            software_products::pack.eq(&new.pack),
            software_products::licensing.eq(new.licensing),
            software_products::kind.eq(new.kind),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(software_products::table)
            .values(about)
            .on_conflict_do_nothing()
            .execute(c))?;
        for term in &new.terms {
            let sku = (
                skus::id.eq(sku_id(&new.id, "", *term)),
                skus::product_id.eq(&new.id),
                skus::region.eq(""),
                skus::term.eq(*term),
                skus::min_quantity.eq(1),
                skus::max_quantity.eq(999_999_999),
                skus::prerequisites.eq(""),
            );
            on!(&mut *self.conn, |c| diesel::insert_into(skus::table).values(sku).on_conflict_do_nothing().execute(c))?;
        }
        Ok(())
    }
}
