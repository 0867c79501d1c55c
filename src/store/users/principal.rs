//! The person behind a session's cookie. Floor 1. Made from rows only.

use diesel::prelude::*;

use crate::domain::ids::{CustomerId, PartnerId, SessionId, UserId};
use crate::domain::partners::PartnerKind;
use crate::domain::roles::Role;
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{customers, partners, sessions, user_roles, users};
use crate::store::tenant::System;

/// A signed-in person: who, for which organisation, in which roles.
#[derive(Debug, Clone)]
pub struct Principal {
    user: UserId,
    session: SessionId,
    email: String,
    display_name: String,
    lang: Option<String>,
    is_password_temporary: bool,
    roles: Vec<Role>,
    partner: PartnerId,
    partner_kind: PartnerKind,
    provider: Option<PartnerId>,
    organization: String,
    customer: Option<CustomerId>,
    started_at: Instant,
    seen_at: Instant,
    unread: i64,
}

/// The cookie stands for nobody.
#[derive(Debug, thiserror::Error)]
pub enum PrincipalError {
    /// No such session, or it ended, or its user was disabled.
    #[error("no session")]
    NoSession,
    /// Idle or absolute limit passed.
    #[error("the session has ended")]
    Ended,
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = sessions)]
struct SessionRow {
    id: SessionId,
    started_at: Instant,
    seen_at: Instant,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = users)]
struct UserRow {
    id: UserId,
    customer_id: Option<CustomerId>,
    email: String,
    display_name: String,
    lang: Option<String>,
    is_password_temporary: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = partners)]
struct PartnerRow {
    id: PartnerId,
    kind: PartnerKind,
    name: String,
    provider_id: Option<PartnerId>,
}

/// What is read of a session: one row for each role of the person.
type Row = (SessionRow, UserRow, PartnerRow, Option<String>, i64, Option<Role>);

/// How many messages the person has not read, up to a hundred: beside the person, because every page says it.
const UNREAD: &str = "(SELECT count(*) FROM (SELECT 1 FROM messages WHERE messages.user_id = users.id \
                      AND messages.read_at IS NULL LIMIT 100) AS unread)";

fn principal_of(rows: Vec<Row>) -> Option<Principal> {
    let roles = rows.iter().filter_map(|(.., role)| *role).collect();
    let (session, user, partner, customer_name, unread, _) = rows.into_iter().next()?;
    Some(Principal {
        user: user.id,
        session: session.id,
        email: user.email,
        display_name: user.display_name,
        lang: user.lang,
        is_password_temporary: user.is_password_temporary,
        roles,
        partner: partner.id,
        partner_kind: partner.kind,
        provider: partner.provider_id,
        organization: customer_name.unwrap_or(partner.name),
        customer: user.customer_id,
        started_at: session.started_at,
        seen_at: session.seen_at,
        unread,
    })
}

impl System<'_> {
    /// The person behind a session key, if the session lives: `idle` and `absolute` are in seconds.
    pub fn principal(
        &self,
        key_hash: &[u8],
        now: Instant,
        idle: i64,
        absolute: i64,
    ) -> Result<Principal, PrincipalError> {
        // One query, a row for each role: a page asks it before anything else.
        let rows: Vec<Row> = self.read(|conn| {
            Ok(on!(conn, |c| sessions::table
                .inner_join(users::table.on(users::id.eq(sessions::user_id)))
                .inner_join(partners::table.on(partners::id.eq(users::partner_id)))
                .left_join(customers::table.on(customers::id.nullable().eq(users::customer_id)))
                .left_join(user_roles::table.on(user_roles::user_id.eq(users::id)))
                .filter(sessions::key_hash.eq(key_hash))
                .filter(sessions::ended_at.is_null())
                .filter(users::disabled_at.is_null())
                .select((
                    SessionRow::as_select(),
                    UserRow::as_select(),
                    PartnerRow::as_select(),
                    customers::company_name.nullable(),
                    diesel::dsl::sql::<diesel::sql_types::BigInt>(UNREAD),
                    user_roles::role.nullable(),
                ))
                .load(c))?)
        })?;
        let principal = principal_of(rows).ok_or(PrincipalError::NoSession)?;
        if now.seconds_since(principal.seen_at) > idle || now.seconds_since(principal.started_at) > absolute {
            return Err(PrincipalError::Ended);
        }
        Ok(principal)
    }
}

impl Principal {
    /// The person.
    pub fn user(&self) -> UserId {
        self.user
    }
    /// Their session.
    pub fn session(&self) -> SessionId {
        self.session
    }
    /// Their address to sign in with.
    pub fn email(&self) -> &str {
        &self.email
    }
    /// Their name.
    pub fn display_name(&self) -> &str {
        &self.display_name
    }
    /// The language they chose.
    pub fn lang(&self) -> Option<&str> {
        self.lang.as_deref()
    }
    /// Whether the password was given by an administrator and must be changed first (R-RO-1).
    pub fn is_password_temporary(&self) -> bool {
        self.is_password_temporary
    }
    /// Their roles.
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }
    /// The partner organisation they work for, or whose customer they are.
    pub fn partner(&self) -> PartnerId {
        self.partner
    }
    /// What kind of partner that is.
    pub fn partner_kind(&self) -> PartnerKind {
        self.partner_kind
    }
    /// The partner who bills: a reseller's provider, else the partner itself.
    pub fn billing_partner(&self) -> PartnerId {
        self.provider.unwrap_or(self.partner)
    }
    /// The reseller they work for, whose customers alone they see.
    pub fn reseller(&self) -> Option<PartnerId> {
        (self.partner_kind == PartnerKind::IndirectReseller).then_some(self.partner)
    }
    /// The customer they belong to, if they are a customer's person.
    pub fn customer(&self) -> Option<CustomerId> {
        self.customer
    }
    /// The name of their organisation: partner or customer.
    pub fn organization(&self) -> &str {
        &self.organization
    }
    /// When they signed in.
    pub fn started_at(&self) -> Instant {
        self.started_at
    }
    /// How many messages they have not read; a hundred stands for more.
    pub fn unread(&self) -> i64 {
        self.unread
    }
    /// When they were last seen, to the minute.
    pub fn seen_at(&self) -> Instant {
        self.seen_at
    }
}
