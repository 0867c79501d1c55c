//! A flag for every key of the configuration, accepted by every command.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, ArgMatches, Args, Command, Error, FromArgMatches};

use crate::config::{KEYS, Layers};

/// What was given on the command line.
#[derive(Debug, Default)]
pub(super) struct Flags {
    file: Option<PathBuf>,
    texts: BTreeMap<&'static str, String>,
}

const HEADING: &str = "Configuration (flag over environment over file over default)";
const FILE: &str = "config_file";

impl Flags {
    pub(super) fn into_layers(self, variables: Vec<(OsString, OsString)>) -> Layers {
        Layers { file: self.file, flags: self.texts, variables, defaults: BTreeMap::new() }
    }
}

impl Args for Flags {
    fn augment_args(command: Command) -> Command {
        let file = Arg::new(FILE).long("config").value_name("FILE").value_parser(clap::value_parser!(PathBuf));
        let file = file.help("Configuration file in TOML [PARTNER_DASHBOARD_CONFIG]");
        let keys = KEYS.iter().map(|key| {
            let default = if key.default.is_empty() { String::new() } else { format!(" [default: {}]", key.default) };
            let help = format!("{} [{}]{default}", key.help, key.variable);
            Arg::new(key.name).long(key.flag).value_name("VALUE").help(help)
        });
        let all = std::iter::once(file).chain(keys);
        command.args(all.map(|arg| arg.global(true).hide_short_help(true).help_heading(HEADING)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Flags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut flags = Self::default();
        flags.update_from_arg_matches(matches)?;
        Ok(flags)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.file = matches.get_one::<PathBuf>(FILE).cloned();
        for key in KEYS {
            if let Some(text) = matches.get_one::<String>(key.name) {
                self.texts.insert(key.name, text.clone());
            }
        }
        Ok(())
    }
}
