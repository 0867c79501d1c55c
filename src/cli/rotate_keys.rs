//! `rotate-keys`: a new ring key seals all product keys. Quality 45.

use std::process::ExitCode;

use clap::Args;

use super::failure::{CliError, say};
use super::{open, progress};
use crate::config::Layers;
use crate::ops::keys::{self, RotateError};

/// Seal all product keys with a new key of the ring
///
/// Adds a key to the key ring (`key_ring_file`) and seals every product key with it, a few hundred at a time.
/// Servers that share the file go on working; give it to servers that have a copy before they are asked for a
/// key. Old ring keys stay, because backups made before need them; --forget-old takes out those that nothing
/// in this database needs. A rotation that was cut is finished by the next one.
#[derive(Debug, Args)]
pub(super) struct RotateKeys {
    /// Take old keys out of the ring
    #[arg(long)]
    forget_old: bool,
}

impl RotateKeys {
    pub(super) fn run(self, layers: Layers) -> Result<ExitCode, CliError> {
        let app = open::for_command(layers)?;
        let bar = progress::rows("rotate-keys");
        let rotated = keys::rotate(&app, self.forget_old, |keys| bar.set_position(keys));
        bar.finish_and_clear();
        let rotated = rotated.map_err(|error| match error {
            RotateError::Store(error) => error.into(),
            RotateError::Ring(_) => CliError::Refused(error.to_string()),
        })?;
        say(&format!("Sealed {} product keys with ring key {}.", rotated.keys, rotated.ring_key));
        if !rotated.forgotten.is_empty() {
            say(&format!("Took out of the ring: {}.", rotated.forgotten.join(", ")));
        }
        Ok(ExitCode::SUCCESS)
    }
}
