//! A support request with a file, for the tests that walk the whole route table.

use uuid::Uuid;

use super::people::{Customer, Person};
use super::rows::Value;
use super::world::World;

impl World {
    /// A support request that the desk has, with a file in quarantine.
    pub(crate) fn asked(
        &self,
        customer: &Customer,
        reservation: Uuid,
        order: Uuid,
        by: &Person,
    ) -> (Uuid, Uuid, String) {
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
}
