//! The API clients of the demonstration, with secrets that everybody knows.

use serde::Serialize;

use super::organizations::{HANBIT, NORTHWIND};
use super::seed::{COMMAND, SeedError, id_of, partner_id};
use crate::access::Scope;
use crate::domain::ids::UserId;
use crate::domain::roles::Role;
use crate::domain::text::PersonName;
use crate::ops::App;
use crate::ops::api_clients::{NewClient, insert, registered};

/// Days they live; a demonstration that runs longer is begun anew.
const DAYS: i64 = 3650;

/// A program of the world.
struct Program {
    organization: &'static str,
    name: &'static str,
    role: Role,
    secret: &'static str,
}

const PROGRAMS: [Program; 4] = [
    Program {
        organization: NORTHWIND,
        name: "Northwind order desk",
        role: Role::AdminAgent,
        secret: "pds_demo-northwind-admin-agent-4vQm2k",
    },
    Program {
        organization: NORTHWIND,
        name: "Northwind price watch",
        role: Role::SalesAgent,
        secret: "pds_demo-northwind-sales-agent-8sTz6h",
    },
    Program {
        organization: HANBIT,
        name: "한빛 자동화",
        role: Role::AdminAgent,
        secret: "pds_demo-hanbit-admin-agent-3rWy9b",
    },
    // Who may manage webhooks.
    Program {
        organization: NORTHWIND,
        name: "Northwind administration",
        role: Role::GlobalAdmin,
        secret: "pds_demo-northwind-global-admin-6kLp4d",
    },
];

/// An API client as the demonstration prints and writes it.
#[derive(Debug, Clone, Serialize)]
pub struct ClientAccount {
    /// The tenant in the address of the token endpoint.
    pub tenant_id: String,
    /// The client id.
    pub client_id: String,
    /// The secret.
    pub client_secret: &'static str,
    /// Name of the partner.
    pub organization: &'static str,
    /// Codes of the roles.
    pub roles: Vec<&'static str>,
}

fn client_id(program: &Program) -> UserId {
    UserId::from_uuid(id_of("api client", program.secret))
}

/// Every API client of the world.
pub fn api_clients() -> Vec<ClientAccount> {
    let account = |program: &Program| ClientAccount {
        tenant_id: partner_id(program.organization).to_string(),
        client_id: client_id(program).to_string(),
        client_secret: program.secret,
        organization: program.organization,
        roles: vec![program.role.code()],
    };
    PROGRAMS.iter().map(account).collect()
}

/// Registers them.
pub(super) fn programs(app: &App) -> Result<(), SeedError> {
    let at = app.clock.now().plus_days(-20);
    for program in &PROGRAMS {
        let organization = partner_id(program.organization);
        let name = PersonName::from_stored(program.name.to_owned());
        let new = NewClient { organization, name, role: program.role, days: DAYS };
        app.db.write(&Scope::operator(COMMAND, organization, at), |w| {
            let client = insert(w, client_id(program), &new, program.secret, at.plus_days(DAYS))?;
            w.record(&registered(&client), ())
        })?;
    }
    Ok(())
}
