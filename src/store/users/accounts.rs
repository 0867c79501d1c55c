//! Accounts of people: of a partner, or of a customer. Floor 1. Rules R-RO-1, P-26.

use diesel::dsl::{count, count_star};
use diesel::prelude::*;

use crate::domain::ids::{CustomerId, PartnerId, UserId};
use crate::domain::roles::Role;
use crate::domain::time::Instant;
use crate::store::conn::{Conn, on};
use crate::store::error::StoreError;
use crate::store::page::{PageAt, PageRows};
use crate::store::schema::{user_roles, users};
use crate::store::tenant::{Reader, Writer};

/// A person as lists show them.
#[derive(Debug, Clone)]
pub struct User {
    /// Id.
    pub id: UserId,
    /// The partner organisation.
    pub partner: PartnerId,
    /// The customer, for a customer's person.
    pub customer: Option<CustomerId>,
    /// Address to sign in with.
    pub email: String,
    /// Name.
    pub display_name: String,
    /// Roles (R-RO-1).
    pub roles: Vec<Role>,
    /// Whether the next sign-in must change the password.
    pub is_password_temporary: bool,
    /// When the account was made.
    pub created_at: Instant,
    /// When it was switched off.
    pub disabled_at: Option<Instant>,
    /// For lost updates.
    pub version: i32,
    /// Whether it is a program's account (an API client's) instead of a person's.
    pub is_client: bool,
}

/// An account to make.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// Id.
    pub id: UserId,
    /// The partner organisation; for a customer's person, who bills the customer.
    pub partner: PartnerId,
    /// The customer, for a customer's person.
    pub customer: Option<CustomerId>,
    /// Address as typed.
    pub email: String,
    /// Name.
    pub display_name: String,
    /// The argon2id hash.
    pub password_hash: String,
    /// Whether the first sign-in must change the password.
    pub is_password_temporary: bool,
    /// Roles (R-RO-1), checked by the caller.
    pub roles: Vec<Role>,
    /// Whether it is a program's account.
    pub is_client: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = users)]
struct UserRow {
    id: UserId,
    partner_id: PartnerId,
    customer_id: Option<CustomerId>,
    email: String,
    display_name: String,
    is_password_temporary: bool,
    created_at: Instant,
    disabled_at: Option<Instant>,
    version: i32,
    is_client: bool,
}

#[derive(Insertable)]
#[diesel(table_name = users)]
#[diesel(treat_none_as_default_value = false)]
struct NewUserRow<'a> {
    id: UserId,
    partner_id: PartnerId,
    customer_id: Option<CustomerId>,
    email: &'a str,
    email_key: String,
    display_name: &'a str,
    password_hash: &'a str,
    is_password_temporary: bool,
    lang: Option<String>,
    created_at: Instant,
    disabled_at: Option<Instant>,
    version: i32,
    is_client: bool,
}

/// The key under which an address is unique: lower case.
pub(super) fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

fn with_roles(conn: &mut Conn, rows: Vec<UserRow>) -> Result<Vec<User>, StoreError> {
    let ids: Vec<UserId> = rows.iter().map(|row| row.id).collect();
    let roles: Vec<(UserId, Role)> = on!(conn, |c| user_roles::table
        .filter(user_roles::user_id.eq_any(&ids))
        .select((user_roles::user_id, user_roles::role))
        .load(c))?;
    let of = |id: UserId| roles.iter().filter(|(user, _)| *user == id).map(|(_, role)| *role).collect();
    Ok(rows.into_iter().map(|row| row.into_user(of)).collect())
}

impl UserRow {
    fn into_user(self, roles: impl Fn(UserId) -> Vec<Role>) -> User {
        User {
            id: self.id,
            partner: self.partner_id,
            customer: self.customer_id,
            email: self.email,
            display_name: self.display_name,
            roles: roles(self.id),
            is_password_temporary: self.is_password_temporary,
            created_at: self.created_at,
            disabled_at: self.disabled_at,
            version: self.version,
            is_client: self.is_client,
        }
    }
}

/// Whose people a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Employer {
    /// The partner itself or one of its resellers.
    Partner(PartnerId),
    /// A customer, looked up in the scope by the caller.
    Customer(CustomerId),
}

/// The people of an employer, boxed. Works inside `on!`.
macro_rules! employed {
    ($of:expr) => {
        match $of {
            Employer::Partner(organization) => users::table
                .filter(users::partner_id.eq(organization))
                .filter(users::customer_id.is_null())
                .filter(users::is_client.eq(false))
                .into_boxed(),
            Employer::Customer(customer) => users::table.filter(users::customer_id.eq(customer)).into_boxed(),
        }
    };
}

impl Reader<'_> {
    /// The people of one organisation of the partner: `organization` is the partner itself or one of its
    /// resellers. A reseller's people see their own organisation only.
    pub fn partner_people(&mut self, organization: PartnerId) -> Result<Vec<User>, StoreError> {
        let mut accounts = self.partner_accounts(organization)?;
        accounts.retain(|user| !user.is_client);
        Ok(accounts)
    }

    /// The people and, after them, the API clients of one organisation of the partner: for what is given to
    /// either, and for what either did.
    pub fn partner_accounts(&mut self, organization: PartnerId) -> Result<Vec<User>, StoreError> {
        if self.holds_organization(organization)? { self.accounts_of(organization) } else { Ok(Vec::new()) }
    }

    /// The people of the partner who sells to a customer of the scope: whom the customer calls.
    pub fn sellers_people(&mut self, customer: CustomerId) -> Result<Vec<User>, StoreError> {
        let seller = self.seller(customer)?;
        let mut people = self.accounts_of(seller.id)?;
        people.retain(|user| !user.is_client);
        Ok(people)
    }

    fn accounts_of(&mut self, organization: PartnerId) -> Result<Vec<User>, StoreError> {
        let rows: Vec<UserRow> = on!(&mut *self.conn, |c| users::table
            .filter(users::partner_id.eq(organization))
            .filter(users::customer_id.is_null())
            .order((users::is_client, users::display_name, users::id))
            .select(UserRow::as_select())
            .load(c))?;
        with_roles(self.conn, rows)
    }

    /// A page of the people of an organisation of the scope, or of a customer that was looked up in it,
    /// by name.
    pub fn people(&mut self, of: Employer, page: PageAt<UserId>, limit: usize) -> Result<PageRows<User>, StoreError> {
        if !self.holds(of)? {
            return Ok(PageRows::default());
        }
        let mark = page.mark().map(|id| self.user(id)).transpose()?;
        let found = page.read(limit, |page, take| {
            let mark = mark.as_ref().filter(|_| page.mark().is_some());
            let (name, id) = (users::display_name, users::id);
            Ok::<Vec<UserRow>, StoreError>(on!(&mut *self.conn, |c| {
                let mut query = employed!(of).select(UserRow::as_select());
                if page.is_backwards() {
                    if let Some(mark) = mark {
                        let key = mark.display_name.as_str();
                        query = query.filter(name.le(key)).filter(name.lt(key).or(id.lt(mark.id)));
                    }
                    query.order((name.desc(), id.desc())).limit(take).load(c)
                } else {
                    if let Some(mark) = mark {
                        let key = mark.display_name.as_str();
                        query = query.filter(name.ge(key)).filter(name.gt(key).or(id.gt(mark.id)));
                    }
                    query.order((name, id)).limit(take).load(c)
                }
            })?)
        })?;
        let PageRows { rows, has_previous, has_next } = found;
        Ok(PageRows { rows: with_roles(self.conn, rows)?, has_previous, has_next })
    }

    /// How many people there are, and how many of them are switched off.
    pub fn people_counts(&mut self, of: Employer) -> Result<(i64, i64), StoreError> {
        if !self.holds(of)? {
            return Ok((0, 0));
        }
        Ok(on!(&mut *self.conn, |c| employed!(of).select((count_star(), count(users::disabled_at))).first(c))?)
    }

    fn holds(&mut self, of: Employer) -> Result<bool, StoreError> {
        match of {
            Employer::Partner(organization) => self.holds_organization(organization),
            Employer::Customer(_) => Ok(true),
        }
    }

    /// The people of a customer; the caller has looked the customer up in the scope.
    pub fn customer_users(&mut self, customer: CustomerId) -> Result<Vec<User>, StoreError> {
        let partner = self.scope.partner();
        let rows: Vec<UserRow> = on!(&mut *self.conn, |c| users::table
            .filter(users::partner_id.eq(partner))
            .filter(users::customer_id.eq(customer))
            .order((users::display_name, users::id))
            .select(UserRow::as_select())
            .load(c))?;
        with_roles(self.conn, rows)
    }

    /// One person of the scope's own organisations or customers.
    pub fn user(&mut self, id: UserId) -> Result<User, StoreError> {
        let row: UserRow = on!(&mut *self.conn, |c| users::table.find(id).select(UserRow::as_select()).first(c))?;
        match row.customer_id {
            // A customer outside the scope is not found, and so is its person.
            Some(customer) => drop(self.customer(customer)?),
            None if self.holds_organization(row.partner_id)? => {}
            None => return Err(StoreError::NotFound),
        }
        with_roles(self.conn, vec![row])?.pop().ok_or(StoreError::NotFound)
    }
}

impl Writer<'_> {
    /// Makes an account with its roles.
    pub fn insert_user(&mut self, new: &NewUser) -> Result<(), StoreError> {
        let row = NewUserRow {
            id: new.id,
            partner_id: new.partner,
            customer_id: new.customer,
            email: &new.email,
            // Nobody writes to a program: it has no address, and its id in the place of one keeps the key unique.
            email_key: if new.is_client { new.id.to_string() } else { email_key(&new.email) },
            display_name: &new.display_name,
            password_hash: &new.password_hash,
            is_password_temporary: new.is_password_temporary,
            lang: None,
            created_at: self.scope.now(),
            disabled_at: None,
            version: 1,
            is_client: new.is_client,
        };
        on!(&mut *self.conn, |c| diesel::insert_into(users::table).values(&row).execute(c))?;
        self.replace_roles(new.id, &new.roles)
    }

    /// Sets the roles of a person.
    pub fn replace_roles(&mut self, user: UserId, roles: &[Role]) -> Result<(), StoreError> {
        on!(&mut *self.conn, |c| diesel::delete(user_roles::table.filter(user_roles::user_id.eq(user))).execute(c))?;
        for role in roles {
            let values = (user_roles::user_id.eq(user), user_roles::role.eq(*role));
            on!(&mut *self.conn, |c| diesel::insert_into(user_roles::table).values(values).execute(c))?;
        }
        Ok(())
    }

    /// Takes the turn to change an account that is still at `version`.
    pub fn claim_user(&mut self, user: UserId, version: i32) -> Result<(), StoreError> {
        let count = on!(&mut *self.conn, |c| diesel::update(users::table.find(user))
            .filter(users::version.eq(version))
            .set(users::version.eq(version + 1))
            .execute(c))?;
        if count == 0 { Err(StoreError::Stale) } else { Ok(()) }
    }

    /// Replaces the password; `is_temporary` when somebody else chose it.
    pub fn set_password(&mut self, user: UserId, hash: &str, is_temporary: bool) -> Result<(), StoreError> {
        on!(&mut *self.conn, |c| diesel::update(users::table.find(user))
            .set((
                users::password_hash.eq(hash),
                users::is_password_temporary.eq(is_temporary),
                users::version.eq(users::version + 1)
            ))
            .execute(c))?;
        Ok(())
    }

    /// Keeps the language a person chose.
    pub fn set_lang(&mut self, user: UserId, lang: &str) -> Result<(), StoreError> {
        on!(&mut *self.conn, |c| diesel::update(users::table.find(user)).set(users::lang.eq(lang)).execute(c))?;
        Ok(())
    }

    /// Switches an account off or on again.
    pub fn set_disabled(&mut self, user: UserId, at: Option<Instant>) -> Result<(), StoreError> {
        on!(&mut *self.conn, |c| diesel::update(users::table.find(user))
            .set((users::disabled_at.eq(at), users::version.eq(users::version + 1)))
            .execute(c))?;
        Ok(())
    }
}
