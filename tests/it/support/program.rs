//! The real program, as an operator starts and stops it.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use super::browser::Browser;

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
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let ready = lines.map_while(Result::ok).find_map(|line| {
            let (_, origin) = line.split_once("ready at ")?;
            Some(origin.trim().to_owned())
        });
        let origin = ready.expect("the program says where it is ready");
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
        let sent = Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
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
