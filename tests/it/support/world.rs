//! A world for one test: a database, a clock that stands still, and the real server on a port of its own.

use std::sync::mpsc::channel;
use std::thread::JoinHandle;

use actix_web::dev::ServerHandle;
use partner_dashboard::config::{Config, Secret};
use partner_dashboard::domain::time::Instant;
use partner_dashboard::ops::{App, Clock};
use partner_dashboard::store::{DatabaseUrl, Db};
use partner_dashboard::{api, web};
use uuid::Uuid;

use super::browser::Browser;
use super::database::TestDatabase;
use super::people::Person;
use super::rows::{self, Value};

/// When every story starts: 21 November 2026, 09:00 UTC.
pub(crate) const START: i64 = 1_795_251_600_000_000;

/// The application of one test. Everything goes away with it.
pub(crate) struct World {
    pub(crate) app: App,
    pub(crate) db: Db,
    origin: String,
    server: Option<(ServerHandle, JoinHandle<()>)>,
    database: TestDatabase,
}

impl World {
    /// An empty, migrated world.
    pub(crate) fn new() -> Self {
        Self::with(|_config| {})
    }

    /// The same with other settings.
    pub(crate) fn with(change: impl FnOnce(&mut Config)) -> Self {
        Self::on(TestDatabase::migrated(), change)
    }

    /// The same on a database that is there already.
    pub(crate) fn on(database: TestDatabase, change: impl FnOnce(&mut Config)) -> Self {
        let secret = Secret::new(b"a secret of the tests, 32 bytes or more".to_vec()).unwrap();
        let mut config = Config::new(database.url().clone(), database.folder(), secret);
        config.bind = ([127, 0, 0, 1], 0).into();
        config.workers = 1;
        change(&mut config);
        let db = Db::open(database.url(), 3).unwrap();
        let app = App::new(db.clone(), Clock::set_to(Instant::from_micros(START)), config);
        let (origin, server) = serve(app.clone());
        Self { app, db, origin, server: Some(server), database }
    }

    /// A browser of somebody who has not signed in.
    pub(crate) fn visitor(&self) -> Browser {
        Browser::new(&self.origin)
    }

    /// A browser in which this person has signed in by the form.
    pub(crate) fn as_(&self, person: &Person) -> Browser {
        let mut browser = self.visitor();
        browser.sign_in(person);
        browser
    }

    /// The address of the server.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// The moment.
    pub(crate) fn now(&self) -> Instant {
        self.app.clock.now()
    }

    /// Lets time pass.
    pub(crate) fn wait(&self, seconds: i64) {
        self.app.clock.advance(seconds);
    }

    /// A new id.
    pub(crate) fn id(&self) -> Uuid {
        self.app.ids.new_id()
    }

    /// The database's address.
    pub(crate) fn url(&self) -> &DatabaseUrl {
        self.database.url()
    }

    /// Writes a row past the acts.
    pub(crate) fn insert(&self, table: &str, values: &[(&str, Value)]) {
        rows::insert(self.url(), table, values);
    }

    /// Runs statements past the acts.
    pub(crate) fn execute(&self, sql: &str) -> Result<(), diesel::result::Error> {
        rows::execute(self.url(), sql)
    }

    /// How many rows: `world.count("orders WHERE status = 'completed'")`.
    pub(crate) fn count(&self, of: &str) -> i64 {
        rows::number(self.url(), &format!("SELECT count(*) AS value FROM {of}"))
    }

    /// The texts in the column `value` of a query.
    pub(crate) fn texts(&self, sql: &str) -> Vec<String> {
        rows::texts(self.url(), sql)
    }

    /// A column of ids as text.
    pub(crate) fn as_hex(&self, column: &str) -> String {
        if self.db.is_sqlite() { format!("hex({column})") } else { format!("CAST({column} AS text)") }
    }

    /// A value as this database writes it.
    pub(crate) fn literal(&self, value: &Value) -> String {
        value.literal(self.db.is_sqlite())
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if let Some((handle, thread)) = self.server.take() {
            drop(handle.stop(false));
            drop(thread.join());
        }
    }
}

/// Starts the server in a thread and waits until it listens.
fn serve(app: App) -> (String, (ServerHandle, JoinHandle<()>)) {
    let (started, starts) = channel();
    let thread = std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let running = web::serve(app, api::register).unwrap();
            started.send((running.address, running.handle)).unwrap();
            running.server.await.unwrap();
        });
    });
    let (address, handle) = starts.recv().expect("the server starts");
    (format!("http://{address}"), (handle, thread))
}
