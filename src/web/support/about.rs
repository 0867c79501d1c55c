//! The support requests about one reservation or one order, on its own page. Floor 4. Features row 72.
//!
//! How a page uses it: a field `about: Option<About>` made by `about::of(..)`, and
//! `{% include "support/about.html" %}` where the template imports `badge` and `head`.

use actix_web::web::Data;

use super::said::tone;
use crate::access::{Granted, may};
use crate::domain::ids::CustomerId;
use crate::domain::roles::Perm;
use crate::http::cx::Cx;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::ops::support::{Subject, SupportRequest};
use crate::ops::{App, support};

/// One of the requests.
pub(in crate::web) struct Line {
    pub(in crate::web) request: SupportRequest,
    pub(in crate::web) href: String,
    pub(in crate::web) tone: &'static str,
}

/// What stands on the page.
pub(in crate::web) struct About {
    /// The latest requests.
    pub(in crate::web) lines: Vec<Line>,
    /// The list of all of them; "" where these are all.
    pub(in crate::web) all: String,
    /// Where a new one begins; "" for those who may not write.
    pub(in crate::web) new: String,
}

/// The query of an address that names the reservation or the order.
fn query(subject: &Subject) -> String {
    match (subject.reservation, subject.order) {
        (Some(id), _) => format!("reservation={id}"),
        (None, Some(id)) => format!("order={id}"),
        (None, None) => String::new(),
    }
}

/// Where a request about something begins, prefilled with its IDs (S-61).
pub(in crate::web) fn new_href(customer: CustomerId, subject: &Subject) -> String {
    format!("{}?{}", links::SupportNew::to(&customer), query(subject))
}

/// The requests about something; nothing for people who see no requests (P-21).
pub(in crate::web) async fn of(
    cx: &Cx,
    app: &Data<App>,
    customer: CustomerId,
    subject: Subject,
) -> Result<Option<About>, Failure> {
    let Some(who) = &cx.visit().who else { return Ok(None) };
    let Ok(may) = Granted::<may::ViewSupportRequests>::check(who, cx.visit().circumstances.clone()) else {
        return Ok(None);
    };
    let asked = subject.clone();
    let found = run(app, move |app| support::about(app, &may, customer, &asked).map_err(Failure::from)).await?;
    let all = format!("{}?{}", links::CustomerSupport::to(&customer), query(&subject));
    let line = |request: SupportRequest| Line {
        href: links::SupportShow::to(&customer, &request.id).to_string(),
        tone: tone(request.state),
        request,
    };
    Ok(Some(About {
        all: if found.has_next { all } else { String::new() },
        new: if cx.may(Perm::CreateSupportRequests) { new_href(customer, &subject) } else { String::new() },
        lines: found.rows.into_iter().map(|named| line(named.request)).collect(),
    }))
}
