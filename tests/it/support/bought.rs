//! A cart with a line, an order and what it made, for the tests that walk the whole route table.

use partner_dashboard::domain::orders::{ChargeState, OrderNumber};
use uuid::Uuid;

use super::people::{Customer, Person, Subscription};
use super::rows::Value;
use super::shelf::{REGION, SIZE, Shelf};
use super::town::RESERVATION_NAME;
use super::world::World;

impl World {
    pub(crate) fn cart_with_a_line(
        &self,
        customer: &Customer,
        subscription: &Subscription,
        by: &Person,
        shelf: &Shelf,
    ) -> Uuid {
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
    pub(crate) fn bought(
        &self,
        customer: &Customer,
        subscription: &Subscription,
        by: &Person,
        shelf: &Shelf,
    ) -> (Uuid, Uuid) {
        let total = shelf.one_year_minor * 2;
        let (order, _number) = self.order(customer, by, total);
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

    /// An order that is completed, without lines; its id and its number.
    pub(crate) fn order(&self, customer: &Customer, by: &Person, total: i64) -> (Uuid, OrderNumber) {
        let number = OrderNumber::from_random(self.app.ids.random());
        let order = self.tenant_row(
            "orders",
            customer,
            &[
                ("seller_id", Value::Id(customer.seller.uuid())),
                ("number", Value::text(number.digits())),
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
        (order, number)
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
    pub(crate) fn tenant_row(&self, table: &str, customer: &Customer, values: &[(&str, Value)]) -> Uuid {
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
