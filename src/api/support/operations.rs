//! What the provider can be asked for. Floor 4.

use serde_json::json;

use crate::api::{Answer, Answered, Call, Endpoint, Face};
use crate::domain::roles::Perm;
use crate::ops::App;

const OPERATIONS: [(&str, &str, &str); 7] = [
    ("services/read", "Service", "Read the services"),
    ("services/problemClassifications/read", "Problem classification", "Read the problem classifications"),
    ("supportTickets/read", "Support ticket", "Read support tickets"),
    ("supportTickets/write", "Support ticket", "Create or change a support ticket"),
    ("supportTickets/communications/read", "Communication", "Read what was said about a ticket"),
    ("supportTickets/communications/write", "Communication", "Say something about a ticket"),
    ("checkNameAvailability/action", "Name", "Ask whether a name is free"),
];

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![Endpoint::get(Face::Arm, "/providers/Microsoft.Support/operations", Perm::OwnAccount, list)]
}

fn list(_: &App, call: &Call) -> Answered {
    let items = OPERATIONS.iter().map(|(name, resource, operation)| {
        json!({
            "name": format!("Microsoft.Support/{name}"),
            "display": {
                "provider": "Microsoft Support",
                "resource": resource,
                "operation": operation,
                "description": operation,
            },
        })
    });
    Answer::ok(&call.arm_page(items.collect(), None))
}
