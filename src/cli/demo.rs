//! `demo`: a world to look at, on a machine with nothing else. Features row 41.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde_json::json;

use super::failure::{CliError, say};
use super::{import, logging, open, serve};
use crate::access::sessions::random_token;
use crate::config::{Config, ConfigError, Layers, Settings, read_secret};
use crate::ops::demo::{self, Account, ClientAccount, Progress, SeedError};
use crate::ops::{App, reference};
use crate::store::migrate;

/// Try the program with a world that is made for it
///
/// Makes the data directory, an SQLite database in it, partners, people and customers, and serves the
/// pages. Started again, it goes on with the same data. Everybody knows the passwords: never put it on a
/// network. It has its own database file, demo.sqlite3, and does not read DATABASE_URL.
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// Throw the demonstration's database away and begin anew
    #[arg(long)]
    fresh: bool,
    /// Port on 127.0.0.1; 0 takes any free one [default: 8080]
    #[arg(long, value_name = "PORT", conflicts_with = "bind")]
    port: Option<u16>,
    /// Write the accounts to this file as JSON
    #[arg(long, value_name = "FILE")]
    accounts_file: Option<PathBuf>,
}

const DATABASE: &str = "demo.sqlite3";

impl Demo {
    pub(super) fn run(self, mut layers: Layers) -> Result<ExitCode, CliError> {
        if let Some(port) = self.port {
            layers.flags.insert("bind", format!("127.0.0.1:{port}"));
        }
        layers.flags.insert("database_url", format!("sqlite:{{data_dir}}/{DATABASE}"));
        layers.defaults.insert("log_level", "warn".to_owned());
        let settings = layers.gather()?;
        let data_dir = settings.data_dir()?;
        open::data_dir(&data_dir)?;
        if self.fresh {
            remove_database(&data_dir)?;
        }
        let mut config = settings.config(secret(&settings, &data_dir)?)?;
        config.is_demo = true;
        let app = open_world(config, &data_dir)?;
        reference::load(&app).map_err(import::not_loaded)?;
        if demo::progress(&app)? == Progress::None {
            say("Making the demonstration's world …");
            demo::seed(&app).map_err(|error| match error {
                SeedError::Store(error) => CliError::Store(error),
                SeedError::Hash(_) | SeedError::Media { .. } | SeedError::Purchase { .. } | SeedError::Act(_) => {
                    CliError::Refused(error.to_string())
                }
            })?;
        }
        // Only now: what the making of the world logs, such as a key that it leaves missing, is nobody's news.
        logging::start(&settings.logging()?);
        let accounts = demo::accounts();
        if let Some(file) = &self.accounts_file {
            let text = format!("{:#}\n", json!({ "accounts": accounts, "api_clients": demo::api_clients() }));
            std::fs::write(file, text).map_err(CliError::file(file))?;
        }
        tell(&accounts);
        serve::until_stopped(app)
    }
}

/// The database; a world whose making was interrupted is thrown away.
fn open_world(config: Config, data_dir: &Path) -> Result<App, CliError> {
    migrate(&config.database_url)?;
    let app = open::app(config.clone())?;
    if demo::progress(&app)? != Progress::Interrupted {
        return Ok(app);
    }
    drop(app);
    remove_database(data_dir)?;
    migrate(&config.database_url)?;
    open::app(config)
}

/// The secret that was named, or one kept in the data directory.
fn secret(settings: &Settings, data_dir: &Path) -> Result<crate::config::Secret, CliError> {
    match settings.secret() {
        Ok(secret) => Ok(secret),
        Err(ConfigError::NoSecret) => {
            let path = data_dir.join("demo-secret.key");
            if !path.exists() {
                let random = random_token().map_err(|error| CliError::Refused(error.to_string()))?;
                let mut file = std::fs::OpenOptions::new();
                let made = file.write(true).create_new(true).mode(0o600).open(&path);
                made.and_then(|mut file| writeln!(file, "{random}")).map_err(CliError::file(&path))?;
            }
            Ok(read_secret(&path)?)
        }
        Err(error) => Err(error.into()),
    }
}

fn remove_database(data_dir: &Path) -> Result<(), CliError> {
    for suffix in ["", "-wal", "-shm"] {
        let path = data_dir.join(format!("{DATABASE}{suffix}"));
        match std::fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(CliError::file(&path)(error)),
        }
    }
    Ok(())
}

fn tell(accounts: &[Account]) {
    say("This is a demonstration with invented people. Never put it on a network: everybody knows its passwords.");
    say("");
    let longest = accounts.iter().map(|account| account.email.len()).max().unwrap_or_default();
    say(&format!("{:longest$}  {:22}  {:24}  {}", "E-MAIL", "ROLES", "PASSWORD", "ORGANISATION"));
    for account in accounts {
        let roles = account.roles.join(", ");
        let Account { email, password, organization, organization_kind, .. } = account;
        say(&format!("{email:longest$}  {roles:22}  {password:24}  {organization} ({organization_kind})"));
    }
    say("");
    say("API clients: tenant, client and secret for /{tenant}/oauth2/v2.0/token");
    for client in demo::api_clients() {
        let ClientAccount { tenant_id, client_id, client_secret, organization, roles } = client;
        say(&format!("{tenant_id}  {client_id}  {client_secret}  {organization} ({})", roles.join(", ")));
    }
    say("");
}
