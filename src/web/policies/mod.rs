//! Policy versions: what they say, which decides from which day, and switching. Floor 4. O-6, O-7, Q-1, C2.

mod entries;
mod switch;

use actix_web::web::Data;
use askama::Template;

use self::entries::{Entry, entries};
use crate::access::may::Permission;
use crate::access::{Granted, may};
use crate::domain::policy::{Policy, VERSIONS};
use crate::domain::roles::Perm;
use crate::domain::time::Day;
use crate::http::cx::{Cx, Page};
use crate::http::failure::Failure;
use crate::http::forms::FormErrors;
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::run;
use crate::ops::policies::PolicySwitch;
use crate::ops::{App, policies};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::Policies::PATTERN, index)
        .get(links::PolicySwitchNew::PATTERN, switch::preview)
        .post(links::PolicySwitchNew::PATTERN, switch::switch)
        .post(links::PolicySwitchWithdraw::PATTERN, switch::withdraw)
}

#[derive(Template)]
#[template(path = "policies/index.html")]
struct IndexPage<'a> {
    cx: &'a Cx,
    status: String,
    entries: Vec<Entry>,
    withdrawn: Vec<(PolicySwitch, String)>,
    versions: &'static [Policy],
    code_typed: String,
    from_typed: String,
    errors: FormErrors,
}

async fn index_page<'a, P: Permission>(
    cx: &'a Cx,
    app: &Data<App>,
    may: &Granted<P>,
    typed: (String, String),
    errors: FormErrors,
) -> Result<IndexPage<'a>, Failure> {
    let today: Day = may.scope().now().day();
    let granted = may.clone();
    let found = run(app, move |app| policies::show(app, &granted).map_err(Failure::from)).await?;
    let entries = entries(cx.t, &found, today, cx.may(Perm::SwitchPolicies));
    let status = cx.t.policies_status(found.book.on(today).policy.code);
    let withdrawn = found.switches.into_iter().filter(|(one, _)| one.withdrawn_at.is_some()).collect();
    let (code_typed, from_typed) = typed;
    Ok(IndexPage { cx, status, entries, withdrawn, versions: &VERSIONS, code_typed, from_typed, errors })
}

async fn index(may: Granted<may::SeePolicies>, cx: Cx, app: Data<App>) -> Page {
    cx.page(&index_page(&cx, &app, &may, (String::new(), String::new()), FormErrors::new()).await?)
}
