//! The real program, as an operator starts and stops it.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use partner_dashboard::store::DatabaseUrl;
use tempfile::TempDir;

use super::browser::Browser;
use super::people::Person;

/// The demonstration, running.
pub(crate) struct Demo {
    child: Child,
    pub(crate) origin: String,
    folder: PathBuf,
}

impl Demo {
    /// Starts the demonstration on a free port, in a folder, and waits until it is ready.
    pub(crate) fn start(folder: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_partner-dashboard"))
            .args(["demo", "--port", "0", "--data-dir"])
            .arg(folder)
            .env_clear()
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let origin = ready(&mut child);
        Self { child, origin, folder: folder.to_owned() }
    }

    /// A browser of its sales agent.
    pub(crate) fn browser(&self) -> Browser {
        let account = partner_dashboard::ops::demo::accounts()
            .into_iter()
            .find(|account| account.roles == ["sales_agent"] && account.organization_kind == "partner")
            .unwrap();
        let mut browser = Browser::new(&self.origin);
        browser.sign_in_with(account.email, account.password);
        browser
    }

    /// The database's file.
    pub(crate) fn database(&self) -> PathBuf {
        self.folder.join("demo.sqlite3")
    }

    /// Sends a signal, such as `TERM` or `KILL`.
    pub(crate) fn signal(&self, name: &str) {
        signal(&self.child, name);
    }

    /// Waits until it has ended.
    pub(crate) fn ended(mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// `serve` on any database: a process of its own, beside others.
pub(crate) struct Server {
    child: Child,
    pub(crate) origin: String,
    _folder: TempDir,
}

impl Server {
    /// Starts it on a free port, with these variables besides its own, and waits until it is ready.
    pub(crate) fn on(url: &DatabaseUrl, variables: &[(&str, &str)]) -> Self {
        Self::start(url, variables, Stdio::inherit())
    }

    /// The same, with its log in a file.
    pub(crate) fn logging(url: &DatabaseUrl, variables: &[(&str, &str)], log: &Path) -> Self {
        Self::start(url, variables, std::fs::File::create(log).unwrap().into())
    }

    fn start(url: &DatabaseUrl, variables: &[(&str, &str)], log: Stdio) -> Self {
        let folder = TempDir::new().unwrap();
        let secret = folder.path().join("secret.key");
        std::fs::write(&secret, b"one secret for all servers of the tests").unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_partner-dashboard"))
            .arg("serve")
            .env_clear()
            .env("DATABASE_URL", address(url))
            .env("SECRET_KEY_FILE", secret)
            .env("PARTNER_DASHBOARD_DATA_DIR", folder.path().join("data"))
            .env("PARTNER_DASHBOARD_BIND", "127.0.0.1:0")
            .env("PARTNER_DASHBOARD_WORKERS", "2")
            .env("PARTNER_DASHBOARD_LOG_LEVEL", "error")
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let origin = ready(&mut child);
        Self { child, origin, _folder: folder }
    }

    /// A browser in which this person has signed in by the form.
    pub(crate) fn as_(&self, person: &Person) -> Browser {
        let mut browser = Browser::new(&self.origin);
        browser.sign_in(person);
        browser
    }

    /// Its process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Sends a signal, such as `TERM` or `KILL`.
    pub(crate) fn signal(&self, name: &str) {
        signal(&self.child, name);
    }

    /// Waits until it has ended.
    pub(crate) fn ended(mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Runs a command to its end; everything that it says.
pub(crate) fn run_program(url: &DatabaseUrl, folder: &Path, variables: &[(&str, &str)], arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_partner-dashboard"));
    command.env_clear().env("DATABASE_URL", address(url)).env("PARTNER_DASHBOARD_DATA_DIR", folder);
    let done = command.envs(variables.iter().copied()).args(arguments).output().unwrap();
    String::from_utf8([done.stdout, done.stderr].concat()).unwrap()
}

/// The address of a database, as settings have it.
fn address(url: &DatabaseUrl) -> String {
    match url {
        DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
        DatabaseUrl::Postgres(url) => url.clone(),
    }
}

/// Where the program says that it is ready.
fn ready(child: &mut Child) -> String {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let ready = lines.map_while(Result::ok).find_map(|line| {
        let (_, origin) = line.split_once("ready at ")?;
        Some(origin.trim().to_owned())
    });
    ready.expect("the program says where it is ready")
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args(["-s", name, &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}
