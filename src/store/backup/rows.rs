//! Every table as plain rows that can be written to a file and read back on either database. Floor 1.
//!
//! The tables stand in an order in which each names only rows of those before it; a test compares the
//! list with the database.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::{BackupError, Sink};
use crate::domain::ids::PartnerId;
use crate::domain::time::{Day, Instant};
use crate::store::conn::{Conn, on};
use crate::store::error::StoreError;
use crate::store::schema;

/// Any id: which thing it names is the column's business.
type Id = PartnerId;

/// Rows of one INSERT: the widest table stays below the databases' limit of values.
const BATCH: usize = 400;

macro_rules! tables {
    ($($table:ident $row:ident by $order:tt { $($column:ident: $type:ty),+ $(,)? })+) => {
        $(
            #[doc = concat!("A row of `", stringify!($table), "`.")]
            #[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize, Deserialize)]
            #[diesel(table_name = schema::$table)]
            #[diesel(treat_none_as_default_value = false)]
            #[serde(deny_unknown_fields)]
            pub(in crate::store) struct $row { $(pub(in crate::store) $column: $type),+ }

            impl $row {
                /// Writes rows, many in a statement.
                pub(in crate::store) fn insert(conn: &mut Conn, rows: &[Self]) -> Result<(), StoreError> {
                    for rows in rows.chunks(BATCH) {
                        let rows: Vec<&Self> = rows.iter().collect();
                        on!(conn, |c| diesel::insert_into(schema::$table::table).values(rows).execute(c))?;
                    }
                    Ok(())
                }
            }
        )+

        /// The tables, each after those that it names.
        pub(in crate::store) const TABLES: &[&str] = &[$(stringify!($table)),+];

        /// Hands every row of every table to `sink`.
        pub(super) fn read_all(conn: &mut Conn, sink: &mut dyn Sink) -> Result<(), BackupError> {
            $({
                use schema::$table::dsl::*;
                sink.table(stringify!($table))?;
                match conn {
                    Conn::Sqlite(c) => {
                        let query = schema::$table::table.order($order).select($row::as_select());
                        for row in query.load_iter::<$row, diesel::connection::DefaultLoadingMode>(c)? {
                            sink.row(&serde_json::to_string(&row?)?)?;
                        }
                    }
                    Conn::Pg(c) => {
                        let query = schema::$table::table.order($order).select($row::as_select());
                        for row in query.load_iter::<$row, diesel::pg::PgRowByRowLoadingMode>(c)? {
                            sink.row(&serde_json::to_string(&row?)?)?;
                        }
                    }
                }
            })+
            Ok(())
        }

        /// Writes rows of a table as they were read.
        pub(super) fn write(conn: &mut Conn, table: &str, rows: &[String]) -> Result<(), BackupError> {
            match table {
                $(stringify!($table) => {
                    let rows: Vec<$row> =
                        rows.iter().map(|row| serde_json::from_str(row)).collect::<Result<_, _>>()?;
                    Ok($row::insert(conn, &rows)?)
                })+
                other => Err(BackupError::Damaged(format!("there is no table {other:?}"))),
            }
        }

        /// The first table that holds a row.
        pub(super) fn first_filled(conn: &mut Conn) -> Result<Option<&'static str>, StoreError> {
            $({
                let rows: i64 = on!(conn, |c| schema::$table::table.count().get_result(c))?;
                if rows > 0 {
                    return Ok(Some(stringify!($table)));
                }
            })+
            Ok(None)
        }
    };
}

tables! {
    settings SettingRow by key { key: String, value: String }
    partners PartnerRow by (provider_id.is_not_null(), id) {
        id: Id, kind: String, name: String, country: String, mpn_id: String, provider_id: Option<Id>,
        created_at: Instant,
    }
    customers CustomerRow by id {
        id: Id, partner_id: Id, reseller_id: Option<Id>, seller_id: Id, company_name: String, name_key: String,
        domain: String, country: String, segment: String, state: String, is_delegated: bool, is_purchase_order_required: bool,
        created_at: Instant, version: i32,
    }
    customer_terms CustomerTermRow by (partner_id, term, customer_id) {
        partner_id: Id, term: String, customer_id: Id,
    }
    users UserRow by id {
        id: Id, partner_id: Id, customer_id: Option<Id>, email: String, email_key: String, display_name: String,
        password_hash: String, is_password_temporary: bool, lang: Option<String>, created_at: Instant,
        disabled_at: Option<Instant>, version: i32, is_client: bool,
    }
    api_clients ApiClientRow by id {
        id: Id, secret_hash: Vec<u8>, secret_since: Instant, former_hash: Option<Vec<u8>>,
        former_until: Option<Instant>, expires_at: Instant, used_at: Option<Instant>,
    }
    user_roles UserRoleRow by (user_id, role) { user_id: Id, role: String }
    sessions SessionRow by id {
        id: Id, key_hash: Vec<u8>, user_id: Id, started_at: Instant, seen_at: Instant, ended_at: Option<Instant>,
        user_agent: String, address: String,
    }
    saved_views SavedViewRow by id {
        id: Id, user_id: Id, list: String, name: String, filters: String, created_at: Instant,
    }
    sign_in_failures SignInFailureRow by id {
        id: Id, email_key: String, network: String, address: String, failed_at: Instant,
    }
    subscriptions SubscriptionRow by id {
        id: Id, partner_id: Id, customer_id: Id, name: String, state: String, registration: String,
        created_at: Instant, suspended_at: Option<Instant>, version: i32,
    }
    subscription_access AccessRow by id {
        id: Id, partner_id: Id, customer_id: Id, subscription_id: Id, user_id: Id, role: String, granted_by: Id,
        granted_at: Instant, ends_at: Option<Instant>, revoked_at: Option<Instant>,
    }
    sizes SizeRow by name {
        name: String, display_name: String, series: String, category: String, vcpus: i32, memory_mib: i32,
        flexibility_group: Option<String>, flexibility_ratio: Option<String>,
    }
    regions RegionRow by name { name: String, display_name: String, geography: String }
    markets MarketRow by code {
        code: String, name_en: String, name_ko: String, name_zh_tw: String, currency: Option<String>, is_sold: bool,
    }
    market_list_rows MarketListRow by (list, market, valid_from) {
        list: String, market: String, valid_from: Day, valid_to: Option<Day>, source: String,
    }
    market_rules MarketRuleRow by valid_from { valid_from: Day, list: String, source: String }
    currencies CurrencyRow by code {
        code: String, name: String, exponent: i32, usd_rate: Option<String>, rate_on: Option<Day>,
    }
    payg_prices PaygPriceRow by (region, size, currency) {
        region: String, size: String, currency: String, rate: String, quality: String, snapshot_on: Day,
    }
    products ProductRow by id { id: String, family: String, size: Option<String>, title: String }
    skus SkuRow by id {
        id: String, product_id: String, region: String, term: String, min_quantity: i32, max_quantity: i32,
        prerequisites: String,
    }
    price_lists PriceListRow by id {
        id: Id, name: String, source: String, content_hash: Vec<u8>, effective_on: Day, imported_at: Instant,
        row_count: i32,
    }
    prices PriceRow by (sku_id, currency, segment, valid_from) {
        sku_id: String, currency: String, segment: String, valid_from: Day, valid_to: Option<Day>, total_minor: i64,
        meter_id: Option<String>, price_list_id: Id,
    }
    carts CartRow by id {
        id: Id, partner_id: Id, customer_id: Id, created_by: Id, state: String, reseller_id: Option<Id>,
        purchase_order: String, created_at: Instant, expires_at: Instant, updated_at: Instant, version: i32,
        face: String, request_key: Option<String>,
    }
    cart_lines CartLineRow by id {
        id: Id, cart_id: Id, partner_id: Id, customer_id: Id, position: i32, sku_id: String, quantity: i32,
        unit_minor: i64, currency: String, price_list_id: Id, subscription_id: Option<Id>, scope: Option<String>, optimise: Option<String>,
        billing_plan: String, name: String, added_at: Instant,
    }
    orders OrderRow by id {
        id: Id, partner_id: Id, seller_id: Id, customer_id: Id, number: String, cart_id: Id, order_group: i32,
        status: String, currency: String, billing_plan: String, total_minor: i64, usd_rate: String,
        purchase_order: String, reseller_id: Option<Id>,
        placed_by: Id, placed_at: Instant, review_hash: Vec<u8>, version: i32,
    }
    order_lines OrderLineRow by id {
        id: Id, order_id: Id, partner_id: Id, customer_id: Id, line_number: i32, sku_id: String, title: String,
        size: String, region: String, term: String, quantity: i32, unit_minor: i64, total_minor: i64,
        price_list_id: Id, subscription_id: Option<Id>, scope: Option<String>, optimise: Option<String>, name: String, state: String,
    }
    reservation_orders ReservationOrderRow by id {
        id: Id, partner_id: Id, customer_id: Id, order_id: Id, order_line_id: Id, name: String, term: String,
        billing_plan: String, original_quantity: i32, state: String, requested_at: Instant, created_at: Instant,
        starts_at: Instant, expires_at: Instant, currency: String, total_minor: i64,
    }
    charges ChargeRow by (reservation_order_id, sequence) {
        reservation_order_id: Id, sequence: i32, partner_id: Id, customer_id: Id, due_on: Day, amount_minor: i64,
        currency: String, state: String,
    }
    reservations ReservationRow by id {
        id: Id, partner_id: Id, seller_id: Id, customer_id: Id, reservation_order_id: Id, name: String, name_key: String,
        size: String, region: String, quantity: i32, term: String, scope: String, subscription_id: Id,
        optimise: String, state: String, status_code: String, is_renewing: bool, archived_at: Option<Instant>,
        starts_at: Instant, expires_at: Instant,
        created_at: Instant, version: i32,
    }
    audit_events AuditEventRow by (partner_id, sequence) {
        partner_id: Id, sequence: i64, recorded_at: Instant, kind: String, actor: String, user_id: Option<Id>,
        session_id: Option<Id>, address: String, request_id: String, customer_id: Option<Id>,
        resource_type: String, resource_id: String, before: Option<String>, after: Option<String>, outcome: String,
        previous_hash: Vec<u8>, hash: Vec<u8>,
    }
    jobs JobRow by name {
        name: String, due_at: Instant, ran_at: Option<Instant>, done: i64, failure: Option<String>,
    }
    policy_switches PolicySwitcheRow by id {
        id: Id, policy: String, valid_from: Day, reason: String, switched_by: Id, switched_at: Instant,
        withdrawn_at: Option<Instant>,
    }
    reservation_access ReservationAccessRow by id {
        id: Id, partner_id: Id, customer_id: Id, reservation_order_id: Id, reservation_id: Option<Id>, user_id: Id,
        role: String, granted_by: Id, granted_at: Instant, ends_at: Option<Instant>, revoked_at: Option<Instant>,
    }
    reservation_origins ReservationOriginRow by (reservation_id, source_id) {
        reservation_id: Id, source_id: Id, partner_id: Id, customer_id: Id, kind: String,
    }
    reservation_renewals ReservationRenewalRow by reservation_id {
        reservation_id: Id, partner_id: Id, customer_id: Id, asked_by: Id, asked_at: Instant, order_id: Option<Id>,
        renewed_id: Option<Id>, refusal: Option<String>, done_at: Option<Instant>,
    }
    reservation_revisions ReservationRevisionRow by (reservation_id, version) {
        reservation_id: Id, version: i32, partner_id: Id, customer_id: Id, name: String, scope: String,
        subscription_id: Id, optimise: String, state: String, status_code: String, is_renewing: bool,
        archived_at: Option<Instant>, changed_at: Instant,
    }
    expiry_news ExpiryNewsRow by (reservation_id, days) {
        reservation_id: Id, days: i32, partner_id: Id, customer_id: Id, told_at: Instant,
    }
    support_requests SupportRequestRow by id {
        id: Id, partner_id: Id, customer_id: Id, number: String, form: String, state: String, step: i32,
        issue_type: String, problem_type: String, category: String, severity: String, title: String,
        description: String, contact_first_name: String, contact_last_name: String, contact_email: String,
        contact_phone: String, contact_method: String, contact_language: String, contact_country: String,
        reservation_id: Option<Id>, order_id: Option<Id>, created_by: Id, created_at: Instant,
        submitted_at: Option<Instant>, answered_at: Option<Instant>, closed_at: Option<Instant>, updated_at: Instant,
        assigned_to: Option<Id>, version: i32,
    }
    support_notes SupportNoteRow by id {
        id: Id, partner_id: Id, customer_id: Id, request_id: Id, author_id: Id, is_from_desk: bool,
        is_internal: bool, body: String, created_at: Instant,
    }
    support_tickets SupportTicketRow by request_id {
        request_id: Id, partner_id: Id, customer_id: Id, name: String, name_key: String, said: String,
    }
    support_communications SupportCommunicationRow by note_id {
        note_id: Id, partner_id: Id, customer_id: Id, request_id: Id, name: String, name_key: String, subject: String,
        sender: String, body: String,
    }
    attachments AttachmentRow by id {
        id: Id, partner_id: Id, customer_id: Id, request_id: Id, file_name: String, media_type: String,
        size_bytes: i32, sha256: Vec<u8>, state: String, uploaded_by: Id, uploaded_at: Instant,
    }
    attachment_contents AttachmentContentRow by attachment_id {
        attachment_id: Id, content: Vec<u8>,
    }
    refund_cases RefundCaseRow by id {
        id: Id, partner_id: Id, customer_id: Id, number: String, kind: String, state: String, request_id: Option<Id>,
        reason: String, reason_text: String, policy: String, quote: String, quoted_at: Instant, currency: String,
        credit_minor: i64, fee_minor: i64, net_minor: i64, usd_rate: String, cap_usd_minor: i64, requested_by: Id,
        requested_at: Instant, decided_by: Option<Id>, decided_at: Option<Instant>, decision_note: String,
        decided_quote: Option<String>, order_id: Option<Id>, vendor_reference: String,
        vendor_settled_at: Option<Instant>, customer_reference: String, customer_settled_at: Option<Instant>,
        closed_at: Option<Instant>, closing_reason: String, version: i32,
    }
    exchange_sessions ExchangeSessionRow by id {
        id: Id, partner_id: Id, customer_id: Id, asked: String, answer: String, refund_minor: i64, net_minor: i64,
        created_at: Instant,
    }
    case_returns CaseReturnRow by (case_id, position) {
        case_id: Id, position: i32, partner_id: Id, customer_id: Id, reservation_id: Id, quantity: i32,
        credit_minor: i64, fee_minor: i64, rest_id: Option<Id>,
    }
    case_purchases CasePurchaseRow by (case_id, position) {
        case_id: Id, position: i32, partner_id: Id, customer_id: Id, sku_id: String, quantity: i32, unit_minor: i64,
        currency: String, price_list_id: Id, subscription_id: Id, scope: String, optimise: String,
        billing_plan: String, name: String, purchase_order: String,
    }
    refund_ledger RefundLedgerRow by id {
        id: Id, partner_id: Id, customer_id: Id, case_id: Id, kind: String, usd_minor: i64, basis: String,
        policy: String, recorded_at: Instant, returns_at: Option<Instant>,
    }
    credit_notes CreditNoteRow by id {
        id: Id, partner_id: Id, customer_id: Id, case_id: Id, order_id: Id, number: String, currency: String,
        total_minor: i64, issued_at: Instant,
    }
    credit_note_lines CreditNoteLineRow by (credit_note_id, position) {
        credit_note_id: Id, position: i32, partner_id: Id, customer_id: Id, kind: String, reservation_id: Id,
        quantity: i32, amount_minor: i64,
    }
    mail_refusals MailRefusalRow by (user_id, topic) {
        user_id: Id, topic: String,
    }
    messages MessageRow by id {
        id: Id, partner_id: Id, user_id: Id, customer_id: Option<Id>, kind: String, facts: String, link: String,
        created_at: Instant, read_at: Option<Instant>,
    }
    mails MailRow by id {
        id: Id, message_id: Id, address: String, lang: String, subject: String, body: String, state: String,
        attempts: i32, next_attempt_at: Instant, sent_at: Option<Instant>, last_error: String,
    }
    usage_imports UsageImportRow by id {
        id: Id, partner_id: Id, file_names: String, format: String, state: String, bytes_total: i64, bytes_read: i64,
        rows_read: i64, rows_kept: i64, rows_skipped: i64, rows_bad: i64, days_new: i64, days_changed: i64,
        days_same: i64, first_day: Option<Day>, last_day: Option<Day>, unknown_sizes: String, failure: String,
        created_by: Option<Id>, created_at: Instant, updated_at: Instant, finished_at: Option<Instant>,
    }
    usage_bad_rows UsageBadRowRow by (import_id, position) {
        import_id: Id, position: i32, partner_id: Id, file: String, line: i64, reason: String,
    }
    usage_staged UsageStagedRow by (import_id, subscription_id, day, piece) {
        import_id: Id, subscription_id: Id, day: Day, piece: i32, partner_id: Id, content: Vec<u8>,
    }
    usage_days UsageDayRow by (subscription_id, day) {
        subscription_id: Id, day: Day, partner_id: Id, customer_id: Id, content: Vec<u8>, resources: i32,
        running_nanos: i64, import_id: Option<Id>, updated_at: Instant,
    }
    reservation_periods ReservationPeriodRow by (reservation_id, until) {
        reservation_id: Id, until: Instant, partner_id: Id, customer_id: Id, scope: String, subscription_id: Id,
        optimise: String,
    }
    utilization_days UtilizationDayRow by (reservation_id, day) {
        reservation_id: Id, day: Day, partner_id: Id, customer_id: Id, currency: String, reserved_nanos: i64,
        used_nanos: i64, cost_micros: i64, lost_micros: i64, content: Vec<u8>,
    }
    coverage_days CoverageDayRow by (customer_id, day) {
        customer_id: Id, day: Day, partner_id: Id, running_nanos: i64, covered_nanos: i64, content: Vec<u8>,
    }
    utilization_alerts UtilizationAlertRow by id {
        id: Id, partner_id: Id, user_id: Id, name: String, customer_id: Option<Id>,
        region: Option<String>, size: Option<String>, term: Option<String>, scope: Option<String>, threshold: i32,
        window_days: i32, created_at: Instant, removed_at: Option<Instant>,
    }
    utilization_notices UtilizationNoticeRow by id {
        id: Id, alert_id: Id, partner_id: Id, customer_id: Id, reservation_id: Id, percent: i32, raised_at: Instant,
        resolved_percent: Option<i32>, resolved_at: Option<Instant>,
    }
    advice_answers AdviceAnswerRow by id {
        id: Id, partner_id: Id, customer_id: Id, size: String, region: String, reason: String, until: Option<Day>,
        answered_by: Id, answered_at: Instant, withdrawn_at: Option<Instant>,
    }
    software_products SoftwareProductRow by product_id {
        product_id: String, line: String, pack: String, licensing: String, kind: String,
    }
    software_entitlements SoftwareEntitlementRow by id {
        id: Id, partner_id: Id, seller_id: Id, customer_id: Id, order_id: Id, order_line_id: Id, product_id: String,
        sku_id: String, title: String, bought_quantity: i32, quantity: i32, state: String, ordered_at: Instant,
        expires_at: Option<Instant>, cancelled_at: Option<Instant>, version: i32,
    }
    case_software CaseSoftwareRow by case_id {
        case_id: Id, partner_id: Id, customer_id: Id, entitlement_id: Id,
    }
    credit_note_software CreditNoteSoftwareRow by credit_note_id {
        credit_note_id: Id, partner_id: Id, customer_id: Id, entitlement_id: Id, quantity: i32, amount_minor: i64,
    }
    media MediaRow by id {
        id: Id, product_id: String, version: String, language: String, file_type: String, file_name: String,
        size_bytes: i64, sha256: Vec<u8>, imported_at: Instant,
    }
    product_keys ProductKeyRow by id {
        id: Id, product_id: String, version: String, ring_key: String, sealed: Vec<u8>, fingerprint: Vec<u8>,
        imported_at: Instant, taken_at: Option<Instant>,
    }
    software_keys SoftwareKeyRow by id {
        id: Id, partner_id: Id, customer_id: Id, entitlement_id: Id, version: String, product_key_id: Option<Id>,
        state: String, wanted_at: Instant, issued_at: Option<Instant>, revealed_at: Option<Instant>,
        revoked_at: Option<Instant>,
    }
    download_links DownloadLinkRow by id {
        id: Id, partner_id: Id, customer_id: Id, entitlement_id: Id, media_id: Id, token_hash: Vec<u8>,
        enabled_at: Instant, expires_at: Instant, downloads: i32, enabled_by: Id, revoked_at: Option<Instant>,
    }
    downloads DownloadRow by id {
        id: Id, partner_id: Id, customer_id: Id, link_id: Id, client: Vec<u8>, started_at: Instant,
        granted_bytes: i64,
    }
    webhooks WebhookRow by id {
        id: Id, partner_id: Id, organization_id: Id, url: String, topics: String, secret: String,
        secret_since: Instant, former_secret: Option<String>, former_until: Option<Instant>, created_by: Id,
        created_at: Instant, paused_at: Option<Instant>, ended_at: Option<Instant>,
    }
    webhook_deliveries WebhookDeliveryRow by id {
        id: Id, partner_id: Id, webhook_id: Id, event: String, payload: String, state: String, tries: i32,
        due_at: Instant, last_status: Option<i32>, last_error: String, created_at: Instant,
        delivered_at: Option<Instant>, tried_at: Option<Instant>, signature: String, answer: String,
    }
}
