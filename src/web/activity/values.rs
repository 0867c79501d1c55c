//! Values of events as people write them: codes in words, lists with commas. Floor 4.

use std::str::FromStr;

use serde_json::Value;

use crate::domain::audit::EventKind;
use crate::domain::carts::{AppliedScope, BillingPlan, CartState, Optimise};
use crate::domain::customers::Segment;
use crate::domain::orders::OrderStatus;
use crate::domain::partners::PartnerKind;
use crate::domain::refunds::{CaseState, ReturnReason};
use crate::domain::reservations::{Level, ReservationRole};
use crate::domain::roles::{Perm, Role};
use crate::domain::subscriptions::{AccessRole, Registration, SubscriptionState};
use crate::domain::support::{Category, FileState, RequestState, Severity, Step};
use crate::domain::term::Term;
use crate::domain::time::{Day, Instant};
use crate::domain::webhooks::Topic;
use crate::i18n::{Lang, Texts};

/// The value of a field of a thing in this table.
pub(super) fn plain(t: Texts, table: &str, field: &str, value: Option<&Value>) -> String {
    let each = |value| plain(t, table, field, Some(value));
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => words(t, table, field, text).map_or_else(|| told(t, text), str::to_owned),
        Some(Value::Array(items)) => {
            let separator = if items.iter().any(Value::is_object) { "; " } else { ", " };
            items.iter().map(each).collect::<Vec<_>>().join(separator)
        }
        Some(Value::Object(fields)) => {
            let told = fields.iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| {
                let label = t.event_field(name).unwrap_or(name);
                format!("{label}: {}", plain(t, table, name, Some(value)))
            });
            told.collect::<Vec<_>>().join(", ")
        }
        Some(Value::Bool(is)) => (if *is { t.common_yes() } else { t.common_no() }).to_owned(),
        Some(Value::Number(number)) => number.to_string(),
    }
}

/// Moments and days as they are written everywhere; other text as it is.
fn told(t: Texts, text: &str) -> String {
    let day = || text.parse().map(|day: Day| t.date(&day));
    text.parse()
        .map(|at: Instant| t.date_time(&at))
        .or_else(|_no_moment| day())
        .unwrap_or_else(|_no_day| text.to_owned())
}

/// What a code means; `None` for any other text.
fn words(t: Texts, table: &str, field: &str, code: &str) -> Option<&'static str> {
    fn read<T: FromStr>(code: &str) -> Option<T> {
        code.parse().ok()
    }
    match field {
        "role" | "roles" => {
            let role = || read(code).map(|role: Role| t.role(&role));
            read(code).map(|role: AccessRole| t.access_role(&role)).or_else(role)
        }
        "state" if table == "subscriptions" => read(code).map(|state: SubscriptionState| t.subscription_state(&state)),
        "state" if table == "support_requests" => {
            let file = || read(code).map(|state: FileState| t.file_state(&state));
            read(code).map(|state: RequestState| t.request_state(&state)).or_else(file)
        }
        "state" if table == "refund_cases" => read(code).map(|state: CaseState| t.case_state(&state)),
        "step" => read(code).map(|step: Step| t.support_step(&step)),
        "category" => read(code).map(|category: Category| t.category(&category)),
        "severity" => read(code).map(|severity: Severity| t.severity(&severity)),
        "reason" if table == "refund_cases" => read(code).map(|reason: ReturnReason| t.return_reason(&reason)),
        "state" => read(code).map(|state: CartState| t.cart_state(&state)),
        "status" => read(code).map(|status: OrderStatus| t.order_status(&status)),
        "reservation_role" => read(code).map(|role: ReservationRole| t.reservation_role(&role)),
        "level" => read(code).map(|level: Level| t.reservation_level(&level)),
        "registration" => read(code).map(|step: Registration| t.registration(&step)),
        "segment" => read(code).map(|segment: Segment| t.segment(&segment)),
        "scope" => read(code).map(|scope: AppliedScope| t.applied_scope(&scope)),
        "term" => read(code).map(|term: Term| t.term(&term)),
        "optimise" => read(code).map(|optimise: Optimise| t.optimise(&optimise)),
        "billing_plan" => read(code).map(|plan: BillingPlan| t.billing_plan(&plan)),
        "lang" => Lang::parse(code).map(Lang::own_name),
        "topics" => read(code).map(|topic: Topic| t.webhook_topic(&topic)),
        "needs" => Perm::ALL.iter().find(|perm| perm.code() == code).map(|perm| t.permission(perm)),
        "kind" => {
            let partner = || read(code).map(|kind: PartnerKind| t.partner_kind(&kind));
            read(code).map(|kind: EventKind| t.event_kind(&kind)).or_else(partner)
        }
        _ => None,
    }
}
