//! The own account: who I am, password, sessions. Floor 4. Quality 26, 35; R-RO-1.

use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

use crate::access::{Granted, may};
use crate::domain::text::{Password, TextError};
use crate::http::cx::{Cx, Notice, Page, see_other_with};
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors};
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::{run, run_hashing};
use crate::i18n::Texts;
use crate::ops::sign_in::{ChangePasswordError, Session};
use crate::ops::users::customers::{OwnCustomer, own_customer};
use crate::ops::{App, sign_in};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::Account::PATTERN, show)
        .get(links::AccountPassword::PATTERN, edit_password)
        .post(links::AccountPassword::PATTERN, update_password)
        .get(links::AccountSessions::PATTERN, sessions)
        .post(links::AccountSessions::PATTERN, end_others)
        .post(links::AccountSessionEnd::PATTERN, end)
}

#[derive(Template)]
#[template(path = "account/show.html")]
struct AccountPage<'a> {
    cx: &'a Cx,
    may: &'a Granted<may::OwnAccount>,
    own: Option<OwnCustomer>,
}

async fn show(may: Granted<may::OwnAccount>, cx: Cx, app: Data<App>) -> Page {
    let of = may.clone();
    let own = run(&app, move |app| own_customer(app, &of).map_err(Failure::from)).await?;
    cx.page(&AccountPage { cx: &cx, may: &may, own })
}

#[derive(Template)]
#[template(path = "account/password.html")]
struct PasswordPage<'a> {
    cx: &'a Cx,
    email: &'a str,
    is_temporary: bool,
    errors: FormErrors,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PasswordForm {
    /// The browser's password manager wants the account's name in the form; it is not read.
    #[serde(rename = "username")]
    _username: Option<String>,
    current: String,
    new: String,
    repeat: String,
}

async fn edit_password(may: Granted<may::OwnAccount>, cx: Cx) -> Page {
    let who = may.who();
    cx.page(&PasswordPage {
        cx: &cx,
        email: who.email(),
        is_temporary: who.is_password_temporary(),
        errors: FormErrors::new(),
    })
}

async fn update_password(may: Granted<may::OwnAccount>, form: CsrfForm<PasswordForm>, cx: Cx, app: Data<App>) -> Page {
    let CsrfForm(form) = form;
    let mut errors = FormErrors::new();
    if form.current.is_empty() {
        errors.add("current", cx.t.signin_change_enter_current());
    }
    let names = [may.who().organization(), may.who().email()];
    let new = errors.check("new", Password::choose(&form.new, &names), |error| password_words(cx.t, error).to_owned());
    if new.is_some() && form.new != form.repeat {
        errors.add("repeat", cx.t.signin_change_not_repeated());
    }
    if new.is_some() && form.new == form.current {
        errors.add("new", cx.t.signin_change_same());
    }
    let (email, is_temporary) = (may.who().email().to_owned(), may.who().is_password_temporary());
    if let (Some(new), true) = (new, errors.is_empty()) {
        let current = form.current;
        match run_hashing(&app, move |app| sign_in::change_password(app, &may, &current, &new)).await? {
            Ok(()) => return see_other_with(&links::Account::to(), Notice::PasswordChanged),
            Err(ChangePasswordError::WrongCurrent) => errors.add("current", cx.t.signin_change_wrong_current()),
            Err(ChangePasswordError::Store(error)) => return Err(error.into()),
            Err(ChangePasswordError::Hash(error)) => return Err(error.into()),
        }
    }
    cx.unprocessable(&PasswordPage { cx: &cx, email: &email, is_temporary, errors })
}

/// Why a new password is refused.
fn password_words(t: Texts, error: TextError) -> &'static str {
    match error {
        TextError::Empty => t.signin_change_enter_new(),
        TextError::TooShort { .. } => t.signin_change_too_short(),
        TextError::TooLong { .. } => t.signin_change_too_long(),
        TextError::Common => t.signin_change_common(),
        TextError::HoldsName => t.signin_change_has_name(),
        TextError::Invisible | TextError::Character(_) | TextError::Malformed | TextError::OutOfRange { .. } => {
            t.signin_change_rules()
        }
    }
}

#[derive(Template)]
#[template(path = "account/sessions.html")]
struct SessionsPage<'a> {
    cx: &'a Cx,
    may: &'a Granted<may::OwnAccount>,
    sessions: Vec<Session>,
}

async fn sessions(may: Granted<may::OwnAccount>, cx: Cx, app: Data<App>) -> Page {
    let of = may.clone();
    let sessions = run(&app, move |app| sign_in::sessions(app, &of).map_err(Failure::from)).await?;
    cx.page(&SessionsPage { cx: &cx, may: &may, sessions })
}

#[derive(Deserialize)]
struct NoFields {}

async fn end(
    may: Granted<may::OwnAccount>,
    at: Path<links::AccountSessionEnd>,
    _form: CsrfForm<NoFields>,
    app: Data<App>,
) -> Page {
    let session = at.session;
    run(&app, move |app| sign_in::end_session(app, &may, session).map_err(Failure::from)).await?;
    see_other_with(&links::AccountSessions::to(), Notice::Saved)
}

async fn end_others(may: Granted<may::OwnAccount>, _form: CsrfForm<NoFields>, app: Data<App>) -> Page {
    run(&app, move |app| sign_in::end_other_sessions(app, &may).map_err(Failure::from)).await?;
    see_other_with(&links::AccountSessions::to(), Notice::Saved)
}
