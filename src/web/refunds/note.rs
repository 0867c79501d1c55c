//! A credit note to print. Floor 4. P-22, Q-11, R-RF-14.

use actix_web::web::{Data, Path};
use askama::Template;

use crate::access::may;
use crate::domain::refunds::NoteLineKind;
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::ops::customers::Customer;
use crate::ops::refunds::{CreditNote, NoteLine};
use crate::ops::{App, refunds};

#[derive(Template)]
#[template(path = "refunds/credit_note.html")]
struct NotePage<'a> {
    cx: &'a Cx,
    customer: &'a Customer,
    note: CreditNote,
    lines: Vec<NoteLine>,
}

impl NotePage<'_> {
    /// Size and region of a line, or what software it is.
    #[expect(clippy::unused_self, reason = "templates call methods of the page")]
    fn what(&self, line: &NoteLine) -> String {
        line.place.as_ref().map_or_else(|| line.name.clone(), |(size, region)| format!("{size}, {region}"))
    }
}

/// A credit note.
pub(super) async fn show(
    on: OnCustomer<may::SeeInvoices>,
    at: Path<links::CreditNoteShow>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (granted, customer, id) = (on.granted().clone(), on.id(), at.note);
    let look = move |app: &App| refunds::credit_note(app, &granted, customer, id).map_err(Failure::from);
    let (note, lines) = run(&app, look).await?;
    cx.page(&NotePage { cx: &cx, customer: on.customer(), note, lines })
}
