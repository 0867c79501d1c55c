//! Typed identifiers. Floor 0.
//!
//! Every thing has its own id type over a GUID, because that is what the field has (tenant GUID,
//! reservation ID) and what existing clients send. The same text stands in URL, log and database.
//! Text is parsed once, at the door: people paste ids with braces, spaces or upper case.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The text is not an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a GUID")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a GUID that came from a trusted place: a row, or the id source.
            pub const fn from_uuid(uuid: Uuid) -> Self { Self(uuid) }
            /// The GUID itself.
            pub const fn uuid(self) -> Uuid { self.0 }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> { parse(text).map(Self) }
        }
    )+};
}

ids! {
    /// A partner organisation: direct-bill partner, indirect provider or indirect reseller.
    PartnerId,
    /// A customer; its "Microsoft ID", the tenant GUID.
    CustomerId,
    /// A person who signs in.
    UserId,
    /// A signed-in session, as shown on "my sessions"; never the secret in the cookie.
    SessionId,
    /// An Azure subscription of a customer.
    SubscriptionId,
    /// Access of a person to a subscription (S-8).
    AccessId,
    /// Filters of a list that a person named.
    SavedViewId,
    /// A dated version of a price list.
    PriceListId,
    /// A cart of one customer.
    CartId,
    /// A line of a cart.
    CartLineId,
    /// An order.
    OrderId,
    /// A line of an order.
    OrderLineId,
    /// A reservation order: what one purchased line made.
    ReservationOrderId,
    /// A reservation.
    ReservationId,
    /// A role of a person on a reservation or reservation order (5.3).
    ReservationAccessId,
    /// The right to use software that one bought line gives (6.9).
    EntitlementId,
    /// A support request (6.12).
    SupportRequestId,
    /// A note of a support request.
    SupportNoteId,
    /// A file beside a support request.
    AttachmentId,
    /// A refund or an exchange, from request to both money legs.
    RefundCaseId,
    /// A row of the refund ledger.
    LedgerRowId,
    /// A credit note.
    CreditNoteId,
    /// A message to one person.
    MessageId,
    /// A mail to be sent.
    MailId,
    /// A webhook.
    WebhookId,
    /// What a webhook was told, or is to be told.
    DeliveryId,
    /// A policy version switched on from a day.
    PolicySwitchId,
    /// An import of usage, from one or more files.
    UsageImportId,
    /// A wish to hear when utilization falls below a threshold.
    UtilizationAlertId,
    /// What an alert found.
    UtilizationNoticeId,
    /// Advice that was put aside.
    AdviceAnswerId,
    /// A file of the media library.
    MediaId,
    /// A product key of the stock.
    ProductKeyId,
    /// A key that bought software has or waits for.
    SoftwareKeyId,
    /// A link to a file, for one customer's software.
    DownloadLinkId,
    /// A download that was begun.
    DownloadId,
}

/// Reads a GUID as people paste it: any case, braces, spaces, with or without dashes.
fn parse(text: &str) -> Result<Uuid, NotAnId> {
    let kept: String = text.chars().filter(|c| !matches!(c, '{' | '}' | ' ' | '-')).collect();
    if kept.len() != 32 {
        return Err(NotAnId);
    }
    Uuid::try_parse(&kept).map_err(|_not_hex| NotAnId)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_as_people_paste_them() {
        let plain: CustomerId = "0191d2ab-7f4e-7aa1-b5c6-0242ac120002".parse().unwrap();
        for pasted in [" {0191D2AB-7F4E-7AA1-B5C6-0242AC120002} ", "0191d2ab7f4e7aa1b5c60242ac120002"] {
            assert_eq!(pasted.parse::<CustomerId>().unwrap(), plain);
        }
        assert_eq!("0191d2ab".parse::<CustomerId>(), Err(NotAnId));
        assert_eq!("zzzzd2ab-7f4e-7aa1-b5c6-0242ac120002".parse::<CustomerId>(), Err(NotAnId));
    }
}
