//! The frame of every page of one reservation: its sentence, its parts, its acts. Floor 4. S-53 to S-61,
//! S-71.
//!
//! How a page uses it: a field `record: Record`, made by `Record::new(&cx, on.customer(), &overview, Tab::..)`,
//! and a template that extends `reservations/record.html` and fills the block `content` (and `tab`, the
//! words of the page's title).

use crate::domain::carts::AppliedScope;
use crate::domain::ids::{CustomerId, ReservationId};
use crate::domain::reservations::{DisplayState, StatusCode};
use crate::domain::roles::Perm;
use crate::domain::time::Instant;
use crate::http::cx::Cx;
use crate::http::links;
use crate::i18n::Texts;
use crate::ops::customers::Customer;
use crate::ops::reservations::{Reservation, ReservationOverview};
use crate::ops::support::Subject;
use crate::web::customer_frame::{CustomerFrame, Place, Section};
use crate::web::support::about;

/// A part of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::web) enum Tab {
    /// How it is (S-54).
    Overview,
    /// Who may do what (S-57).
    Access,
    /// What can be changed (S-58).
    Configuration,
    /// What it is (S-59).
    Properties,
    /// What was done with it.
    History,
    /// The refund (S-55).
    Refund,
}

impl Tab {
    const ALL: [Self; 6] =
        [Self::Overview, Self::Access, Self::Configuration, Self::Properties, Self::History, Self::Refund];

    /// The words of the link and of the page's title.
    pub(in crate::web) fn label(self, t: Texts) -> &'static str {
        match self {
            Self::Overview => t.nav_overview(),
            Self::Access => t.nav_access_control(),
            Self::Configuration => t.nav_configuration(),
            Self::Properties => t.nav_properties(),
            Self::History => t.record_history(),
            Self::Refund => t.record_refund(),
        }
    }

    fn href(self, customer: CustomerId, id: ReservationId) -> String {
        match self {
            Self::Overview => links::ReservationOverview::to(&customer, &id).to_string(),
            Self::Access => links::ReservationAccess::to(&customer, &id).to_string(),
            Self::Configuration => links::ReservationConfiguration::to(&customer, &id).to_string(),
            Self::Properties => links::ReservationProperties::to(&customer, &id).to_string(),
            Self::History => links::ReservationHistory::to(&customer, &id).to_string(),
            Self::Refund => links::ReservationRefund::to(&customer, &id).to_string(),
        }
    }

    /// Whether the person has it at all: a customer's person reads what it is and no more (P-12 to P-14).
    fn is_for(self, cx: &Cx, is_customers: bool) -> bool {
        match self {
            Self::Overview | Self::Properties => true,
            Self::Access | Self::History => !is_customers,
            Self::Configuration => cx.may(Perm::ConfigureReservations),
            Self::Refund => cx.may(Perm::FileRefunds),
        }
    }
}

/// What stands around a page of one reservation.
#[derive(Debug, Clone)]
pub(in crate::web) struct Record {
    /// The customer's sections and the way back.
    pub(in crate::web) frame: CustomerFrame,
    /// The reservation's name.
    pub(in crate::web) name: String,
    /// How it is, in a sentence.
    pub(in crate::web) verdict: String,
    /// The words of this page.
    pub(in crate::web) tab: &'static str,
    /// The parts that the person has.
    pub(in crate::web) tabs: Vec<Place>,
    /// The acts of the menu that are possible now.
    pub(in crate::web) acts: Vec<Place>,
    /// Where the cart is filled with the same again, and with what.
    pub(in crate::web) again: Option<(String, String)>,
}

impl Record {
    /// The frame of a page of this reservation.
    pub(in crate::web) fn new(cx: &Cx, customer: &Customer, it: &ReservationOverview, tab: Tab) -> Self {
        let now = cx.visit().circumstances.at;
        let is_customers = is_customers(cx);
        let reservation = &it.reservation;
        let has = |it: &Tab| it.is_for(cx, is_customers);
        let place = |it: Tab| Place {
            label: it.label(cx.t).to_owned(),
            href: it.href(customer.id, reservation.id),
            current: it == tab,
        };
        Self {
            frame: CustomerFrame::at(cx, customer, Section::Reservations).named(reservation.name.clone()),
            name: reservation.name.clone(),
            verdict: verdict(cx.t, customer, it, now),
            tab: tab.label(cx.t),
            tabs: Tab::ALL.into_iter().filter(has).map(place).collect(),
            acts: acts(cx, reservation, now),
            again: cx
                .may(Perm::PlaceOrders)
                .then(|| (links::CartAgain::to(&customer.id).to_string(), format!("reservation.{}", reservation.id))),
        }
    }
}

/// Whether a customer's person looks.
pub(in crate::web) fn is_customers(cx: &Cx) -> bool {
    cx.visit().who.as_ref().is_some_and(|who| who.customer().is_some())
}

/// Where an exchange of the reservation is built (S-56, S-71).
pub(in crate::web) fn exchange_href(customer: CustomerId, id: ReservationId) -> String {
    links::ReservationExchange::to(&customer, &id).to_string()
}

/// Refund, exchange, split and merge of one that lives; a support request about any.
fn acts(cx: &Cx, it: &Reservation, now: Instant) -> Vec<Place> {
    let is_live = !it.has_ended(now) && it.state.may_be_configured();
    let mut acts = Vec::new();
    let mut add = |perm: Perm, label: &str, href: String| {
        if cx.may(perm) {
            acts.push(Place { label: label.to_owned(), href, current: false });
        }
    };
    let (customer, id, t) = (&it.customer_id, &it.id, cx.t);
    if is_live {
        add(Perm::FileRefunds, t.record_refund(), links::ReservationRefund::to(customer, id).to_string());
        add(Perm::FileRefunds, t.record_exchange(), exchange_href(*customer, *id));
        add(Perm::ConfigureReservations, t.record_split(), links::ReservationSplit::to(customer, id).to_string());
        add(Perm::ConfigureReservations, t.record_merge(), links::ReservationMerge::to(customer, id).to_string());
    }
    let about = Subject { reservation: Some(*id), order: None };
    add(Perm::CreateSupportRequests, t.support_new(), about::new_href(*customer, &about));
    acts
}

/// How it is, in a sentence.
fn verdict(t: Texts, customer: &Customer, it: &ReservationOverview, now: Instant) -> String {
    let reservation = &it.reservation;
    match reservation.display(now) {
        DisplayState::Succeeded | DisplayState::Expiring | DisplayState::NoBenefit => {
            if now < reservation.starts_at {
                return t.reservations_is_not_started(t.date_time(&reservation.starts_at));
            }
            let days = reservation.days_left(now);
            match reservation.scope {
                AppliedScope::Shared => t.reservations_is_active_shared(days, &customer.company_name),
                AppliedScope::Single => t.reservations_is_active_single(days, &it.places.subscription_name),
            }
        }
        DisplayState::Pending | DisplayState::Processing => t.reservations_is_pending().to_owned(),
        DisplayState::Expired => t.reservations_is_expired(t.date(&reservation.expires_at.day())),
        DisplayState::Cancelled => cancelled(t, reservation.status_code).to_owned(),
        DisplayState::Failed => t.reservations_is_failed().to_owned(),
        DisplayState::Warning => t.reservations_is_warning().to_owned(),
    }
}

/// Why a cancelled one ended (C-14).
fn cancelled(t: Texts, code: StatusCode) -> &'static str {
    match code {
        StatusCode::Split => t.record_is_split(),
        StatusCode::Merged => t.record_is_merged(),
        StatusCode::None
        | StatusCode::Pending
        | StatusCode::Processing
        | StatusCode::Active
        | StatusCode::PurchaseError
        | StatusCode::PaymentInstrumentError
        | StatusCode::Expired
        | StatusCode::Succeeded => t.reservations_is_cancelled(),
    }
}
