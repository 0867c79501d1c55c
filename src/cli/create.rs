//! `create-partner` and `create-user`: who can sign in to a new installation. Quality 28.

use std::process::ExitCode;

use clap::{Args, builder::PossibleValuesParser, builder::TypedValueParser};

use super::failure::{CliError, say};
use super::open;
use crate::config::Layers;
use crate::domain::partners::PartnerKind;
use crate::domain::roles::{Role, check_set};
use crate::domain::text::{CompanyName, CountryCode, Email, MpnId, PersonName};
use crate::ops::App;
use crate::ops::installation::{self, NewAccount, NewPartner, Partner, SetupError};

/// What a partner is made of.
#[derive(Debug, Args)]
struct PartnerArgs {
    /// Country of the partner, two letters
    #[arg(long, value_name = "CC")]
    country: Option<CountryCode>,
    /// What kind of partner it is
    #[arg(long, value_parser = kinds())]
    kind: Option<PartnerKind>,
    /// Its number in the partner network
    #[arg(long, value_name = "NUMBER")]
    mpn_id: Option<MpnId>,
    /// Name or id of the indirect provider, for an indirect reseller
    #[arg(long, value_name = "PARTNER")]
    provider: Option<String>,
}

/// Make a partner organisation
///
/// Prints its id.
#[derive(Debug, Args)]
#[command(mut_arg("country", |country| country.required(true)))]
#[command(mut_arg("kind", |kind| kind.required(true)))]
#[command(mut_arg("mpn_id", |mpn_id| mpn_id.required(true)))]
pub(super) struct CreatePartner {
    /// Name of the partner
    #[arg(long)]
    name: CompanyName,
    #[command(flatten)]
    partner: PartnerArgs,
}

/// Make an account and print its one-time password
///
/// The password is shown once and kept nowhere; the first sign-in changes it. The account belongs to the
/// partner of --partner, or to a new one made from --partner-name, --kind, --country and --mpn-id.
#[derive(Debug, Args)]
pub(super) struct CreateUser {
    /// E-mail address to sign in with
    #[arg(long)]
    email: Email,
    /// Name of the person
    #[arg(long)]
    name: PersonName,
    /// Role; may be given twice, one administrator's and one agent's
    #[arg(long = "role", value_name = "ROLE", required = true, value_parser = roles())]
    roles: Vec<Role>,
    /// Name or id of the partner the person works for
    #[arg(long, value_name = "PARTNER", required_unless_present = "partner_name")]
    partner: Option<String>,
    /// Name of a partner to make for the person
    #[arg(
        long, value_name = "NAME", conflicts_with = "partner", requires_all = ["country", "kind", "mpn_id"]
    )]
    partner_name: Option<CompanyName>,
    #[command(flatten)]
    new: PartnerArgs,
}

fn kinds() -> impl TypedValueParser<Value = PartnerKind> {
    PossibleValuesParser::new(PartnerKind::ALL.map(PartnerKind::code)).try_map(|code| code.parse::<PartnerKind>())
}

fn roles() -> impl TypedValueParser<Value = Role> {
    let of_partners = Role::ALL.into_iter().filter(|role| *role != Role::CustomerUser).map(Role::code);
    PossibleValuesParser::new(of_partners).try_map(|code| code.parse::<Role>())
}

impl CreatePartner {
    pub(super) fn run(self, layers: Layers) -> Result<ExitCode, CliError> {
        let app = open::for_command(layers)?;
        let made = make(&app, self.name, self.partner)?;
        say(&format!("Made the partner {} with the id {}.", made.name, made.id));
        Ok(ExitCode::SUCCESS)
    }
}

impl CreateUser {
    pub(super) fn run(self, layers: Layers) -> Result<ExitCode, CliError> {
        check_set(&self.roles).map_err(|error| refused(error.into()))?;
        let app = open::for_command(layers)?;
        let home = match (self.partner, self.partner_name) {
            (_, Some(name)) => make(&app, name, self.new)?,
            (partner, None) => installation::partner(&app, &partner.unwrap_or_default()).map_err(refused)?,
        };
        let account = NewAccount { email: self.email, name: self.name, roles: self.roles };
        let password = installation::create_account(&app, &home, &account).map_err(refused)?;
        say(&format!("Made the account {} of {} ({}).", account.email.as_str(), home.name, home.id));
        say(&format!("One-time password: {password}"));
        Ok(ExitCode::SUCCESS)
    }
}

fn make(app: &App, name: CompanyName, of: PartnerArgs) -> Result<Partner, CliError> {
    let missing = |flag: &str| CliError::Refused(format!("a new partner needs {flag}"));
    let provider = match of.provider {
        Some(wanted) => Some(installation::partner(app, &wanted).map_err(refused)?.id),
        None => None,
    };
    let new = NewPartner {
        name,
        kind: of.kind.ok_or_else(|| missing("--kind"))?,
        country: of.country.ok_or_else(|| missing("--country"))?,
        mpn_id: of.mpn_id.ok_or_else(|| missing("--mpn-id"))?,
        provider,
    };
    installation::create_partner(app, &new).map_err(refused)
}

/// What it means for a command that a partner or account could not be found or made.
pub(super) fn refused(error: SetupError) -> CliError {
    match error {
        SetupError::Store(error) => error.into(),
        SetupError::NoPartner(_)
        | SetupError::NoPartners
        | SetupError::SeveralPartners(_)
        | SetupError::Provider
        | SetupError::Roles(_)
        | SetupError::CustomerRole
        | SetupError::RoleOfOtherKind
        | SetupError::EmailTaken(_)
        | SetupError::Random(_)
        | SetupError::Hash(_) => CliError::Refused(error.to_string()),
    }
}
