//! What both sides read of a request: its clock, its IDs, all of it as text. Floor 4. S-60, S-77.

use crate::domain::support::{Answer, FileFault, FileState, RequestState, promise};
use crate::domain::time::Instant;
use crate::i18n::Texts;
use crate::ops::support::{FileError, RequestView, ScanRule, Side, SupportRequest};

/// The tone of a state.
pub(in crate::web) const fn tone(state: RequestState) -> &'static str {
    match state {
        RequestState::Draft | RequestState::Closed => "",
        RequestState::Open => "info",
        RequestState::AttentionNeeded => "warning",
    }
}

/// The tone of a file's state.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates pass references")]
pub(in crate::web) const fn file_tone(state: &FileState) -> &'static str {
    match state {
        FileState::Quarantined => "warning",
        FileState::Released => "success",
        FileState::Refused => "danger",
    }
}

/// A file's size in whole kilobytes.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates pass references")]
pub(in crate::web) fn kilobytes(bytes: &i32) -> i64 {
    i64::from(*bytes).saturating_add(1023) / 1024
}

/// How the first answer stands, in words.
#[derive(Debug, Clone)]
pub(in crate::web) struct Clock {
    /// What is shown.
    pub(in crate::web) words: String,
    /// Its tone.
    pub(in crate::web) tone: &'static str,
    /// When it was due.
    pub(in crate::web) due: Option<Instant>,
}

/// How the first answer of a request stands.
pub(in crate::web) fn clock(t: Texts, request: &SupportRequest, now: Instant) -> Clock {
    let Some(submitted) = request.submitted_at else {
        return Clock { words: t.support_clock_draft().to_owned(), tone: "", due: None };
    };
    let due = promise(request.topic.issue, request.severity).due(submitted);
    let answer = Answer::at(now, due, request.answered_at, request.state == RequestState::Closed);
    let tone = match answer {
        Answer::InTime => "success",
        Answer::Late(_) | Answer::None => "",
        Answer::DueIn(_) => "info",
        Answer::Overdue(_) => "danger",
    };
    Clock { words: t.answer(&answer), tone, due: Some(due) }
}

/// The IDs that the desk asks for (S-60), as lines: name and value.
pub(in crate::web) fn ids(t: Texts, view: &RequestView) -> Vec<(&'static str, String)> {
    let request = &view.named.request;
    let mut lines = vec![(t.customers_microsoft_id(), request.customer_id.to_string())];
    if let Some(it) = &view.reservation {
        lines.push((t.reservations_id(), it.reservation.id.to_string()));
        lines.push((t.reservations_order_id(), it.reservation.reservation_order_id.to_string()));
        lines.push((t.support_subscription_id(), it.reservation.subscription_id.to_string()));
    }
    if let (Some(number), Some(order)) = (&view.order_number, request.order_id) {
        lines.push((t.orders_number(), number.to_string()));
        lines.push((t.orders_order_id(), order.to_string()));
    }
    lines
}

/// Everything of a request in plain lines, in the order of the vendor's form: basics, problem, contact.
pub(in crate::web) fn as_text(t: Texts, view: &RequestView) -> String {
    let request = &view.named.request;
    let none = || t.common_none().to_owned();
    let topic = &request.topic;
    let mut lines: Vec<(&str, String)> = vec![
        (t.support_number(), request.number.clone()),
        (t.common_status(), t.request_state(&request.state).to_owned()),
        (t.support_customer(), view.named.customer_name.clone()),
        (t.support_partner(), view.named.partner_name.clone()),
        (t.support_plan(), t.support_plan_csp().to_owned()),
        (t.support_issue(), topic.issue.map_or_else(none, |it| t.issue_type(&it).to_owned())),
        (t.support_problem(), topic.problem.map_or_else(none, |it| t.problem_type(&it).to_owned())),
        (t.support_category(), topic.category.map_or_else(none, |it| t.category(&it).to_owned())),
        (t.support_severity(), t.severity(&request.severity).to_owned()),
    ];
    lines.extend(ids(t, view));
    lines.extend([
        (t.support_subject_line(), request.title.clone()),
        (t.support_contact(), request.contact.name()),
        (t.support_email(), request.contact.email.clone()),
        (t.support_phone(), request.contact.phone.clone()),
    ]);
    let told = lines.into_iter().filter(|(_, value)| !value.is_empty());
    let mut parts: Vec<String> = told.map(|(name, value)| format!("{name}: {value}\n")).collect();
    parts.push(format!("\n{}\n", request.description));
    for note in view.notes.iter().filter(|note| !note.is_internal) {
        let side = if note.side == Side::Desk { t.support_desk_side() } else { t.support_partner_side() };
        parts.push(format!("\n{} · {} · {side}\n{}\n", note.created_at, note.author, note.body));
    }
    parts.concat()
}

/// Who lets files out here.
pub(in crate::web) fn scan_words(t: Texts, rule: ScanRule) -> &'static str {
    match rule {
        ScanRule::Command => t.support_files_scan(),
        ScanRule::ByKind => t.support_files_by_kind(),
    }
}

/// Why files are not taken, if that is the person's to put right.
pub(in crate::web) fn file_words(t: Texts, error: &FileError) -> Option<String> {
    match error {
        FileError::Fault { name, fault } => Some(match fault {
            FileFault::Empty => t.support_fault_empty().to_owned(),
            FileFault::Name => t.support_fault_name(name),
            FileFault::Kind => t.support_fault_kind(name),
            FileFault::Content => t.support_fault_content(name),
            FileFault::TooLarge => t.support_fault_too_large(name),
            FileFault::TooMany => t.support_fault_too_many().to_owned(),
            FileFault::TooManyToday => t.support_fault_today().to_owned(),
        }),
        FileError::Closed => Some(t.support_reply_closed().to_owned()),
        FileError::Store(_) => None,
    }
}
