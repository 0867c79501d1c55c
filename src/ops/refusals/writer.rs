//! The thread that writes refusals. It ends when the application is gone. Floor 2.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};

use super::{By, Counted, Refusal};
use crate::access::{Actor, Scope};
use crate::domain::audit::EventKind;
use crate::store::{Db, StoreError};

/// Events that may wait for the database; more are dropped and the log says so.
const WAITING: usize = 256;

enum Message {
    Look(Box<Refusal>),
    Write(Box<Refusal>, u64),
    Finish(Sender<()>),
}

/// The way to the thread; none when it could not be started.
#[derive(Debug)]
pub(super) struct Writer(Option<SyncSender<Message>>);

impl Writer {
    pub(super) fn start(db: Db, counted: Counted) -> Self {
        let (sender, receiver) = sync_channel(WAITING);
        let thread =
            std::thread::Builder::new().name("refusals".to_owned()).spawn(move || work(&db, &counted, &receiver));
        if let Err(error) = &thread {
            tracing::error!(%error, "refusals are not written");
        }
        Self(thread.is_ok().then_some(sender))
    }

    /// Has an event written, some time soon.
    pub(super) fn send(&self, refusal: Refusal, times: u64) {
        self.hand_over(Message::Write(Box::new(refusal), times));
    }

    /// Has it looked up whether the customer is somebody else's, and counted if so.
    pub(super) fn look(&self, refusal: Refusal) {
        self.hand_over(Message::Look(Box::new(refusal)));
    }

    fn hand_over(&self, message: Message) {
        if self.0.as_ref().is_none_or(|sender| sender.try_send(message).is_err()) {
            tracing::warn!("a refusal was not written: too many wait for the database");
        }
    }

    /// Waits until everything that was sent is written.
    pub(super) fn finish(&self) {
        let (done, finished) = channel();
        let is_sent = self.0.as_ref().is_some_and(|sender| sender.send(Message::Finish(done)).is_ok());
        if is_sent && finished.recv().is_err() {
            tracing::error!("the thread that writes refusals ended by a defect");
        }
    }
}

fn work(db: &Db, counted: &Counted, messages: &Receiver<Message>) {
    for message in messages {
        match message {
            Message::Look(refusal) => look(db, counted, *refusal),
            Message::Write(refusal, times) => write_or_tell(db, &refusal, times),
            // Whoever asked may have gone.
            Message::Finish(done) => drop(done.send(())),
        }
    }
}

fn look(db: &Db, counted: &Counted, refusal: Refusal) {
    match is_foreign(db, &refusal) {
        Ok(true) => {
            for (due, times) in counted.with(|tally| tally.note(refusal)) {
                write_or_tell(db, &due, times);
            }
        }
        Ok(false) => {}
        Err(error) => tracing::warn!(%error, "whether a customer is somebody else's was not looked up"),
    }
}

fn write_or_tell(db: &Db, refusal: &Refusal, times: u64) {
    if let Err(error) = write(db, refusal, times) {
        tracing::warn!(%error, kind = %refusal.kind, route = refusal.route, "a refusal was not written");
    }
}

fn write(db: &Db, refusal: &Refusal, times: u64) -> Result<(), StoreError> {
    let (event, circumstances) = (refusal.event(times), refusal.circumstances.clone());
    let system = db.system("a refusal may belong to nobody");
    match &refusal.by {
        By::Person(who) if refusal.kind == EventKind::ForeignThingAsked => {
            // The partner must not learn from its log which ids other partners have.
            let actor = Actor::User { user: who.user(), session: who.session() };
            system.write(actor, circumstances, |w| w.record(&event, ()))
        }
        By::Person(who) => db.write(&Scope::of(who, circumstances), |w| w.record(&event, ())),
        By::Account { user, partner } => {
            system.write_in(*partner, Actor::Claimed(*user), circumstances, |w| w.record(&event, ()))
        }
        By::Nobody => system.write(Actor::Anonymous, circumstances, |w| w.record(&event, ())),
    }
}

/// Whether the customer is there, and not the person's to see.
fn is_foreign(db: &Db, refusal: &Refusal) -> Result<bool, StoreError> {
    let (By::Person(who), Some(customer)) = (&refusal.by, refusal.customer) else { return Ok(false) };
    let owner = db.system("is an unknown customer somebody else's").customer_owner(customer)?;
    Ok(owner.is_some_and(|(partner, reseller)| {
        partner != who.billing_partner()
            || (who.reseller().is_some() && who.reseller() != reseller)
            || who.customer().is_some_and(|own| own != customer)
    }))
}
