//! API clients: list, register, another secret, revoke. Floor 4. Rule P-26.
//!
//! A secret is shown in the answer to the very post that made it, like a temporary password.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::field_words::text_problem;
use crate::access::{Granted, may};
use crate::domain::ids::{PartnerId, UserId};
use crate::domain::roles::Role;
use crate::domain::text::PersonName;
use crate::domain::time::Instant;
use crate::http::cx::{Cx, Notice, Page, see_other_with};
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors};
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::run;
use crate::ops::App;
use crate::ops::api_clients::{self, ApiClient, ClientError, LIVES_DAYS, NewClient, Registered};
use crate::ops::users::{self, Organization};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::ApiClients::PATTERN, list)
        .get(links::ApiClientNew::PATTERN, new)
        .post(links::ApiClientNew::PATTERN, create)
        .get(links::ApiClientShow::PATTERN, show)
        .post(links::ApiClientSecret::PATTERN, rotate)
        .get(links::ApiClientRevoke::PATTERN, consider_revocation)
        .post(links::ApiClientRevoke::PATTERN, revoke)
}

type May = Granted<may::ManageUsers>;
type At = Path<links::ApiClientShow>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Filter {
    organization: Option<String>,
    #[serde(rename = "notice")]
    _notice: Option<String>,
}

impl Filter {
    fn chosen(&self, may: &May) -> Result<PartnerId, Failure> {
        match self.organization.as_deref() {
            None | Some("") => Ok(may.who().partner()),
            Some(id) => id.parse().map_err(|_no_id| Failure::NotFound),
        }
    }
}

#[derive(Template)]
#[template(path = "api_clients/index.html")]
struct ListPage<'a> {
    cx: &'a Cx,
    organizations: Vec<Organization>,
    chosen: PartnerId,
    clients: Vec<ApiClient>,
    now: Instant,
}

async fn list(may: May, filter: Query<Filter>, cx: Cx, app: Data<App>) -> Page {
    let chosen = filter.chosen(&may)?;
    let now = may.scope().now();
    let listed =
        move |app: &App| Ok::<_, Failure>((users::organizations(app, &may)?, api_clients::list(app, &may, chosen)?));
    let (organizations, clients) = run(&app, listed).await?;
    if !organizations.iter().any(|organization| organization.id == chosen) {
        return Err(Failure::NotFound);
    }
    cx.page(&ListPage { cx: &cx, organizations, chosen, clients, now })
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewForm {
    id: Option<UserId>,
    #[serde(default)]
    organization: String,
    name: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    days: String,
}

#[derive(Template)]
#[template(path = "api_clients/new.html")]
struct NewPage<'a> {
    cx: &'a Cx,
    organizations: Vec<Organization>,
    form: &'a NewForm,
    roles: Vec<Role>,
    lives: &'static [i64],
    errors: FormErrors,
}

async fn new(may: May, filter: Query<Filter>, cx: Cx, app: Data<App>) -> Page {
    let organization = filter.chosen(&may)?.to_string();
    let id = Some(UserId::from_uuid(app.ids.new_id()));
    let form = NewForm { id, organization, days: "90".to_owned(), ..NewForm::default() };
    let page = form_again(&cx, &app, may, &form, FormErrors::new()).await?;
    cx.page(&page)
}

async fn form_again<'a>(
    cx: &'a Cx,
    app: &Data<App>,
    may: May,
    form: &'a NewForm,
    errors: FormErrors,
) -> Result<NewPage<'a>, Failure> {
    let roles = api_clients::roles(&may);
    let organizations = run(app, move |app| users::organizations(app, &may).map_err(Failure::from)).await?;
    Ok(NewPage { cx, organizations, form, roles, lives: &LIVES_DAYS, errors })
}

async fn create(may: May, form: CsrfForm<NewForm>, cx: Cx, app: Data<App>) -> Page {
    let CsrfForm(form) = form;
    let mut errors = FormErrors::new();
    let t = cx.t;
    let name = errors.check("name", PersonName::parse(&form.name), |error| text_problem(t, t.users_name(), error));
    let role = form.role.parse().ok().filter(|role| api_clients::roles(&may).contains(role));
    if role.is_none() {
        errors.add("role", t.users_roles_missing());
    }
    let organization = match form.organization.as_str() {
        "" => may.who().partner(),
        id => id.parse().map_err(|_no_id| Failure::NotFound)?,
    };
    let days = form.days.parse().map_err(|_no_number| Failure::Malformed("days".to_owned()));
    let id = form.id.ok_or_else(|| Failure::Malformed("id".to_owned()));
    if let (Some(name), Some(role)) = (name, role) {
        let id = id?;
        let new = NewClient { organization, name, role, days: days? };
        let made = run(&app, move |app| api_clients::register(app, &may, id, &new).map_err(refused)).await?;
        return once(&cx, &made);
    }
    let page = form_again(&cx, &app, may, &form, errors).await?;
    cx.unprocessable(&page)
}

#[derive(Template)]
#[template(path = "api_clients/show.html")]
struct ShowPage<'a> {
    cx: &'a Cx,
    client: ApiClient,
    former: Option<Instant>,
    lives: &'static [i64],
    now: Instant,
}

async fn show(may: May, at: At, cx: Cx, app: Data<App>) -> Page {
    let (id, now) = (at.client, may.scope().now());
    let client = run(&app, move |app| api_clients::show(app, &may, id).map_err(Failure::from)).await?;
    let former = client.former_until.filter(|until| *until > now);
    cx.page(&ShowPage { cx: &cx, client, former, lives: &LIVES_DAYS, now })
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SecretForm {
    days: i64,
}

async fn rotate(may: May, at: At, form: CsrfForm<SecretForm>, cx: Cx, app: Data<App>) -> Page {
    let (id, CsrfForm(SecretForm { days })) = (at.client, form);
    let made = run(&app, move |app| api_clients::rotate(app, &may, id, days).map_err(refused)).await?;
    once(&cx, &made)
}

#[derive(Deserialize)]
struct NoFields {}

#[derive(Template)]
#[template(path = "api_clients/revoke.html")]
struct RevokePage<'a> {
    cx: &'a Cx,
    client: ApiClient,
}

async fn consider_revocation(may: May, at: At, cx: Cx, app: Data<App>) -> Page {
    let id = at.client;
    let client = run(&app, move |app| api_clients::show(app, &may, id).map_err(Failure::from)).await?;
    cx.page(&RevokePage { cx: &cx, client })
}

async fn revoke(may: May, at: At, _form: CsrfForm<NoFields>, app: Data<App>) -> Page {
    let id = at.client;
    run(&app, move |app| api_clients::revoke(app, &may, id).map_err(refused)).await?;
    see_other_with(&links::ApiClientShow::to(&id), Notice::Saved)
}

fn refused(error: ClientError) -> Failure {
    match error {
        ClientError::Store(error) => error.into(),
        ClientError::Random(error) => error.into(),
        ClientError::Life => Failure::Malformed("days".to_owned()),
        ClientError::Role(_) | ClientError::Again | ClientError::Revoked => Failure::Conflict,
    }
}

#[derive(Template)]
#[template(path = "api_clients/secret.html")]
struct SecretPage<'a> {
    cx: &'a Cx,
    client: &'a ApiClient,
    secret: &'a str,
}

/// The page that shows a secret, this once; no browser and no proxy keeps it.
fn once(cx: &Cx, made: &Registered) -> Page {
    let mut answer: HttpResponse = cx.page(&SecretPage { cx, client: &made.client, secret: &made.secret })?;
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(answer)
}
