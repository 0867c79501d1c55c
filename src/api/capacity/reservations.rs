//! Reservations: of an order, of everybody, one, and as they were. Floor 4. P-11.

use serde_json::json;

use super::{at_order, no_reservation, shapes, wire};
use crate::access::{Granted, may};
use crate::api::frame::odata::Filter;
use crate::api::frame::wire::Page;
use crate::api::{Answer, Answered, Call, Endpoint, Face, Refused};
use crate::domain::ids::{CustomerId, ReservationId};
use crate::domain::reservations::DisplayState;
use crate::domain::roles::Perm;
use crate::ops::App;
use crate::ops::reservations::by_order::{self, Known, Listing, SortedBy, StartAt};
use crate::ops::reservations::{self as all_reservations, ReservationFilter};
use crate::ops::{PageAt, StoreError};

/// Reservations of a page, unless the client says how many.
const PAGE: usize = 100;

/// Pages that a filter looks through for one answer.
const LOOKS: usize = 10;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let get = |path, act| Endpoint::get(Face::Arm, path, Perm::ViewReservations, act);
    vec![
        get("/providers/Microsoft.Capacity/reservations", list_all).answers::<wire::ReservationsPage>().asks(&[
            ("$filter", "Comparisons with eq, joined by and and or: properties/archived eq false."),
            ("$orderby", "properties/displayName desc; also sku/name, quantity, effectiveDateTime, expiryDate."),
            ("refreshSummary", "true: with how many there are of each state."),
            ("selectedState", "Only what shows this state, such as Cancelled."),
            ("take", "How many at once, 100 at most."),
            ("$skiptoken", "The mark of a next link."),
        ]),
        get("/providers/Microsoft.Capacity/reservationOrders/{order}/reservations", list)
            .answers::<Page<wire::Reservation>>(),
        get("/providers/Microsoft.Capacity/reservationOrders/{order}/reservations/{reservation}", show)
            .answers::<wire::Reservation>()
            .asks(&[("$expand", "renewProperties: with what would be bought at its end.")]),
        get("/providers/Microsoft.Capacity/reservationOrders/{order}/reservations/{reservation}/revisions", revisions)
            .answers::<Page<wire::Reservation>>(),
    ]
}

/// The reservation in the address, with proof of the right to look.
pub(super) fn at_reservation(
    app: &App,
    call: &Call,
) -> Result<(Granted<may::ViewReservations>, CustomerId, Known), Refused> {
    let id: ReservationId = call.part("reservation").parse().map_err(|_not_a_guid| no_reservation())?;
    let (may, customer, order) = at_order::<may::ViewReservations>(app, call, Some(id))?;
    match by_order::one(app, &may, order, id) {
        Ok(known) => Ok((may, customer, known)),
        Err(StoreError::NotFound) => Err(no_reservation()),
        Err(error) => Err(error.into()),
    }
}

fn list(app: &App, call: &Call) -> Answered {
    let (may, _customer, order) = at_order::<may::ViewReservations>(app, call, None)?;
    let now = call.circumstances.at;
    let found = by_order::of_order(app, &may, order)?;
    Answer::ok(&call.arm_page(found.iter().map(|known| shapes::reservation(known, now)).collect(), None))
}

fn show(app: &App, call: &Call) -> Answered {
    let (may, _customer, known) = at_reservation(app, call)?;
    let mut shown = shapes::reservation(&known, call.circumstances.at);
    if call.query("$expand").is_some_and(|what| what.eq_ignore_ascii_case("renewProperties")) {
        let unit = by_order::price_again(app, &may, &known.reservation)?;
        shown.properties.renew_properties = Some(shapes::renewal(&known, unit));
    }
    Answer::ok(&shown)
}

/// The reservation as it was, the newest first: its present form, then what it was before each change.
fn revisions(app: &App, call: &Call) -> Answered {
    let (may, _customer, known) = at_reservation(app, call)?;
    let now = call.circumstances.at;
    let forms = by_order::revisions(app, &may, &known)?;
    let shown = forms.iter().map(|(form, until)| shapes::reservation(form, until.unwrap_or(now)));
    Answer::ok(&call.arm_page(shown.collect(), None))
}

/// Every reservation. What the database cannot filter is looked through page by page, so many at most; the next
/// link leads on from there.
fn list_all(app: &App, call: &Call) -> Answered {
    let may = call.may::<may::ViewReservations>()?;
    let limit = call.number("take")?.unwrap_or(PAGE).clamp(1, PAGE);
    let filter = Filter::read(call.query("$filter").unwrap_or_default())?;
    let state = call.query("selectedState").map(named_state);
    let listing = Listing {
        is_archived: filter.as_ref().and_then(|filter| filter.required("archived")).and_then(|is| is.parse().ok()),
        state: state.flatten(),
        sorted: call.query("$orderby").map(sorted).transpose()?,
    };
    let now = call.circumstances.at;
    let mut page = wire::ReservationsPage { value: Vec::new(), next_link: None, summary: None };
    let mut from = start(call, listing.sorted.is_some());
    // A state that nothing ever has.
    let is_nothing = state == Some(None);
    for _ in 0..if is_nothing { 0 } else { LOOKS } {
        let wanted = limit.saturating_sub(page.value.len());
        let found = by_order::all(app, &may, listing, from, wanted)?;
        let shown = found.items.iter().map(|known| shapes::reservation(known, now));
        page.value.extend(shown.filter(|one| filter.as_ref().is_none_or(|filter| filter.keeps(&json!(one)))));
        let mark = found.items.last().filter(|_| found.has_next);
        page.next_link = mark.map(|last| {
            from = behind(from, last, found.items.len());
            call.next_link(&match from {
                StartAt::Id(_) => last.reservation.id.to_string(),
                StartAt::Row(row) => row.to_string(),
            })
        });
        if page.next_link.is_none() || page.value.len() >= limit {
            break;
        }
    }
    if call.flag("refreshSummary") {
        page.summary = Some(summary(app, &may)?);
    }
    Answer::ok(&page)
}

fn start(call: &Call, is_sorted: bool) -> StartAt {
    let mark = call.skip_token();
    if is_sorted {
        return StartAt::Row(mark.and_then(|mark| mark.parse().ok()).filter(|row| *row >= 0).unwrap_or(0));
    }
    StartAt::Id(mark.and_then(|mark| mark.parse().ok()))
}

fn behind(from: StartAt, last: &Known, count: usize) -> StartAt {
    match from {
        StartAt::Id(_) => StartAt::Id(Some(last.reservation.id)),
        StartAt::Row(row) => StartAt::Row(row.saturating_add(i64::try_from(count).unwrap_or(i64::MAX))),
    }
}

fn named_state(text: &str) -> Option<DisplayState> {
    DisplayState::ALL.iter().copied().find(|state| state.code().eq_ignore_ascii_case(text))
}

/// `properties/displayName asc`.
fn sorted(text: &str) -> Result<(SortedBy, bool), Refused> {
    let wrong = || Refused::bad("InvalidRequestContent", format!("Reservations are not sorted by '{text}'."));
    let mut words = text.split_whitespace();
    let name = words.next().unwrap_or_default().to_lowercase();
    let by = match name.strip_prefix("properties/").unwrap_or(&name) {
        "displayname" => SortedBy::Name,
        "sku/name" => SortedBy::Size,
        "quantity" => SortedBy::Quantity,
        "effectivedatetime" | "purchasedate" | "purchasedatetime" => SortedBy::Made,
        "expirydate" | "expirydatetime" => SortedBy::Ends,
        _ => return Err(wrong()),
    };
    match (words.next().map(str::to_lowercase).as_deref(), words.next()) {
        (None | Some("asc"), None) => Ok((by, false)),
        (Some("desc"), None) => Ok((by, true)),
        _ => Err(wrong()),
    }
}

fn summary(app: &App, may: &Granted<may::ViewReservations>) -> Result<wire::ReservationsSummary, Refused> {
    let counts = all_reservations::list(app, may, &ReservationFilter::default(), PageAt::First)?.totals.counts;
    let cancelled = by_order::cancelled(app, may)?;
    Ok(wire::ReservationsSummary {
        succeeded_count: counts.active.saturating_sub(counts.expiring),
        expiring_count: counts.expiring,
        processing_count: counts.live.saturating_sub(counts.active),
        cancelled_count: cancelled,
        failed_count: 0,
        expired_count: counts.ended().saturating_sub(cancelled).max(0),
        pending_count: 0,
    })
}
