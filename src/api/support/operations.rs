//! What the provider can be asked for. Floor 4.

use crate::api::frame::wire::{Page, ProviderOperation};
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
    let path = "/providers/Microsoft.Support/operations";
    vec![Endpoint::get(Face::Arm, path, Perm::OwnAccount, list).answers::<Page<ProviderOperation>>()]
}

fn list(_: &App, call: &Call) -> Answered {
    let items = OPERATIONS.map(|operation| ProviderOperation::of("Microsoft.Support", operation));
    Answer::ok(&call.arm_page(items.to_vec(), None))
}
