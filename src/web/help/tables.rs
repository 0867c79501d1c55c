//! Tables of the information pages, made from the rules and data that the program itself uses. Floor 4.

use rust_decimal::Decimal;

use super::body::{Table, Words};
use super::limits as times;
use crate::domain::carts::{AppliedScope, BillingPlan, Optimise};
use crate::domain::policy::{CreditShare, POL_1810, Terms};
use crate::domain::roles::{Perm, Role, Verdict, verdict};
use crate::i18n::{Lang, Texts};
use crate::ops::markets::{ClosedMarkets, Market};

fn row<const N: usize>(cells: [&str; N]) -> Vec<Words> {
    cells.into_iter().map(|cell| Words::Owned(cell.to_owned())).collect()
}

/// Scopes and what they do (S-38).
pub(super) fn scopes(t: Texts) -> Table {
    Table {
        caption: t.help_scope().into(),
        head: row([t.help_scope(), t.help_what_it_does()]),
        rows: AppliedScope::ALL.iter().map(|it| row([t.applied_scope(it), t.about_applied_scope(it)])).collect(),
        rules: Vec::new(),
    }
}

/// What a reservation can be optimised for.
pub(super) fn optimise(t: Texts) -> Table {
    Table {
        caption: t.terms_optimize_for().into(),
        head: row([t.help_option(), t.help_what_it_does()]),
        rows: Optimise::ALL.iter().map(|it| row([t.optimise(it), t.about_optimise(it)])).collect(),
        rules: Vec::new(),
    }
}

/// Billing plans (R-BL-1, R-BL-2).
pub(super) fn plans(t: Texts) -> Table {
    Table {
        caption: t.help_plan().into(),
        head: row([t.help_plan(), t.help_what_it_does()]),
        rows: BillingPlan::ALL.iter().map(|it| row([t.billing_plan(it), t.about_billing_plan(it)])).collect(),
        rules: Vec::new(),
    }
}

/// The four rows of the refund policy (S-66 to S-69).
pub(super) fn refunds(t: Texts) -> Table {
    let policy = POL_1810;
    let of = |is_early: bool, is_used: bool| {
        let Terms { credit, fee_percent: fee } = policy.terms(is_early, is_used);
        let since =
            if is_early { t.help_days_or_fewer(policy.grace_days()) } else { t.help_days_or_more(policy.grace_days()) };
        let credit = match credit {
            CreditShare::Full => t.help_full(t.percent(&Decimal::ONE)),
            CreditShare::Prorated => t.help_prorated().to_owned(),
        };
        let fee = if fee == 0 {
            t.help_no_fee().to_owned()
        } else {
            t.help_fee_share(t.percent(&Decimal::new(i64::from(fee), 2)))
        };
        let used = if is_used { t.common_yes() } else { t.common_no() };
        row([&since, used, &credit, &fee, &t.money(&policy.cap.usd)])
    };
    Table {
        caption: t.help_refunds_title().into(),
        head: row([t.help_since_order(), t.help_used(), t.help_credit(), t.help_fee(), t.help_cap()]),
        rows: vec![of(true, false), of(true, true), of(false, false), of(false, true)],
        rules: Vec::new(),
    }
}

/// The permission matrix (P-1 to P-27).
pub(super) fn roles(t: Texts) -> Table {
    let mut head = row([t.help_act()]);
    head.extend(Role::ALL.iter().map(|role| Words::Borrowed(t.role(role))));
    let rows = Perm::ALL.iter().map(|perm| {
        let mut cells = vec![Words::Borrowed(t.permission(perm))];
        cells.extend(Role::ALL.iter().map(|role| Words::Borrowed(cell(t, verdict(*role, *perm)))));
        cells
    });
    let rules = Perm::ALL.iter().map(|perm| perm.code()).collect();
    Table { caption: t.help_roles_title().into(), head, rows: rows.collect(), rules }
}

/// What the matrix says, in a word.
pub(super) fn cell(t: Texts, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Yes => t.help_cell_yes(),
        Verdict::No => t.help_cell_no(),
        Verdict::ViewOnly => t.help_cell_view(),
        Verdict::WithSubscriptionAccess => t.help_cell_access(),
        Verdict::WithCustomerPermission => t.help_cell_allowed(),
        Verdict::Own => t.help_cell_own(),
    }
}

/// The closed markets, with their names in the page's language (S-83).
pub(super) fn markets(t: Texts, closed: &ClosedMarkets) -> Table {
    let mut rows: Vec<Vec<Words>> = closed
        .markets
        .iter()
        .map(|(market, rule)| row([market_name(t, market), &t.date_short(&rule.valid_from), &rule.source]))
        .collect();
    if rows.is_empty() {
        rows.push(row([t.help_no_markets(), "", ""]));
    }
    Table {
        caption: t.help_markets_title().into(),
        head: row([t.help_market(), t.help_since(), t.help_source()]),
        rows,
        rules: Vec::new(),
    }
}

fn market_name(t: Texts, market: &Market) -> &str {
    match t.lang() {
        Lang::En => &market.name_en,
        Lang::Ko => &market.name_ko,
        Lang::ZhTw => &market.name_zh_tw,
        #[cfg(debug_assertions)]
        Lang::Pseudo => &market.name_en,
    }
}

/// Times and limits (8.3).
pub(super) fn limits(t: Texts) -> Table {
    Table {
        caption: t.help_limits_title().into(),
        head: row([t.help_limit(), t.help_value()]),
        rows: times::rows(t).iter().map(|(what, value)| row([what, value])).collect(),
        rules: Vec::new(),
    }
}
