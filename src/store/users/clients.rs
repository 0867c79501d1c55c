//! API clients: accounts of programs, and the hashes of their secrets. Floor 1.

use diesel::prelude::*;

use crate::domain::ids::{PartnerId, UserId};
use crate::domain::roles::Role;
use crate::domain::time::Instant;
use crate::store::conn::on;
use crate::store::error::StoreError;
use crate::store::schema::{api_clients, partners, user_roles, users};
use crate::store::tenant::{Reader, System, Writer};

/// An API client as lists show it.
#[derive(Debug, Clone)]
pub struct ApiClient {
    /// The client id, which is the account's id.
    pub id: UserId,
    /// The organisation it works for.
    pub partner: PartnerId,
    /// Name.
    pub name: String,
    /// Its role.
    pub role: Role,
    /// When it was registered.
    pub created_at: Instant,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
    /// Since when the secret is in use.
    pub secret_since: Instant,
    /// Until when the secret before it works, if there is one.
    pub former_until: Option<Instant>,
    /// When it ends by itself.
    pub expires_at: Instant,
    /// When it last asked for a token.
    pub used_at: Option<Instant>,
}

/// What a token request is checked against.
#[derive(Debug, Clone)]
pub struct ClientSecrets {
    /// The organisation.
    pub partner: PartnerId,
    /// Who bills: in its chain of events the token stands.
    pub biller: PartnerId,
    /// Hash of the secret.
    pub secret_hash: Vec<u8>,
    /// Hash of the secret before a rotation.
    pub former_hash: Option<Vec<u8>>,
    /// Until when that one works.
    pub former_until: Option<Instant>,
    /// When the client ends by itself.
    pub expires_at: Instant,
    /// Whether it was revoked.
    pub is_revoked: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = api_clients)]
struct ClientRow {
    id: UserId,
    secret_since: Instant,
    former_until: Option<Instant>,
    expires_at: Instant,
    used_at: Option<Instant>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = users)]
struct AccountRow {
    partner_id: PartnerId,
    display_name: String,
    created_at: Instant,
    disabled_at: Option<Instant>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = api_clients)]
struct SecretRow {
    secret_hash: Vec<u8>,
    former_hash: Option<Vec<u8>>,
    former_until: Option<Instant>,
    expires_at: Instant,
}

fn client((row, account, role): (ClientRow, AccountRow, Role)) -> ApiClient {
    ApiClient {
        id: row.id,
        partner: account.partner_id,
        name: account.display_name,
        role,
        created_at: account.created_at,
        revoked_at: account.disabled_at,
        secret_since: row.secret_since,
        former_until: row.former_until,
        expires_at: row.expires_at,
        used_at: row.used_at,
    }
}

impl System<'_> {
    /// What a token request of this client is checked against.
    pub fn client_secrets(&self, id: UserId) -> Result<Option<ClientSecrets>, StoreError> {
        type Row = (SecretRow, PartnerId, Option<PartnerId>, Option<Instant>);
        let found: Option<Row> = self.read(|conn| {
            Ok(on!(conn, |c| api_clients::table
                .inner_join(users::table.on(users::id.eq(api_clients::id)))
                .inner_join(partners::table.on(partners::id.eq(users::partner_id)))
                .filter(api_clients::id.eq(id))
                .select((SecretRow::as_select(), partners::id, partners::provider_id, users::disabled_at))
                .first(c)
                .optional())?)
        })?;
        Ok(found.map(|(row, partner, provider, disabled_at)| ClientSecrets {
            partner,
            biller: provider.unwrap_or(partner),
            secret_hash: row.secret_hash,
            former_hash: row.former_hash,
            former_until: row.former_until,
            expires_at: row.expires_at,
            is_revoked: disabled_at.is_some(),
        }))
    }
}

impl Reader<'_> {
    /// The API clients of an organisation of the scope, by name.
    pub fn api_clients(&mut self, organization: PartnerId) -> Result<Vec<ApiClient>, StoreError> {
        if !self.holds_organization(organization)? {
            return Ok(Vec::new());
        }
        let rows: Vec<(ClientRow, AccountRow, Role)> = on!(&mut *self.conn, |c| api_clients::table
            .inner_join(users::table.on(users::id.eq(api_clients::id)))
            .inner_join(user_roles::table.on(user_roles::user_id.eq(api_clients::id)))
            .filter(users::partner_id.eq(organization))
            .order((users::display_name, users::id))
            .select((ClientRow::as_select(), AccountRow::as_select(), user_roles::role))
            .load(c))?;
        Ok(rows.into_iter().map(client).collect())
    }

    /// One API client of the scope's organisations.
    pub fn api_client(&mut self, id: UserId) -> Result<ApiClient, StoreError> {
        let row: (ClientRow, AccountRow, Role) = on!(&mut *self.conn, |c| api_clients::table
            .inner_join(users::table.on(users::id.eq(api_clients::id)))
            .inner_join(user_roles::table.on(user_roles::user_id.eq(api_clients::id)))
            .filter(api_clients::id.eq(id))
            .select((ClientRow::as_select(), AccountRow::as_select(), user_roles::role))
            .first(c))?;
        let found = client(row);
        if self.holds_organization(found.partner)? { Ok(found) } else { Err(StoreError::NotFound) }
    }
}

impl Writer<'_> {
    /// Registers a client; its account is there already.
    pub fn insert_api_client(&mut self, id: UserId, secret_hash: &[u8], expires_at: Instant) -> Result<(), StoreError> {
        let values = (
            api_clients::id.eq(id),
            api_clients::secret_hash.eq(secret_hash),
            api_clients::secret_since.eq(self.scope.now()),
            api_clients::expires_at.eq(expires_at),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(api_clients::table).values(values).execute(c))?;
        Ok(())
    }

    /// Puts a new secret in the place of the one in use, which works until `former_until`.
    pub fn rotate_secret(
        &mut self,
        id: UserId,
        secret_hash: &[u8],
        former_until: Instant,
        expires_at: Instant,
    ) -> Result<(), StoreError> {
        let former: Vec<u8> =
            on!(&mut *self.conn, |c| api_clients::table.find(id).select(api_clients::secret_hash).first(c))?;
        let changes = (
            api_clients::secret_hash.eq(secret_hash),
            api_clients::secret_since.eq(self.scope.now()),
            api_clients::former_hash.eq(former),
            api_clients::former_until.eq(former_until),
            api_clients::expires_at.eq(expires_at),
        );
        on!(&mut *self.conn, |c| diesel::update(api_clients::table.find(id)).set(changes).execute(c))?;
        Ok(())
    }

    /// Puts a new secret in the place of the one in use, which works no more; the one before it is left as it is.
    pub fn replace_secret(&mut self, id: UserId, secret_hash: &[u8], expires_at: Instant) -> Result<(), StoreError> {
        let changes = (
            api_clients::secret_hash.eq(secret_hash),
            api_clients::secret_since.eq(self.scope.now()),
            api_clients::expires_at.eq(expires_at),
        );
        on!(&mut *self.conn, |c| diesel::update(api_clients::table.find(id)).set(changes).execute(c))?;
        Ok(())
    }

    /// Notes that a client asked for a token now.
    pub fn note_client_used(&mut self, id: UserId) -> Result<(), StoreError> {
        let now = self.scope.now();
        on!(&mut *self.conn, |c| diesel::update(api_clients::table.find(id))
            .set(api_clients::used_at.eq(now))
            .execute(c))?;
        Ok(())
    }
}
