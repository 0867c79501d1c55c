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

    /// Whether this product is chosen; where none is, it is the first that comes to mind.
    fn is_product(&self, product: &ProductKind) -> bool {
        let usual = match self.what {
            What::Refund | What::Exchange => ProductKind::VirtualMachines,
            What::Software => ProductKind::ServerSoftware,
        };
        self.typed.product.parse().unwrap_or(usual) == *product
    }

    fn is_role(&self, role: &Role) -> bool {
        self.typed.role.parse().unwrap_or(Role::AdminAgent) == *role
    }

    /// Whether one of the rarer fields says something.
    fn has_more(&self) -> bool {
        let typed = &self.typed;
        [&typed.starts, &typed.list, &typed.refunded, &typed.product].into_iter().any(|text| !text.is_empty())
    }
}

fn parts(cx: &Cx, typed: &Typed) -> Vec<Part> {
    let part = |what: What| Part {
        label: match what {
            What::Refund => cx.t.refunds_refund(),
            What::Exchange => cx.t.refunds_exchange(),
            What::Software => cx.t.calculator_software(),
        },
        href: Typed { what, ..typed.clone() }.address(),
        current: typed.what == what,
    };
    What::ALL.map(part).into()
}

async fn show(may: Granted<may::SeePolicies>, query: Query<Typed>, cx: Cx, app: Data<App>) -> Page {
    let mut typed = query.into_inner();
    let mut read = Read::new(cx.t);
    let answer = if typed.is_sent() {
        let granted = may.clone();
        let here = run(&app, move |app| calculator::book(app, &granted).map_err(Failure::from)).await?;
        answer::answer(&mut read, &typed, here)
    } else {
        None
    };
    if typed.cancelled.is_empty() && read.errors.is_empty() {
        typed.cancelled = may.scope().now().day().to_string();
    }
    let status = if read.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let parts = parts(&cx, &typed);
    cx.answer(status, &CalculatorPage { cx: &cx, parts, what: typed.what, typed, errors: read.errors, answer })
}
