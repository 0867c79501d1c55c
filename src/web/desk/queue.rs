//! The queue: what waits for the desk, the oldest first, with its clock. Floor 4. Q-20.

use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use crate::access::{Granted, may};
use crate::domain::ids::{PartnerId, UserId};
use crate::domain::partners::PartnerKind;
use crate::domain::support::RequestState;
use crate::http::cx::{Cx, Page};
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::desk::{Assigned, DeskFilter, Queue, RequestKind, RequestPage};
use crate::ops::support::NamedRequest;
use crate::ops::{App, desk};
use crate::web::paging::{address, around, marks, page_at};
use crate::web::support::said::{Clock, clock, tone};

/// The kinds, with the word in the address.
const KINDS: [(RequestKind, &str); 3] =
    [(RequestKind::Question, "question"), (RequestKind::Refund, "refund"), (RequestKind::Exchange, "exchange")];

/// The states that the queue can be narrowed to; drafts never come here.
const STATES: [RequestState; 3] = [RequestState::Open, RequestState::AttentionNeeded, RequestState::Closed];

/// The query of the address as it was typed; what is not understood counts as not asked.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct DeskQuery {
    q: String,
    state: String,
    kind: String,
    whose: String,
    partner: String,
    after: String,
    before: String,
}

impl DeskQuery {
    fn filter(&self, user: UserId) -> DeskFilter {
        DeskFilter {
            state: self.state.parse().ok().filter(|state| STATES.contains(state)),
            kind: KINDS.iter().find(|(_, word)| *word == self.kind).map(|(kind, _)| *kind),
            assigned: match self.whose.as_str() {
                "mine" => Assigned::To(user),
                "nobody" => Assigned::Nobody,
                _ => Assigned::All,
            },
            partner: self.partner.parse().ok(),
            words: self.q.clone(),
        }
    }

    fn page(&self) -> RequestPage {
        page_at(&self.after, &self.before, |text| text.parse().ok())
    }

    fn is_filtered(&self) -> bool {
        [&self.q, &self.state, &self.kind, &self.whose, &self.partner].into_iter().any(|text| !text.trim().is_empty())
    }

    fn address(&self, page: RequestPage) -> String {
        let marks = marks(page, |id| id.to_string());
        let fields = [
            ("q", &self.q),
            ("state", &self.state),
            ("kind", &self.kind),
            ("whose", &self.whose),
            ("partner", &self.partner),
        ];
        let all = fields.into_iter().chain(marks.iter().map(|(name, value)| (*name, value)));
        address(links::Desk::PATTERN, all.map(|(name, value)| (name, value.as_str())))
    }
}

/// A row with its clock.
struct Row {
    it: NamedRequest,
    tone: &'static str,
    clock: Clock,
    kind: &'static str,
    age: String,
}

#[derive(Template)]
#[template(path = "desk/index.html")]
struct QueuePage<'a> {
    cx: &'a Cx,
    query: &'a DeskQuery,
    rows: Vec<Row>,
    partners: Vec<(PartnerId, String)>,
    open: i64,
    unassigned: i64,
    clear: String,
    previous: String,
    next: String,
}

impl QueuePage<'_> {
    fn status(&self) -> String {
        let t = self.cx.t;
        format!("{} · {}", t.desk_status(self.open), t.desk_unassigned_count(self.unassigned))
    }

    fn states(&self) -> Vec<(&'static str, &'static str)> {
        STATES.iter().map(|state| (state.code(), self.cx.t.request_state(state))).collect()
    }

    fn kinds(&self) -> Vec<(&'static str, &'static str)> {
        KINDS.iter().map(|(kind, word)| (*word, kind_words(self.cx.t, *kind))).collect()
    }

    fn is_partner(&self, id: &PartnerId) -> bool {
        self.query.partner.parse::<PartnerId>().is_ok_and(|chosen| chosen == *id)
    }
}

fn kind_words(t: Texts, kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::Question => t.desk_kind_question(),
        RequestKind::Refund => t.desk_kind_refund(),
        RequestKind::Exchange => t.desk_kind_exchange(),
    }
}

/// What a request asks for.
fn kind_of(it: &NamedRequest) -> RequestKind {
    match &it.case {
        None => RequestKind::Question,
        Some(case) if case.kind == "exchange" => RequestKind::Exchange,
        Some(_) => RequestKind::Refund,
    }
}

pub(super) async fn index(may: Granted<may::DecideRequests>, query: Query<DeskQuery>, cx: Cx, app: Data<App>) -> Page {
    let (filter, page, now) = (query.filter(may.who().user()), query.page(), may.scope().now());
    let found = run(&app, move |app| desk::queue(app, &may, &filter, page).map_err(Failure::from)).await?;
    let Queue { page, open, unassigned, partners } = found;
    let [previous, next] = around(&page, |row| row.request.id, |page| query.address(page));
    let row = |it: NamedRequest| Row {
        tone: tone(it.request.state),
        clock: clock(cx.t, &it.request, now),
        kind: kind_words(cx.t, kind_of(&it)),
        age: cx.t.span(it.request.submitted_at.map_or(0, |at| now.seconds_since(at))),
        it,
    };
    let asks = |kind: PartnerKind| match kind {
        PartnerKind::DirectBill | PartnerKind::IndirectProvider => true,
        PartnerKind::IndirectReseller | PartnerKind::Operator => false,
    };
    cx.page(&QueuePage {
        cx: &cx,
        rows: page.rows.into_iter().map(row).collect(),
        partners: partners.into_iter().filter(|it| asks(it.kind)).map(|it| (it.id, it.name)).collect(),
        open,
        unassigned,
        clear: if query.is_filtered() { links::Desk::PATTERN.to_owned() } else { String::new() },
        previous,
        next,
        query: &query,
    })
}
