//! The tables, as both migration trees make them. Private to `store`; `tests/it/parity.rs` compares.
//!
//! `Guid` is `uuid` on PostgreSQL and a 16-byte blob on SQLite; `Moment` is `timestamptz` and integer
//! microseconds since 1970.

diesel::table! {
    use diesel::sql_types::Text;

    settings (key) {
        key -> Text,
        value -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    partners (id) {
        id -> Guid,
        kind -> Text,
        name -> Text,
        country -> Text,
        mpn_id -> Text,
        provider_id -> Nullable<Guid>,
        created_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::{Bool, Integer, Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    customers (id) {
        id -> Guid,
        partner_id -> Guid,
        reseller_id -> Nullable<Guid>,
        seller_id -> Guid,
        company_name -> Text,
        name_key -> Text,
        domain -> Text,
        country -> Text,
        segment -> Text,
        state -> Text,
        is_delegated -> Bool,
        is_purchase_order_required -> Bool,
        created_at -> Moment,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::store::columns::Guid;

    customer_terms (partner_id, term, customer_id) {
        partner_id -> Guid,
        term -> Text,
        customer_id -> Guid,
    }
}

diesel::table! {
    use diesel::sql_types::{Bool, Integer, Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    users (id) {
        id -> Guid,
        partner_id -> Guid,
        customer_id -> Nullable<Guid>,
        email -> Text,
        email_key -> Text,
        display_name -> Text,
        password_hash -> Text,
        is_password_temporary -> Bool,
        lang -> Nullable<Text>,
        created_at -> Moment,
        disabled_at -> Nullable<Moment>,
        version -> Integer,
        is_client -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::{Binary, Nullable};
    use crate::store::columns::{Guid, Moment};

    api_clients (id) {
        id -> Guid,
        secret_hash -> Binary,
        secret_since -> Moment,
        former_hash -> Nullable<Binary>,
        former_until -> Nullable<Moment>,
        expires_at -> Moment,
        used_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::store::columns::Guid;

    user_roles (user_id, role) {
        user_id -> Guid,
        role -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Binary, Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    sessions (id) {
        id -> Guid,
        key_hash -> Binary,
        user_id -> Guid,
        started_at -> Moment,
        seen_at -> Moment,
        ended_at -> Nullable<Moment>,
        user_agent -> Text,
        address -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::store::columns::{Guid, Moment};

    saved_views (id) {
        id -> Guid,
        user_id -> Guid,
        list -> Text,
        name -> Text,
        filters -> Text,
        created_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::store::columns::{Guid, Moment};

    sign_in_failures (id) {
        id -> Guid,
        email_key -> Text,
        network -> Text,
        address -> Text,
        failed_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    subscriptions (id) {
        id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        name -> Text,
        state -> Text,
        registration -> Text,
        created_at -> Moment,
        suspended_at -> Nullable<Moment>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    subscription_access (id) {
        id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        subscription_id -> Guid,
        user_id -> Guid,
        role -> Text,
        granted_by -> Guid,
        granted_at -> Moment,
        ends_at -> Nullable<Moment>,
        revoked_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};

    sizes (name) {
        name -> Text,
        display_name -> Text,
        series -> Text,
        category -> Text,
        vcpus -> Integer,
        memory_mib -> Integer,
        flexibility_group -> Nullable<Text>,
        flexibility_ratio -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::Text;

    regions (name) {
        name -> Text,
        display_name -> Text,
        geography -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Bool, Nullable, Text};

    markets (code) {
        code -> Text,
        name_en -> Text,
        name_ko -> Text,
        name_zh_tw -> Text,
        currency -> Nullable<Text>,
        is_sold -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::{Date, Nullable, Text};

    market_list_rows (list, market, valid_from) {
        list -> Text,
        market -> Text,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
        source -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Date, Text};

    market_rules (valid_from) {
        valid_from -> Date,
        list -> Text,
        source -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Date, Integer, Nullable, Text};

    currencies (code) {
        code -> Text,
        name -> Text,
        exponent -> Integer,
        usd_rate -> Nullable<Text>,
        rate_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::{Date, Text};

    payg_prices (region, size, currency) {
        region -> Text,
        size -> Text,
        currency -> Text,
        rate -> Text,
        quality -> Text,
        snapshot_on -> Date,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text};

    products (id) {
        id -> Text,
        family -> Text,
        size -> Nullable<Text>,
        title -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Text};

    skus (id) {
        id -> Text,
        product_id -> Text,
        region -> Text,
        term -> Text,
        min_quantity -> Integer,
        max_quantity -> Integer,
        prerequisites -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Binary, Date, Integer, Text};
    use crate::store::columns::{Guid, Moment};

    price_lists (id) {
        id -> Guid,
        name -> Text,
        source -> Text,
        content_hash -> Binary,
        effective_on -> Date,
        imported_at -> Moment,
        row_count -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Date, Nullable, Text};
    use crate::store::columns::Guid;

    prices (sku_id, currency, segment, valid_from) {
        sku_id -> Text,
        currency -> Text,
        segment -> Text,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
        total_minor -> BigInt,
        meter_id -> Nullable<Text>,
        price_list_id -> Guid,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    carts (id) {
        id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        created_by -> Guid,
        state -> Text,
        reseller_id -> Nullable<Guid>,
        purchase_order -> Text,
        created_at -> Moment,
        expires_at -> Moment,
        updated_at -> Moment,
        version -> Integer,
        face -> Text,
        request_key -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Integer, Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    cart_lines (id) {
        id -> Guid,
        cart_id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        position -> Integer,
        sku_id -> Text,
        quantity -> Integer,
        unit_minor -> BigInt,
        currency -> Text,
        price_list_id -> Guid,
        subscription_id -> Nullable<Guid>,
        scope -> Nullable<Text>,
        optimise -> Nullable<Text>,
        billing_plan -> Text,
        name -> Text,
        added_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Binary, Integer, Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    orders (id) {
        id -> Guid,
        partner_id -> Guid,
        seller_id -> Guid,
        customer_id -> Guid,
        number -> Text,
        cart_id -> Guid,
        order_group -> Integer,
        status -> Text,
        currency -> Text,
        billing_plan -> Text,
        total_minor -> BigInt,
        usd_rate -> Text,
        purchase_order -> Text,
        reseller_id -> Nullable<Guid>,
        placed_by -> Guid,
        placed_at -> Moment,
        review_hash -> Binary,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Integer, Nullable, Text};
    use crate::store::columns::Guid;

    order_lines (id) {
        id -> Guid,
        order_id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        line_number -> Integer,
        sku_id -> Text,
        title -> Text,
        size -> Text,
        region -> Text,
        term -> Text,
        quantity -> Integer,
        unit_minor -> BigInt,
        total_minor -> BigInt,
        price_list_id -> Guid,
        subscription_id -> Nullable<Guid>,
        scope -> Nullable<Text>,
        optimise -> Nullable<Text>,
        name -> Text,
        state -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Integer, Text};
    use crate::store::columns::{Guid, Moment};

    reservation_orders (id) {
        id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        order_id -> Guid,
        order_line_id -> Guid,
        name -> Text,
        term -> Text,
        billing_plan -> Text,
        original_quantity -> Integer,
        state -> Text,
        requested_at -> Moment,
        created_at -> Moment,
        starts_at -> Moment,
        expires_at -> Moment,
        currency -> Text,
        total_minor -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Date, Integer, Text};
    use crate::store::columns::Guid;

    charges (reservation_order_id, sequence) {
        reservation_order_id -> Guid,
        sequence -> Integer,
        partner_id -> Guid,
        customer_id -> Guid,
        due_on -> Date,
        amount_minor -> BigInt,
        currency -> Text,
        state -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Bool, Integer, Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    reservations (id) {
        id -> Guid,
        partner_id -> Guid,
        seller_id -> Guid,
        customer_id -> Guid,
        reservation_order_id -> Guid,
        name -> Text,
        name_key -> Text,
        size -> Text,
        region -> Text,
        quantity -> Integer,
        term -> Text,
        scope -> Text,
        subscription_id -> Guid,
        optimise -> Text,
        state -> Text,
        status_code -> Text,
        is_renewing -> Bool,
        archived_at -> Nullable<Moment>,
        starts_at -> Moment,
        expires_at -> Moment,
        created_at -> Moment,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::Text;

    software_products (product_id) {
        product_id -> Text,
        line -> Text,
        pack -> Text,
        licensing -> Text,
        kind -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    software_entitlements (id) {
        id -> Guid,
        partner_id -> Guid,
        seller_id -> Guid,
        customer_id -> Guid,
        order_id -> Guid,
        order_line_id -> Guid,
        product_id -> Text,
        sku_id -> Text,
        title -> Text,
        bought_quantity -> Integer,
        quantity -> Integer,
        state -> Text,
        ordered_at -> Moment,
        expires_at -> Nullable<Moment>,
        cancelled_at -> Nullable<Moment>,
        version -> Integer,
    }
}

diesel::table! {
    use crate::store::columns::Guid;

    case_software (case_id) {
        case_id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        entitlement_id -> Guid,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Integer};
    use crate::store::columns::Guid;

    credit_note_software (credit_note_id) {
        credit_note_id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        entitlement_id -> Guid,
        quantity -> Integer,
        amount_minor -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Binary, Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    audit_events (partner_id, sequence) {
        partner_id -> Guid,
        sequence -> BigInt,
        recorded_at -> Moment,
        kind -> Text,
        actor -> Text,
        user_id -> Nullable<Guid>,
        session_id -> Nullable<Guid>,
        address -> Text,
        request_id -> Text,
        customer_id -> Nullable<Guid>,
        resource_type -> Text,
        resource_id -> Text,
        before -> Nullable<Text>,
        after -> Nullable<Text>,
        outcome -> Text,
        previous_hash -> Binary,
        hash -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Nullable, Text};
    use crate::store::columns::Moment;

    jobs (name) {
        name -> Text,
        due_at -> Moment,
        ran_at -> Nullable<Moment>,
        done -> BigInt,
        failure -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::{Date, Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    policy_switches (id) {
        id -> Guid,
        policy -> Text,
        valid_from -> Date,
        reason -> Text,
        switched_by -> Guid,
        switched_at -> Moment,
        withdrawn_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    reservation_access (id) {
        id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        reservation_order_id -> Guid,
        reservation_id -> Nullable<Guid>,
        user_id -> Guid,
        role -> Text,
        granted_by -> Guid,
        granted_at -> Moment,
        ends_at -> Nullable<Moment>,
        revoked_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    reservation_renewals (reservation_id) {
        reservation_id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        asked_by -> Guid,
        asked_at -> Moment,
        order_id -> Nullable<Guid>,
        renewed_id -> Nullable<Guid>,
        refusal -> Nullable<Text>,
        done_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::{Bool, Integer, Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    reservation_revisions (reservation_id, version) {
        reservation_id -> Guid,
        version -> Integer,
        partner_id -> Guid,
        customer_id -> Guid,
        name -> Text,
        scope -> Text,
        subscription_id -> Guid,
        optimise -> Text,
        state -> Text,
        status_code -> Text,
        is_renewing -> Bool,
        archived_at -> Nullable<Moment>,
        changed_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::Integer;
    use crate::store::columns::{Guid, Moment};

    expiry_news (reservation_id, days) {
        reservation_id -> Guid,
        days -> Integer,
        partner_id -> Guid,
        customer_id -> Guid,
        told_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::store::columns::Guid;

    reservation_origins (reservation_id, source_id) {
        reservation_id -> Guid,
        source_id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        kind -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    support_requests (id) {
        id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        number -> Text,
        form -> Text,
        state -> Text,
        step -> Integer,
        issue_type -> Text,
        problem_type -> Text,
        category -> Text,
        severity -> Text,
        title -> Text,
        description -> Text,
        contact_first_name -> Text,
        contact_last_name -> Text,
        contact_email -> Text,
        contact_phone -> Text,
        contact_method -> Text,
        contact_language -> Text,
        contact_country -> Text,
        reservation_id -> Nullable<Guid>,
        order_id -> Nullable<Guid>,
        created_by -> Guid,
        created_at -> Moment,
        submitted_at -> Nullable<Moment>,
        answered_at -> Nullable<Moment>,
        closed_at -> Nullable<Moment>,
        updated_at -> Moment,
        assigned_to -> Nullable<Guid>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::{Bool, Text};
    use crate::store::columns::{Guid, Moment};

    support_notes (id) {
        id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        request_id -> Guid,
        author_id -> Guid,
        is_from_desk -> Bool,
        is_internal -> Bool,
        body -> Text,
        created_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::{Binary, Integer, Text};
    use crate::store::columns::{Guid, Moment};

    attachments (id) {
        id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        request_id -> Guid,
        file_name -> Text,
        media_type -> Text,
        size_bytes -> Integer,
        sha256 -> Binary,
        state -> Text,
        uploaded_by -> Guid,
        uploaded_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::Binary;
    use crate::store::columns::Guid;

    attachment_contents (attachment_id) {
        attachment_id -> Guid,
        content -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Integer, Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    refund_cases (id) {
        id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        number -> Text,
        kind -> Text,
        state -> Text,
        request_id -> Nullable<Guid>,
        reason -> Text,
        reason_text -> Text,
        policy -> Text,
        quote -> Text,
        quoted_at -> Moment,
        currency -> Text,
        credit_minor -> BigInt,
        fee_minor -> BigInt,
        net_minor -> BigInt,
        usd_rate -> Text,
        cap_usd_minor -> BigInt,
        requested_by -> Guid,
        requested_at -> Moment,
        decided_by -> Nullable<Guid>,
        decided_at -> Nullable<Moment>,
        decision_note -> Text,
        decided_quote -> Nullable<Text>,
        order_id -> Nullable<Guid>,
        vendor_reference -> Text,
        vendor_settled_at -> Nullable<Moment>,
        customer_reference -> Text,
        customer_settled_at -> Nullable<Moment>,
        closed_at -> Nullable<Moment>,
        closing_reason -> Text,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Integer, Nullable};
    use crate::store::columns::Guid;

    case_returns (case_id, position) {
        case_id -> Guid,
        position -> Integer,
        partner_id -> Guid,
        customer_id -> Guid,
        reservation_id -> Guid,
        quantity -> Integer,
        credit_minor -> BigInt,
        fee_minor -> BigInt,
        rest_id -> Nullable<Guid>,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Integer, Text};
    use crate::store::columns::Guid;

    case_purchases (case_id, position) {
        case_id -> Guid,
        position -> Integer,
        partner_id -> Guid,
        customer_id -> Guid,
        sku_id -> Text,
        quantity -> Integer,
        unit_minor -> BigInt,
        currency -> Text,
        price_list_id -> Guid,
        subscription_id -> Guid,
        scope -> Text,
        optimise -> Text,
        billing_plan -> Text,
        name -> Text,
        purchase_order -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    refund_ledger (id) {
        id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        case_id -> Guid,
        kind -> Text,
        usd_minor -> BigInt,
        basis -> Text,
        policy -> Text,
        recorded_at -> Moment,
        returns_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Text};
    use crate::store::columns::{Guid, Moment};

    credit_notes (id) {
        id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        case_id -> Guid,
        order_id -> Guid,
        number -> Text,
        currency -> Text,
        total_minor -> BigInt,
        issued_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Integer, Text};
    use crate::store::columns::Guid;

    credit_note_lines (credit_note_id, position) {
        credit_note_id -> Guid,
        position -> Integer,
        partner_id -> Guid,
        customer_id -> Guid,
        kind -> Text,
        reservation_id -> Guid,
        quantity -> Integer,
        amount_minor -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::store::columns::Guid;

    mail_refusals (user_id, topic) {
        user_id -> Guid,
        topic -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Binary, Text};
    use crate::store::columns::{Guid, Moment};

    media (id) {
        id -> Guid,
        product_id -> Text,
        version -> Text,
        language -> Text,
        file_type -> Text,
        file_name -> Text,
        size_bytes -> BigInt,
        sha256 -> Binary,
        imported_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::{Binary, Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    product_keys (id) {
        id -> Guid,
        product_id -> Text,
        version -> Text,
        ring_key -> Text,
        sealed -> Binary,
        fingerprint -> Binary,
        imported_at -> Moment,
        taken_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    software_keys (id) {
        id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        entitlement_id -> Guid,
        version -> Text,
        product_key_id -> Nullable<Guid>,
        state -> Text,
        wanted_at -> Moment,
        issued_at -> Nullable<Moment>,
        revealed_at -> Nullable<Moment>,
        revoked_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::{Binary, Integer, Nullable};
    use crate::store::columns::{Guid, Moment};

    download_links (id) {
        id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        entitlement_id -> Guid,
        media_id -> Guid,
        token_hash -> Binary,
        enabled_at -> Moment,
        expires_at -> Moment,
        downloads -> Integer,
        enabled_by -> Guid,
        revoked_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Binary};
    use crate::store::columns::{Guid, Moment};

    downloads (id) {
        id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        link_id -> Guid,
        client -> Binary,
        started_at -> Moment,
        granted_bytes -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    messages (id) {
        id -> Guid,
        partner_id -> Guid,
        user_id -> Guid,
        customer_id -> Nullable<Guid>,
        kind -> Text,
        facts -> Text,
        link -> Text,
        created_at -> Moment,
        read_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    mails (id) {
        id -> Guid,
        message_id -> Guid,
        address -> Text,
        lang -> Text,
        subject -> Text,
        body -> Text,
        state -> Text,
        attempts -> Integer,
        next_attempt_at -> Moment,
        sent_at -> Nullable<Moment>,
        last_error -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Date, Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    usage_imports (id) {
        id -> Guid,
        partner_id -> Guid,
        file_names -> Text,
        format -> Text,
        state -> Text,
        bytes_total -> BigInt,
        bytes_read -> BigInt,
        rows_read -> BigInt,
        rows_kept -> BigInt,
        rows_skipped -> BigInt,
        rows_bad -> BigInt,
        days_new -> BigInt,
        days_changed -> BigInt,
        days_same -> BigInt,
        first_day -> Nullable<Date>,
        last_day -> Nullable<Date>,
        unknown_sizes -> Text,
        failure -> Text,
        created_by -> Nullable<Guid>,
        created_at -> Moment,
        updated_at -> Moment,
        finished_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Integer, Text};
    use crate::store::columns::Guid;

    usage_bad_rows (import_id, position) {
        import_id -> Guid,
        position -> Integer,
        partner_id -> Guid,
        file -> Text,
        line -> BigInt,
        reason -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Binary, Date, Integer};
    use crate::store::columns::Guid;

    usage_staged (import_id, subscription_id, day, piece) {
        import_id -> Guid,
        subscription_id -> Guid,
        day -> Date,
        piece -> Integer,
        partner_id -> Guid,
        content -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable};
    use crate::store::columns::{Guid, Moment};

    usage_days (subscription_id, day) {
        subscription_id -> Guid,
        day -> Date,
        partner_id -> Guid,
        customer_id -> Guid,
        content -> Binary,
        resources -> Integer,
        running_nanos -> BigInt,
        import_id -> Nullable<Guid>,
        updated_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::store::columns::{Guid, Moment};

    reservation_periods (reservation_id, until) {
        reservation_id -> Guid,
        until -> Moment,
        partner_id -> Guid,
        customer_id -> Guid,
        scope -> Text,
        subscription_id -> Guid,
        optimise -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Binary, Date, Text};
    use crate::store::columns::Guid;

    utilization_days (reservation_id, day) {
        reservation_id -> Guid,
        day -> Date,
        partner_id -> Guid,
        customer_id -> Guid,
        currency -> Text,
        reserved_nanos -> BigInt,
        used_nanos -> BigInt,
        cost_micros -> BigInt,
        lost_micros -> BigInt,
        content -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Binary, Date};
    use crate::store::columns::Guid;

    coverage_days (customer_id, day) {
        customer_id -> Guid,
        day -> Date,
        partner_id -> Guid,
        running_nanos -> BigInt,
        covered_nanos -> BigInt,
        content -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    utilization_alerts (id) {
        id -> Guid,
        partner_id -> Guid,
        user_id -> Guid,
        name -> Text,
        customer_id -> Nullable<Guid>,
        region -> Nullable<Text>,
        size -> Nullable<Text>,
        term -> Nullable<Text>,
        scope -> Nullable<Text>,
        threshold -> Integer,
        window_days -> Integer,
        created_at -> Moment,
        removed_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable};
    use crate::store::columns::{Guid, Moment};

    utilization_notices (id) {
        id -> Guid,
        alert_id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        reservation_id -> Guid,
        percent -> Integer,
        raised_at -> Moment,
        resolved_percent -> Nullable<Integer>,
        resolved_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::{Date, Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    advice_answers (id) {
        id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        size -> Text,
        region -> Text,
        reason -> Text,
        until -> Nullable<Date>,
        answered_by -> Guid,
        answered_at -> Moment,
        withdrawn_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    webhooks (id) {
        id -> Guid,
        partner_id -> Guid,
        organization_id -> Guid,
        url -> Text,
        topics -> Text,
        secret -> Text,
        secret_since -> Moment,
        former_secret -> Nullable<Text>,
        former_until -> Nullable<Moment>,
        created_by -> Guid,
        created_at -> Moment,
        paused_at -> Nullable<Moment>,
        ended_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::store::columns::{Guid, Moment};

    webhook_deliveries (id) {
        id -> Guid,
        partner_id -> Guid,
        webhook_id -> Guid,
        event -> Text,
        payload -> Text,
        state -> Text,
        tries -> Integer,
        due_at -> Moment,
        last_status -> Nullable<Integer>,
        last_error -> Text,
        created_at -> Moment,
        delivered_at -> Nullable<Moment>,
        tried_at -> Nullable<Moment>,
        signature -> Text,
        answer -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::store::columns::Guid;

    support_tickets (request_id) {
        request_id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        name -> Text,
        name_key -> Text,
        said -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::store::columns::Guid;

    support_communications (note_id) {
        note_id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        request_id -> Guid,
        name -> Text,
        name_key -> Text,
        subject -> Text,
        sender -> Text,
        body -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Text};
    use crate::store::columns::{Guid, Moment};

    exchange_sessions (id) {
        id -> Guid,
        partner_id -> Guid,
        customer_id -> Guid,
        asked -> Text,
        answer -> Text,
        refund_minor -> BigInt,
        net_minor -> BigInt,
        created_at -> Moment,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    settings,
    partners,
    customers,
    customer_terms,
    users,
    api_clients,
    user_roles,
    saved_views,
    sessions,
    sign_in_failures,
    subscriptions,
    subscription_access,
    sizes,
    regions,
    markets,
    market_list_rows,
    market_rules,
    currencies,
    payg_prices,
    products,
    skus,
    price_lists,
    prices,
    carts,
    cart_lines,
    orders,
    order_lines,
    reservation_orders,
    charges,
    reservations,
    software_products,
    software_entitlements,
    case_software,
    credit_note_software,
    audit_events,
    jobs,
    policy_switches,
    reservation_access,
    reservation_origins,
    reservation_renewals,
    reservation_revisions,
    expiry_news,
    support_requests,
    support_notes,
    support_tickets,
    support_communications,
    attachments,
    attachment_contents,
    refund_cases,
    case_returns,
    case_purchases,
    exchange_sessions,
    refund_ledger,
    credit_notes,
    credit_note_lines,
    mail_refusals,
    media,
    product_keys,
    software_keys,
    download_links,
    downloads,
    messages,
    mails,
    usage_imports,
    usage_bad_rows,
    usage_staged,
    usage_days,
    reservation_periods,
    utilization_days,
    coverage_days,
    utilization_alerts,
    utilization_notices,
    advice_answers,
    webhooks,
    webhook_deliveries,
);
