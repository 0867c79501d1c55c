//! What an act leaves behind. Floor 0. Domain 6.14; quality 51: vocabulary and hash chain.
//!
//! An [`Event`] says what happened to which thing, with its state before and after. The store adds
//! who, when and where, and chains the rows: [`link`] covers the hash of the row before, so that a
//! changed or missing row breaks every row after it.

use sha2::{Digest, Sha256};

use super::ids::CustomerId;

macro_rules! event_kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// What happened, in the vendor's and OWASP's vocabulary.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum EventKind { $($(#[$doc])* $name),+ }

        impl EventKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The stored name.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }
        }
    };
}

event_kinds! {
    /// A person signed in.
    SignedIn = "authn_login_success",
    /// A sign-in failed.
    SignInFailed = "authn_login_fail",
    /// A sign-in was refused for too many failures.
    SignInLocked = "authn_login_lock",
    /// A person signed out, or a session was ended.
    SessionEnded = "session_ended",
    /// A password was changed.
    PasswordChanged = "authn_password_change",
    /// A person chose a language.
    LanguageChosen = "update_preferences",
    /// A person saved, renamed or deleted a view of a list.
    ViewSaved = "update_saved_view",
    /// A partner organisation was made.
    PartnerCreated = "create_partner",
    /// An account was made.
    UserCreated = "create_partner_user",
    /// An account's roles, state or password were changed by an administrator.
    UserUpdated = "update_partner_user",
    /// An API client was registered.
    ApiClientCreated = "create_api_client",
    /// An API client got another secret, or was revoked.
    ApiClientUpdated = "update_api_client",
    /// A customer was made.
    CustomerCreated = "add_customer",
    /// A customer's details were changed.
    CustomerUpdated = "update_customer",
    /// A subscription was added.
    SubscriptionCreated = "create_subscription",
    /// A subscription was suspended, reactivated, renamed or registered.
    SubscriptionUpdated = "update_subscription",
    /// A subscription was deleted: it had been suspended for too long.
    SubscriptionDeleted = "delete_subscription",
    /// A person was given access to a subscription.
    AccessGranted = "authz_access_granted",
    /// A person's access to a subscription was taken back.
    AccessRevoked = "authz_access_revoked",
    /// A cart was changed.
    CartUpdated = "update_cart",
    /// An order was placed.
    OrderPlaced = "create_order",
    /// Scope, name, optimisation or renewal of a reservation was changed.
    ReservationUpdated = "update_reservation",
    /// A reservation was bought again at its end.
    ReservationRenewed = "renew_reservation",
    /// A reservation that should have been bought again at its end was not.
    ReservationNotRenewed = "refuse_renewal",
    /// A reservation became two.
    ReservationSplit = "split_reservation",
    /// Reservations became one.
    ReservationsMerged = "merge_reservations",
    /// An ended reservation was put away, or fetched back.
    ReservationArchived = "archive_reservation",
    /// A person was given or lost a role on a reservation.
    ReservationAccessChanged = "iam_change",
    /// A refund was asked for.
    RefundRequested = "refund_requested",
    /// An exchange was asked for.
    ExchangeRequested = "exchange_requested",
    /// A refund or an exchange was asked for that the rules refuse.
    QuoteRefused = "quote_refused",
    /// A refund or an exchange was changed, sent back for information or withdrawn.
    CaseUpdated = "update_refund_case",
    /// A refund or an exchange was approved and posted.
    CaseApproved = "approve_refund_case",
    /// A refund or an exchange was rejected.
    CaseRejected = "reject_refund_case",
    /// A reference of a money leg was entered, or a case closed.
    CaseSettled = "settle_refund_case",
    /// A support request was begun, changed or sent.
    SupportRequestUpdated = "update_support_request",
    /// A support request was sent.
    SupportRequestCreated = "create_support_request",
    /// A note was written beside a support request.
    SupportNoteAdded = "add_support_note",
    /// A file was put beside a support request, released or refused.
    AttachmentChanged = "update_attachment",
    /// A policy version was put in force from a day, or withdrawn.
    PolicySwitched = "switch_policy",
    /// A webhook was registered, removed, tested, or told something again.
    WebhookChanged = "update_webhook",
    /// A mail that was given up is tried again.
    MailQueuedAgain = "queue_mail_again",
    /// Usage was imported.
    UsageImported = "import_usage",
    /// An alert of utilization was made or removed.
    UtilizationAlertChanged = "update_utilization_alert",
    /// Advice to buy was put aside, or taken up again.
    AdviceAnswered = "answer_advice",
    /// An agent asked for bought software to be cancelled.
    SoftwareCancelRequested = "software_cancel_requested",
    /// Bought software was cancelled.
    SoftwareCancelled = "cancel_software",
    /// A price list was imported.
    PricesImported = "import_prices",
    /// Files of the media library were imported.
    MediaImported = "import_media",
    /// Product keys were imported.
    KeysImported = "import_software_keys",
    /// Product keys were sealed anew.
    KeysRotated = "rotate_software_keys",
    /// A product key was given to bought software, or was wanted and there was none.
    KeyIssued = "issue_software_key",
    /// A person looked at a product key.
    KeyRevealed = "get_software_key",
    /// A product key was revoked.
    KeyRevoked = "revoke_software_key",
    /// A download link was enabled.
    LinkEnabled = "get_software_download_link",
    /// A person noted to whom they give a download link.
    LinkSent = "send_software_download_link",
    /// A download link was revoked.
    LinkRevoked = "revoke_software_download_link",
    /// Somebody with a download link began a download.
    SoftwareDownloaded = "download_software",
    /// Reference data of a new release was loaded.
    ReferenceLoaded = "load_reference_data",
    /// A list of customers or orders left the system.
    Exported = "sensitive_read",
    /// Somebody asked for what their role may not do.
    AccessRefused = "authz_fail",
    /// Somebody asked for a thing of another organisation.
    ForeignThingAsked = "malicious_direct_reference",
    /// A form came without its token, or from another site.
    ForgeryRefused = "malicious_csrf",
    /// Somebody asked too often.
    RateLimited = "excess_rate_limit_exceeded",
    /// The server was started.
    SystemStarted = "sys_startup",
    /// The server was stopped.
    SystemStopped = "sys_shutdown",
    /// The demo or load data was made.
    WorldSeeded = "seed_data",
}

/// Who of a partner reads an event (P-25).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Whoever may see the activity log.
    Everybody,
    /// Those who manage people, and whoever it is about: signing in, and what was refused.
    PeopleManagers,
    /// The operator alone: it stands in the installation's chain.
    Operator,
}

impl EventKind {
    /// Whether it says of which software a key or a link is; only some read that.
    pub const fn names_software(self) -> bool {
        matches!(
            self,
            Self::KeyIssued
                | Self::KeyRevealed
                | Self::KeyRevoked
                | Self::LinkEnabled
                | Self::LinkSent
                | Self::LinkRevoked
                | Self::SoftwareDownloaded
        )
    }

    /// Who reads events of this kind.
    pub const fn audience(self) -> Audience {
        match self {
            Self::SignedIn
            | Self::SignInFailed
            | Self::SignInLocked
            | Self::SessionEnded
            | Self::PasswordChanged
            | Self::AccessRefused
            | Self::ForgeryRefused
            | Self::RateLimited => Audience::PeopleManagers,
            Self::PartnerCreated
            | Self::PricesImported
            | Self::MediaImported
            | Self::KeysImported
            | Self::KeysRotated
            | Self::ReferenceLoaded
            | Self::ForeignThingAsked
            | Self::SystemStarted
            | Self::SystemStopped => Audience::Operator,
            Self::LanguageChosen
            | Self::ViewSaved
            | Self::UsageImported
            | Self::UtilizationAlertChanged
            | Self::AdviceAnswered
            | Self::UserCreated
            | Self::UserUpdated
            | Self::ApiClientCreated
            | Self::ApiClientUpdated
            | Self::CustomerCreated
            | Self::CustomerUpdated
            | Self::SubscriptionCreated
            | Self::SubscriptionUpdated
            | Self::SubscriptionDeleted
            | Self::AccessGranted
            | Self::AccessRevoked
            | Self::CartUpdated
            | Self::OrderPlaced
            | Self::ReservationUpdated
            | Self::ReservationRenewed
            | Self::ReservationNotRenewed
            | Self::ReservationSplit
            | Self::ReservationsMerged
            | Self::ReservationArchived
            | Self::ReservationAccessChanged
            | Self::SoftwareCancelRequested
            | Self::SoftwareCancelled
            | Self::RefundRequested
            | Self::ExchangeRequested
            | Self::QuoteRefused
            | Self::CaseUpdated
            | Self::CaseApproved
            | Self::CaseRejected
            | Self::CaseSettled
            | Self::SupportRequestUpdated
            | Self::SupportRequestCreated
            | Self::SupportNoteAdded
            | Self::AttachmentChanged
            | Self::PolicySwitched
            | Self::MailQueuedAgain
            | Self::KeyIssued
            | Self::KeyRevealed
            | Self::KeyRevoked
            | Self::LinkEnabled
            | Self::LinkSent
            | Self::LinkRevoked
            | Self::SoftwareDownloaded
            | Self::WebhookChanged
            | Self::Exported
            | Self::WorldSeeded => Audience::Everybody,
        }
    }
}

impl std::fmt::Display for EventKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

/// The text is not an event kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an event kind")]
pub struct NotAnEventKind;

impl std::str::FromStr for EventKind {
    type Err = NotAnEventKind;
    fn from_str(text: &str) -> Result<Self, NotAnEventKind> {
        Self::ALL.iter().copied().find(|kind| kind.code() == text).ok_or(NotAnEventKind)
    }
}

/// One act, as it is remembered.
#[derive(Debug, Clone)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// The customer concerned.
    pub customer: Option<CustomerId>,
    /// The noun of the thing: the table's name.
    pub resource_type: &'static str,
    /// The id of the thing.
    pub resource_id: String,
    /// Its state before, as JSON; never a secret.
    pub before: Option<serde_json::Value>,
    /// Its state after, as JSON; never a secret.
    pub after: Option<serde_json::Value>,
    /// Whether the act succeeded.
    pub is_success: bool,
}

impl Event {
    /// Something happened to a thing.
    pub fn new(kind: EventKind, resource_type: &'static str, id: impl std::fmt::Display) -> Self {
        Self {
            kind,
            customer: None,
            resource_type,
            resource_id: id.to_string(),
            before: None,
            after: None,
            is_success: true,
        }
    }

    /// It concerns this customer.
    #[must_use]
    pub fn of_customer(mut self, customer: CustomerId) -> Self {
        self.customer = Some(customer);
        self
    }

    /// The thing was like this before.
    #[must_use]
    pub fn before(mut self, state: serde_json::Value) -> Self {
        self.before = Some(state);
        self
    }

    /// The thing is like this now.
    #[must_use]
    pub fn after(mut self, state: serde_json::Value) -> Self {
        self.after = Some(state);
        self
    }

    /// The act was refused or failed.
    #[must_use]
    pub fn failed(mut self) -> Self {
        self.is_success = false;
        self
    }

    /// `succeeded` or `failed`, as stored.
    pub fn outcome(&self) -> &'static str {
        if self.is_success { "succeeded" } else { "failed" }
    }
}

/// The hash of a row: of the row before it and of its own fields, each with its length, so that no
/// two different rows read the same.
pub fn link<'a>(previous: &[u8], fields: impl IntoIterator<Item = &'a str>) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(previous);
    for field in fields {
        hash.update(field.len().to_string());
        hash.update(":");
        hash.update(field);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_covers_the_row_before_and_every_field() {
        let first = link(&[], ["create_order", "a"]);
        assert_ne!(first, link(&[], ["create_ordera", ""]));
        assert_ne!(first, link(&[0], ["create_order", "a"]));
        assert_eq!(first, link(&[], ["create_order", "a"]));
    }

    #[test]
    fn kinds_read_back_what_they_write() {
        for kind in EventKind::ALL {
            assert_eq!(kind.code().parse::<EventKind>(), Ok(*kind));
        }
    }
}
