//! Who acts, and which rows they may see. Floor 1. Architecture rule: a scope cannot be forged.
//!
//! A [`Scope`] is made only from a [`Principal`], which is made only from a session's row, or by
//! [`Scope::operator`] for the command line and [`Scope::system`] for work that comes due. Every query of a tenant table starts from [`visible!`].

use crate::domain::ids::{CustomerId, PartnerId, SessionId, UserId};
use crate::domain::time::Instant;
use crate::store::users::Principal;

/// Where and when a request came from; stands in the audit event.
#[derive(Debug, Clone)]
pub struct Circumstances {
    /// The moment of the act, from the application's clock.
    pub at: Instant,
    /// The network address of the person.
    pub address: String,
    /// The id of the request, as in the log.
    pub request_id: String,
}

/// Who is behind an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A signed-in person.
    User {
        /// The person.
        user: UserId,
        /// Their session.
        session: SessionId,
    },
    /// The command line, with the command's name.
    Operator(&'static str),
    /// Work that comes due by itself, with the job's name.
    System(&'static str),
    /// Nobody signed in, and a person's account was named: a wrong password.
    Claimed(UserId),
    /// Nobody signed in.
    Anonymous,
}

/// What may be seen and in whose name: partner, and within it one reseller's or one customer's rows.
#[derive(Debug, Clone)]
pub struct Scope {
    partner: PartnerId,
    reseller: Option<PartnerId>,
    customer: Option<CustomerId>,
    actor: Actor,
    circumstances: Circumstances,
}

impl Scope {
    /// The scope of a signed-in person.
    pub fn of(who: &Principal, circumstances: Circumstances) -> Self {
        Self {
            partner: who.billing_partner(),
            reseller: who.reseller(),
            customer: who.customer(),
            actor: Actor::User { user: who.user(), session: who.session() },
            circumstances,
        }
    }

    /// The scope of a person of the operator at work in a partner's tenant; the proof of the right is
    /// asked for by the floor above.
    pub fn desk(who: &Principal, partner: PartnerId, circumstances: Circumstances) -> Self {
        let actor = Actor::User { user: who.user(), session: who.session() };
        Self { partner, reseller: None, customer: None, actor, circumstances }
    }

    /// The scope of a command run by the operator of the installation, for one partner.
    pub fn operator(command: &'static str, partner: PartnerId, at: Instant) -> Self {
        Self::unattended(Actor::Operator(command), partner, at)
    }

    /// The scope of a job that does what has come due, for one partner.
    pub fn system(job: &'static str, partner: PartnerId, at: Instant) -> Self {
        Self::unattended(Actor::System(job), partner, at)
    }

    fn unattended(actor: Actor, partner: PartnerId, at: Instant) -> Self {
        let circumstances = Circumstances { at, address: String::new(), request_id: String::new() };
        Self { partner, reseller: None, customer: None, actor, circumstances }
    }

    /// The chain of events that belong to no partner: imports, failed sign-ins of unknown people.
    pub(super) fn installation(actor: Actor, circumstances: Circumstances) -> Self {
        Self::chain_of(PartnerId::from_uuid(uuid::Uuid::nil()), actor, circumstances)
    }

    /// The chain of a partner, for what happens before somebody has signed in.
    pub(super) fn chain_of(partner: PartnerId, actor: Actor, circumstances: Circumstances) -> Self {
        Self { partner, reseller: None, customer: None, actor, circumstances }
    }

    /// The partner who bills.
    pub fn partner(&self) -> PartnerId {
        self.partner
    }

    /// The reseller whose customers alone are visible, if the person works for one.
    pub fn reseller(&self) -> Option<PartnerId> {
        self.reseller
    }

    /// The customer whose rows alone are visible, if the person is a customer's.
    pub fn customer(&self) -> Option<CustomerId> {
        self.customer
    }

    /// Who acts.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The signed-in person.
    pub fn user(&self) -> Option<UserId> {
        match self.actor {
            Actor::User { user, .. } => Some(user),
            Actor::Operator(_) | Actor::System(_) | Actor::Claimed(_) | Actor::Anonymous => None,
        }
    }

    /// When and where from.
    pub fn circumstances(&self) -> &Circumstances {
        &self.circumstances
    }

    /// The moment of the act.
    pub fn now(&self) -> Instant {
        self.circumstances.at
    }

    /// One writer a partner on PostgreSQL: the first eight bytes of the partner's id.
    pub(super) fn lock_key(&self) -> i64 {
        let (high, _low) = self.partner.uuid().as_u64_pair();
        i64::from_be_bytes(high.to_be_bytes())
    }
}

/// Narrows a query to what the scope may see, and boxes it. Works inside `on!`.
///
/// `visible!(customers, scope, query)` for the customers table itself;
/// `visible!(orders.seller_id, scope, query)` for a table that carries who looks after the customer, so
/// that lists over many customers walk one index;
/// `visible!(subscriptions.customer_id, scope, query)` for a table that carries the customer only.
macro_rules! visible {
    (customers, $scope:expr, $query:expr) => {{
        use $crate::store::schema::customers as t;
        let scope: &$crate::store::scope::Scope = $scope;
        let mut query = $query.filter(t::partner_id.eq(scope.partner())).into_boxed();
        if let Some(reseller) = scope.reseller() {
            query = query.filter(t::seller_id.eq(reseller));
        }
        if let Some(customer) = scope.customer() {
            query = query.filter(t::id.eq(customer));
        }
        query
    }};
    ($table:ident.seller_id, $scope:expr, $query:expr) => {{
        use $crate::store::schema::$table as t;
        let scope: &$crate::store::scope::Scope = $scope;
        let mut query = $query.filter(t::partner_id.eq(scope.partner())).into_boxed();
        if let Some(reseller) = scope.reseller() {
            query = query.filter(t::seller_id.eq(reseller));
        }
        if let Some(customer) = scope.customer() {
            query = query.filter(t::customer_id.eq(customer));
        }
        query
    }};
    ($table:ident.customer_id, $scope:expr, $query:expr) => {{
        use $crate::store::schema::{customers, $table as t};
        let scope: &$crate::store::scope::Scope = $scope;
        let mut query = $query.filter(t::partner_id.eq(scope.partner())).into_boxed();
        if let Some(reseller) = scope.reseller() {
            let own =
                customers::table.filter(customers::id.eq(t::customer_id)).filter(customers::seller_id.eq(reseller));
            query = query.filter(diesel::dsl::exists(own));
        }
        if let Some(customer) = scope.customer() {
            query = query.filter(t::customer_id.eq(customer));
        }
        query
    }};
}
pub(crate) use visible;
