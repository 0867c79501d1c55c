//! Signing in: credentials, sessions and the count of failures. Floor 1. Quality 24, 32 to 35.

use diesel::prelude::*;

use super::accounts::email_key;
use crate::domain::ids::{CustomerId, PartnerId, SessionId, UserId};
use crate::domain::roles::Role;
use crate::domain::time::Instant;
use crate::store::columns::Guid;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{customers, partners, sessions, sign_in_failures, user_roles, users};
use crate::store::tenant::{Reader, System, Writer};

/// What a sign-in is checked against.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The person.
    pub user: UserId,
    /// The partner who bills: in its chain of events the sign-in stands.
    pub biller: PartnerId,
    /// The customer whose person it is.
    pub customer: Option<CustomerId>,
    /// The argon2id hash of their password.
    pub password_hash: String,
    /// Whether the account is switched off.
    pub is_disabled: bool,
}

/// A session to start; the secret itself stays in the cookie.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// Id shown on "my sessions".
    pub id: SessionId,
    /// Hash of the secret in the cookie.
    pub key_hash: Vec<u8>,
    /// Who.
    pub user: UserId,
    /// Their browser, as it names itself.
    pub user_agent: String,
}

/// A session as "my sessions" shows it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub struct Session {
    /// Id.
    pub id: SessionId,
    /// Since when.
    pub started_at: Instant,
    /// Last request, to the minute.
    pub seen_at: Instant,
    /// The browser, as it names itself.
    pub user_agent: String,
    /// Where from.
    pub address: String,
}

/// An account that the demonstration offers with one click.
#[derive(Debug, Clone)]
pub struct DemoAccount {
    /// Address to sign in with.
    pub email: String,
    /// Name.
    pub display_name: String,
    /// Partner or customer they belong to.
    pub organization: String,
    /// Roles.
    pub roles: Vec<Role>,
}

/// From which moments on failures count.
#[derive(Debug, Clone, Copy)]
pub struct Windows {
    /// For one account from one network, and for the account alone.
    pub account_since: Instant,
    /// For one address.
    pub address_since: Instant,
}

/// Failures within the windows.
#[derive(Debug, Clone, Copy, Default)]
pub struct SignInFailures {
    /// Of this account from this network.
    pub account_and_network: i64,
    /// The newest of those.
    pub last_at: Option<Instant>,
    /// Of this account from anywhere.
    pub account: i64,
    /// From this address, any account.
    pub address: i64,
}

impl System<'_> {
    /// The first hundred accounts by organisation, for the demonstration's sign-in page.
    pub fn accounts(&self) -> Result<Vec<DemoAccount>, StoreError> {
        self.read(|conn| {
            let rows: Vec<(UserId, String, String, String, Option<String>)> = on!(conn, |c| users::table
                .inner_join(partners::table.on(partners::id.eq(users::partner_id)))
                .left_join(customers::table.on(customers::id.nullable().eq(users::customer_id)))
                .filter(users::disabled_at.is_null())
                .filter(users::is_client.eq(false))
                .order((partners::name, customers::company_name, users::email))
                .limit(100)
                .select((
                    users::id,
                    users::email,
                    users::display_name,
                    partners::name,
                    customers::company_name.nullable()
                ))
                .load(c))?;
            let roles: Vec<(UserId, Role)> =
                on!(conn, |c| user_roles::table.select((user_roles::user_id, user_roles::role)).load(c))?;
            Ok(rows
                .into_iter()
                .map(|(id, email, display_name, partner, customer)| DemoAccount {
                    email,
                    display_name,
                    organization: customer.unwrap_or(partner),
                    roles: roles.iter().filter(|(user, _)| *user == id).map(|(_, role)| *role).collect(),
                })
                .collect())
        })
    }

    /// The credentials of an account, by the address typed.
    pub fn credentials(&self, email: &str) -> Result<Option<Credentials>, StoreError> {
        type Row = (UserId, PartnerId, Option<PartnerId>, Option<CustomerId>, String, Option<Instant>);
        let found: Option<Row> = self.read(|conn| {
            Ok(on!(conn, |c| users::table
                .inner_join(partners::table.on(partners::id.eq(users::partner_id)))
                .filter(users::email_key.eq(email_key(email)))
                .filter(users::is_client.eq(false))
                .select((
                    users::id,
                    partners::id,
                    partners::provider_id,
                    users::customer_id,
                    users::password_hash,
                    users::disabled_at
                ))
                .first(c)
                .optional())?)
        })?;
        Ok(found.map(|(user, partner, provider, customer, password_hash, disabled_at)| Credentials {
            user,
            biller: provider.unwrap_or(partner),
            customer,
            password_hash,
            is_disabled: disabled_at.is_some(),
        }))
    }

    /// Marks a session as seen now.
    pub fn touch_session(&self, session: SessionId, now: Instant) -> Result<(), StoreError> {
        self.touch(|conn| {
            on!(conn, |c| diesel::update(sessions::table.find(session)).set(sessions::seen_at.eq(now)).execute(c))?;
            Ok(())
        })
    }

    /// Failed sign-ins of an account, a network and an address since the given moments.
    pub fn sign_in_failures(
        &self,
        email: &str,
        network: &str,
        address: &str,
        since: Windows,
    ) -> Result<SignInFailures, StoreError> {
        let key = email_key(email);
        self.read(|conn| {
            let of_account: Vec<(String, Instant)> = on!(conn, |c| sign_in_failures::table
                .filter(sign_in_failures::email_key.eq(&key))
                .filter(sign_in_failures::failed_at.ge(since.account_since))
                .order(sign_in_failures::failed_at.desc())
                .limit(200)
                .select((sign_in_failures::network, sign_in_failures::failed_at))
                .load(c))?;
            let from_address: i64 = on!(conn, |c| sign_in_failures::table
                .filter(sign_in_failures::address.eq(address))
                .filter(sign_in_failures::failed_at.ge(since.address_since))
                .count()
                .get_result(c))?;
            let here = of_account.iter().filter(|(from, _)| from == network);
            Ok(SignInFailures {
                account_and_network: i64::try_from(here.clone().count()).unwrap_or(i64::MAX),
                last_at: here.map(|(_, at)| *at).next(),
                account: i64::try_from(of_account.len()).unwrap_or(i64::MAX),
                address: from_address,
            })
        })
    }
}

impl Reader<'_> {
    /// The living sessions of a person, newest first.
    pub fn sessions(&mut self, user: UserId, seen_since: Instant) -> Result<Vec<Session>, StoreError> {
        Ok(on!(&mut *self.conn, |c| sessions::table
            .filter(sessions::user_id.eq(user))
            .filter(sessions::ended_at.is_null())
            .filter(sessions::seen_at.ge(seen_since))
            .order((sessions::seen_at.desc(), sessions::id))
            .limit(100)
            .select(Session::as_select())
            .load(c))?)
    }
}

impl Writer<'_> {
    /// Starts a session.
    pub fn insert_session(&mut self, new: &NewSession) -> Result<(), StoreError> {
        let now = self.scope.now();
        let values = (
            sessions::id.eq(new.id),
            sessions::key_hash.eq(&new.key_hash),
            sessions::user_id.eq(new.user),
            sessions::started_at.eq(now),
            sessions::seen_at.eq(now),
            sessions::user_agent.eq(&new.user_agent),
            sessions::address.eq(&self.scope.circumstances().address),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(sessions::table).values(values).execute(c))?;
        Ok(())
    }

    /// Ends one session of a person; false when it had ended already.
    pub fn end_session(&mut self, user: UserId, session: SessionId) -> Result<bool, StoreError> {
        let now = self.scope.now();
        let ended = on!(&mut *self.conn, |c| diesel::update(sessions::table.find(session))
            .filter(sessions::user_id.eq(user))
            .filter(sessions::ended_at.is_null())
            .set(sessions::ended_at.eq(now))
            .execute(c))?;
        Ok(ended > 0)
    }

    /// Ends the sessions of a person, all but `kept`; says how many.
    pub fn end_sessions(&mut self, user: UserId, kept: Option<SessionId>) -> Result<usize, StoreError> {
        let now = self.scope.now();
        let kept = kept.unwrap_or(SessionId::from_uuid(uuid::Uuid::nil()));
        Ok(on!(&mut *self.conn, |c| diesel::update(sessions::table)
            .filter(sessions::user_id.eq(user))
            .filter(sessions::ended_at.is_null())
            .filter(sessions::id.ne(kept))
            .set(sessions::ended_at.eq(now))
            .execute(c))?)
    }

    /// Remembers a failed sign-in and forgets those older than a day.
    pub fn insert_sign_in_failure(&mut self, id: uuid::Uuid, email: &str, network: &str) -> Result<(), StoreError> {
        let now = self.scope.now();
        on!(&mut *self.conn, |c| diesel::delete(
            sign_in_failures::table.filter(sign_in_failures::failed_at.lt(now.plus_days(-1)))
        )
        .execute(c))?;
        let id = SessionId::from_uuid(id);
        let values = (
            sign_in_failures::id.eq(diesel::expression::AsExpression::<Guid>::as_expression(id)),
            sign_in_failures::email_key.eq(email_key(email)),
            sign_in_failures::network.eq(network),
            sign_in_failures::address.eq(&self.scope.circumstances().address),
            sign_in_failures::failed_at.eq(now),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(sign_in_failures::table).values(values).execute(c))?;
        Ok(())
    }

    /// Forgets the failures of an account: it signed in.
    pub fn forget_sign_in_failures(&mut self, email: &str) -> Result<(), StoreError> {
        let key = email_key(email);
        on!(&mut *self.conn, |c| diesel::delete(sign_in_failures::table.filter(sign_in_failures::email_key.eq(key)))
            .execute(c))?;
        Ok(())
    }
}
