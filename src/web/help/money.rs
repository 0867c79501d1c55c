//! What it costs and what comes back. Floor 4.

use super::body::Body;
use super::{limits, tables};
use crate::domain::policy::{CapWindow, POL_1810};
use crate::domain::term::Term;
use crate::i18n::Texts;

/// R-BL-1 to R-BL-9, R-BL-13, BL-3.
pub(super) fn billing(t: Texts) -> Body {
    Body::new()
        .heading("plan", t.help_billing_plan())
        .table(tables::plans(t))
        .text(t.help_billing_plan_same(Term::OneYear.months(), Term::ThreeYears.months()))
        .heading("currency", t.help_billing_currency())
        .text(t.help_billing_currency_how())
        .heading("tax", t.help_billing_tax())
        .text(t.help_billing_tax_how())
        .heading("due", t.help_billing_due())
        .text(t.help_billing_due_how(limits::PAYMENT_DAYS))
        .heading("rounding", t.help_billing_rounding())
        .text(t.help_billing_rounding_how())
        .heading("who", t.help_billing_who())
        .text(t.help_billing_who_how())
}

/// S-62 to S-70, R-RF-1 to R-RF-9, R-EX-1, R-EX-3, R-EX-4.
pub(super) fn refunds(t: Texts) -> Body {
    Body::new()
        .text(t.help_refunds_any_time(POL_1810.code, t.date(&POL_1810.from)))
        .table(tables::refunds(t))
        .text(t.help_refunds_fee())
        .text(t.help_refunds_cap(t.money(&POL_1810.cap.usd), CapWindow::ROLLING_DAYS))
        .heading("who", t.help_refunds_who())
        .text(t.help_refunds_who_how())
        .heading("exchange", t.help_refunds_exchange())
        .text(t.help_refunds_exchange_how())
}
