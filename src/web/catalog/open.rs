//! The catalogue without a customer, and the page of a size. Floor 4. P-7; features rows 9, 13, 15.

use actix_web::web::{Data, Path};
use askama::Template;
use rust_decimal::Decimal;

use super::asked::Asked;
use super::results::Results;
use super::rows::{Row, category, licence_dated, size_facts};
use crate::access::{Granted, may};
use crate::domain::catalog::CORES_A_PACK;
use crate::domain::customers::Segment;
use crate::domain::money::Currency;
use crate::domain::term::Term;
use crate::domain::views::SavedList;
use crate::http::cx::{Cx, Page};
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::catalog::{self, Size, Snapshot};
use crate::ops::{App, views};
use crate::web::views::Views;

#[derive(Template)]
#[template(path = "catalog/open.html")]
struct OpenPage<'a> {
    cx: &'a Cx,
    action: String,
    currency: Currency,
    currencies: Vec<Currency>,
    segment: Segment,
    segments: &'static [Segment],
    results: Results,
    views: Views,
}

pub(super) async fn show(may: Granted<may::SeeCatalog>, cx: Cx, app: Data<App>) -> Page {
    let (asked, t) = (Asked::read(cx.path()), cx.t);
    let segment = asked.segment;
    let (currency, currencies, results, saved) = run(&app, move |app| {
        let currency = asked.currency.unwrap_or(Currency::USD);
        let snapshot = catalog::snapshot(app, &may, currency, segment)?;
        Ok::<_, Failure>((
            currency,
            snapshot.currencies.clone(),
            Results::of(t, &snapshot, &asked),
            views::list(app, &may, SavedList::Catalog)?,
        ))
    })
    .await?;
    let action = links::Catalog::to().to_string();
    let views = Views::of(cx.t, SavedList::Catalog, saved, cx.path());
    cx.page(&OpenPage { cx: &cx, action, currency, currencies, segment, segments: Segment::ALL, results, views })
}

/// A size of the same group, in units of it.
struct Flexible {
    name: String,
    href: String,
    facts: String,
    ratio: String,
    equation: String,
    is_this: bool,
}

#[derive(Template)]
#[template(path = "catalog/size.html")]
struct SizePage<'a> {
    cx: &'a Cx,
    size: Size,
    facts: String,
    category: String,
    rows: Vec<Row>,
    /// What the prices leave out, for each term.
    licences: Vec<String>,
    group: String,
    flexible: Vec<Flexible>,
}

pub(super) async fn size(may: Granted<may::SeeCatalog>, at: Path<links::CatalogSize>, cx: Cx, app: Data<App>) -> Page {
    let (asked, t) = (Asked::read(cx.path()), cx.t);
    let name = at.into_inner().size;
    let found = run(&app, move |app| {
        let currency = asked.currency.unwrap_or(Currency::USD);
        let snapshot = catalog::snapshot(app, &may, currency, asked.segment)?;
        let size = snapshot.known_size(&name).cloned().ok_or(Failure::NotFound)?;
        let rows: Vec<Row> =
            snapshot.of_size(&size.name).into_iter().map(|entry| Row::of(t, &snapshot, entry)).collect();
        let flexible = flexible(t, &snapshot, &size);
        let licences: Vec<String> = Term::ALL
            .into_iter()
            .filter_map(|term| snapshot.licence_of(&size, term))
            .map(|licence| licence_dated(t, Some(licence)))
            .collect();
        Ok::<_, Failure>((size, rows, licences, flexible))
    });
    let (size, rows, licences, flexible) = found.await?;
    let page = SizePage {
        cx: &cx,
        facts: size_facts(t, &size),
        category: category(t, &size.category),
        rows,
        licences,
        group: size.flexibility.as_ref().map_or_else(String::new, |(group, _)| group.clone()),
        flexible,
        size,
    };
    cx.page(&page)
}

fn flexible(t: Texts, snapshot: &Snapshot, size: &Size) -> Vec<Flexible> {
    let Some((_, own)) = &size.flexibility else { return Vec::new() };
    let of = |(other, ratio): (&Size, Decimal)| Flexible {
        name: other.display_name.clone(),
        href: links::CatalogSize::to(&other.name).to_string(),
        facts: size_facts(t, other),
        ratio: number(t, ratio),
        equation: equation(t, (&size.display_name, *own), (&other.display_name, ratio)),
        is_this: other.name == size.name,
    };
    snapshot.flexible_with(size).into_iter().map(of).collect()
}

/// `1 × D8s v3 = 2 × D4s v3`, the larger first.
fn equation(t: Texts, own: (&str, Decimal), other: (&str, Decimal)) -> String {
    let (large, small) = if own.1 >= other.1 { (own, other) } else { (other, own) };
    let count = large.1.checked_div(small.1).unwrap_or_default();
    format!("1 × {} = {} × {}", large.0, t.decimal(&count, count.normalize().scale().min(2)), small.0)
}

fn number(t: Texts, number: Decimal) -> String {
    let number = number.normalize();
    t.decimal(&number, number.scale())
}
