//! Who there is in a world: partners, people, customers, subscriptions.

use std::sync::OnceLock;

use partner_dashboard::access::passwords;
use partner_dashboard::domain::audit::{Event, EventKind};
use partner_dashboard::domain::customers::Segment;
use partner_dashboard::domain::ids::{CustomerId, PartnerId, SubscriptionId, UserId};
use partner_dashboard::domain::partners::PartnerKind;
use partner_dashboard::domain::roles::Role;
use partner_dashboard::ops::customers::CustomerDetails;
use partner_dashboard::store::users::NewUser;
use partner_dashboard::store::{Scope, StoreError};
use uuid::Uuid;

use super::rows::Value;
use super::world::World;

/// The password of everybody.
pub(crate) const PASSWORD: &str = "violet harbour 27";

static PASSWORD_HASH: OnceLock<String> = OnceLock::new();

/// An organisation that sells.
#[derive(Debug, Clone)]
pub(crate) struct Partner {
    pub(crate) id: PartnerId,
    pub(crate) name: String,
    /// Who bills: the partner itself, or its provider.
    pub(crate) biller: PartnerId,
}

/// Somebody who signs in.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) id: UserId,
    pub(crate) email: String,
    pub(crate) name: String,
}

/// An organisation that buys.
#[derive(Debug, Clone)]
pub(crate) struct Customer {
    pub(crate) id: CustomerId,
    pub(crate) name: String,
    pub(crate) partner: PartnerId,
    /// Whose people look after it.
    pub(crate) seller: PartnerId,
}

/// An Azure subscription of a customer.
#[derive(Debug, Clone)]
pub(crate) struct Subscription {
    pub(crate) id: SubscriptionId,
    pub(crate) name: String,
    pub(crate) customer: CustomerId,
    pub(crate) partner: PartnerId,
    pub(crate) seller: PartnerId,
}

impl World {
    /// A direct-bill partner.
    pub(crate) fn partner(&self, name: &str) -> Partner {
        self.organization(name, PartnerKind::DirectBill, None)
    }

    /// An indirect provider.
    pub(crate) fn provider(&self, name: &str) -> Partner {
        self.organization(name, PartnerKind::IndirectProvider, None)
    }

    /// An indirect reseller of a provider.
    pub(crate) fn reseller(&self, provider: &Partner, name: &str) -> Partner {
        self.organization(name, PartnerKind::IndirectReseller, Some(provider.id))
    }

    /// Who runs the installation.
    pub(crate) fn operator(&self) -> Partner {
        self.organization("Lantern Operations", PartnerKind::Operator, None)
    }

    fn organization(&self, name: &str, kind: PartnerKind, provider: Option<PartnerId>) -> Partner {
        let id = self.id();
        self.insert(
            "partners",
            &[
                ("id", Value::Id(id)),
                ("kind", Value::text(kind.code())),
                ("name", Value::text(name)),
                ("country", Value::text("US")),
                ("mpn_id", Value::text(format!("4{:06}", self.count("partners")))),
                ("provider_id", provider.map_or(Value::Null, |id| Value::Id(id.uuid()))),
                ("created_at", Value::At(self.now())),
            ],
        );
        let id = PartnerId::from_uuid(id);
        Partner { id, name: name.to_owned(), biller: provider.unwrap_or(id) }
    }

    /// Somebody of a partner, in one role; a role of the operator's people makes them one of those.
    pub(crate) fn person(&self, partner: &Partner, role: Role) -> Person {
        if role.is_operators() { self.person_in(&self.operator(), &[role]) } else { self.person_in(partner, &[role]) }
    }

    /// Somebody of a partner, in several roles.
    pub(crate) fn person_in(&self, partner: &Partner, roles: &[Role]) -> Person {
        self.account(partner.id, partner.biller, None, roles, &partner.name)
    }

    /// Somebody of a customer.
    pub(crate) fn customers_person(&self, customer: &Customer) -> Person {
        self.account(customer.partner, customer.partner, Some(customer.id), &[Role::CustomerUser], &customer.name)
    }

    fn account(
        &self,
        partner: PartnerId,
        biller: PartnerId,
        customer: Option<CustomerId>,
        roles: &[Role],
        organization: &str,
    ) -> Person {
        let id = UserId::from_uuid(self.id());
        let number = self.count("users");
        let hash = PASSWORD_HASH.get_or_init(|| passwords::hash(PASSWORD).unwrap());
        let person = Person {
            id,
            email: format!("{}.{number}@example.com", roles[0].code()),
            name: format!("{} {number} ({organization})", roles[0].code()),
        };
        let new = NewUser {
            id,
            partner,
            customer,
            email: person.email.clone(),
            display_name: person.name.clone(),
            password_hash: hash.to_owned(),
            is_password_temporary: false,
            roles: roles.to_vec(),
            is_client: false,
        };
        self.arrange(biller, |w| w.insert_user(&new));
        person
    }

    /// The account of a program of a partner, whose secret has this hash; it lives for 90 days.
    pub(crate) fn clients_account(&self, partner: &Partner, role: Role, secret_hash: &[u8]) -> Person {
        let (id, number) = (UserId::from_uuid(self.id()), self.count("users"));
        let name = format!("{} program {number} ({})", role.code(), partner.name);
        let person = Person { id, email: String::new(), name };
        let new = NewUser {
            id,
            partner: partner.id,
            customer: None,
            email: person.email.clone(),
            display_name: person.name.clone(),
            password_hash: String::new(),
            is_password_temporary: false,
            roles: vec![role],
            is_client: true,
        };
        let ends = self.now().plus_days(90);
        self.arrange(partner.biller, |w| {
            w.insert_user(&new)?;
            w.insert_api_client(id, secret_hash, ends)
        });
        person
    }

    /// A commercial customer in the United States.
    pub(crate) fn customer(&self, partner: &Partner, name: &str) -> Customer {
        self.customer_in(partner, name, "US")
    }

    /// A commercial customer in a country. A reseller's customer is billed by its provider.
    pub(crate) fn customer_in(&self, partner: &Partner, name: &str, country: &str) -> Customer {
        let id = CustomerId::from_uuid(self.id());
        let details = CustomerDetails {
            reseller_id: (partner.biller != partner.id).then_some(partner.id),
            company_name: name.to_owned(),
            domain: format!("c{}.example.com", self.count("customers")),
            country: country.to_owned(),
            segment: Segment::Commercial,
            is_purchase_order_required: false,
        };
        self.arrange(partner.biller, |w| w.insert_customer(id, &details));
        Customer { id, name: name.to_owned(), partner: partner.biller, seller: partner.id }
    }

    /// An active subscription, registered for reservations.
    pub(crate) fn subscription(&self, customer: &Customer, name: &str) -> Subscription {
        let id = SubscriptionId::from_uuid(self.id());
        self.insert(
            "subscriptions",
            &[
                ("id", Value::Id(id.uuid())),
                ("partner_id", Value::Id(customer.partner.uuid())),
                ("customer_id", Value::Id(customer.id.uuid())),
                ("name", Value::text(name)),
                ("state", Value::text("active")),
                ("registration", Value::text("registered")),
                ("created_at", Value::At(self.now())),
                ("suspended_at", Value::Null),
                ("version", Value::Int(1)),
            ],
        );
        Subscription {
            id,
            name: name.to_owned(),
            customer: customer.id,
            partner: customer.partner,
            seller: customer.seller,
        }
    }

    /// Gives a person explicit access to a subscription (S-8).
    pub(crate) fn give_access(&self, person: &Person, subscription: &Subscription) -> Uuid {
        let id = self.id();
        self.insert(
            "subscription_access",
            &[
                ("id", Value::Id(id)),
                ("partner_id", Value::Id(subscription.partner.uuid())),
                ("customer_id", Value::Id(subscription.customer.uuid())),
                ("subscription_id", Value::Id(subscription.id.uuid())),
                ("user_id", Value::Id(person.id.uuid())),
                ("role", Value::text("contributor")),
                ("granted_by", Value::Id(person.id.uuid())),
                ("granted_at", Value::At(self.now())),
                ("ends_at", Value::Null),
                ("revoked_at", Value::Null),
            ],
        );
        id
    }

    /// Gives a person a role on a reservation (5.3).
    pub(crate) fn give_reservation_access(&self, person: &Person, reservation: Uuid, role: &str) -> Uuid {
        let place = self.literal(&Value::Id(reservation));
        let column = |name: &str| {
            let found =
                self.texts(&format!("SELECT {} AS value FROM reservations WHERE id = {place}", self.as_hex(name)));
            Value::Id(found.concat().parse().unwrap())
        };
        let id = self.id();
        self.insert(
            "reservation_access",
            &[
                ("id", Value::Id(id)),
                ("partner_id", column("partner_id")),
                ("customer_id", column("customer_id")),
                ("reservation_order_id", column("reservation_order_id")),
                ("reservation_id", Value::Id(reservation)),
                ("user_id", Value::Id(person.id.uuid())),
                ("role", Value::text(role)),
                ("granted_by", Value::Id(person.id.uuid())),
                ("granted_at", Value::At(self.now())),
                ("ends_at", Value::Null),
                ("revoked_at", Value::Null),
            ],
        );
        id
    }

    /// Writes as the operator, with an event, as every writer must.
    fn arrange(
        &self,
        partner: PartnerId,
        act: impl FnOnce(&mut partner_dashboard::store::Writer<'_>) -> Result<(), StoreError>,
    ) {
        let scope = Scope::operator("tests", partner, self.now());
        self.db
            .write(&scope, |w| {
                act(w)?;
                w.record(&Event::new(EventKind::PartnerCreated, "partners", partner), ())
            })
            .unwrap();
    }
}
