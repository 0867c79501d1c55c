//! The customer list: one box that finds anything, rows that open, a file. Floor 4. S-22 to S-24, S-42,
//! P-1, P-2; features rows 1 and 6.

use actix_web::web::{Data, Query};
use askama::Template;

use super::query::{ListQuery, ORDERS};
use crate::access::{Granted, may};
use crate::domain::customers::Segment;
use crate::domain::ids::CustomerId;
use crate::domain::partners::PartnerKind;
use crate::domain::roles::Perm;
use crate::domain::time::{Day, Instant};
use crate::domain::views::SavedList;
use crate::http::csv::CsvFile;
use crate::http::cx::{Cx, Page, see_other};
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::customers::{self, Customer, CustomerOrder, Hit, Holding, Listed, Meaning};
use crate::ops::markets::Market;
use crate::ops::views::SavedView;
use crate::ops::{App, views};
use crate::web::paging::around;
use crate::web::places;
use crate::web::views::Views;

/// A row of the table.
struct Row {
    customer: Customer,
    country: String,
    active: i64,
    next_expiry: Option<Day>,
    reseller: String,
}

/// A filter that is on, and the list without it.
struct Pill {
    label: String,
    without: String,
}

/// What a search that found nothing was for.
enum Miss {
    Words,
    Id,
    MistypedNumber,
}

#[derive(Template)]
#[template(path = "customers/index.html")]
struct ListPage<'a> {
    cx: &'a Cx,
    query: &'a ListQuery,
    rows: Vec<Row>,
    pills: Vec<Pill>,
    countries: Vec<(String, String)>,
    has_resellers: bool,
    is_by_match: bool,
    miss: Miss,
    previous: String,
    next: String,
    file: String,
    views: Views,
}

enum Answer {
    Go(Hit),
    Show { listed: Listed, is_mistyped: bool, saved: Vec<SavedView> },
}

pub(super) async fn index(may: Granted<may::ListCustomers>, query: Query<ListQuery>, cx: Cx, app: Data<App>) -> Page {
    let (filter, page) = (query.filter(), query.page());
    let (typed, is_search) = (query.q.clone(), query.is_first_page() && !query.q.trim().is_empty());
    let has_resellers = may.who().partner_kind() == PartnerKind::IndirectProvider;
    let answer = run(&app, move |app| {
        let meaning = if is_search { customers::meaning(app, &may, &typed)? } else { Meaning::Words };
        let is_mistyped = match meaning {
            Meaning::One(hit) => return Ok(Answer::Go(hit)),
            Meaning::MistypedNumber => true,
            Meaning::Words => false,
        };
        let listed = customers::list(app, &may, &filter, page)?;
        let saved = views::list(app, &may, SavedList::Customers)?;
        Ok::<_, Failure>(Answer::Show { listed, is_mistyped, saved })
    })
    .await?;
    match answer {
        Answer::Go(hit) => go(hit),
        Answer::Show { listed, is_mistyped, saved } => {
            let views = Views::of(cx.t, SavedList::Customers, saved, cx.path());
            let mut page = page_of(&cx, &query, listed, views);
            page.has_resellers = has_resellers;
            if is_mistyped {
                page.miss = Miss::MistypedNumber;
            }
            cx.page(&page)
        }
    }
}

/// Leads to the one thing that was meant.
fn go(hit: Hit) -> Page {
    match hit {
        Hit::Customer(customer) => see_other(&links::CustomerShow::to(&customer)),
        Hit::Subscription(customer, subscription) => see_other(&links::SubscriptionShow::to(&customer, &subscription)),
        Hit::Order(customer, order) => see_other(&links::OrderShow::to(&customer, &order)),
        Hit::Reservation(customer, reservation) => see_other(&links::ReservationOverview::to(&customer, &reservation)),
    }
}

fn page_of<'a>(cx: &'a Cx, query: &'a ListQuery, listed: Listed, views: Views) -> ListPage<'a> {
    let Listed { page, is_by_match, holdings, resellers, markets } = listed;
    let [previous, next] = around(&page, |it| it.id, |page| query.at(page));
    let row = |customer: Customer| {
        let Holding { active, next_expiry } = holdings.get(&customer.id).copied().unwrap_or_default();
        let reseller = customer.reseller_id.and_then(|id| resellers.get(&id)).cloned().unwrap_or_default();
        let country = places::name_of(cx.t, &markets, &customer.country);
        Row { country, active, next_expiry: next_expiry.map(Instant::day), reseller, customer }
    };
    ListPage {
        cx,
        query,
        pills: pills(cx, query, &markets),
        countries: places::choices_with(cx.t, &markets, &query.country),
        has_resellers: false,
        is_by_match,
        miss: if query.q.parse::<CustomerId>().is_ok() { Miss::Id } else { Miss::Words },
        previous,
        next,
        file: query.file(),
        views,
        rows: page.rows.into_iter().map(row).collect(),
    }
}

fn pills(cx: &Cx, query: &ListQuery, markets: &[Market]) -> Vec<Pill> {
    let mut pills = Vec::new();
    let words = query.q.trim();
    if !words.is_empty() {
        pills.push(Pill { label: cx.t.customers_filter_words(words), without: query.with(|it| it.q.clear()) });
    }
    if !query.country.is_empty() {
        let label = places::name_of(cx.t, markets, &query.country);
        pills.push(Pill { label, without: query.with(|it| it.country.clear()) });
    }
    if let Ok(segment) = query.segment.parse::<Segment>() {
        let label = cx.t.segment(&segment).to_owned();
        pills.push(Pill { label, without: query.with(|it| it.segment.clear()) });
    }
    pills
}

impl ListPage<'_> {
    /// The head of the name column: where it leads, and how the list is sorted by it.
    fn name_head(&self) -> (String, &'static str) {
        let to = |order| self.query.sorted(order);
        match self.query.order() {
            CustomerOrder::Name if self.is_by_match => (to(CustomerOrder::Name), ""),
            CustomerOrder::Name => (to(CustomerOrder::NameDescending), "ascending"),
            CustomerOrder::NameDescending => (to(CustomerOrder::Name), "descending"),
            CustomerOrder::Newest => (to(CustomerOrder::Name), ""),
        }
    }

    fn order_label(&self, order: CustomerOrder) -> &'static str {
        match order {
            CustomerOrder::Name => self.cx.t.customers_sort_name(),
            CustomerOrder::NameDescending => self.cx.t.customers_sort_name_descending(),
            CustomerOrder::Newest => self.cx.t.customers_sort_newest(),
        }
    }

    fn is_order(&self, word: &str) -> bool {
        self.query.sort_word() == word
    }

    /// How many columns the row below spans.
    const fn columns(&self) -> u8 {
        if self.has_resellers { 8 } else { 7 }
    }
}

/// The filtered list as a file.
pub(super) async fn export(
    may: Granted<may::ExportCustomers>,
    query: Query<ListQuery>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (filter, t) = (query.filter(), cx.t);
    let head = [
        t.customers_microsoft_id(),
        t.customers_company_name(),
        t.customers_domain(),
        t.customers_country(),
        t.terms_segment(),
        t.customers_file_relationship(),
        t.common_created(),
    ];
    let file = run(&app, move |app| {
        let mut file = CsvFile::new(&head)?;
        let mut written = Ok(());
        customers::export(app, &may, &filter, |customer| {
            if written.is_ok() {
                written = file.row(&cells(t, customer));
            }
        })?;
        written?;
        Ok::<_, Failure>(file)
    })
    .await?;
    file.answer("customers")
}

fn cells(t: Texts, customer: &Customer) -> [String; 7] {
    [
        customer.id.to_string(),
        customer.company_name.clone(),
        customer.domain.clone(),
        customer.country.clone(),
        t.segment(&customer.segment).to_owned(),
        t.customer_state(&customer.state).to_owned(),
        customer.created_at.day().to_string(),
    ]
}
