//! The machines on the page of sizing, and all of them as a file. Floor 4. S-20, R-SZ-1.

use actix_web::web::{Data, Query};

use super::figures::hours;
use super::sizing::{Asked, find};
use crate::access::may;
use crate::domain::benefit::Hours;
use crate::domain::utilization::Amount;
use crate::http::csv::CsvFile;
use crate::http::cx::{Cx, Page};
use crate::http::extract::OnCustomer;
use crate::i18n::Texts;
use crate::ops::App;
use crate::ops::utilization::MachineHours;

/// How many stand on the page; the file has all.
pub(super) const SHOWN: usize = 50;

/// A machine on the page.
pub(super) struct Row {
    /// The last part of its ID.
    pub(super) name: String,
    /// Where it runs.
    pub(super) place: String,
    /// Its size.
    pub(super) size: String,
    /// Its region.
    pub(super) region: String,
    /// Hours that it ran, that were covered and that were not.
    pub(super) hours: [String; 3],
}

/// The first of them, as they are shown.
pub(super) fn rows(t: Texts, machines: &[MachineHours]) -> Vec<Row> {
    let shown = |amount: Hours| hours(t, Amount::nanos(amount.nanos()));
    let row = |it: &MachineHours| Row {
        name: it.resource.rsplit('/').next().unwrap_or_default().to_owned(),
        place: format!("{} · {}", it.group, it.subscription),
        size: it.size.clone(),
        region: it.region.clone(),
        hours: [it.running, it.covered, it.uncovered()].map(shown),
    };
    machines.iter().take(SHOWN).map(row).collect()
}

/// All of them.
pub(super) async fn file(on: OnCustomer<may::SeeSavings>, asked: Query<Asked>, cx: Cx, app: Data<App>) -> Page {
    let (_, found) = find(&on, &asked, &app).await?;
    let t = cx.t;
    let mut file = CsvFile::new(&[
        t.sizing_machine(),
        t.utilization_by_group(),
        t.utilization_by_subscription(),
        t.catalog_size(),
        t.catalog_region(),
        t.sizing_running(),
        t.sizing_covered(),
        t.sizing_uncovered(),
    ])?;
    for it in found.iter().flat_map(|found| &found.machines) {
        let [running, covered, left] =
            [it.running, it.covered, it.uncovered()].map(|hours| hours.to_decimal().normalize().to_string());
        let cells = [&it.resource, &it.group, &it.subscription, &it.size, &it.region, &running, &covered, &left];
        file.row(&cells)?;
    }
    file.answer("machines")
}
