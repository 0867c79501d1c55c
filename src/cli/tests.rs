use clap::CommandFactory;

use super::Cli;

/// The program, as wide as it is on a small terminal.
fn program() -> clap::Command {
    let mut program = Cli::command().term_width(100);
    program.build();
    program
}

#[test]
fn the_command_line_has_no_contradictions() {
    Cli::command().debug_assert();
}

#[test]
fn every_command_and_every_option_says_what_it_does() {
    says_what_it_does(&program());
}

fn says_what_it_does(program: &clap::Command) {
    for command in program.get_subcommands().filter(|command| command.get_name() != "help") {
        assert!(command.get_about().is_some(), "{}", command.get_name());
        for argument in command.get_arguments() {
            assert!(argument.get_help().is_some(), "{} {}", command.get_name(), argument.get_id());
        }
        says_what_it_does(command);
    }
}

#[test]
fn the_help_of_the_program_lists_commands_and_exit_codes() {
    insta::assert_snapshot!(program().render_help().to_string(), @r#"
    One place for CSP partners to sell and manage Azure reservations and server software

    Usage: partner-dashboard [OPTIONS] <COMMAND>

    Commands:
      demo            Try the program with a world that is made for it
      serve           Serve the pages
      migrate         Bring the database's schema up to date
      create-partner  Make a partner organisation
      create-user     Make an account and print its one-time password
      import          Import reference data, price lists, usage, files of software and product keys
      export          Write files for other programs
      backup          Write everything in the database to a file
      restore         Restore a backup into an empty database
      check           Check that the rows keep to the rules
      housekeeping    Do what has come due: send mail, tell what ends soon, delete what is over
      generate        Make customers, orders and reservations, to try the program with many of them
      rotate-keys     Seal all product keys with a new key of the ring
      quote           Quote refunds, exchanges and cancellations with their working
      simulate        Apply reservations to usage, both from CSV files, hour by hour
      config          Print the configuration in effect and where each value comes from
      help            Print this message or the help of the given subcommand(s)

    Options:
      -h, --help     Print help (see more with '--help')
      -V, --version  Print version

    Exit codes:
      0  done
      1  refused, or a check found something
      2  the command line is wrong
      3  the configuration is wrong
      4  the database is away, locked, or has another schema
      5  a file or a network address cannot be used
    "#);
}

#[test]
#[expect(clippy::too_many_lines, reason = "the help of every command is long, and is read here as one text")]
fn the_help_of_every_command() {
    let help: Vec<String> = program()
        .get_subcommands_mut()
        .filter(|command| command.get_name() != "help")
        .map(|command| command.render_help().to_string())
        .collect();
    insta::assert_snapshot!(help.join("\n"), @r#"
    Try the program with a world that is made for it

    Usage: partner-dashboard demo [OPTIONS]

    Options:
          --fresh                 Throw the demonstration's database away and begin anew
          --port <PORT>           Port on 127.0.0.1; 0 takes any free one [default: 8080]
          --accounts-file <FILE>  Write the accounts to this file as JSON
      -h, --help                  Print help (see more with '--help')

    Serve the pages

    Usage: partner-dashboard serve [OPTIONS]

    Options:
      -h, --help  Print help (see more with '--help')

    Bring the database's schema up to date

    Usage: partner-dashboard migrate [OPTIONS]

    Options:
      -h, --help  Print help (see more with '--help')

    Make a partner organisation

    Usage: partner-dashboard create-partner [OPTIONS] --name <NAME> --country <CC> --kind <KIND> --mpn-id <NUMBER>

    Options:
          --name <NAME>         Name of the partner
          --country <CC>        Country of the partner, two letters
          --kind <KIND>         What kind of partner it is [possible values: direct_bill,
                                indirect_provider, indirect_reseller, operator]
          --mpn-id <NUMBER>     Its number in the partner network
          --provider <PARTNER>  Name or id of the indirect provider, for an indirect reseller
      -h, --help                Print help (see more with '--help')

    Make an account and print its one-time password

    Usage: partner-dashboard create-user [OPTIONS] --email <EMAIL> --name <NAME> --role <ROLE>

    Options:
          --email <EMAIL>        E-mail address to sign in with
          --name <NAME>          Name of the person
          --role <ROLE>          Role; may be given twice, one administrator's and one agent's [possible
                                 values: global_admin, billing_admin, user_management_admin,
                                 admin_agent, sales_agent, helpdesk_agent, desk_agent,
                                 installation_admin]
          --partner <PARTNER>    Name or id of the partner the person works for
          --partner-name <NAME>  Name of a partner to make for the person
          --country <CC>         Country of the partner, two letters
          --kind <KIND>          What kind of partner it is [possible values: direct_bill,
                                 indirect_provider, indirect_reseller, operator]
          --mpn-id <NUMBER>      Its number in the partner network
          --provider <PARTNER>   Name or id of the indirect provider, for an indirect reseller
      -h, --help                 Print help (see more with '--help')

    Import reference data, price lists, usage, files of software and product keys

    Usage: partner-dashboard import [OPTIONS] <COMMAND>

    Commands:
      reference  Load sizes, regions, markets, currencies and the price lists that this release ships
      prices     Import price lists: saved pages of the Retail Prices API (JSON) or CSV, plain or gzip
      media      Import files of software to download, by a list
      usage      Import usage: Azure cost and usage, consumption usage details, FOCUS 1.0 to 1.2, hourly
                 machine records
      keys       Import product keys
      help       Print this message or the help of the given subcommand(s)

    Options:
      -h, --help  Print help (see more with '--help')

    Write files for other programs

    Usage: partner-dashboard export [OPTIONS] <COMMAND>

    Commands:
      focus  Write the charges of reservations in a month as FOCUS 1.2 (CSV)
      help   Print this message or the help of the given subcommand(s)

    Options:
      -h, --help  Print help (see more with '--help')

    Write everything in the database to a file

    Usage: partner-dashboard backup [OPTIONS] <FILE>

    Arguments:
      <FILE>  The file to write, such as partner-dashboard.backup.gz

    Options:
      -h, --help  Print help (see more with '--help')

    Restore a backup into an empty database

    Usage: partner-dashboard restore [OPTIONS] <FILE>

    Arguments:
      <FILE>  The file that `backup` wrote

    Options:
      -h, --help  Print help (see more with '--help')

    Check that the rows keep to the rules

    Usage: partner-dashboard check [OPTIONS]

    Options:
      -h, --help  Print help (see more with '--help')

    Do what has come due: send mail, tell what ends soon, delete what is over

    Usage: partner-dashboard housekeeping [OPTIONS]

    Options:
      -h, --help  Print help (see more with '--help')

    Make customers, orders and reservations, to try the program with many of them

    Usage: partner-dashboard generate [OPTIONS]

    Options:
          --customers <CUSTOMERS>        How many customers [default: 0]
          --orders <ORDERS>              How many orders [default: 0]
          --reservations <RESERVATIONS>  How many reservations, 1 to 100 for each order; as many as
                                         orders when it is not given
          --seed <SEED>                  The same seed makes the same [default: 1]
          --partner <PARTNER>            Name or id of the partner; the oldest one when it is not given
      -h, --help                         Print help (see more with '--help')

    Seal all product keys with a new key of the ring

    Usage: partner-dashboard rotate-keys [OPTIONS]

    Options:
          --forget-old  Take old keys out of the ring
      -h, --help        Print help (see more with '--help')

    Quote refunds, exchanges and cancellations with their working

    Usage: partner-dashboard quote [OPTIONS] <COMMAND>

    Commands:
      refund           Quote a refund of a reservation
      exchange         Quote an exchange of a reservation for a new one
      software-cancel  Quote the cancellation of a line of software
      help             Print this message or the help of the given subcommand(s)

    Options:
      -h, --help  Print help (see more with '--help')

    Apply reservations to usage, both from CSV files, hour by hour

    Usage: partner-dashboard simulate [OPTIONS] --reservations <FILE> --usage <FILE> --from <MOMENT> --to <MOMENT>

    Options:
          --reservations <FILE>  Reservations (CSV)
          --usage <FILE>         Usage (CSV, plain or gzip)
          --from <MOMENT>        The first hour: a day, or a moment such as 2026-03-01T00:00:00Z
          --to <MOMENT>          The end, which is not part of it
          --json                 Print JSON; numbers are texts with all their decimals
          --keep-good            Leave bad rows out and compute with the others
      -h, --help                 Print help (see more with '--help')

    Reservations, a row for each stretch of time in which nothing changed:
      reservation_id,arm_sku_name,region,quantity,scope(single|shared|resource_group),subscription_id,
      resource_group,instance_flexibility(on|off),starts_at,ends_at
    Usage, in any order, plain or gzip:
      hour_start,subscription_id,resource_group,resource_id,arm_sku_name,region,running_hours,
      kind(regular|classic|promo|spot)
    Times are UTC; a day begins at midnight. Hours are in the reserved size, utilization is in percent.
    A bad row is told with its line and reason on standard error, and nothing is computed (exit code 1)
    unless --keep-good. Usage in the order of time takes little memory however long it is.

    Print the configuration in effect and where each value comes from

    Usage: partner-dashboard config [OPTIONS]

    Options:
      -h, --help  Print help (see more with '--help')
    "#);
}
