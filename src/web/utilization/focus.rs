//! The charges of a month as a FOCUS file: of one customer, or of all; of this month when none is asked for.
//! Floor 4.

use actix_web::web::{Data, Query};
use serde::Deserialize;

use crate::access::{Granted, may};
use crate::domain::ids::CustomerId;
use crate::domain::time::Day;
use crate::http::csv_stream::csv_stream;
use crate::http::cx::Page;
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::ops::{App, utilization};

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    month: String,
}

fn answer(may: Granted<may::SeeSavings>, customer: Option<CustomerId>, asked: &Asked, app: Data<App>) -> Page {
    let month: Day = match asked.month.as_str() {
        "" => may.scope().now().day(),
        asked => format!("{asked}-01").parse().map_err(|_no_month| Failure::NotFound)?,
    };
    let name = format!("focus-{}", month.to_string().get(..7).unwrap_or_default());
    csv_stream(&name, move |out| utilization::focus(&app, &may, customer, month, out))
}

/// Of all customers.
pub(super) async fn all(may: Granted<may::SeeSavings>, asked: Query<Asked>, app: Data<App>) -> Page {
    answer(may, None, &asked, app)
}

/// Of one customer.
pub(super) async fn one(on: OnCustomer<may::SeeSavings>, asked: Query<Asked>, app: Data<App>) -> Page {
    answer(on.granted().clone(), Some(on.id()), &asked, app)
}
