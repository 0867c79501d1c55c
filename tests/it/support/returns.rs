//! A case, its credit note and a policy switch, for the tests that walk the whole route table.

use partner_dashboard::domain::money::{Currency, Money};
use partner_dashboard::domain::policy::{Payment, PolicyBook, ProductKind, ReservationFacts, UsdRate, refund};
use partner_dashboard::domain::refunds::CaseQuote;
use partner_dashboard::domain::reservations::ProvisioningState;
use partner_dashboard::domain::term::Term;
use uuid::Uuid;

use super::people::{Customer, Person};
use super::rows::Value;
use super::world::World;

impl World {
    /// A case that waits for the desk.
    pub(crate) fn case(&self, customer: &Customer, reservation: Uuid, by: &Person) -> Uuid {
        let facts = ReservationFacts {
            product: ProductKind::VirtualMachines,
            state: ProvisioningState::Succeeded,
            term: Term::OneYear,
            ordered_at: self.now(),
            starts_at: self.now(),
            expires_at: self.now().plus_days(365),
            unit_paid: Money::new(58_900, Currency::USD),
            unit_list: None,
            quantity: 2,
            payment: Payment::Upfront,
            is_used: true,
            usd_rate: UsdRate::USD,
        };
        let quote = refund::quote(&facts, 1, &PolicyBook::default(), &[], self.now()).unwrap();
        let (credit, fee, net) = (quote.credit.minor(), quote.fee.minor(), quote.net.minor());
        let counted = quote.counted_usd.minor();
        let quote = serde_json::to_string(&CaseQuote::Refund { facts, quote }).unwrap();
        let id = self.id();
        let tenant =
            [("partner_id", Value::Id(customer.partner.uuid())), ("customer_id", Value::Id(customer.id.uuid()))];
        let case = [
            ("id", Value::Id(id)),
            ("number", Value::text(format!("RC-{}", id.simple()))),
            ("kind", Value::text("refund")),
            ("state", Value::text("requested")),
            ("reason", Value::text("Other")),
            ("reason_text", Value::text("")),
            ("policy", Value::text("POL-1810")),
            ("quote", Value::text(quote)),
            ("quoted_at", Value::At(self.now())),
            ("currency", Value::text("USD")),
            ("credit_minor", Value::Int(credit)),
            ("fee_minor", Value::Int(fee)),
            ("net_minor", Value::Int(net)),
            ("usd_rate", Value::text("1")),
            ("cap_usd_minor", Value::Int(counted)),
            ("requested_by", Value::Id(by.id.uuid())),
            ("requested_at", Value::At(self.now())),
            ("decision_note", Value::text("")),
            ("vendor_reference", Value::text("")),
            ("customer_reference", Value::text("")),
            ("closing_reason", Value::text("")),
            ("version", Value::Int(1)),
        ];
        self.insert("refund_cases", &[&tenant[..], &case].concat());
        let line = [
            ("case_id", Value::Id(id)),
            ("position", Value::Int(0)),
            ("reservation_id", Value::Id(reservation)),
            ("quantity", Value::Int(1)),
            ("credit_minor", Value::Int(credit)),
            ("fee_minor", Value::Int(fee)),
        ];
        self.insert("case_returns", &[&tenant[..], &line].concat());
        id
    }

    /// A credit note without lines.
    pub(crate) fn credit_note(&self, customer: &Customer, case: Uuid, order: Uuid) -> Uuid {
        let id = self.id();
        let values = [
            ("id", Value::Id(id)),
            ("partner_id", Value::Id(customer.partner.uuid())),
            ("customer_id", Value::Id(customer.id.uuid())),
            ("case_id", Value::Id(case)),
            ("order_id", Value::Id(order)),
            ("number", Value::text(format!("CN-{}", id.simple()))),
            ("currency", Value::text("USD")),
            ("total_minor", Value::Int(0)),
            ("issued_at", Value::At(self.now())),
        ];
        self.insert("credit_notes", &values);
        id
    }

    /// A policy that starts in a year; days differ, because one version starts on a day.
    pub(crate) fn policy_switch(&self, by: &Person) -> Uuid {
        let id = self.id();
        let days = u64::try_from(self.count("policy_switches")).unwrap();
        let values = [
            ("id", Value::Id(id)),
            ("policy", Value::text("POL-NOW")),
            ("valid_from", Value::On(self.now().day().plus_days(365 + days))),
            ("reason", Value::text("tests")),
            ("switched_by", Value::Id(by.id.uuid())),
            ("switched_at", Value::At(self.now())),
        ];
        self.insert("policy_switches", &values);
        id
    }
}
