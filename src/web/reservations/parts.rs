//! Split and merge with their rules and what they leave; archive and fetch back. Floor 4. Rules 6.7, 6.8,
//! P-12; features row 40.

use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

use super::record::{Record, Tab};
use crate::access::{Granted, may};
use crate::domain::ids::{CustomerId, ReservationId};
use crate::domain::reservations::PartsRefusal;
use crate::http::cx::{Cx, Notice, Page, see_other_with};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::forms::{CsrfForm, FormErrors};
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::customers::Customer;
use crate::ops::reservations::{Family, PartsError};
use crate::ops::{App, reservations};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::ReservationSplit::PATTERN, ask_split)
        .post(links::ReservationSplit::PATTERN, split)
        .get(links::ReservationMerge::PATTERN, ask_merge)
        .post(links::ReservationMerge::PATTERN, merge)
        .post(links::ReservationArchive::PATTERN, archive)
        .post(links::ReservationUnarchive::PATTERN, unarchive)
}

#[derive(Template)]
#[template(path = "reservations/split.html")]
struct SplitPage<'a> {
    cx: &'a Cx,
    record: Record,
    here: links::ReservationSplit,
    family: Family,
    is_live: bool,
    form: SplitForm,
    errors: FormErrors,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SplitForm {
    #[serde(default)]
    first: String,
    #[serde(default)]
    second: String,
    #[serde(default)]
    version: i32,
}

async fn look(
    on: &OnCustomer<may::ConfigureReservations>,
    id: ReservationId,
    app: &Data<App>,
) -> Result<Family, Failure> {
    let (may, customer) = (on.granted().clone(), on.id());
    run(app, move |app| reservations::family(app, &may, customer, id).map_err(Failure::from)).await
}

fn is_live(cx: &Cx, family: &Family) -> bool {
    let it = &family.overview.reservation;
    it.state.may_be_configured() && !it.has_ended(cx.visit().circumstances.at)
}

fn split_page<'a>(
    cx: &'a Cx,
    customer: &Customer,
    here: links::ReservationSplit,
    family: Family,
    form: SplitForm,
    errors: FormErrors,
) -> SplitPage<'a> {
    let mut record = Record::new(cx, customer, &family.overview, Tab::Configuration);
    record.tab = cx.t.record_split();
    SplitPage { is_live: is_live(cx, &family), cx, record, here, family, form, errors }
}

async fn ask_split(
    on: OnCustomer<may::ConfigureReservations>,
    at: Path<links::ReservationSplit>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let family = look(&on, at.reservation, &app).await?;
    cx.page(&split_page(&cx, on.customer(), at.into_inner(), family, SplitForm::default(), FormErrors::new()))
}

async fn split(
    on: OnCustomer<may::ConfigureReservations>,
    at: Path<links::ReservationSplit>,
    form: CsrfForm<SplitForm>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (CsrfForm(form), customer, id) = (form, on.id(), at.reservation);
    let family = look(&on, id, &app).await?;
    let mut errors = FormErrors::new();
    let first = part(&cx, "first", cx.t.record_first_part(), &form.first, &mut errors);
    let second = part(&cx, "second", cx.t.record_second_part(), &form.second, &mut errors);
    if let (Some(first), Some(second)) = (first, second) {
        let (may, version) = (on.granted().clone(), form.version);
        let act = move |app: &App| {
            Ok::<_, Failure>(reservations::split(app, &may, (customer, id), &[first, second], version))
        };
        match run(&app, act).await? {
            Ok(made) => {
                let to = made.first().copied().unwrap_or(id);
                return see_other_with(&links::ReservationOverview::to(&customer, &to), Notice::Saved);
            }
            Err(PartsError::Refused(refusal)) => {
                errors.add("second", refused(cx.t, refusal, family.overview.reservation.quantity));
            }
            Err(PartsError::NotEnded) => return Err(Failure::Conflict),
            Err(PartsError::Store(error)) => return Err(error.into()),
        }
    }
    cx.unprocessable(&split_page(&cx, on.customer(), at.into_inner(), family, form, errors))
}

/// The quantity of a part: any whole number; the rules of the split say the rest.
fn part(cx: &Cx, field: &'static str, label: &str, typed: &str, errors: &mut FormErrors) -> Option<u32> {
    let typed = typed.trim();
    if typed.is_empty() {
        errors.add(field, cx.t.errors_field_missing(label));
        return None;
    }
    errors.check(field, typed.parse(), |_not_a_number| cx.t.record_not_a_number(label))
}

fn refused(t: Texts, refusal: PartsRefusal, quantity: i32) -> String {
    match refusal {
        PartsRefusal::WrongState => t.record_refused_state().to_owned(),
        PartsRefusal::NotTwoParts | PartsRefusal::EmptyPart => t.record_refused_empty_part().to_owned(),
        PartsRefusal::WrongSum | PartsRefusal::ReturnQuantity => t.record_refused_sum(quantity),
        PartsRefusal::TooFew | PartsRefusal::Repeated => t.record_refused_few().to_owned(),
        PartsRefusal::OtherOrder | PartsRefusal::Different | PartsRefusal::TooMany => {
            t.record_refused_different().to_owned()
        }
    }
}

#[derive(Template)]
#[template(path = "reservations/merge.html")]
struct MergePage<'a> {
    cx: &'a Cx,
    record: Record,
    here: links::ReservationMerge,
    family: Family,
    is_live: bool,
    errors: FormErrors,
}

fn merge_page<'a>(
    cx: &'a Cx,
    customer: &Customer,
    here: links::ReservationMerge,
    family: Family,
    errors: FormErrors,
) -> MergePage<'a> {
    let mut record = Record::new(cx, customer, &family.overview, Tab::Configuration);
    record.tab = cx.t.record_merge();
    MergePage { is_live: is_live(cx, &family), cx, record, here, family, errors }
}

async fn ask_merge(
    on: OnCustomer<may::ConfigureReservations>,
    at: Path<links::ReservationMerge>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let family = look(&on, at.reservation, &app).await?;
    cx.page(&merge_page(&cx, on.customer(), at.into_inner(), family, FormErrors::new()))
}

/// The form of a merge: the version, and a field named by each reservation that is ticked.
fn read_merge(fields: Vec<(String, String)>) -> Result<(Vec<ReservationId>, i32), Failure> {
    let (mut ids, mut version) = (Vec::new(), 0);
    for (name, value) in fields {
        let unknown = || Failure::Malformed(format!("unknown field {name}"));
        if name == "version" {
            version = value.parse().map_err(|_not_a_number| unknown())?;
        } else {
            let id = name.strip_prefix("with-").ok_or_else(unknown)?;
            ids.push(id.parse().map_err(|_not_an_id| unknown())?);
        }
    }
    Ok((ids, version))
}

async fn merge(
    on: OnCustomer<may::ConfigureReservations>,
    at: Path<links::ReservationMerge>,
    form: CsrfForm<Vec<(String, String)>>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let (others, version) = read_merge(form.0)?;
    let (customer, id) = (on.id(), at.reservation);
    let family = look(&on, id, &app).await?;
    let mut errors = FormErrors::new();
    let may = on.granted().clone();
    let act = move |app: &App| Ok::<_, Failure>(reservations::merge(app, &may, (customer, id), &others, version));
    match run(&app, act).await? {
        Ok(made) => return see_other_with(&links::ReservationOverview::to(&customer, &made), Notice::Saved),
        Err(PartsError::Refused(refusal)) => {
            errors.add("with", refused(cx.t, refusal, family.overview.reservation.quantity));
        }
        Err(PartsError::NotEnded) => return Err(Failure::Conflict),
        Err(PartsError::Store(error)) => return Err(error.into()),
    }
    cx.unprocessable(&merge_page(&cx, on.customer(), at.into_inner(), family, errors))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VersionForm {
    version: i32,
}

type Act = fn(&App, &Granted<may::ConfigureReservations>, CustomerId, ReservationId, i32) -> Result<(), PartsError>;

async fn archive(
    on: OnCustomer<may::ConfigureReservations>,
    at: Path<links::ReservationArchive>,
    form: CsrfForm<VersionForm>,
    app: Data<App>,
) -> Page {
    put(&on, at.reservation, form.0.version, &app, reservations::archive).await
}

async fn unarchive(
    on: OnCustomer<may::ConfigureReservations>,
    at: Path<links::ReservationUnarchive>,
    form: CsrfForm<VersionForm>,
    app: Data<App>,
) -> Page {
    put(&on, at.reservation, form.0.version, &app, reservations::unarchive).await
}

async fn put(
    on: &OnCustomer<may::ConfigureReservations>,
    id: ReservationId,
    version: i32,
    app: &Data<App>,
    act: Act,
) -> Page {
    let (may, customer) = (on.granted().clone(), on.id());
    let did = run(app, move |app| Ok::<_, Failure>(act(app, &may, customer, id, version))).await?;
    match did {
        Ok(()) => see_other_with(&links::ReservationOverview::to(&customer, &id), Notice::Saved),
        Err(PartsError::NotEnded | PartsError::Refused(_)) => Err(Failure::Conflict),
        Err(PartsError::Store(error)) => Err(error.into()),
    }
}
