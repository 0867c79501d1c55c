//! What ends a command, and the exit code it ends with.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use crate::config::ConfigError;
use crate::ops::StoreError;

/// Why a command did not do its work.
#[derive(Debug, thiserror::Error)]
pub(super) enum CliError {
    /// The command may not do this here.
    #[error("{0}")]
    Refused(String),
    /// What was given cannot be.
    #[error("{0}")]
    Usage(String),
    /// The configuration is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file or an address cannot be used.
    #[error("{what}: {why}")]
    System { what: String, why: std::io::Error },
}

impl CliError {
    /// A file could not be used.
    pub(super) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let what = path.display().to_string();
        move |why| Self::System { what, why }
    }

    /// As the help of the program lists them.
    pub(super) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Refused(_) => 1,
            Self::Usage(_) => 2,
            Self::Config(_) => 3,
            Self::Store(_) => 4,
            Self::System { .. } => 5,
        })
    }
}

/// Says on standard error why the command ended.
pub(super) fn tell(error: &CliError) {
    // When standard error is closed there is nobody to tell; the exit code says it.
    let _told = writeln!(std::io::stderr().lock(), "partner-dashboard: {error}");
}

/// A line on standard error, beside what is printed.
pub(super) fn note(line: &str) {
    let _told = writeln!(std::io::stderr().lock(), "{line}");
}

/// A line on standard output; false when nobody reads it any more.
pub(super) fn say(line: &str) -> bool {
    writeln!(std::io::stdout().lock(), "{line}").is_ok()
}
