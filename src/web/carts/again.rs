//! Buying again: the act, and what the cart says about it. Floor 4. Features rows 21 and 34.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use serde::Deserialize;

use super::{Said, page};
use crate::access::may;
use crate::http::cx::{Cx, Page, see_other};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::forms::CsrfForm;
use crate::http::links;
use crate::http::work::run;
use crate::ops::carts::{AddError, Again, AgainLine, MAX_LINES, Source};
use crate::ops::{App, carts};

/// What the address of a cart asks to be said.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct CartQuery {
    /// What was added again.
    again: String,
    /// The cart that was over when something was added.
    expired: String,
}

/// What became of lines that were added again, or what would become of them.
#[derive(Debug)]
pub(super) struct AgainPanel {
    pub(super) tone: &'static str,
    pub(super) title: String,
    pub(super) lines: Vec<String>,
    /// The button that adds them, and what it adds; none when that was done.
    pub(super) offer: Option<(String, String)>,
}

impl CartQuery {
    /// What there is to say, in the order of the page.
    pub(super) async fn panels(
        &self,
        on: &OnCustomer<may::PlaceOrders>,
        cx: &Cx,
        app: &Data<App>,
    ) -> Result<Vec<AgainPanel>, Failure> {
        let done = self.again.parse::<Source>().ok();
        let expired = self.expired.parse().ok().map(Source::Cart);
        let mut panels = Vec::new();
        for (source, is_done) in [(done, true), (expired, false)] {
            let Some(source) = source else { continue };
            let of = on.clone();
            let found = run(app, move |app| carts::look(app, of.granted(), of.id(), source).map_err(Failure::from));
            match found.await {
                Ok(again) => panels.push(AgainPanel::of(cx, on, source, &again, is_done)),
                // An address that was kept, or made up: nothing to say.
                Err(Failure::NotFound) => {}
                Err(failure) => return Err(failure),
            }
        }
        Ok(panels)
    }
}

impl AgainPanel {
    fn of(cx: &Cx, on: &OnCustomer<may::PlaceOrders>, source: Source, again: &Again, is_done: bool) -> Self {
        let t = cx.t;
        let is_same = |line: &AgainLine| line.now == Ok(line.was);
        let same = again.lines.iter().filter(|line| is_same(line)).count();
        let sold = again.lines.iter().filter(|line| line.now.is_ok()).count();
        let mut lines = Vec::new();
        if same > 0 {
            lines.push(t.carts_again_same(same));
        }
        lines.extend(again.lines.iter().filter(|line| !is_same(line)).map(|line| match &line.now {
            Ok(now) => t.carts_again_repriced(&line.title, t.money(&line.was), t.money(now)),
            Err(problem) => {
                let why = Said::of_new(cx, on.customer(), problem).message;
                t.carts_again_refused(&line.title, why)
            }
        }));
        let at = again.expired_at.map(|at| t.date_time(&at)).unwrap_or_default();
        let title = match (source, is_done) {
            (_, true) if sold == 0 => t.carts_again_nothing().to_owned(),
            (Source::Order(_), true) => t.carts_again_order(&again.from),
            (Source::Reservation(_), true) => t.carts_again_reservation(&again.from),
            (Source::Cart(_), true) => t.carts_again_cart(at),
            (Source::Order(_) | Source::Reservation(_) | Source::Cart(_), false) => t.carts_again_expired(at),
        };
        let is_all_same = same == again.lines.len();
        let tone = if !is_done || is_all_same { "info" } else { "warning" };
        let offer = (!is_done && sold > 0).then(|| (t.carts_again_bring(sold), source.to_string()));
        Self { tone, title, lines, offer }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AgainForm {
    source: String,
}

/// Fills the cart with what was bought before.
pub(super) async fn fill(on: OnCustomer<may::PlaceOrders>, form: CsrfForm<AgainForm>, cx: Cx, app: Data<App>) -> Page {
    let CsrfForm(AgainForm { source }) = form;
    let source: Source = source.parse().map_err(|_nothing_to_buy_again| Failure::NotFound)?;
    let of = on.clone();
    let filled = run(&app, move |app| Ok::<_, Failure>(carts::fill(app, of.granted(), of.id(), source))).await?;
    let said = match filled {
        Ok(filled) => {
            let expired = filled.expired.map(|id| format!("&expired={id}")).unwrap_or_default();
            return see_other(&format!("{}?again={source}{expired}", links::Cart::to(&on.id())));
        }
        Err(AddError::Refused(problems)) => problems.iter().map(|it| Said::of_new(&cx, on.customer(), it)).collect(),
        Err(AddError::Full) => vec![Said::plain(cx.t.carts_full(MAX_LINES))],
        Err(AddError::Store(error)) => return Err(error.into()),
    };
    page(&on, &cx, &app, said, StatusCode::UNPROCESSABLE_ENTITY).await
}
