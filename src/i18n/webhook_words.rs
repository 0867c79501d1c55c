//! Words for webhooks: what they are told about, and where a delivery stands. Exhaustive like `words`.

use super::Texts;
use crate::domain::webhooks::{DeliveryState, Topic};

impl Texts {
    /// `Orders`.
    pub fn webhook_topic(self, topic: &Topic) -> &'static str {
        match topic {
            Topic::Orders => self.nav_orders(),
            Topic::Reservations => self.nav_azure_reservations(),
            Topic::Refunds => self.refunds_title(),
            Topic::Software => self.nav_software(),
            Topic::Support => self.nav_support(),
        }
    }

    /// `Waiting`.
    pub fn delivery_state(self, state: &DeliveryState) -> &'static str {
        match state {
            DeliveryState::Queued => self.webhooks_queued(),
            DeliveryState::Delivered => self.webhooks_delivered(),
            DeliveryState::GivenUp => self.webhooks_given_up(),
        }
    }
}
