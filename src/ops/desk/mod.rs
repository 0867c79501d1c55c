//! The desk: the operator's people answer the requests of every partner. Floor 2. Q-20, domain 6.12.
//!
//! Looking goes across partners; every act stands in the partner's tenant, in its chain of events and
//! under its lock. The desk never reads a partner's internal notes.

use super::app::App;
use super::messages;
use super::support::{self, RequestView, SupportRequest, changed};
use crate::access::{Granted, Scope, may};
use crate::domain::ids::{AttachmentId, CustomerId, SupportNoteId, SupportRequestId};
use crate::domain::messages::{News, Place};
use crate::domain::support::{FileState, RequestState};
use crate::domain::text::Prose;
use crate::store::partners::Partner;
use crate::store::{PAGE_ROWS, StoreError};

pub use crate::store::support::{Assigned, DeskFilter, FileRecord, RequestKind, RequestPage, RequestRows, Side};

/// A page of the queue.
#[derive(Debug, Clone)]
pub struct Queue {
    /// The requests.
    pub page: RequestRows,
    /// How many wait for the desk.
    pub open: i64,
    /// How many of those nobody has.
    pub unassigned: i64,
    /// The partners, for the filter.
    pub partners: Vec<Partner>,
}

/// A page of the requests of every partner.
pub fn queue(
    app: &App,
    _may: &Granted<may::DecideRequests>,
    filter: &DeskFilter,
    page: RequestPage,
) -> Result<Queue, StoreError> {
    let system = app.db.system("the desk looks at the requests of all partners");
    let page = system.desk_queue(filter, page, PAGE_ROWS)?;
    let (open, unassigned) = system.desk_counts()?;
    Ok(Queue { page, open, unassigned, partners: system.partners()? })
}

/// Where a request is, and the desk's scope there.
fn there(
    app: &App,
    may: &Granted<may::DecideRequests>,
    id: SupportRequestId,
) -> Result<(Scope, CustomerId), StoreError> {
    let (partner, customer) = app.db.system("the desk opens a request of a partner").whose_request(id)?;
    Ok((may.in_partner(partner), customer))
}

/// One request as the desk sees it.
pub fn show(app: &App, may: &Granted<may::DecideRequests>, id: SupportRequestId) -> Result<RequestView, StoreError> {
    let (scope, customer) = there(app, may, id)?;
    app.db.read(&scope, |r| support::view(r, customer, id, Side::Desk))
}

/// Changes a request in its tenant; nothing happens when it stays the same.
fn change(
    app: &App,
    may: &Granted<may::DecideRequests>,
    id: SupportRequestId,
    change: impl FnOnce(&mut SupportRequest),
) -> Result<(), StoreError> {
    let (scope, customer) = there(app, may, id)?;
    app.db.write(&scope, |w| {
        let before = w.support_request(customer, id)?.request;
        let mut after = before.clone();
        change(&mut after);
        if after == before {
            return Ok(w.unchanged(()));
        }
        w.update_support_request(&after)?;
        w.record(&changed(&before, &after), ())
    })
}

/// Takes a request.
pub fn assign(app: &App, may: &Granted<may::DecideRequests>, id: SupportRequestId) -> Result<(), StoreError> {
    let user = may.who().user();
    change(app, may, id, |request| request.assigned_to = Some(user))
}

/// Gives a request back to the queue.
pub fn release(app: &App, may: &Granted<may::DecideRequests>, id: SupportRequestId) -> Result<(), StoreError> {
    change(app, may, id, |request| request.assigned_to = None)
}

/// What the desk says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// An answer; the request stays with the desk.
    Answer,
    /// A question; the request is with the partner.
    Ask,
    /// A last word; the request is closed.
    Close,
    /// A note that only the desk sees.
    Internal,
}

pub use support::{FileError, TalkError, Upload};

/// Why the desk's word is not kept.
#[derive(Debug, thiserror::Error)]
pub enum SpeakError {
    /// It cannot be said now.
    #[error(transparent)]
    Talk(#[from] TalkError),
    /// A file beside it is not taken.
    #[error(transparent)]
    File(#[from] FileError),
    /// Whoever sees the request sees its files, so none stands beside an internal note.
    #[error("the partner sees files")]
    FilesAreSeen,
}

impl From<StoreError> for SpeakError {
    fn from(error: StoreError) -> Self {
        Self::Talk(TalkError::Store(error))
    }
}

/// Says something about a request, with files beside it. The first that the partner sees stops the clock;
/// whoever speaks first has the request.
pub fn speak(
    app: &App,
    may: &Granted<may::DecideRequests>,
    id: SupportRequestId,
    word: Word,
    body: &Prose,
    files: Vec<Upload>,
) -> Result<(), SpeakError> {
    let (scope, customer) = there(app, may, id)?;
    if word == Word::Internal && !files.is_empty() {
        return Err(SpeakError::FilesAreSeen);
    }
    let files = support::checked(app, customer, id, may.who().user(), files)?;
    app.db.write(&scope, |w| {
        let found = w.support_request(customer, id)?;
        let (before, now, user) = (found.request.clone(), scope.now(), may.who().user());
        let mut after = before.clone();
        if word != Word::Internal {
            if !before.state.is_running() {
                return Err(TalkError::Closed.into());
            }
            after.answered_at = before.answered_at.or(Some(now));
            after.assigned_to = before.assigned_to.or(Some(user));
        }
        match word {
            Word::Answer => after.state = RequestState::Open,
            Word::Ask => after.state = RequestState::AttentionNeeded,
            Word::Close if found.case.is_some_and(|case| !case.is_decided) => return Err(TalkError::CaseOpen.into()),
            Word::Close => after = support::talk_closed(&after, now),
            Word::Internal => {}
        }
        if let Some(news) = news(word, &found.customer_name, &before, may.who().display_name()) {
            messages::send(w, app, &[before.created_by], Some(customer), &news, &Place::Request(customer, id))?;
        }
        let note = SupportNoteId::from_uuid(app.ids.new_id());
        let said = support::Said { note, author: user, side: Side::Desk, is_internal: word == Word::Internal, body };
        let recorded = support::say(w, &before, &after, &said)?;
        if files.is_empty() { Ok::<_, SpeakError>(recorded) } else { Ok(support::put(w, &before, user, &files)?) }
    })?;
    Ok(support::look_at(app, &scope, &files)?)
}

/// What the writer of a request hears of it.
fn news(word: Word, customer: &str, request: &SupportRequest, by: &str) -> Option<News> {
    let (customer, by) = (customer.to_owned(), by.to_owned());
    let (number, title) = (request.number.clone(), request.title.clone());
    match word {
        Word::Answer => Some(News::RequestAnswered { customer, number, title, by }),
        Word::Ask => Some(News::RequestNeedsAttention { customer, number, title }),
        Word::Close => Some(News::RequestClosed { customer, number, title }),
        Word::Internal => None,
    }
}

/// A file with its content, in quarantine too: somebody has to look at it. One that was refused stays.
pub fn download(
    app: &App,
    may: &Granted<may::DecideRequests>,
    id: SupportRequestId,
    file: AttachmentId,
) -> Result<(FileRecord, Vec<u8>), StoreError> {
    let (scope, customer) = there(app, may, id)?;
    app.db.read(&scope, |r| {
        let file = r.file(customer, id, file)?;
        if file.state == FileState::Refused {
            return Err(StoreError::NotFound);
        }
        let content = r.file_content(&file)?;
        Ok((file, content))
    })
}

/// Lets a file out of quarantine, or keeps it in for good.
pub fn settle_file(
    app: &App,
    may: &Granted<may::DecideRequests>,
    id: SupportRequestId,
    file: AttachmentId,
    is_clean: bool,
) -> Result<(), StoreError> {
    let (scope, customer) = there(app, may, id)?;
    let file = app.db.read(&scope, |r| r.file(customer, id, file))?;
    let state = if is_clean { FileState::Released } else { FileState::Refused };
    support::settle(app, &scope, &file, state).map(drop)
}
