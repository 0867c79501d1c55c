//! A partner with one of everything, for the tests that walk the whole route table.

use partner_dashboard::domain::orders::{ChargeState, OrderNumber};
use partner_dashboard::domain::roles::Role;
use uuid::Uuid;

use super::people::{Customer, Partner, Person, Subscription};
use super::rows::Value;
use super::shelf::{REGION, SIZE, Shelf};
use super::world::World;

const RESERVATION_NAME: &str = "VM_RI_11-21-2026";

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
pub(crate) const TENANT_NAMES: [&str; 19] = [
    "customer",
    "subscription",
    "access",
    "line",
    "order",
    "reservation",
    "assignment",
    "user",
    "client",
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
        filled(pattern, |name| self.place(name))
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

    /// What this town has for a name in an address.
    pub(crate) fn place(&self, name: &str) -> String {
        let found = self.places.iter().find(|(known, _)| *known == name);
        found.unwrap_or_else(|| panic!("the town has no {{{name}}}; add one to support/town.rs")).1.clone()
    }
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
        let software = self.software(&customer, order, &admin);
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

    /// A support request that the desk has, with a file in quarantine.
    fn asked(&self, customer: &Customer, reservation: Uuid, order: Uuid, by: &Person) -> (Uuid, Uuid, String) {
        let (request, file) = (self.id(), self.id());
        let number = format!("SR-{}", 482_109_375 + self.count("support_requests"));
        let text = |name, value: &str| (name, Value::text(value));
        self.insert(
            "support_requests",
            &[
                ("id", Value::Id(request)),
                ("partner_id", Value::Id(customer.partner.uuid())),
                ("customer_id", Value::Id(customer.id.uuid())),
                text("number", &number),
                text("form", "azure"),
                text("state", "open"),
                ("step", Value::Int(3)),
                text("issue_type", "billing"),
                text("problem_type", "reservation_management"),
                text("category", "exchanges_and_refunds"),
                text("severity", "minimal"),
                text("title", "환불 문의 <b>"),
                text("description", "두 대가 필요 없습니다."),
                text("contact_first_name", "지우"),
                text("contact_last_name", "김"),
                text("contact_email", "jiwoo@example.com"),
                text("contact_phone", "02 123 4567"),
                text("contact_method", "email"),
                text("contact_language", "ko"),
                text("contact_country", "KR"),
                ("reservation_id", Value::Id(reservation)),
                ("order_id", Value::Id(order)),
                ("created_by", Value::Id(by.id.uuid())),
                ("created_at", Value::At(self.now())),
                ("submitted_at", Value::At(self.now())),
                ("updated_at", Value::At(self.now())),
                ("version", Value::Int(1)),
            ],
        );
        self.insert(
            "attachments",
            &[
                ("id", Value::Id(file)),
                ("partner_id", Value::Id(customer.partner.uuid())),
                ("customer_id", Value::Id(customer.id.uuid())),
                ("request_id", Value::Id(request)),
                text("file_name", "screen.png"),
                text("media_type", "image/png"),
                ("size_bytes", Value::Int(8)),
                ("sha256", Value::Bytes(vec![0; 32])),
                text("state", "quarantined"),
                ("uploaded_by", Value::Id(by.id.uuid())),
                ("uploaded_at", Value::At(self.now())),
            ],
        );
        let content = b"\x89PNG\r\n\x1a\n".to_vec();
        self.insert("attachment_contents", &[("attachment_id", Value::Id(file)), ("content", Value::Bytes(content))]);
        (request, file, number)
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

    fn cart_with_a_line(&self, customer: &Customer, subscription: &Subscription, by: &Person, shelf: &Shelf) -> Uuid {
        let cart = self.cart(customer, by, "active");
        let line = self.id();
        self.insert(
            "cart_lines",
            &[
                ("id", Value::Id(line)),
                ("cart_id", Value::Id(cart)),
                ("partner_id", Value::Id(customer.partner.uuid())),
                ("customer_id", Value::Id(customer.id.uuid())),
                ("position", Value::Int(1)),
                ("sku_id", Value::text(&shelf.one_year)),
                ("quantity", Value::Int(2)),
                ("unit_minor", Value::Int(shelf.one_year_minor)),
                ("currency", Value::text("USD")),
                ("price_list_id", Value::Id(shelf.price_list.uuid())),
                ("subscription_id", Value::Id(subscription.id.uuid())),
                ("scope", Value::text("shared")),
                ("optimise", Value::text("flexibility")),
                ("billing_plan", Value::text("upfront")),
                ("name", Value::text(RESERVATION_NAME)),
                ("added_at", Value::At(self.now())),
            ],
        );
        line
    }

    fn cart(&self, customer: &Customer, by: &Person, state: &str) -> Uuid {
        let id = self.id();
        self.insert(
            "carts",
            &[
                ("id", Value::Id(id)),
                ("partner_id", Value::Id(customer.partner.uuid())),
                ("customer_id", Value::Id(customer.id.uuid())),
                ("created_by", Value::Id(by.id.uuid())),
                ("state", Value::text(state)),
                ("reseller_id", Value::Null),
                ("purchase_order", Value::text("")),
                ("created_at", Value::At(self.now())),
                ("expires_at", Value::At(self.now().plus_days(7))),
                ("updated_at", Value::At(self.now())),
                ("version", Value::Int(1)),
            ],
        );
        id
    }

    /// An order of one line and the reservation it made.
    fn bought(&self, customer: &Customer, subscription: &Subscription, by: &Person, shelf: &Shelf) -> (Uuid, Uuid) {
        let total = shelf.one_year_minor * 2;
        let order = self.tenant_row(
            "orders",
            customer,
            &[
                ("seller_id", Value::Id(customer.seller.uuid())),
                ("number", Value::text(OrderNumber::from_random(self.app.ids.random()).digits())),
                ("cart_id", Value::Id(self.cart(customer, by, "ordered"))),
                ("order_group", Value::Int(0)),
                ("status", Value::text("completed")),
                ("currency", Value::text("USD")),
                ("billing_plan", Value::text("upfront")),
                ("total_minor", Value::Int(total)),
                ("usd_rate", Value::text("1")),
                ("purchase_order", Value::text("")),
                ("reseller_id", Value::Null),
                ("placed_by", Value::Id(by.id.uuid())),
                ("placed_at", Value::At(self.now())),
                ("review_hash", Value::Bytes(vec![0; 32])),
                ("version", Value::Int(1)),
            ],
        );
        let line = self.tenant_row(
            "order_lines",
            customer,
            &[
                ("order_id", Value::Id(order)),
                ("line_number", Value::Int(1)),
                ("sku_id", Value::text(&shelf.one_year)),
                ("title", Value::text("Reserved VM Instance, D2s v5")),
                ("size", Value::text(SIZE)),
                ("region", Value::text(REGION)),
                ("term", Value::text("P1Y")),
                ("quantity", Value::Int(2)),
                ("unit_minor", Value::Int(shelf.one_year_minor)),
                ("total_minor", Value::Int(total)),
                ("price_list_id", Value::Id(shelf.price_list.uuid())),
                ("subscription_id", Value::Id(subscription.id.uuid())),
                ("scope", Value::text("shared")),
                ("optimise", Value::text("flexibility")),
                ("name", Value::text(RESERVATION_NAME)),
                ("state", Value::text("fulfilled")),
            ],
        );
        (order, self.reserved(customer, subscription, order, line, total))
    }

    /// What the line of an order made: a reservation order with one charge, and its reservation.
    fn reserved(&self, customer: &Customer, subscription: &Subscription, order: Uuid, line: Uuid, total: i64) -> Uuid {
        let expires = self.now().plus_days(365);
        let reservation_order = self.tenant_row(
            "reservation_orders",
            customer,
            &[
                ("order_id", Value::Id(order)),
                ("order_line_id", Value::Id(line)),
                ("name", Value::text(RESERVATION_NAME)),
                ("term", Value::text("P1Y")),
                ("billing_plan", Value::text("upfront")),
                ("original_quantity", Value::Int(2)),
                ("state", Value::text("Succeeded")),
                ("requested_at", Value::At(self.now())),
                ("created_at", Value::At(self.now())),
                ("starts_at", Value::At(self.now())),
                ("expires_at", Value::At(expires)),
                ("currency", Value::text("USD")),
                ("total_minor", Value::Int(total)),
            ],
        );
        self.insert(
            "charges",
            &[
                ("reservation_order_id", Value::Id(reservation_order)),
                ("partner_id", Value::Id(customer.partner.uuid())),
                ("customer_id", Value::Id(customer.id.uuid())),
                ("sequence", Value::Int(1)),
                ("due_on", Value::On(self.now().day())),
                ("amount_minor", Value::Int(total)),
                ("currency", Value::text("USD")),
                ("state", Value::text(ChargeState::Succeeded.code())),
            ],
        );
        self.tenant_row(
            "reservations",
            customer,
            &[
                ("seller_id", Value::Id(customer.seller.uuid())),
                ("reservation_order_id", Value::Id(reservation_order)),
                ("name", Value::text(RESERVATION_NAME)),
                ("name_key", Value::text("vm_ri_11-21-2026")),
                ("size", Value::text(SIZE)),
                ("region", Value::text(REGION)),
                ("quantity", Value::Int(2)),
                ("term", Value::text("P1Y")),
                ("scope", Value::text("shared")),
                ("subscription_id", Value::Id(subscription.id.uuid())),
                ("optimise", Value::text("flexibility")),
                ("state", Value::text("Succeeded")),
                ("status_code", Value::text("Succeeded")),
                ("is_renewing", Value::Bool(false)),
                ("starts_at", Value::At(self.now())),
                ("expires_at", Value::At(expires)),
                ("created_at", Value::At(self.now())),
                ("version", Value::Int(1)),
            ],
        )
    }

    /// A row of a customer's, with a new id.
    fn tenant_row(&self, table: &str, customer: &Customer, values: &[(&str, Value)]) -> Uuid {
        let id = self.id();
        let tenant = [
            ("id", Value::Id(id)),
            ("partner_id", Value::Id(customer.partner.uuid())),
            ("customer_id", Value::Id(customer.id.uuid())),
        ];
        self.insert(table, &[&tenant, values].concat());
        id
    }
}
