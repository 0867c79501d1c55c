//! All that a face may hold: database, clock, ids, configuration. Floor 2.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use uuid::Uuid;

use super::api_clients::Pace;
use super::catalog::Cache;
use super::customers::Recent;
use super::kept::Kept;
use super::media::Library;
use super::refusals::Refusals;
use crate::config::Config;
use crate::domain::time::Instant;
use crate::store::{Db, StoreError};

/// The application. Cloning is cheap.
#[derive(Clone)]
pub struct App {
    pub(crate) db: Db,
    /// Reads the time.
    pub clock: Clock,
    /// Makes ids.
    pub ids: Ids,
    /// What the operator set.
    pub config: Arc<Config>,
    /// What is on sale, kept between requests.
    pub(super) catalog: Arc<Cache>,
    /// What lists count, kept between requests.
    pub(super) kept: Arc<Kept>,
    /// The customers that people opened last.
    pub(super) recent: Arc<Recent>,
    /// The store of the media library's files.
    pub(super) media: Arc<Library>,
    /// What was refused in the running minute.
    pub(super) refusals: Arc<Refusals>,
    /// How often API clients asked.
    pub(super) pace: Arc<Pace>,
}

impl App {
    /// An application on an open, migrated database.
    pub fn new(db: Db, clock: Clock, config: Config) -> Self {
        let (catalog, kept, recent, refusals, pace) = Default::default();
        let media = Arc::new(Library::of(&config));
        Self { db, clock, ids: Ids, config: Arc::new(config), catalog, kept, recent, media, refusals, pace }
    }

    /// Runs `act` with an application that forgets what was done when it returns: the same rules, the same
    /// answers, no trace. What is kept between requests starts empty and is thrown away too.
    pub fn rehearse<T>(&self, act: impl FnOnce(&Self) -> T) -> Result<T, StoreError> {
        self.db.rehearse(|db| {
            let (kept, recent) = Default::default();
            act(&Self { db: db.clone(), kept, recent, ..self.clone() })
        })
    }

    /// The customers that people opened last.
    pub fn recent(&self) -> Arc<Recent> {
        Arc::clone(&self.recent)
    }
}

/// The only reader of the time.
#[derive(Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that tests set: microseconds since 1970.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `now` until it is moved.
    pub fn set_to(now: Instant) -> Self {
        Self::Set(Arc::new(AtomicI64::new(now.micros())))
    }

    /// Now.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the time")]
    pub fn now(&self) -> Instant {
        match self {
            Self::System => Instant::new(chrono::Utc::now()),
            Self::Set(micros) => Instant::from_micros(micros.load(Ordering::SeqCst)),
        }
    }

    /// Moves a set clock; the system clock goes its own way.
    pub fn advance(&self, seconds: i64) {
        match self {
            Self::System => {}
            Self::Set(micros) => {
                micros.fetch_add(seconds.saturating_mul(1_000_000), Ordering::SeqCst);
            }
        }
    }
}

/// The only maker of ids: random where they may stand in an address, so that none can be guessed.
#[derive(Clone, Copy)]
pub struct Ids;

impl Ids {
    /// A new id, sorted by time (UUIDv7: 74 random bits).
    #[expect(clippy::disallowed_methods, reason = "this is the one place that makes ids")]
    pub fn new_id(self) -> Uuid {
        Uuid::now_v7()
    }

    /// A random number, for the readable order number.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that makes random numbers")]
    pub fn random(self) -> u64 {
        let (high, _low) = Uuid::new_v4().as_u64_pair();
        // The version stands in bits 12 to 15; the 48 bits above them are random.
        high >> 16
    }
}
