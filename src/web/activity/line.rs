//! An event as a line of the log: who, what, and the fields that differ, in people's words. Floor 4.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::values::plain;
use crate::http::cx::Cx;
use crate::i18n::Texts;
use crate::ops::activity::Activity;

/// A field of a thing before and after.
pub(in crate::web) struct Change {
    pub(in crate::web) field: String,
    pub(in crate::web) before: String,
    pub(in crate::web) after: String,
}

/// An event as a line of the log.
pub(in crate::web) struct Line {
    pub(in crate::web) event: Activity,
    pub(in crate::web) when: String,
    pub(in crate::web) action: &'static str,
    pub(in crate::web) who: String,
    pub(in crate::web) thing: String,
    pub(in crate::web) is_failed: bool,
    pub(in crate::web) changes: Vec<Change>,
}

impl Line {
    pub(in crate::web) fn of(cx: &Cx, event: Activity) -> Self {
        let t = cx.t;
        Self {
            when: t.date_time_short(&event.recorded_at),
            action: t.event_kind(&event.kind),
            who: who(t, &event),
            thing: t.event_thing(&event.resource_type).unwrap_or(&event.resource_type).to_owned(),
            is_failed: event.outcome == "failed",
            changes: changes(t, &event.resource_type, event.before.as_deref(), event.after.as_deref()),
            event,
        }
    }

    /// The fields before, on one line of a file.
    pub(super) fn before(&self) -> String {
        self.joined(|change| &change.before)
    }

    /// The fields after, on one line of a file.
    pub(super) fn after(&self) -> String {
        self.joined(|change| &change.after)
    }

    fn joined(&self, side: impl Fn(&Change) -> &String) -> String {
        let told = self.changes.iter().filter(|change| !side(change).is_empty());
        told.map(|change| format!("{}: {}", change.field, side(change))).collect::<Vec<_>>().join("; ")
    }
}

fn who(t: Texts, event: &Activity) -> String {
    match (&event.user_name, event.actor.split_once(':')) {
        (Some(name), None) if event.actor == "anonymous" => t.activity_claimed(name),
        (Some(name), _) if event.is_clients() => t.api_clients_named(name),
        (Some(name), _) => name.clone(),
        (None, Some(("operator", command))) => t.activity_operator(command),
        (None, Some(("system", _job))) => t.activity_system().to_owned(),
        (None, _) => t.activity_nobody().to_owned(),
    }
}

/// The fields whose value differs, by name.
fn changes(t: Texts, table: &str, before: Option<&str>, after: Option<&str>) -> Vec<Change> {
    let read = |text: Option<&str>| text.and_then(|text| serde_json::from_str::<Map<String, Value>>(text).ok());
    let (before, after) = (read(before).unwrap_or_default(), read(after).unwrap_or_default());
    let fields: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    fields
        .into_iter()
        .filter(|field| before.get(*field).unwrap_or(&Value::Null) != after.get(*field).unwrap_or(&Value::Null))
        .map(|field| Change {
            field: t.event_field(field).unwrap_or(field).to_owned(),
            before: plain(t, table, field, before.get(field)),
            after: plain(t, table, field, after.get(field)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    fn told(table: &str, before: &str, after: &str) -> Vec<[String; 3]> {
        let found = changes(Texts::new(Lang::En), table, Some(before), Some(after));
        found.into_iter().map(|change| [change.field, change.before, change.after]).collect()
    }

    #[test]
    fn only_fields_that_differ_are_changes_and_they_are_told_in_words() {
        let before = r#"{"name":"a","roles":["sales_agent"],"same":1,"is_disabled":false}"#;
        let after = r#"{"name":"b","roles":["sales_agent","global_admin"],"same":1,"is_disabled":true}"#;
        assert_eq!(
            told("users", before, after),
            [["Turned off", "No", "Yes"], ["Name", "a", "b"], ["Roles", "Sales agent", "Sales agent, Global admin"]]
        );
        assert_eq!(
            told("subscriptions", r#"{"state":"active"}"#, r#"{"state":"deleted"}"#),
            [["Status", "Active", "Deleted"]]
        );
        assert!(told("users", "null", "[]").is_empty());
    }

    /// Fields of events that stand in the chain of the installation, which no page shows.
    const OF_THE_OPERATOR: [&str; 7] = ["bad", "changed", "effective_on", "hash", "new", "prices", "source"];

    /// Every `"field":` in the acts; those are the fields of events.
    fn fields(folder: &std::path::Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                fields(&path, found);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for before in text.split("\":").filter_map(|part| part.rsplit_once('"')) {
                let name = before.1;
                if !name.is_empty() && name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_') {
                    found.insert(name.to_owned());
                }
            }
        }
    }

    #[test]
    fn every_field_of_an_event_has_words() {
        let mut found = BTreeSet::new();
        fields(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ops"), &mut found);
        assert!(found.contains("billing_plan") && found.contains("registration"), "{found:?}");
        let t = Texts::new(Lang::En);
        let unknown = found.iter().filter(|field| t.event_field(field).is_none());
        let unknown: Vec<_> = unknown.filter(|field| !OF_THE_OPERATOR.contains(&field.as_str())).collect();
        assert!(unknown.is_empty(), "add words to i18n/event_words.rs: {unknown:?}");
    }

    #[test]
    fn days_and_moments_are_told_as_everywhere_else() {
        let after = r#"{"expires_at":"2027-07-24T00:00:00Z","due_on":"2026-11-21","name":"2026"}"#;
        assert_eq!(
            told("orders", "{}", after).into_iter().map(|[_, _, value]| value).collect::<Vec<_>>(),
            ["November 21, 2026", "July 24, 2027, 00:00 UTC", "2026"]
        );
    }

    #[test]
    fn lines_of_an_order_are_told_one_after_the_other() {
        let after = r#"{"lines":[{"quantity":2,"scope":"shared"},{"quantity":1,"scope":"single"}],"reseller":null}"#;
        let lines = "Quantity: 2, Scope: Shared; Quantity: 1, Scope: Single subscription";
        assert_eq!(told("orders", "{}", after), [["Lines", "", lines]]);
    }
}
