//! A partner with one of everything, for the tests that walk the whole route table.

use partner_dashboard::domain::roles::Role;
use partner_dashboard::http::links;
use uuid::Uuid;

use super::people::{Customer, Partner, Person, Subscription};
use super::rows::Value;
use super::shelf::{SIZE, Shelf};
use super::world::World;

pub(crate) const RESERVATION_NAME: &str = "VM_RI_11-21-2026";

/// One of everything that an address can name.
pub(crate) struct Town {
    pub(crate) partner: Partner,
    /// A global admin who is an admin agent as well: everything that anybody may.
    pub(crate) admin: Person,
    pub(crate) customer: Customer,
    pub(crate) subscription: Subscription,
    /// Somebody who is acted on and never acts.
    pub(crate) bystander: Person,
    /// The number of the support request.
    request_number: String,
    places: Vec<(&'static str, String)>,
}

/// The names in addresses that belong to a tenant.
pub(crate) const TENANT_NAMES: [&str; 21] = [
    "customer",
    "subscription",
    "access",
    "line",
    "order",
    "reservation",
    "assignment",
    "user",
    "client",
    "webhook",
    "delivery",
    "session",
    "view",
    "request",
    "file",
    "case",
    "note",
    "import",
    "entitlement",
    "link",
    "key",
];

impl Town {
    /// The address with this town's ids.
    pub(crate) fn address(&self, pattern: &str) -> String {
        filled(&asked(pattern), |name| self.place(name))
    }

    /// A text without the names of what is in this town, as they stand inside sentences and titles.
    pub(crate) fn without_names(&self, text: &str) -> String {
        let names = [&self.customer.name, &self.subscription.name, &self.partner.name, &self.bystander.name];
        let fixed = [
            RESERVATION_NAME,
            "D2s v5",
            "West Europe",
            self.request_number.as_str(),
            "screen.png",
            super::delivery::SOFTWARE_TITLE,
            super::delivery::FILE,
        ];
        names.into_iter().map(String::as_str).chain(fixed).fold(text.to_owned(), |text, name| text.replace(name, ""))
    }

    /// The product key that the town was given.
    pub(crate) fn key_text(&self) -> String {
        format!("TOWN1-{}", self.place("key").replace('-', "").get(12..).unwrap())
    }

    /// What this town has for a name in an address.
    pub(crate) fn place(&self, name: &str) -> String {
        let found = self.places.iter().find(|(known, _)| *known == name);
        found.unwrap_or_else(|| panic!("the town has no {{{name}}}; add one to support/town.rs")).1.clone()
    }
}

/// The pattern with what its page is asked, for the few pages that are nothing without.
pub(crate) fn asked(pattern: &str) -> String {
    let query = match pattern {
        links::SoftwareCancel::PATTERN | links::SoftwareCancelResult::PATTERN => "?line={entitlement}",
        links::SoftwareCancelReport::PATTERN => "?line={entitlement}&number-{software_order}={software_number}",
        _alone => "",
    };
    format!("{pattern}{query}")
}

/// The pattern with every `{name}` replaced.
pub(crate) fn filled(pattern: &str, place: impl Fn(&str) -> String) -> String {
    let mut address = pattern.to_owned();
    for name in names(pattern) {
        address = address.replace(&format!("{{{name}}}"), &place(&name));
    }
    address
}

/// The names in a pattern.
pub(crate) fn names(pattern: &str) -> Vec<String> {
    pattern.split('{').skip(1).filter_map(|part| part.split('}').next()).map(ToOwned::to_owned).collect()
}

impl World {
    /// Builds a town around a partner; towns of one shelf are alike but for their ids.
    pub(crate) fn town(&self, partner: Partner, shelf: &Shelf) -> Town {
        let admin = self.person_in(&partner, &[Role::GlobalAdmin, Role::AdminAgent]);
        let customer = self.customer(&partner, "Hanbit <b>Foods</b> 한빛 식품");
        let subscription = self.subscription(&customer, "Azure plan");
        let program = self.clients_account(&partner, Role::SalesAgent, b"nobody knows its secret");
        let bystander = self.person(&partner, Role::HelpdeskAgent);
        let access = self.give_access(&bystander, &subscription);
        let line = self.cart_with_a_line(&customer, &subscription, &admin, shelf);
        let (order, reservation) = self.bought(&customer, &subscription, &admin, shelf);
        let assignment = self.give_reservation_access(&bystander, reservation, "reader");
        let session = self.session_of(&admin);
        let (request, file, request_number) = self.asked(&customer, reservation, order, &admin);
        let case = self.case(&customer, reservation, &admin);
        let note = self.credit_note(&customer, case, order);
        let switch = self.policy_switch(&admin);
        let import = self.usage_import(&partner, &admin);
        let software = self.software(&customer, shelf, &admin);
        let (webhook, delivery) = self.webhook(&partner, &admin);
        let places = vec![
            ("customer", customer.id.to_string()),
            ("subscription", subscription.id.to_string()),
            ("access", access.to_string()),
            ("line", line.to_string()),
            ("order", order.to_string()),
            ("reservation", reservation.to_string()),
            ("assignment", assignment.to_string()),
            ("user", bystander.id.to_string()),
            ("client", program.id.to_string()),
            ("webhook", webhook.to_string()),
            ("delivery", delivery.to_string()),
            ("session", session.to_string()),
            ("view", self.view_of(&admin).to_string()),
            ("request", request.to_string()),
            ("file", file.to_string()),
            ("step", "problem".to_owned()),
            ("case", case.to_string()),
            ("note", note.to_string()),
            ("switch", switch.to_string()),
            ("import", import.to_string()),
            ("entitlement", software.entitlement.to_string()),
            ("link", software.link.to_string()),
            ("key", software.key.to_string()),
            ("token", software.token),
            ("software_order", software.order.to_string()),
            ("software_number", software.number.digits()),
            ("answer", self.id().to_string()),
            ("alert", self.id().to_string()),
            ("size", SIZE.to_owned()),
            ("topic", "roles".to_owned()),
            // Those of a person, and of the installation: nobody of the town has any.
            ("message", self.id().to_string()),
            ("mail", self.id().to_string()),
        ];
        Town { partner, admin, customer, subscription, bystander, request_number, places }
    }

    /// An import of usage that is over, with nothing in it.
    fn usage_import(&self, partner: &Partner, by: &Person) -> Uuid {
        let id = self.id();
        let numbers = ["bytes_total", "bytes_read", "rows_read", "rows_kept", "rows_skipped", "rows_bad", "days_new"];
        let texts = [("file_names", "usage.csv"), ("format", "FOCUS 1.0"), ("state", "done"), ("unknown_sizes", "")];
        let mut row = vec![
            ("id", Value::Id(id)),
            ("partner_id", Value::Id(partner.biller.uuid())),
            ("days_changed", Value::Int(0)),
            ("days_same", Value::Int(0)),
            ("failure", Value::text("")),
            ("created_by", Value::Id(by.id.uuid())),
            ("created_at", Value::At(self.now())),
            ("updated_at", Value::At(self.now())),
            ("finished_at", Value::At(self.now())),
        ];
        row.extend(numbers.map(|name| (name, Value::Int(0))));
        row.extend(texts.map(|(name, text)| (name, Value::text(text))));
        self.insert("usage_imports", &row);
        id
    }

    /// A webhook of the partner, and what it was told once.
    fn webhook(&self, partner: &Partner, by: &Person) -> (Uuid, Uuid) {
        let (webhook, delivery) = (self.id(), self.id());
        let whose = ("partner_id", Value::Id(partner.biller.uuid()));
        let row = [
            ("id", Value::Id(webhook)),
            whose.clone(),
            ("organization_id", Value::Id(partner.id.uuid())),
            ("url", Value::text("https://hooks.example.com/partner")),
            ("topics", Value::text("order support")),
            ("secret", Value::text("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
            ("secret_since", Value::At(self.now())),
            ("created_by", Value::Id(by.id.uuid())),
            ("created_at", Value::At(self.now())),
        ];
        self.insert("webhooks", &row);
        let mut told = vec![
            ("id", Value::Id(delivery)),
            whose,
            ("webhook_id", Value::Id(webhook)),
            ("tries", Value::Int(9)),
            ("due_at", Value::At(self.now())),
            ("last_status", Value::Int(503)),
            ("created_at", Value::At(self.now())),
            ("tried_at", Value::At(self.now())),
        ];
        let texts = [
            ("event", "order.created"),
            ("payload", "{\"type\":\"order.created\"}"),
            ("state", "given_up"),
            ("last_error", "answered 503 Service Unavailable"),
            ("signature", "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4="),
            ("answer", "<h1>Down</h1>"),
        ];
        told.extend(texts.map(|(name, text)| (name, Value::text(text))));
        self.insert("webhook_deliveries", &told);
        (webhook, delivery)
    }

    fn view_of(&self, person: &Person) -> Uuid {
        let id = self.id();
        self.insert(
            "saved_views",
            &[
                ("id", Value::Id(id)),
                ("user_id", Value::Id(person.id.uuid())),
                ("list", Value::text("orders")),
                ("name", Value::text("Completed")),
                ("filters", Value::text("status=completed")),
                ("created_at", Value::At(self.now())),
            ],
        );
        id
    }

    fn session_of(&self, person: &Person) -> Uuid {
        let id = self.id();
        self.insert(
            "sessions",
            &[
                ("id", Value::Id(id)),
                ("key_hash", Value::Bytes(id.as_bytes().to_vec())),
                ("user_id", Value::Id(person.id.uuid())),
                ("started_at", Value::At(self.now())),
                ("seen_at", Value::At(self.now())),
                ("ended_at", Value::Null),
                ("user_agent", Value::text("another browser")),
                ("address", Value::text("192.0.2.7")),
            ],
        );
        id
    }
}
