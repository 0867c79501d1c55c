//! Times and limits that the vendor publishes, and our own. Floor 4. Rulebook 8.3.

use crate::domain::carts::CART_LIFE_DAYS;
use crate::domain::downloads::{LINK_DAYS, LINK_DOWNLOADS};
use crate::domain::policy::{POL_1810, SoftwareWindow};
use crate::domain::reservations::EXPIRING_DAYS;
use crate::domain::subscriptions::KEPT_SUSPENDED_DAYS;
use crate::i18n::Texts;
use crate::ops::reservations::LOOK_AHEAD_DAYS;

/// How late utilization may be (R-SZ-6).
pub(super) const UTILIZATION_LAG_HOURS: i64 = 8;
/// When a one-time charge is due (R-BL-7).
pub(super) const PAYMENT_DAYS: i64 = 60;
const ORDER_VISIBLE_MINUTES: i64 = 15;
const ROLE_ELSEWHERE_MINUTES: i64 = 60;
const INVOICE_LINK_MINUTES: i64 = 30;

/// Days after the order in which software can be cancelled (R-SW-1).
pub(super) fn software_days() -> u32 {
    match POL_1810.software.last().map(|rule| rule.window) {
        Some(SoftwareWindow::Days(days)) => days,
        Some(SoftwareWindow::Hours(hours)) => hours / 24,
        None => 0,
    }
}

/// What, and how much.
pub(super) fn rows(t: Texts) -> Vec<(&'static str, String)> {
    vec![
        (t.help_limits_order_visible(), t.help_limits_at_once().to_owned()),
        (t.help_limits_order_elsewhere(), t.common_minutes(ORDER_VISIBLE_MINUTES)),
        (t.help_limits_utilization(), t.common_hours(UTILIZATION_LAG_HOURS)),
        (t.help_limits_role(), t.common_minutes(ROLE_ELSEWHERE_MINUTES)),
        (t.help_limits_payment(), t.common_days(PAYMENT_DAYS)),
        (t.help_limits_suspended(), t.common_days(KEPT_SUSPENDED_DAYS)),
        (t.help_limits_cart(), t.common_days(CART_LIFE_DAYS)),
        (t.help_limits_expiring(), t.common_days(EXPIRING_DAYS)),
        (t.help_limits_ahead(), t.common_days(LOOK_AHEAD_DAYS)),
        (t.help_limits_download(), t.common_days(LINK_DAYS)),
        (t.help_limits_downloads(), t.help_limits_times(LINK_DOWNLOADS)),
        (t.help_limits_invoice(), t.common_minutes(INVOICE_LINK_MINUTES)),
    ]
}
