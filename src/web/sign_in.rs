//! Signing in and out, and the choice of a language. Floor 4. Quality 12, 17, 24, 27, 28, L-2.

use actix_session::Session;
use actix_web::http::{StatusCode, header};
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use crate::access::{Granted, may};
use crate::http::cx::{Cx, Notice, Page, see_other};
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors};
use crate::http::links;
use crate::http::router::Routes;
use crate::http::visit::{set_key, start_visitor};
use crate::http::work::{run, run_hashing};
use crate::i18n::Lang;
use crate::ops::sign_in::{SignIn, SignInError};
use crate::ops::{App, sign_in};

pub(super) fn routes() -> Routes {
    Routes::new()
        .public_get(links::SignIn::PATTERN, show)
        .public_post(links::SignIn::PATTERN, create)
        .public_post(links::DemoSignIn::PATTERN, create_demo)
        .post(links::SignOut::PATTERN, destroy)
        .public_post(links::Language::PATTERN, choose_language)
}

#[derive(Template)]
#[template(path = "sign_in/new.html")]
struct SignInPage<'a> {
    cx: &'a Cx,
    email: &'a str,
    return_to: &'a str,
    errors: FormErrors,
    accounts: Vec<sign_in::DemoAccount>,
}

#[derive(Deserialize)]
struct Return {
    #[serde(default)]
    return_to: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignInForm {
    email: String,
    password: String,
    #[serde(default)]
    return_to: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoForm {
    email: String,
    #[serde(default)]
    return_to: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageForm {
    language: String,
    #[serde(default)]
    return_to: String,
}

async fn show(cx: Cx, app: Data<App>, back: Query<Return>) -> Page {
    if cx.viewer().is_some() {
        return see_other(&local(&back.return_to));
    }
    let accounts = run(&app, |app| sign_in::demo_accounts(app).map_err(Failure::from)).await?;
    cx.page(&SignInPage { cx: &cx, email: "", return_to: &back.return_to, errors: FormErrors::new(), accounts })
}

async fn create(form: CsrfForm<SignInForm>, cx: Cx, app: Data<App>, session: Session, req: HttpRequest) -> Page {
    let CsrfForm(form) = form;
    let mut errors = FormErrors::new();
    if form.email.trim().is_empty() {
        errors.add("email", cx.t.signin_enter_email());
    }
    if form.password.is_empty() {
        errors.add("password", cx.t.signin_enter_password());
    }
    if !errors.is_empty() {
        return refused(&cx, &app, &form.email, &form.return_to, errors, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let command = SignIn { email: form.email.clone(), password: form.password, user_agent: user_agent(&req) };
    let circumstances = cx.visit().circumstances.clone();
    match run_hashing(&app, move |app| sign_in::sign_in(app, &command, &circumstances)).await? {
        Ok(key) => {
            session.renew();
            set_key(&session, &key)?;
            see_other(&local(&form.return_to))
        }
        Err(SignInError::Wrong) => {
            errors.add("email", cx.t.signin_wrong());
            refused(&cx, &app, &form.email, &form.return_to, errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(SignInError::Wait(seconds)) => {
            let until = cx.visit().circumstances.at.plus_seconds(seconds);
            errors.add("email", cx.t.signin_locked_until(cx.t.date_time(&until)));
            let mut page =
                refused(&cx, &app, &form.email, &form.return_to, errors, StatusCode::TOO_MANY_REQUESTS).await?;
            page.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            Ok(page)
        }
        Err(error) => Err(failure(error)),
    }
}

async fn create_demo(form: CsrfForm<DemoForm>, cx: Cx, app: Data<App>, session: Session, req: HttpRequest) -> Page {
    let CsrfForm(form) = form;
    let command = SignIn { email: form.email, password: String::new(), user_agent: user_agent(&req) };
    let circumstances = cx.visit().circumstances.clone();
    let key = run(&app, move |app| sign_in::sign_in_to_demo(app, &command, &circumstances).map_err(failure)).await?;
    session.renew();
    set_key(&session, &key)?;
    see_other(&local(&form.return_to))
}

fn failure(error: SignInError) -> Failure {
    match error {
        SignInError::Wrong => Failure::NotFound,
        SignInError::Wait(seconds) => Failure::TooMany(seconds),
        SignInError::Store(error) => error.into(),
        SignInError::Random(error) => error.into(),
        SignInError::Hash(error) => error.into(),
    }
}

async fn refused(
    cx: &Cx,
    app: &Data<App>,
    email: &str,
    return_to: &str,
    errors: FormErrors,
    status: StatusCode,
) -> Page {
    let accounts = run(app, |app| sign_in::demo_accounts(app).map_err(Failure::from)).await?;
    cx.answer(status, &SignInPage { cx, email, return_to, errors, accounts })
}

#[derive(Deserialize)]
struct NoFields {}

async fn destroy(
    may: Granted<may::OwnAccount>,
    _form: CsrfForm<NoFields>,
    cx: Cx,
    app: Data<App>,
    session: Session,
) -> Page {
    run(&app, move |app| sign_in::sign_out(app, &may).map_err(Failure::from)).await?;
    session.renew();
    start_visitor(&session, Some(cx.lang()))?;
    let link = format!("{}?notice={}", links::SignIn::PATTERN, Notice::SignedOut.code());
    Ok(HttpResponse::SeeOther()
        .insert_header((header::LOCATION, link))
        .insert_header(("Clear-Site-Data", "\"cache\", \"storage\""))
        .finish())
}

async fn choose_language(form: CsrfForm<LanguageForm>, cx: Cx, app: Data<App>, session: Session) -> Page {
    let CsrfForm(form) = form;
    let lang = Lang::parse(&form.language).ok_or_else(|| Failure::Malformed("no such language".to_owned()))?;
    match &cx.visit().who {
        Some(who) => {
            let may = Granted::<may::OwnAccount>::check(who, cx.visit().circumstances.clone())?;
            run(&app, move |app| sign_in::choose_language(app, &may, lang.code()).map_err(Failure::from)).await?;
        }
        None => {
            start_visitor(&session, Some(lang.code()))?;
        }
    }
    see_other(&local(&form.return_to))
}

fn user_agent(req: &HttpRequest) -> String {
    let told = req.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    told.chars().take(200).collect()
}

/// Where to go afterwards: a path of ours, never another site (quality 3).
pub(super) fn local(path: &str) -> String {
    let is_ours = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(|c: char| c == '\\' || c.is_control())
        && !path.starts_with(links::SignIn::PATTERN);
    if is_ours { path.to_owned() } else { "/".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_never_leaves_the_site() {
        assert_eq!(local("/customers?q=1"), "/customers?q=1");
        for elsewhere in ["//evil.test", "https://evil.test", "/\\evil.test", "/a\r\nb", "", "/sign-in"] {
            assert_eq!(local(elsewhere), "/");
        }
    }
}
