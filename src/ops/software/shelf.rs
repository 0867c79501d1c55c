//! Software on sale to a customer, found and narrowed. Floor 2. S-80, S-84, 6.3, P-16.

use std::collections::BTreeSet;

use crate::access::{Granted, may};
use crate::domain::customers::Segment;
use crate::domain::market::Verdict;
use crate::domain::money::Currency;
use crate::domain::term::Term;
use crate::domain::text::search_key;
use crate::ops::App;
use crate::ops::customers::Customer;
use crate::store::StoreError;
use crate::store::software::SoftwareProduct;

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShelfQuery {
    /// Words of the name, the line, the pack or the product ID.
    pub text: String,
    /// One line of products.
    pub line: Option<String>,
    /// One term.
    pub term: Option<Term>,
}

/// The software that was found, and what it can be narrowed to.
#[derive(Debug, Clone)]
pub struct SoftwareShelf {
    /// What was found, what has a price first, by name and term.
    pub found: Vec<SoftwareProduct>,
    /// All lines of products.
    pub lines: Vec<String>,
    /// Whether software is sold to the customer at all: its country and segment (S-81, Q-12).
    pub is_sold: bool,
}

/// What is on sale to a customer today, at the prices of its currency and segment.
pub fn shelf(
    app: &App,
    may: &Granted<may::BuySoftware>,
    customer: &Customer,
    query: &ShelfQuery,
) -> Result<SoftwareShelf, StoreError> {
    let day = may.scope().now().day();
    app.db.read(may.scope(), |r| {
        let currency = r.currency_of(&customer.country)?.unwrap_or(Currency::USD);
        let is_market = r.market_verdict(&customer.country, day)? != Verdict::NotSold;
        let all = r.software_products(currency, customer.segment, day)?;
        let lines: BTreeSet<String> = all.iter().map(|product| product.line.clone()).collect();
        let words: Vec<String> = query.text.split_whitespace().map(search_key).collect();
        let mut found: Vec<_> = all.into_iter().filter(|product| is_meant(product, query, &words)).collect();
        // What can be bought first; the order is otherwise kept.
        found.sort_by_key(|product| product.price.is_none());
        let is_sold = is_market && customer.segment == Segment::Commercial;
        Ok(SoftwareShelf { found, lines: lines.into_iter().collect(), is_sold })
    })
}

fn is_meant(product: &SoftwareProduct, query: &ShelfQuery, words: &[String]) -> bool {
    let text = search_key(&format!("{} {} {} {}", product.title, product.line, product.pack, product.id));
    let is_line = query.line.as_ref().is_none_or(|line| *line == product.line);
    let is_term = query.term.is_none_or(|term| product.sku.as_ref().is_some_and(|(_, of)| *of == term));
    is_line && is_term && words.iter().all(|word| text.contains(word.as_str()))
}
