//! Words for what stands in audit events: the fields of things, and the things. They are names in the
//! stored events of all releases, so an unknown one is shown as it is.

use super::Texts;

impl Texts {
    /// What people call a field of a thing.
    pub fn event_field(self, field: &str) -> Option<&'static str> {
        Some(match field {
            "name" | "display_name" | "company_name" => self.common_name(),
            "state" | "status" => self.common_status(),
            "quantity" => self.common_quantity(),
            "unit_price" => self.common_unit_price(),
            "total" => self.common_total(),
            "from" => self.common_from(),
            "to" | "until" => self.common_to(),
            "lang" => self.common_language(),
            "list" => self.activity_field_list(),
            "query" => self.activity_field_query(),
            "scope" => self.terms_scope(),
            "optimise" => self.terms_optimize_for(),
            "billing_plan" => self.terms_billing_plan(),
            "segment" => self.terms_segment(),
            "domain" => self.customers_domain(),
            "country" => self.customers_country(),
            "is_purchase_order_required" => self.customers_purchase_order_box(),
            "purchase_order" => self.orders_purchase_order(),
            "number" => self.orders_number(),
            "mpn_id" => self.orders_mpn_id(),
            "product" | "title" => self.orders_product(),
            "reseller" | "reseller_id" => self.roles_partner_indirect_reseller(),
            "email" => self.users_email(),
            "user" => self.activity_user(),
            "customers" => self.nav_customers(),
            "orders" => self.nav_orders(),
            "reservations" => self.nav_reservations(),
            "cart" => self.activity_thing_cart(),
            "customer" => self.activity_field_customer(),
            "role" | "reservation_role" => self.activity_field_role(),
            "roles" => self.activity_field_roles(),
            "subscription" => self.activity_field_subscription(),
            "registration" => self.activity_field_registration(),
            "rows" => self.activity_field_rows(),
            "kind" => self.activity_field_kind(),
            "sku" => self.activity_field_sku(),
            "lines" => self.activity_field_lines(),
            "line" => self.activity_field_line(),
            "added" => self.activity_field_added(),
            "again" => self.activity_field_again(),
            "removed" => self.activity_field_removed(),
            "expired" => self.activity_field_expired(),
            "ended" => self.activity_field_ended(),
            "access_ended" => self.activity_field_access_ended(),
            "is_disabled" => self.activity_field_disabled(),
            "is_password_temporary" => self.activity_field_temporary(),
            "words" => self.activity_field_words(),
            "reservation" => self.activity_field_reservation(),
            "expires_at" => self.activity_field_expires(),
            "ends_at" => self.activity_field_access_end(),
            "seed" => self.activity_field_seed(),
            "method" => self.activity_field_method(),
            "level" => self.record_access_where(),
            "parts" => self.record_parts_made(),
            "is_archived" => self.record_is_archived(),
            "owner" => self.subscriptions_access_owner(),
            "needs" => self.activity_field_needs(),
            "times" => self.activity_field_times(),
            _ => return None,
        })
    }

    /// What people call the thing that an event is about, by its table.
    pub fn event_thing(self, table: &str) -> Option<&'static str> {
        Some(match table {
            "customers" => self.activity_field_customer(),
            "subscriptions" => self.activity_field_subscription(),
            "subscription_access" => self.activity_thing_access(),
            "users" => self.activity_thing_user(),
            "sessions" => self.activity_thing_session(),
            "partners" => self.activity_thing_partner(),
            "carts" => self.activity_thing_cart(),
            "orders" => self.activity_thing_order(),
            "reservations" => self.activity_field_reservation(),
            "reservation_orders" => self.record_level_order(),
            "audit_events" => self.activity_thing_log(),
            "saved_views" => self.activity_thing_view(),
            "routes" => self.activity_thing_page(),
            _ => return None,
        })
    }
}
