//! How utilization is counted, and how ours compares with the vendor's. Floor 4. R-UT-1, R-UT-2, R-BN-1 to
//! R-BN-9.

use super::body::{Body, Table, Words};
use super::limits;
use crate::domain::benefit::Cause;
use crate::domain::utilization::vendor::{self, Compared};
use crate::i18n::Texts;
use crate::web::utilization::cause;

/// What happens to an hour, why hours are lost, what was compared.
pub(super) fn utilization(t: Texts) -> Body {
    Body::new()
        .text(t.help_utilization_what())
        .heading("hour", t.help_utilization_hour())
        .point(t.help_utilization_hour_lost())
        .point(t.help_utilization_hour_partial())
        .point(t.help_utilization_hour_scope())
        .point(t.help_utilization_hour_group())
        .point(t.help_utilization_hour_change())
        .heading("late", t.help_utilization_late())
        .text(t.help_utilization_late_how(limits::UTILIZATION_LAG_HOURS))
        .heading("causes", t.utilization_why_title())
        .text(t.help_utilization_causes_order())
        .table(causes(t))
        .heading("vendor", t.help_utilization_vendor())
        .text(t.help_utilization_vendor_how())
        .table(compared(t))
        .text(t.help_utilization_vendor_days())
}

fn causes(t: Texts) -> Table {
    let row = |one: &Cause| {
        let (why, what_helps) = cause(t, one.code());
        vec![Words::from(why), Words::from(what_helps)]
    };
    Table {
        caption: t.utilization_why_title().into(),
        head: vec![t.utilization_cause().into(), t.utilization_remedy().into()],
        rows: Cause::ALL.iter().map(row).collect(),
        rules: Vec::new(),
    }
}

fn compared(t: Texts) -> Table {
    let row = |what: &'static str, Compared { of, equal }: Compared| {
        vec![Words::from(what), t.help_utilization_equal(i64::from(equal), i64::from(of)).into()]
    };
    Table {
        caption: t.help_utilization_vendor().into(),
        head: vec![t.help_limit().into(), t.help_utilization_equal_head().into()],
        rows: vec![
            row(t.help_utilization_details(), vendor::DETAILS),
            row(t.help_utilization_days(), vendor::DAYS),
            row(t.help_utilization_days_of_details(), vendor::DAYS_FROM_DETAILS),
            row(t.help_utilization_months(), vendor::MONTHS),
        ],
        rules: Vec::new(),
    }
}
