//! FLOOR 4: the command line, a file per command. Every command takes the same configuration.

mod backup;
mod config;
mod create;
mod demo;
mod export;
mod failure;
mod flags;
mod generate;
mod housekeeping;
mod import;
mod import_usage;
mod logging;
mod migrate;
mod moments;
mod open;
mod progress;
mod quote;
mod rotate_keys;
mod serve;
mod simulate;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::Layers;
use failure::CliError;
use flags::Flags;

const EXIT_CODES: &str = "Exit codes:\n  \
    0  done\n  \
    1  refused, or a check found something\n  \
    2  the command line is wrong\n  \
    3  the configuration is wrong\n  \
    4  the database is away, locked, or has another schema\n  \
    5  a file or a network address cannot be used";

/// One place for CSP partners to sell and manage Azure reservations and server software.
#[derive(Debug, Parser)]
#[command(name = "partner-dashboard", version, after_help = EXIT_CODES, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    flags: Flags,
}

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::Demo),

    Serve(serve::Serve),
    Migrate(migrate::Migrate),
    CreatePartner(create::CreatePartner),
    CreateUser(create::CreateUser),
    Import(import::Import),
    Export(export::Export),
    Backup(backup::Backup),
    Restore(backup::Restore),
    Check(backup::Check),
    Housekeeping(housekeeping::Housekeeping),
    Generate(generate::Generate),
    RotateKeys(rotate_keys::RotateKeys),
    Quote(Box<quote::Quote>),
    Simulate(simulate::Simulate),
    Config(config::ShowConfig),
}

/// Runs the program.
pub fn run() -> ExitCode {
    let Cli { command, flags } = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(usage) => {
            // When even the terminal is gone there is nobody to tell.
            let _told = usage.print();
            return ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(2));
        }
    };
    let layers = flags.into_layers(crate::config::environment());
    match run_command(command, layers) {
        Ok(code) => code,
        Err(error) => {
            failure::tell(&error);
            error.exit_code()
        }
    }
}

fn run_command(command: Command, layers: Layers) -> Result<ExitCode, CliError> {
    match command {
        Command::Demo(demo) => demo.run(layers),

        Command::Serve(serve::Serve {}) => serve::Serve::run(layers),
        Command::Migrate(migrate::Migrate {}) => migrate::Migrate::run(layers),
        Command::CreatePartner(create) => create.run(layers),
        Command::CreateUser(create) => create.run(layers),
        Command::Import(import) => import.run(layers),
        Command::Export(export) => export.run(layers),
        Command::Backup(backup) => backup.run(layers),
        Command::Restore(restore) => restore.run(layers),
        Command::Check(backup::Check {}) => backup::Check::run(layers),
        Command::Housekeeping(housekeeping::Housekeeping {}) => housekeeping::Housekeeping::run(layers),
        Command::Generate(generate) => generate.run(layers),
        Command::RotateKeys(rotate) => rotate.run(layers),
        Command::Quote(quote) => quote.run(),
        Command::Simulate(simulate) => simulate.run(),
        Command::Config(config::ShowConfig {}) => config::ShowConfig::run(layers),
    }
}

#[cfg(test)]
mod tests;
