//! Audit records: the same events as the activity page. Floor 4. P-25, Q-9, 6.14.

use super::call::{At, MOST};
use super::fault::Fault;
use super::operation::{Json, Operation, may_say, must_say};
use super::wire::audit::{AuditRecord, KeyValue};
use super::wire::common::{Attributes, Collection, Link, LinkHeader, moment};
use crate::access::may;
use crate::domain::time::{Day, Instant};
use crate::ops::PageAt;
use crate::ops::activity::{self, AboutCustomer, Activity, ActivityFilter};

pub(super) fn operations() -> Vec<Operation> {
    vec![Operation::get("getAuditRecords", "/v1/auditrecords", "What happened, the latest first.", list).with_query([
        must_say("startDate", "The first day, 2026-11-21."),
        may_say("endDate", "The last day; today unless said."),
        may_say("customerId", "Only about this customer."),
        may_say("size", "How many at once, 1 to 500."),
    ])]
}

fn list(at: &At<'_, may::SeeActivity>) -> Result<Json<Collection<AuditRecord>>, Fault> {
    let day = |name: &str, text: &str| {
        let date = text.split('T').next().unwrap_or_default();
        date.parse::<Day>().map_err(|_not| Fault::invalid(format!("The parameter {name} is no day.")))
    };
    let from = day("startDate", &at.needed("startDate")?)?;
    let to = match at.query("endDate") {
        Some(text) => day("endDate", &text)?,
        None => at.may.scope().now().day(),
    };
    let customer = match at.query("customerId") {
        Some(id) => Some(AboutCustomer::One(super::items::customer_of(at, &id)?.id)),
        None => None,
    };
    let filter = ActivityFilter {
        from: Instant::start_of(from),
        until: Instant::start_of(to.plus_days(1)),
        customer,
        user: None,
        kind: None,
    };
    let size = at.window()?.1;
    let page = match at.call.header("ms-continuationtoken") {
        Some(token) => {
            PageAt::After(token.parse().map_err(|_not| Fault::invalid("The continuation token is none of ours."))?)
        }
        None => PageAt::First,
    };
    let found = activity::some(at.app, &at.may, &filter, page, size.min(MOST))?;
    let partner = at.may.scope().partner().to_string();
    let uri = format!("/auditrecords?startDate={from}&endDate={to}&size={size}");
    let next = found.rows.last().filter(|_| found.has_next).map(|last| last.sequence.to_string());
    let mut records = Collection::all(uri.clone(), found.rows.into_iter().map(|it| wire(&partner, it)).collect());
    records.links.next = next.map(|value| Link {
        headers: vec![LinkHeader { key: "MS-ContinuationToken".to_owned(), value }],
        ..Link::to(uri)
    });
    Ok(Json(records))
}

/// Who did it: the address of a person, the id of an API client, or what else did.
fn principal(found: &Activity) -> String {
    let client = found.user_id.filter(|_| found.is_clients()).map(|id| id.to_string());
    client.or_else(|| found.user_email.clone()).unwrap_or_else(|| found.actor.clone())
}

fn wire(partner: &str, found: Activity) -> AuditRecord {
    let by = principal(&found);
    let resource = KeyValue { key: "resourceId".to_owned(), value: found.resource_id };
    let request = KeyValue { key: "requestId".to_owned(), value: found.request_id };
    AuditRecord {
        id: found.sequence.to_string(),
        partner_id: partner.to_owned(),
        customer_id: found.customer_id.map(|id| id.to_string()),
        customer_name: found.customer_name,
        user_principal_name: by,
        resource_type: found.resource_type,
        resource_new_value: found.after,
        resource_old_value: found.before,
        operation_type: found.kind.code().to_owned(),
        operation_date: moment(found.recorded_at),
        operation_status: found.outcome,
        customized_data: vec![resource, request],
        attributes: Attributes::of("AuditRecord"),
    }
}
