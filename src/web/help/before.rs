//! What to know before buying. Floor 4.

use rust_decimal::Decimal;

use super::body::Body;
use super::{limits, tables};
use crate::domain::downloads::{LINK_DAYS, LINK_DOWNLOADS};
use crate::i18n::Texts;

/// Benefits, what is included and what is not: S-1 to S-5, S-7.
pub(super) fn overview(t: Texts) -> Body {
    Body::new()
        .text(t.help_overview_what())
        .heading("benefits", t.help_overview_benefits())
        .point(t.help_overview_fast())
        .point(t.help_overview_flexible())
        .point(t.help_overview_savings())
        .point(t.help_overview_budget())
        .point(t.help_overview_capacity())
        .point(t.help_overview_together())
        .heading("departments", t.help_overview_departments())
        .text(t.help_overview_departments_how())
        .heading("included", t.help_overview_included())
        .text(t.help_overview_software())
        .text(t.help_overview_families())
}

/// The way to an order number: S-6, S-20 to S-43.
pub(super) fn buying(t: Texts) -> Body {
    Body::new()
        .heading("before", t.help_buying_before())
        .point(t.help_buying_active())
        .point(t.help_buying_market())
        .point(t.help_buying_size())
        .heading("steps", t.help_buying_steps())
        .step(t.help_buying_step_customer())
        .step(t.help_buying_step_products())
        .step(t.help_buying_step_subscription())
        .step(t.help_buying_step_term())
        .step(t.help_buying_step_cart())
        .step(t.help_buying_step_review())
        .step(t.help_buying_step_buy())
        .heading("other-path", t.help_buying_other_path())
        .text(t.help_buying_other_path_how())
        .heading("after", t.help_buying_after())
        .text(t.help_buying_after_how())
}

/// Which size, and how the discount finds it: R-SZ-1 to R-SZ-8, R-BN-1 to R-BN-6, R-BN-10.
pub(super) fn sizing(t: Texts) -> Body {
    Body::new()
        .text(t.help_sizing_goal())
        .heading("find", t.help_sizing_find())
        .point(t.help_sizing_find_portal())
        .point(t.help_sizing_find_powershell())
        .point(t.help_sizing_find_arm())
        .point(t.help_sizing_find_usage())
        .text(t.help_sizing_not_reconciliation())
        .heading("never", t.help_sizing_never())
        .text(t.help_sizing_never_which())
        .heading("hour", t.help_sizing_hour())
        .text(t.help_sizing_hour_partial())
        .text(t.help_sizing_hour_stopped())
        .text(t.help_sizing_hour_group())
        .heading("check", t.help_sizing_check())
        .text(t.help_sizing_check_lag(limits::UTILIZATION_LAG_HOURS))
}

/// Single and shared: S-38, R-BN-7, R-BN-8, Q-15.
pub(super) fn scope(t: Texts) -> Body {
    Body::new()
        .text(t.help_scope_what())
        .table(tables::scopes(t))
        .heading("context", t.help_scope_context())
        .text(t.help_scope_context_what())
        .heading("optimize", t.help_scope_optimize())
        .table(tables::optimise(t))
        .text(t.help_scope_optimize_when())
        .heading("order", t.help_scope_order())
        .text(t.help_scope_order_how())
}

/// S-82.
pub(super) fn hybrid_benefit(t: Texts) -> Body {
    Body::new()
        .text(t.help_hybrid_benefit_what())
        .point(t.help_hybrid_benefit_alone(t.percent(&Decimal::new(4, 1))))
        .point(t.help_hybrid_benefit_together(t.percent(&Decimal::new(8, 1))))
        .heading("editions", t.help_hybrid_benefit_editions())
        .text(t.help_hybrid_benefit_editions_which())
        .text(t.help_hybrid_benefit_without())
}

/// S-80, S-81, S-84 to S-98.
pub(super) fn software(t: Texts) -> Body {
    Body::new()
        .text(t.help_software_what())
        .text(t.help_software_who())
        .text(t.help_software_together())
        .heading("buy", t.help_software_buy())
        .text(t.help_software_buy_how())
        .heading("files", t.help_software_files())
        .text(t.help_software_files_how())
        .text(t.help_software_link(LINK_DAYS, LINK_DOWNLOADS))
        .heading("keys", t.help_software_keys())
        .text(t.help_software_keys_how())
        .heading("cancel", t.help_software_cancel())
        .text(t.help_software_cancel_how(limits::software_days()))
        .text(t.help_software_cancel_then())
}
