//! Messages: sent by acts in their own transaction, read by people. Floor 2. Rule O-9, L-8.
//!
//! An act says whom it concerns, what happened and where that is seen (`send`). The person who acted
//! gets no message of their own act, and each person one at most. Beside the message stands the mail,
//! written in the language of who gets it, unless they do not want mail of that topic.

use super::app::App;
use crate::domain::ids::{CustomerId, MailId, MessageId, UserId};
use crate::domain::messages::{News, Place};
use crate::i18n::{Lang, Texts};
use crate::store::messages::{Addressee, NewMail, NewMessage};
use crate::store::{StoreError, Writer};

mod inbox;
mod people;

pub use crate::store::messages::{Mark, Message};
pub use inbox::{PAGE, choose_topics, open, page, read_all, refused_topics};
pub(super) use people::{admins_of_seller, people_of_customer, people_with_access};

/// Sends news to people, in the transaction of the act. `customer` is one of the scope's partner.
pub(super) fn send(
    w: &mut Writer<'_>,
    app: &App,
    to: &[UserId],
    customer: Option<CustomerId>,
    news: &News,
    place: &Place,
) -> Result<(), StoreError> {
    let actor = w.scope().user();
    let to: Vec<UserId> = to.iter().copied().filter(|user| Some(*user) != actor).collect();
    if to.is_empty() {
        return Ok(());
    }
    for addressee in w.addressees(&to)? {
        let id = MessageId::from_uuid(app.ids.new_id());
        let message = NewMessage { id, user: addressee.user, customer, news, place };
        let is_wanted = !addressee.refused.contains(&news.kind().topic());
        let mail = is_wanted.then(|| write(app, &addressee, news, place));
        w.send_message(&message, mail.as_ref())?;
    }
    Ok(())
}

fn write(app: &App, to: &Addressee, news: &News, place: &Place) -> NewMail {
    let t = Texts::new(to.lang.as_deref().and_then(Lang::parse).unwrap_or_default());
    let public = &app.config.public_url;
    let (title, more) = (t.news_title(news), t.news_more(news));
    let (open, foot) = (t.messages_mail_open(), t.messages_mail_foot(t.frame_product()));
    let body = format!("{title}\n\n{more}\n\n{open}\n{public}{place}\n\n-- \n{foot}\n{public}/account/mail\n");
    NewMail {
        id: MailId::from_uuid(app.ids.new_id()),
        address: to.email.clone(),
        lang: t.lang().code(),
        subject: title,
        body,
    }
}
