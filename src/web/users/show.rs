//! One user of the partner: roles, state, password, sessions. Floor 4. Rule P-26; quality 32.

use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

use super::{RoleFields, RoleGroup, once, refused};
use crate::access::{Granted, may};
use crate::domain::ids::UserId;
use crate::http::cx::{Cx, Notice, Page, see_other_with};
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors};
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::{run, run_hashing};
use crate::ops::users::{ManageUserError, User};
use crate::ops::{App, users};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::UserShow::PATTERN, show)
        .post(links::UserRoles::PATTERN, set_roles)
        .post(links::UserDisable::PATTERN, disable)
        .post(links::UserEnable::PATTERN, enable)
        .post(links::UserPassword::PATTERN, reset_password)
        .post(links::UserSessionsEnd::PATTERN, end_sessions)
}

type At = Path<links::UserShow>;
type May = Granted<may::ManageUsers>;

#[derive(Template)]
#[template(path = "users/show.html")]
struct ShowPage<'a> {
    cx: &'a Cx,
    user: User,
    sessions: usize,
    is_me: bool,
    groups: [RoleGroup; 2],
    errors: FormErrors,
}

async fn show(may: May, at: At, cx: Cx, app: Data<App>) -> Page {
    let page = page(&cx, &app, &may, at.user, None, FormErrors::new()).await?;
    cx.page(&page)
}

async fn page<'a>(
    cx: &'a Cx,
    app: &Data<App>,
    may: &May,
    user: UserId,
    typed: Option<&RoleFields>,
    errors: FormErrors,
) -> Result<ShowPage<'a>, Failure> {
    let granted = may.clone();
    let (user, sessions) = run(app, move |app| users::show(app, &granted, user).map_err(Failure::from)).await?;
    let stored = RoleFields::of(&user.roles);
    let groups = RoleGroup::all(typed.unwrap_or(&stored), may.who().partner_kind());
    Ok(ShowPage { cx, is_me: user.id == may.who().user(), user, sessions, groups, errors })
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RolesForm {
    version: i32,
    #[serde(default)]
    administrator: String,
    #[serde(default)]
    agent: String,
}

async fn set_roles(may: May, at: At, form: CsrfForm<RolesForm>, cx: Cx, app: Data<App>) -> Page {
    let CsrfForm(RolesForm { version, administrator, agent }) = form;
    let (user, fields) = (at.user, RoleFields { administrator, agent });
    let mut errors = FormErrors::new();
    let roles = fields.read(cx.t, &mut errors);
    if errors.is_empty() {
        let granted = may.clone();
        let set = move |app: &App| Ok::<_, Failure>(users::set_roles(app, &granted, user, version, &roles));
        match run(&app, set).await? {
            Ok(()) => return see_other_with(&links::UserShow::to(&user), Notice::Saved),
            Err(ManageUserError::OwnRight) => errors.add("administrator", cx.t.users_own_right()),
            Err(other) => return Err(refused(other)),
        }
    }
    let page = page(&cx, &app, &may, user, Some(&fields), errors).await?;
    cx.unprocessable(&page)
}

#[derive(Deserialize)]
struct NoFields {}

type Act = fn(&App, &May, UserId) -> Result<(), ManageUserError>;

async fn carry_out(may: May, at: At, app: Data<App>, act: Act) -> Page {
    let user = at.user;
    run(&app, move |app| act(app, &may, user).map_err(refused)).await?;
    see_other_with(&links::UserShow::to(&user), Notice::Saved)
}

async fn disable(may: May, at: At, _form: CsrfForm<NoFields>, app: Data<App>) -> Page {
    carry_out(may, at, app, users::disable).await
}

async fn enable(may: May, at: At, _form: CsrfForm<NoFields>, app: Data<App>) -> Page {
    carry_out(may, at, app, users::enable).await
}

async fn end_sessions(may: May, at: At, _form: CsrfForm<NoFields>, app: Data<App>) -> Page {
    carry_out(may, at, app, users::end_sessions).await
}

async fn reset_password(may: May, at: At, _form: CsrfForm<NoFields>, cx: Cx, app: Data<App>) -> Page {
    let user = at.user;
    let made = run_hashing(&app, move |app| users::reset_password(app, &may, user)).await?.map_err(refused)?;
    once(&cx, &made, &links::UserShow::to(&user).to_string())
}
