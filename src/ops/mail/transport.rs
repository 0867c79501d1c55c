//! The way a letter leaves: by SMTP, or as a file. Floor 2.

use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{Message, SmtpTransport, Transport as _};

use crate::config::{Config, MailServer, MailTls};
use crate::domain::ids::MailId;
use crate::domain::messages::MailState;

/// How long the mail server may take for one step.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why a letter did not leave.
pub(super) struct Failed {
    /// In words, without secrets.
    pub(super) why: String,
    /// Whether trying again cannot help.
    pub(super) is_final: bool,
    /// Whether it would happen to any letter now.
    pub(super) is_servers: bool,
}

/// Where letters go.
pub(super) enum Transport {
    Smtp(SmtpTransport),
    Files(PathBuf),
    Broken(String),
}

impl Transport {
    pub(super) fn of(config: &Config) -> Self {
        match &config.mail_server {
            None => Self::Files(config.mail_folder()),
            Some(server) => smtp(server).map_or_else(|error| Self::Broken(error.to_string()), Self::Smtp),
        }
    }

    /// Sends a letter, and says what has become of it.
    pub(super) fn send(&self, id: MailId, letter: &Message) -> Result<MailState, Failed> {
        match self {
            Self::Smtp(server) => match server.send(letter) {
                Ok(_answer) => Ok(MailState::Sent),
                Err(error) => Err(failed(&error)),
            },
            Self::Files(folder) => match write(folder, id, letter) {
                Ok(()) => Ok(MailState::Filed),
                Err(error) => {
                    let why = format!("{}: {error}", folder.display());
                    Err(Failed { why, is_final: false, is_servers: true })
                }
            },
            Self::Broken(why) => Err(Failed { why: why.clone(), is_final: false, is_servers: true }),
        }
    }
}

fn smtp(server: &MailServer) -> Result<SmtpTransport, Error> {
    let tls = match server.tls {
        MailTls::Implicit => Tls::Wrapper(TlsParameters::new(server.host.clone())?),
        MailTls::StartTls => Tls::Required(TlsParameters::new(server.host.clone())?),
        MailTls::Off => Tls::None,
    };
    let builder = SmtpTransport::builder_dangerous(&server.host).port(server.port).tls(tls).timeout(Some(PATIENCE));
    Ok(match &server.account {
        Some((user, password)) => builder.credentials(Credentials::new(user.clone(), password.clone())).build(),
        None => builder.build(),
    })
}

/// 55x is the word on this recipient or letter; anything else may pass or is the server's trouble.
fn failed(error: &Error) -> Failed {
    let code = error.status().map(u16::from);
    let is_final = code.is_some_and(|code| (550..560).contains(&code));
    let mut why = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        why = format!("{why}: {cause}");
        source = cause.source();
    }
    Failed { why, is_final, is_servers: code.is_none() }
}

/// A file that only the installation's account reads. One that is there from an earlier try is replaced.
fn write(folder: &Path, id: MailId, letter: &Message) -> std::io::Result<()> {
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let mut file = std::fs::OpenOptions::new();
    let mut file = file.write(true).create(true).truncate(true).mode(0o600).open(folder.join(format!("{id}.eml")))?;
    file.write_all(&letter.formatted())
}
