//! How domain values stand in columns, on both databases. Floor 1.
//!
//! | value | SQL type | PostgreSQL | SQLite |
//! |---|---|---|---|
//! | typed id | [`Guid`] | `uuid` | 16-byte blob |
//! | [`Instant`] | [`Moment`] | `timestamptz` | integer microseconds since 1970 |
//! | [`Day`] | `Date` | `date` | text |
//! | enums, currency, decimals | `Text` | text | text |

use std::io::Write;
use std::str::FromStr;

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, Queryable};
use diesel::expression::AsExpression;
use diesel::internal::derives::as_expression::Bound;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{BigInt, Date, Nullable, SingleValue, Text};
use diesel::sqlite::Sqlite;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::domain::ids;
use crate::domain::orders::OrderNumber;
use crate::domain::time::{Day, Instant};

/// A GUID: native `uuid` on PostgreSQL, a 16-byte blob on SQLite.
#[derive(Debug, Clone, Copy, Default, diesel::sql_types::SqlType, diesel::query_builder::QueryId)]
#[diesel(postgres_type(oid = 2950, array_oid = 2951))]
#[diesel(sqlite_type(name = "Binary"))]
pub struct Guid;

/// A moment in UTC: `timestamptz` on PostgreSQL, microseconds since 1970 on SQLite.
#[derive(Debug, Clone, Copy, Default, diesel::sql_types::SqlType, diesel::query_builder::QueryId)]
#[diesel(postgres_type(oid = 1184, array_oid = 1185))]
#[diesel(sqlite_type(name = "Long"))]
pub struct Moment;

impl diesel::sql_types::SqlOrd for Moment {}
impl diesel::sql_types::SqlOrd for Guid {}

/// Microseconds from 1970 to 2000, where PostgreSQL starts counting.
const PG_EPOCH_MICROS: i64 = 946_684_800_000_000;

/// The impls that `#[derive(AsExpression, FromSqlRow)]` would write, for types of another floor.
macro_rules! expression {
    ($type:ty => $sql:ty) => {
        impl AsExpression<$sql> for $type {
            type Expression = Bound<$sql, Self>;
            fn as_expression(self) -> Self::Expression {
                Bound::new(self)
            }
        }
        impl<'a> AsExpression<$sql> for &'a $type {
            type Expression = Bound<$sql, Self>;
            fn as_expression(self) -> Self::Expression {
                Bound::new(self)
            }
        }
        impl AsExpression<Nullable<$sql>> for $type {
            type Expression = Bound<Nullable<$sql>, Self>;
            fn as_expression(self) -> Self::Expression {
                Bound::new(self)
            }
        }
        impl<'a> AsExpression<Nullable<$sql>> for &'a $type {
            type Expression = Bound<Nullable<$sql>, Self>;
            fn as_expression(self) -> Self::Expression {
                Bound::new(self)
            }
        }
        impl<DB: Backend> ToSql<Nullable<$sql>, DB> for $type
        where
            $type: ToSql<$sql, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                <Self as ToSql<$sql, DB>>::to_sql(self, out)
            }
        }
        impl<DB: Backend, ST: SingleValue> Queryable<ST, DB> for $type
        where
            Self: FromSql<ST, DB>,
        {
            type Row = Self;
            fn build(row: Self) -> deserialize::Result<Self> {
                Ok(row)
            }
        }
    };
}

macro_rules! guid_columns {
    ($($type:ident),+ $(,)?) => {$(
        expression!(ids::$type => Guid);
        impl ToSql<Guid, Pg> for ids::$type {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                out.write_all(self.uuid().as_bytes())?;
                Ok(IsNull::No)
            }
        }
        impl ToSql<Guid, Sqlite> for ids::$type {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
                out.set_value(self.uuid().as_bytes().to_vec());
                Ok(IsNull::No)
            }
        }
        impl FromSql<Guid, Pg> for ids::$type {
            fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
                Ok(Self::from_uuid(Uuid::from_slice(value.as_bytes())?))
            }
        }
        impl FromSql<Guid, Sqlite> for ids::$type {
            fn from_sql(value: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                let bytes = <Vec<u8> as FromSql<diesel::sql_types::Binary, Sqlite>>::from_sql(value)?;
                Ok(Self::from_uuid(Uuid::from_slice(&bytes)?))
            }
        }
    )+};
}

guid_columns!(
    EntitlementId,
    PartnerId,
    CustomerId,
    UserId,
    SessionId,
    SubscriptionId,
    AccessId,
    PriceListId,
    SavedViewId,
    CartId,
    CartLineId,
    OrderId,
    OrderLineId,
    ReservationOrderId,
    ReservationId,
    ReservationAccessId,
    SupportRequestId,
    SupportNoteId,
    AttachmentId,
    RefundCaseId,
    LedgerRowId,
    CreditNoteId,
    MessageId,
    MailId,
    WebhookId,
    DeliveryId,
    PolicySwitchId,
    UsageImportId,
    UtilizationAlertId,
    UtilizationNoticeId,
    AdviceAnswerId,
    MediaId,
    ProductKeyId,
    SoftwareKeyId,
    DownloadLinkId,
    DownloadId,
);

expression!(Instant => Moment);

impl ToSql<Moment, Pg> for Instant {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        out.write_all(&(self.micros() - PG_EPOCH_MICROS).to_be_bytes())?;
        Ok(IsNull::No)
    }
}

impl ToSql<Moment, Sqlite> for Instant {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.micros());
        Ok(IsNull::No)
    }
}

impl FromSql<Moment, Pg> for Instant {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        let bytes: [u8; 8] = value.as_bytes().try_into()?;
        Ok(Self::from_micros(i64::from_be_bytes(bytes) + PG_EPOCH_MICROS))
    }
}

impl FromSql<Moment, Sqlite> for Instant {
    fn from_sql(value: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self::from_micros(<i64 as FromSql<BigInt, Sqlite>>::from_sql(value)?))
    }
}

expression!(Day => Date);

impl ToSql<Date, Pg> for Day {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        <chrono::NaiveDate as ToSql<Date, Pg>>::to_sql(&self.date(), &mut out.reborrow())
    }
}

impl ToSql<Date, Sqlite> for Day {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.to_string());
        Ok(IsNull::No)
    }
}

impl<DB: Backend> FromSql<Date, DB> for Day
where
    chrono::NaiveDate: FromSql<Date, DB>,
{
    fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
        chrono::NaiveDate::from_sql(value).map(Self::new)
    }
}

/// A value that stands as text: written by `$write`, read by `FromStr`.
macro_rules! text_columns {
    ($($type:ty),+ $(,)?) => {$(
        expression!($type => Text);
        impl ToSql<Text, Pg> for $type {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                write!(out, "{self}")?;
                Ok(IsNull::No)
            }
        }
        impl ToSql<Text, Sqlite> for $type {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
                out.set_value(self.to_string());
                Ok(IsNull::No)
            }
        }
        impl<DB: Backend> FromSql<Text, DB> for $type
        where
            String: FromSql<Text, DB>,
        {
            fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
                let text = String::from_sql(value)?;
                Self::from_str(&text).map_err(|_unknown| format!("{}: {text:?} in a column", stringify!($type)).into())
            }
        }
    )+};
}

text_columns!(
    crate::domain::term::Term,
    crate::domain::money::Currency,
    crate::domain::partners::PartnerKind,
    crate::domain::roles::Role,
    crate::domain::customers::CustomerState,
    crate::domain::customers::Segment,
    crate::domain::views::SavedList,
    crate::domain::subscriptions::SubscriptionState,
    crate::domain::subscriptions::Registration,
    crate::domain::subscriptions::AccessRole,
    crate::domain::carts::AppliedScope,
    crate::domain::carts::Optimise,
    crate::domain::carts::BillingPlan,
    crate::domain::carts::CartFace,
    crate::domain::carts::CartState,
    crate::domain::orders::OrderStatus,
    crate::domain::orders::LineState,
    crate::domain::orders::ChargeState,
    crate::domain::reservations::ProvisioningState,
    crate::domain::reservations::StatusCode,
    crate::domain::reservations::ReservationRole,
    crate::domain::reservations::OriginKind,
    crate::domain::reservations::RenewalRefusal,
    crate::domain::audit::EventKind,
    crate::domain::support::RequestForm,
    crate::domain::support::RequestState,
    crate::domain::support::Severity,
    crate::domain::support::FileState,
    crate::domain::messages::MessageKind,
    crate::domain::messages::Topic,
    crate::domain::messages::MailState,
    crate::domain::keys::KeyState,
    crate::domain::policy::PolicyCode,
    crate::domain::policy::CapBasis,
    crate::domain::policy::EntryKind,
    crate::domain::refunds::CaseKind,
    crate::domain::refunds::CaseState,
    crate::domain::refunds::ReturnReason,
    crate::domain::refunds::NoteLineKind,
    crate::domain::utilization::ImportState,
    crate::domain::policy::ProductKind,
    crate::domain::software::EntitlementState,
    crate::domain::software::Licensing,
    crate::domain::webhooks::DeliveryState,
);

expression!(OrderNumber => Text);

/// Its ten digits, without the spaces it is shown with.
impl ToSql<Text, Pg> for OrderNumber {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        out.write_all(self.digits().as_bytes())?;
        Ok(IsNull::No)
    }
}

impl ToSql<Text, Sqlite> for OrderNumber {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.digits());
        Ok(IsNull::No)
    }
}

impl<DB: Backend> FromSql<Text, DB> for OrderNumber
where
    String: FromSql<Text, DB>,
{
    fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(String::from_sql(value)?.parse()?)
    }
}

/// A decimal in a text column: exact, never compared in SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DecimalText(pub(crate) Decimal);

impl FromStr for DecimalText {
    type Err = rust_decimal::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl std::fmt::Display for DecimalText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

text_columns!(DecimalText);
