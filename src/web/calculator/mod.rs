//! The calculator: a refund, an exchange or a cancellation of software from facts alone, with its
//! working, as the command line gives it. Floor 4. O-7; domain 4; C2.

mod answer;
mod facts;
mod read;
mod typed;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use askama::Template;

use self::answer::Answer;
use self::read::Read;
use self::typed::{Typed, What};
use crate::access::{Granted, may};
use crate::domain::carts::BillingPlan;
use crate::domain::policy::{PolicyCode, ProductKind};
use crate::domain::roles::Role;
use crate::domain::term::Term;
use crate::domain::time::Day;
use crate::http::cx::{Cx, Page};
use crate::http::failure::Failure;
use crate::http::forms::FormErrors;
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::run;
use crate::ops::{App, calculator};

pub(super) fn routes() -> Routes {
    Routes::new().get(links::Calculator::PATTERN, show)
}

/// One of the three calculators, as a link.
struct Part {
    label: &'static str,
    href: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "calculator/show.html")]
struct CalculatorPage<'a> {
    cx: &'a Cx,
    parts: Vec<Part>,
    what: What,
    typed: Typed,
    errors: FormErrors,
    answer: Option<Answer>,
}

impl CalculatorPage<'_> {
    /// What a quantity that is given back is called.
    fn returned_label(&self) -> &'static str {
        match self.what {
            What::Refund | What::Exchange => self.cx.t.refunds_quantity(),
            What::Software => self.cx.t.calculator_returned_licences(),
        }
    }

    /// Whether one of the rarer fields says something.
    fn has_more(&self) -> bool {
        let typed = &self.typed;
        let is_usual = typed.product == usual_product(typed.what).code();
        !is_usual || [&typed.starts, &typed.list, &typed.refunded].into_iter().any(|text| !text.is_empty())
    }
}

/// What is meant where no product is named.
const fn usual_product(what: What) -> ProductKind {
    match what {
        What::Refund | What::Exchange => ProductKind::VirtualMachines,
        What::Software => ProductKind::ServerSoftware,
    }
}

/// The fields as the form shows them: choices that were not made stand at what they come to.
fn shown(typed: Typed, today: Day) -> Typed {
    let or = |text: String, usual: &str| if text.is_empty() { usual.to_owned() } else { text };
    let cancelled = if typed.is_sent() { typed.cancelled } else { today.to_string() };
    let product = or(typed.product, usual_product(typed.what).code());
    Typed { product, cancelled, role: or(typed.role, Role::AdminAgent.code()), ..typed }
}

fn parts(cx: &Cx, typed: &Typed) -> Vec<Part> {
    let part = |what: What| Part {
        label: match what {
            What::Refund => cx.t.refunds_refund(),
            What::Exchange => cx.t.refunds_exchange(),
            What::Software => cx.t.calculator_software(),
        },
        href: Typed { what, product: String::new(), ..typed.clone() }.address(),
        current: typed.what == what,
    };
    What::ALL.map(part).into()
}

async fn show(may: Granted<may::SeePolicies>, query: Query<Typed>, cx: Cx, app: Data<App>) -> Page {
    let typed = query.into_inner();
    let mut read = Read::new(cx.t);
    let answer = if typed.is_sent() {
        let granted = may.clone();
        let here = run(&app, move |app| calculator::book(app, &granted).map_err(Failure::from)).await?;
        answer::answer(&mut read, &typed, here)
    } else {
        None
    };
    let status = if read.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (parts, today) = (parts(&cx, &typed), may.scope().now().day());
    let typed = shown(typed, today);
    cx.answer(status, &CalculatorPage { cx: &cx, parts, what: typed.what, typed, errors: read.errors, answer })
}
