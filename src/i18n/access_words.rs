//! Words for subscriptions, access to them, and what the activity log tells. Exhaustive like `words`.

use super::Texts;
use crate::domain::audit::EventKind;
use crate::domain::subscriptions::{AccessRole, Registration};

impl Texts {
    /// `Not registered`, for reservations.
    pub fn registration(self, registration: &Registration) -> &'static str {
        match registration {
            Registration::NotRegistered => self.states_registration_not_registered(),
            Registration::Registering => self.states_registration_registering(),
            Registration::Registered => self.states_registration_registered(),
        }
    }

    /// `Owner`.
    pub fn access_role(self, role: &AccessRole) -> &'static str {
        match role {
            AccessRole::Owner => self.subscriptions_access_owner(),
            AccessRole::Contributor => self.subscriptions_access_contributor(),
            AccessRole::Reader => self.subscriptions_access_reader(),
            AccessRole::ReservationPurchaser => self.subscriptions_access_reservation_purchaser(),
        }
    }

    /// A sentence on what the role may do there.
    pub fn about_access_role(self, role: &AccessRole) -> &'static str {
        match role {
            AccessRole::Owner => self.subscriptions_access_about_owner(),
            AccessRole::Contributor => self.subscriptions_access_about_contributor(),
            AccessRole::Reader => self.subscriptions_access_about_reader(),
            AccessRole::ReservationPurchaser => self.subscriptions_access_about_reservation_purchaser(),
        }
    }

    /// `Order placed`.
    pub fn event_kind(self, kind: &EventKind) -> &'static str {
        match kind {
            EventKind::SignedIn => self.activity_kind_signed_in(),
            EventKind::SignInFailed => self.activity_kind_sign_in_failed(),
            EventKind::SignInLocked => self.activity_kind_sign_in_locked(),
            EventKind::SessionEnded => self.activity_kind_session_ended(),
            EventKind::PasswordChanged => self.activity_kind_password_changed(),
            EventKind::LanguageChosen => self.activity_kind_language_chosen(),
            EventKind::ViewSaved => self.activity_kind_view_saved(),
            EventKind::PartnerCreated => self.activity_kind_partner_created(),
            EventKind::UserCreated => self.activity_kind_user_created(),
            EventKind::UserUpdated => self.activity_kind_user_updated(),
            EventKind::ApiClientCreated => self.activity_kind_api_client_created(),
            EventKind::ApiClientUpdated => self.activity_kind_api_client_updated(),
            EventKind::CustomerCreated => self.activity_kind_customer_created(),
            EventKind::CustomerUpdated => self.activity_kind_customer_updated(),
            EventKind::SubscriptionCreated => self.activity_kind_subscription_created(),
            EventKind::SubscriptionUpdated => self.activity_kind_subscription_updated(),
            EventKind::SubscriptionDeleted => self.activity_kind_subscription_deleted(),
            EventKind::AccessGranted => self.activity_kind_access_granted(),
            EventKind::AccessRevoked => self.activity_kind_access_revoked(),
            EventKind::CartUpdated => self.activity_kind_cart_updated(),
            EventKind::OrderPlaced => self.activity_kind_order_placed(),
            EventKind::ReservationUpdated => self.activity_kind_reservation_updated(),
            EventKind::ReservationRenewed => self.activity_kind_reservation_renewed(),
            EventKind::ReservationNotRenewed => self.activity_kind_reservation_not_renewed(),
            EventKind::ReservationSplit => self.activity_kind_reservation_split(),
            EventKind::ReservationsMerged => self.activity_kind_reservations_merged(),
            EventKind::ReservationArchived => self.activity_kind_reservation_archived(),
            EventKind::ReservationAccessChanged => self.activity_kind_reservation_access_changed(),
            EventKind::RefundRequested => self.activity_kind_refund_requested(),
            EventKind::ExchangeRequested => self.activity_kind_exchange_requested(),
            EventKind::QuoteRefused => self.activity_kind_quote_refused(),
            EventKind::CaseUpdated => self.activity_kind_case_updated(),
            EventKind::CaseApproved => self.activity_kind_case_approved(),
            EventKind::SoftwareCancelRequested => self.activity_kind_software_cancel_requested(),
            EventKind::SoftwareCancelled => self.activity_kind_software_cancelled(),
            EventKind::CaseRejected => self.activity_kind_case_rejected(),
            EventKind::CaseSettled => self.activity_kind_case_settled(),
            EventKind::SupportRequestUpdated => self.activity_kind_support_request_updated(),
            EventKind::SupportRequestCreated => self.activity_kind_support_request_created(),
            EventKind::SupportNoteAdded => self.activity_kind_support_note_added(),
            EventKind::AttachmentChanged => self.activity_kind_attachment_changed(),
            EventKind::PolicySwitched => self.activity_kind_policy_switched(),
            EventKind::WebhookChanged => self.activity_kind_webhook_changed(),
            EventKind::MailQueuedAgain => self.activity_kind_mail_queued_again(),
            EventKind::UsageImported => self.activity_kind_usage_imported(),
            EventKind::UtilizationAlertChanged => self.activity_kind_utilization_alert_changed(),
            EventKind::AdviceAnswered => self.activity_kind_advice_answered(),
            EventKind::PricesImported => self.activity_kind_prices_imported(),
            EventKind::MediaImported => self.activity_kind_media_imported(),
            EventKind::KeysImported => self.activity_kind_keys_imported(),
            EventKind::KeysRotated => self.activity_kind_keys_rotated(),
            EventKind::KeyIssued => self.activity_kind_key_issued(),
            EventKind::KeyRevealed => self.activity_kind_key_revealed(),
            EventKind::KeyRevoked => self.activity_kind_key_revoked(),
            EventKind::LinkEnabled => self.activity_kind_link_enabled(),
            EventKind::LinkSent => self.activity_kind_link_sent(),
            EventKind::LinkRevoked => self.activity_kind_link_revoked(),
            EventKind::SoftwareDownloaded => self.activity_kind_software_downloaded(),
            EventKind::ReferenceLoaded => self.activity_kind_reference_loaded(),
            EventKind::Exported => self.activity_kind_exported(),
            EventKind::AccessRefused => self.activity_kind_access_refused(),
            EventKind::ForeignThingAsked => self.activity_kind_foreign_thing_asked(),
            EventKind::ForgeryRefused => self.activity_kind_forgery_refused(),
            EventKind::RateLimited => self.activity_kind_rate_limited(),
            EventKind::SystemStarted => self.activity_kind_system_started(),
            EventKind::SystemStopped => self.activity_kind_system_stopped(),
            EventKind::WorldSeeded => self.activity_kind_world_seeded(),
        }
    }
}
