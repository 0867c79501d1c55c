//! A person's messages: read them, mark them, choose which come by mail. Floor 2. Rule O-9.

use serde_json::json;

use crate::access::{Granted, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::MessageId;
use crate::domain::messages::Topic;
use crate::ops::app::App;
use crate::store::StoreError;
use crate::store::messages::{Mark, Message};

/// Rows of a page.
pub const PAGE: usize = 50;

/// Messages from a mark on, the unread first, and one more than a page when there are more.
pub fn page(app: &App, may: &Granted<may::ReadMessages>, after: Option<Mark>) -> Result<Vec<Message>, StoreError> {
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    app.db.read(may.scope(), |r| r.messages(after, limit))
}

/// Marks one message as read, and says where it leads.
pub fn open(app: &App, may: &Granted<may::ReadMessages>, id: MessageId) -> Result<String, StoreError> {
    app.db.write(may.scope(), |w| {
        let message = w.message(id)?;
        w.mark_read(Some(id))?;
        Ok(w.noted(message.link))
    })
}

/// Marks all messages as read.
pub fn read_all(app: &App, may: &Granted<may::ReadMessages>) -> Result<(), StoreError> {
    app.db.write(may.scope(), |w| {
        w.mark_read(None)?;
        Ok(w.noted(()))
    })
}

/// What the person does not want by mail.
pub fn refused_topics(app: &App, may: &Granted<may::OwnAccount>) -> Result<Vec<Topic>, StoreError> {
    app.db.read(may.scope(), |r| r.refused_topics(may.who().user()))
}

/// Chooses what comes by mail.
pub fn choose_topics(app: &App, may: &Granted<may::OwnAccount>, wanted: &[Topic]) -> Result<(), StoreError> {
    let user = may.who().user();
    app.db.write(may.scope(), |w| {
        let before = w.refused_topics(user)?;
        let after: Vec<Topic> = Topic::ALL.iter().copied().filter(|topic| !wanted.contains(topic)).collect();
        w.refuse_topics(user, &after)?;
        let event = Event::new(EventKind::LanguageChosen, "users", user)
            .before(json!({ "no_mail": before }))
            .after(json!({ "no_mail": after }));
        w.record(&event, ())
    })
}
