//! Putting a version in force from a day, after what it would change; withdrawing it. Floor 4. O-6, C2.

use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::index_page;
use crate::access::{Granted, may};
use crate::domain::money::Money;
use crate::domain::policy::{Outcome, PolicyCode};
use crate::domain::text::Remark;
use crate::domain::time::Day;
use crate::http::cx::{Cx, Notice, Page, see_other_with};
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors};
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::policies::{CaseChange, SwitchError};
use crate::ops::{App, policies};
use crate::web::field_words::text_problem;

type May = Granted<may::SwitchPolicies>;

/// A version and a day, as they were typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct SwitchQuery {
    policy: String,
    from: String,
}

#[derive(Template)]
#[template(path = "policies/preview.html")]
struct PreviewPage<'a> {
    cx: &'a Cx,
    title: String,
    code: PolicyCode,
    from: Day,
    changes: Vec<CaseChange>,
    reason_typed: String,
    errors: FormErrors,
}

impl PreviewPage<'_> {
    fn differs(&self) -> bool {
        self.changes.iter().any(|change| change.before != change.after)
    }

    /// How a case comes out: the net amount, or why not.
    fn comes_to(&self, end: &(Outcome, Money)) -> String {
        match end.0 {
            Outcome::Allowed => self.cx.t.money(&end.1),
            Outcome::Refused(refusal) => self.cx.t.policy_refusal(&refusal).to_owned(),
        }
    }
}

fn read(t: Texts, query: &SwitchQuery, today: Day) -> Result<(PolicyCode, Day), FormErrors> {
    let from = query.from.trim().parse::<Day>().ok().filter(|from| *from > today);
    if let (Ok(code), Some(from)) = (query.policy.parse::<PolicyCode>(), from) {
        return Ok((code, from));
    }
    let mut errors = FormErrors::new();
    errors.add("from", t.policies_wrong_day(today.plus_days(1)));
    Err(errors)
}

/// What a version would change for every open case.
pub(super) async fn preview(may: May, query: Query<SwitchQuery>, cx: Cx, app: Data<App>) -> Page {
    if query.policy.is_empty() && query.from.is_empty() {
        return cx.page(&index_page(&cx, &app, &may, (String::new(), String::new()), FormErrors::new()).await?);
    }
    match read(cx.t, &query, may.scope().now().day()) {
        Ok((code, from)) => {
            cx.page(&preview_page(&cx, &app, &may, code, from, String::new(), FormErrors::new()).await?)
        }
        Err(errors) => {
            let typed = (query.policy.clone(), query.from.clone());
            cx.unprocessable(&index_page(&cx, &app, &may, typed, errors).await?)
        }
    }
}

async fn preview_page<'a>(
    cx: &'a Cx,
    app: &Data<App>,
    may: &May,
    code: PolicyCode,
    from: Day,
    reason_typed: String,
    errors: FormErrors,
) -> Result<PreviewPage<'a>, Failure> {
    let granted = may.clone();
    let look = move |app: &App| policies::preview(app, &granted, code, from).map_err(Failure::from);
    let changes = run(app, look).await?;
    let title = cx.t.policies_preview_title(code, cx.t.date(&from));
    Ok(PreviewPage { cx, title, code, from, changes, reason_typed, errors })
}

/// A switch as it is confirmed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SwitchForm {
    policy: PolicyCode,
    from: Day,
    reason: String,
}

/// Puts the version in force.
pub(super) async fn switch(may: May, form: CsrfForm<SwitchForm>, cx: Cx, app: Data<App>) -> Page {
    let CsrfForm(form) = form;
    let (t, code, from) = (cx.t, form.policy, form.from);
    let mut errors = FormErrors::new();
    let is_missing = form.reason.trim().is_empty();
    let wrong = |error| {
        if is_missing { t.policies_why_missing().to_owned() } else { text_problem(t, t.policies_why(), error) }
    };
    if let Some(reason) = errors.check("reason", Remark::parse(&form.reason), wrong) {
        let granted = may.clone();
        let act = move |app: &App| Ok::<_, Failure>(policies::switch(app, &granted, code, from, &reason));
        match run(&app, act).await? {
            Ok(()) => return see_other_with(&links::Policies::to(), Notice::Saved),
            Err(SwitchError::NotFuture) => {
                errors.add("reason", t.policies_wrong_day(may.scope().now().day().plus_days(1)));
            }
            Err(SwitchError::DayTaken) => errors.add("reason", t.policies_day_taken()),
            Err(SwitchError::Started) => return Err(Failure::Conflict),
            Err(SwitchError::Store(error)) => return Err(error.into()),
        }
    }
    cx.unprocessable(&preview_page(&cx, &app, &may, code, from, form.reason, errors).await?)
}

/// A form without fields.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoFields {}

/// Takes back a version that has not started.
pub(super) async fn withdraw(
    may: May,
    at: Path<links::PolicySwitchWithdraw>,
    form: CsrfForm<NoFields>,
    app: Data<App>,
) -> Page {
    let (CsrfForm(NoFields {}), id) = (form, at.switch);
    run(&app, move |app| {
        policies::withdraw(app, &may, id).map_err(|error| match error {
            SwitchError::Store(error) => Failure::from(error),
            SwitchError::NotFuture | SwitchError::DayTaken | SwitchError::Started => Failure::Conflict,
        })
    })
    .await?;
    see_other_with(&links::Policies::to(), Notice::Saved)
}
