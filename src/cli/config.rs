//! `config`: the effective configuration, with the source of each value.

use std::process::ExitCode;

use clap::Args;

use super::failure::{CliError, say};
use crate::config::Layers;

/// Print the configuration in effect and where each value comes from
///
/// Passwords are masked. The order is: flag, environment, file, default. An unknown key of the file or an
/// unknown PARTNER_DASHBOARD_ variable is refused.
#[derive(Debug, Args)]
pub(super) struct ShowConfig {}

impl ShowConfig {
    pub(super) fn run(layers: Layers) -> Result<ExitCode, CliError> {
        let settings = layers.gather()?;
        let name = settings.all().iter().map(|one| one.key.name.len()).max().unwrap_or_default();
        let value = settings.all().iter().map(|one| one.shown().chars().count()).max().unwrap_or_default();
        for setting in settings.all() {
            let shown = setting.shown();
            let (key, source) = (setting.key, &setting.source);
            if !say(&format!("{:name$} = {shown:value$}  # {source}; {}", key.name, key.variable)) {
                break;
            }
        }
        settings.check()?;
        Ok(ExitCode::SUCCESS)
    }
}
