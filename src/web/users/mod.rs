//! The partner's users: list, add, roles, state, temporary password. Floor 4. Rules P-26, R-RO-1.
//!
//! A temporary password is shown in the answer to the very post that made it: it stands in no address,
//! no log and no page that can be opened again.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use super::field_words::text_problem;
use super::paging::{address, around, marks, page_at};
use crate::access::{Granted, may};
use crate::domain::ids::{PartnerId, UserId};
use crate::domain::partners::PartnerKind;
use crate::domain::roles::{Category, Role};
use crate::domain::text::{Email, PersonName, TextError};
use crate::http::cx::{Cx, Page};
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors};
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::{run, run_hashing};
use crate::i18n::Texts;
use crate::ops::users::{Listed, ManageUserError, NewPerson, Organization, TemporaryPassword, User};
use crate::ops::{App, PageRows, users};

mod customers;
mod show;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::Users::PATTERN, list)
        .get(links::UserNew::PATTERN, new)
        .post(links::UserNew::PATTERN, create)
        .and(show::routes())
        .and(customers::routes())
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ListFilter {
    organization: Option<String>,
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
    #[serde(rename = "notice")]
    _notice: Option<String>,
}

#[derive(Template)]
#[template(path = "users/index.html")]
struct ListPage<'a> {
    cx: &'a Cx,
    organizations: Vec<Organization>,
    chosen: PartnerId,
    users: Vec<User>,
    me: UserId,
    status: String,
    previous: String,
    next: String,
}

async fn list(may: Granted<may::ManageUsers>, filter: Query<ListFilter>, cx: Cx, app: Data<App>) -> Page {
    let own = may.who().partner();
    let chosen = match filter.organization.as_deref() {
        None | Some("") => own,
        Some(id) => id.parse().map_err(|_no_id| Failure::NotFound)?,
    };
    let me = may.who().user();
    let at = page_at(&filter.after, &filter.before, |id| id.parse::<UserId>().ok());
    let listed =
        move |app: &App| Ok::<_, Failure>((users::organizations(app, &may)?, users::list(app, &may, chosen, at)?));
    let (organizations, Listed { page, count, disabled }) = run(&app, listed).await?;
    if !organizations.iter().any(|organization| organization.id == chosen) {
        return Err(Failure::NotFound);
    }
    let count = cx.t.users_count(count);
    let status = if disabled == 0 { count } else { format!("{count} · {}", cx.t.users_status_disabled(disabled)) };
    let organization = filter.organization.as_deref().unwrap_or_default();
    let [previous, next] = pages(&page, links::Users::PATTERN, organization);
    cx.page(&ListPage { cx: &cx, organizations, chosen, users: page.rows, me, status, previous, next })
}

/// The addresses of the pages beside a page of people.
fn pages(page: &PageRows<User>, base: &str, organization: &str) -> [String; 2] {
    around(
        page,
        |user| user.id,
        |at| {
            let [(_, after), (_, before)] = marks(at, |id: UserId| id.to_string());
            let fields: [(&str, &str); 3] = [("organization", organization), ("after", &after), ("before", &before)];
            address(base, fields)
        },
    )
}

/// The roles as a form sends them: one field a category.
#[derive(Debug, Default, Deserialize)]
struct RoleFields {
    #[serde(default)]
    administrator: String,
    #[serde(default)]
    agent: String,
}

impl RoleFields {
    fn of(roles: &[Role]) -> Self {
        let code = |category| {
            let found = roles.iter().find(|role| role.category() == category);
            found.map_or(String::new(), |role| role.code().to_owned())
        };
        Self { administrator: code(Category::Administrator), agent: code(Category::Agent) }
    }

    /// The roles, or a message: at least one (R-RO-1).
    fn read(&self, t: Texts, errors: &mut FormErrors) -> Vec<Role> {
        let chosen = [("administrator", &self.administrator), ("agent", &self.agent)];
        let mut roles = Vec::new();
        for (field, code) in chosen {
            if code.is_empty() {
                continue;
            }
            match code.parse::<Role>().ok().filter(|role| role.category().code() == field) {
                Some(role) => roles.push(role),
                None => errors.add(field, t.users_roles_missing()),
            }
        }
        if roles.is_empty() && errors.of("administrator").is_empty() && errors.of("agent").is_empty() {
            errors.add("administrator", t.users_roles_missing());
        }
        roles
    }
}

/// A group of roles to choose one from.
#[derive(Debug)]
struct RoleGroup {
    field: &'static str,
    category: Category,
    roles: Vec<Role>,
    chosen: String,
}

impl RoleGroup {
    /// The roles that people of this kind of organisation may have.
    fn all(fields: &RoleFields, kind: PartnerKind) -> [Self; 2] {
        let group = |category: Category, chosen: &str| Self {
            field: category.code(),
            category,
            roles: Role::ALL.into_iter().filter(|role| role.category() == category && role.is_of(kind)).collect(),
            chosen: chosen.to_owned(),
        };
        [group(Category::Administrator, &fields.administrator), group(Category::Agent, &fields.agent)]
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewForm {
    #[serde(default)]
    organization: String,
    name: String,
    email: String,
    #[serde(default)]
    administrator: String,
    #[serde(default)]
    agent: String,
}

#[derive(Template)]
#[template(path = "users/new.html")]
struct NewPage<'a> {
    cx: &'a Cx,
    organizations: Vec<Organization>,
    form: &'a NewForm,
    groups: [RoleGroup; 2],
    errors: FormErrors,
}

async fn new(may: Granted<may::ManageUsers>, filter: Query<ListFilter>, cx: Cx, app: Data<App>) -> Page {
    let chosen = filter.into_inner().organization.unwrap_or_else(|| may.who().partner().to_string());
    let form = NewForm { organization: chosen, ..NewForm::default() };
    form_again(&cx, &app, may, &form, FormErrors::new()).await.and_then(|page| cx.page(&page))
}

async fn form_again<'a>(
    cx: &'a Cx,
    app: &Data<App>,
    may: Granted<may::ManageUsers>,
    form: &'a NewForm,
    errors: FormErrors,
) -> Result<NewPage<'a>, Failure> {
    let kind = may.who().partner_kind();
    let organizations = run(app, move |app| users::organizations(app, &may).map_err(Failure::from)).await?;
    let fields = RoleFields { administrator: form.administrator.clone(), agent: form.agent.clone() };
    Ok(NewPage { cx, organizations, form, groups: RoleGroup::all(&fields, kind), errors })
}

async fn create(may: Granted<may::ManageUsers>, form: CsrfForm<NewForm>, cx: Cx, app: Data<App>) -> Page {
    let CsrfForm(form) = form;
    let mut errors = FormErrors::new();
    let (name, email) = read_person(&cx, &form.name, &form.email, &mut errors);
    let fields = RoleFields { administrator: form.administrator.clone(), agent: form.agent.clone() };
    let roles = fields.read(cx.t, &mut errors);
    let organization = match form.organization.as_str() {
        "" => may.who().partner(),
        id => id.parse().map_err(|_no_id| Failure::NotFound)?,
    };
    if let (Some(name), Some(email), true) = (name, email, errors.is_empty()) {
        let new = NewPerson { organization, name, email, roles };
        let granted = may.clone();
        match run_hashing(&app, move |app| users::create(app, &granted, &new)).await? {
            Ok(made) => {
                let back = format!("{}?organization={organization}", links::Users::to());
                return once(&cx, &made, &back);
            }
            Err(ManageUserError::EmailTaken) => errors.add("email", cx.t.users_email_taken()),
            Err(other) => return Err(refused(other)),
        }
    }
    let page = form_again(&cx, &app, may, &form, errors).await?;
    cx.unprocessable(&page)
}

/// Name and address, or what is wrong with them.
fn read_person(cx: &Cx, name: &str, email: &str, errors: &mut FormErrors) -> (Option<PersonName>, Option<Email>) {
    let t = cx.t;
    let name = errors.check("name", PersonName::parse(name), |error| text_problem(t, t.users_name(), error));
    let email = errors.check("email", Email::parse(email), |error| match error {
        TextError::Empty | TextError::TooLong { .. } => text_problem(t, t.users_email(), error),
        TextError::TooShort { .. }
        | TextError::OutOfRange { .. }
        | TextError::Invisible
        | TextError::Character(_)
        | TextError::Malformed
        | TextError::Common
        | TextError::HoldsName => t.errors_field_not_an_email().to_owned(),
    });
    (name, email)
}

/// What is left of the refusals when the form has shown its own.
fn refused(error: ManageUserError) -> Failure {
    match error {
        ManageUserError::Store(error) => error.into(),
        ManageUserError::Hash(error) => error.into(),
        ManageUserError::Random(error) => error.into(),
        ManageUserError::Roles(_)
        | ManageUserError::OwnRight
        | ManageUserError::OwnPassword
        | ManageUserError::EmailTaken => Failure::Conflict,
    }
}

#[derive(Template)]
#[template(path = "users/password.html")]
struct PasswordPage<'a> {
    cx: &'a Cx,
    user: &'a User,
    password: &'a str,
    back: &'a str,
}

/// The page that shows a temporary password, this once; no browser and no proxy keeps it.
fn once(cx: &Cx, made: &TemporaryPassword, back: &str) -> Page {
    let page = PasswordPage { cx, user: &made.user, password: made.password.reveal(), back };
    let mut answer: HttpResponse = cx.page(&page)?;
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(answer)
}
