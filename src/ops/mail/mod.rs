//! Mail: sent by the job `send-mails`, tried again, given up where all can see it. Floor 2. L-8, O-10.
//!
//! A mail is taken in the database before it is sent, so two servers never send the same one; a server
//! that dies meanwhile leaves it to be taken again. So each mail is sent at least once, and twice only
//! when a server dies between the mail server's word and our note; both have the same `Message-ID`.

use super::app::App;
use crate::access::{Granted, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::MailId;
use crate::domain::messages::{MailState, retry_after};
use crate::store::StoreError;

mod letter;
mod transport;

pub use crate::store::messages::MailRow;
use transport::{Failed, Transport};

/// Mails of one look.
const BATCH: i64 = 100;

/// Seconds for which a mail is taken: longer than the mail server may take to answer.
const LEASE: i64 = 10 * 60;

/// Days that mails are listed after they left.
const KEPT_DAYS: i64 = 90;

/// Rows of a page of the list.
pub const PAGE: usize = 50;

/// Sends what is due; says how many left.
pub(super) fn send_due(app: &App, _job: &'static str) -> Result<u64, StoreError> {
    let system = app.db.system("mails of all partners come due");
    let due = system.due_mails(app.clock.now(), BATCH)?;
    let mut left = 0;
    if due.is_empty() {
        return Ok(left);
    }
    let transport = Transport::of(&app.config);
    for mail in due {
        if !system.take_mail(&mail, app.clock.now().plus_seconds(LEASE))? {
            continue;
        }
        let sent = letter::write(&app.config, &mail, app.clock.now())
            .map_err(|why| Failed { why, is_final: true, is_servers: false })
            .and_then(|letter| transport.send(mail.id, &letter));
        match sent {
            Ok(state) => {
                system.mail_left(mail.id, state, app.clock.now())?;
                left += 1;
            }
            Err(failed) => {
                tracing::warn!(mail = %mail.id, why = failed.why, "a mail was not sent");
                let wait = if failed.is_final { None } else { retry_after(mail.attempts + 1) };
                let again = wait.map(|wait| app.clock.now().plus_seconds(wait));
                system.mail_failed(mail.id, &failed.why, again)?;
                // The others wait for a server that answers, instead of using their tries up.
                if failed.is_servers {
                    break;
                }
            }
        }
    }
    Ok(left)
}

/// Forgets the mails that left long ago; the messages stay.
pub(super) fn forget_old(app: &App, _job: &'static str) -> Result<u64, StoreError> {
    let system = app.db.system("old mails of all partners are forgotten");
    let count = system.forget_mails(app.clock.now().plus_days(-KEPT_DAYS))?;
    Ok(u64::try_from(count).unwrap_or(u64::MAX))
}

/// Queues a mail again that was given up, as if it were new; one in another state stays as it is.
pub fn try_again(app: &App, may: &Granted<may::SeeMails>, id: MailId) -> Result<(), StoreError> {
    app.db.write(may.scope(), |w| {
        if !w.queue_mail_again(id)? {
            return Ok(w.unchanged(()));
        }
        w.record(&Event::new(EventKind::MailQueuedAgain, "mails", id), ())
    })
}

/// A page of the installation's mails, the newest first, and one row more when there are more.
pub fn list(
    app: &App,
    _may: &Granted<may::SeeMails>,
    state: Option<MailState>,
    before: Option<MailId>,
) -> Result<Vec<MailRow>, StoreError> {
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    app.db.system("the installation's admin sees all mails").mails(state, before, limit)
}
