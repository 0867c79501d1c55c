//! The Azure portal view of a customer: what it has in Azure, at a glance. Floor 4. P-6, S-8, S-42.

use actix_web::web::Data;
use askama::Template;

use crate::access::may;
use crate::domain::roles::Perm;
use crate::domain::subscriptions::{Registration, SubscriptionState};
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::ops::App;
use crate::ops::customers::{self, Customer, Portal};
use crate::web::customer_frame::{CustomerFrame, Section};

#[derive(Template)]
#[template(path = "customers/portal.html")]
struct PortalPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: &'a Customer,
    portal: Portal,
}

impl PortalPage<'_> {
    fn tone(state: SubscriptionState) -> &'static str {
        match state {
            SubscriptionState::Active => "success",
            SubscriptionState::Pending => "info",
            SubscriptionState::Suspended => "warning",
            SubscriptionState::Deleted => "",
        }
    }

    fn registration(&self, registration: Registration) -> &'static str {
        let t = self.cx.t;
        match registration {
            Registration::NotRegistered => t.states_registration_not_registered(),
            Registration::Registering => t.states_registration_registering(),
            Registration::Registered => t.states_registration_registered(),
        }
    }
}

pub(super) async fn show(on: OnCustomer<may::OpenPortalView>, cx: Cx, app: Data<App>) -> Page {
    let (may, id) = (on.granted().clone(), on.id());
    let portal = run(&app, move |app| customers::portal(app, &may, id).map_err(Failure::from)).await?;
    let frame = CustomerFrame::at(&cx, on.customer(), Section::Account).here(cx.t.customers_portal_title());
    cx.page(&PortalPage { cx: &cx, frame, customer: on.customer(), portal })
}
