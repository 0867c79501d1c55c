//! Every key of the configuration: its name, variable, default and meaning.

/// One key.
#[derive(Debug)]
pub struct Key {
    /// The name in the file.
    pub name: &'static str,
    /// The flag, without its dashes.
    pub flag: &'static str,
    /// The environment variable.
    pub variable: &'static str,
    /// The default, as it would be written; `{data_dir}` stands for that key's value.
    pub default: &'static str,
    /// What it means.
    pub help: &'static str,
}

macro_rules! keys {
    ($($name:ident, $flag:literal, $variable:literal, $default:literal, $help:literal;)+) => {
        /// Every key, in the order they are shown.
        pub const KEYS: &[Key] = &[$(Key {
            name: stringify!($name),
            flag: $flag,
            variable: $variable,
            default: $default,
            help: $help,
        }),+];
    };
}

keys! {
    bind, "bind", "PARTNER_DASHBOARD_BIND", "127.0.0.1:8080", "Address and port of the pages";
    tls_bind, "tls-bind", "PARTNER_DASHBOARD_TLS_BIND", "off",
        "Address and port of the same over TLS, besides `bind`; or `off`";
    tls_certificate_file, "tls-certificate-file", "PARTNER_DASHBOARD_TLS_CERTIFICATE_FILE", "",
        "File with the certificate and its chain, in PEM; read again when it changes";
    tls_key_file, "tls-key-file", "PARTNER_DASHBOARD_TLS_KEY_FILE", "", "File with the private key of the certificate, in PEM";
    metrics_bind, "metrics-bind", "PARTNER_DASHBOARD_METRICS_BIND", "off",
        "Address and port of /metrics for Prometheus, another one than `bind`; or `off`";
    database_url, "database-url", "DATABASE_URL", "sqlite:{data_dir}/partner-dashboard.sqlite3",
        "sqlite:PATH or postgres://USER@HOST/NAME";
    data_dir, "data-dir", "PARTNER_DASHBOARD_DATA_DIR", "./partner-dashboard-data", "Directory of the installation's files";
    secret_key_file, "secret-key-file", "SECRET_KEY_FILE", "",
        "File with the secret that signs cookies and forms, 32 bytes or more";
    session_idle_seconds, "session-idle-seconds", "PARTNER_DASHBOARD_SESSION_IDLE_SECONDS", "1800",
        "Seconds without a request after which a session ends";
    session_absolute_seconds, "session-absolute-seconds", "PARTNER_DASHBOARD_SESSION_ABSOLUTE_SECONDS", "28800",
        "Seconds after which a session ends in any case";
    request_timeout_seconds, "request-timeout-seconds", "PARTNER_DASHBOARD_REQUEST_TIMEOUT_SECONDS", "20", "Seconds a request may take";
    form_limit_bytes, "form-limit-bytes", "PARTNER_DASHBOARD_FORM_LIMIT_BYTES", "262144", "Bytes a form may have";
    requests_per_address, "requests-per-address", "PARTNER_DASHBOARD_REQUESTS_PER_ADDRESS", "64",
        "Requests in progress from one network address";
    api_requests_per_minute, "api-requests-per-minute", "PARTNER_DASHBOARD_API_REQUESTS_PER_MINUTE", "3000",
        "Requests a minute of one API client; a minute's worth may come at once";
    trusted_proxies, "trusted-proxies", "PARTNER_DASHBOARD_TRUSTED_PROXIES", "",
        "Addresses of proxies whose X-Forwarded-For is believed, separated by commas";
    public_url, "public-url", "PARTNER_DASHBOARD_PUBLIC_URL", "",
        "What links in mails start with, such as https://dashboard.example; http:// and `bind` when empty";
    smtp_url, "smtp-url", "PARTNER_DASHBOARD_SMTP_URL", "",
        "Mail server: smtps://USER:PASSWORD@HOST, smtp://USER:PASSWORD@HOST (STARTTLS) or smtp+plain://HOST; when empty, mails are files in the data directory";
    mail_from, "mail-from", "PARTNER_DASHBOARD_MAIL_FROM", "partner-dashboard@localhost", "Sender of mails: an address, or NAME <ADDRESS>";
    media, "media", "PARTNER_DASHBOARD_MEDIA", "{data_dir}/media",
        "Where software to download is: a folder that every server sees, or S3-compatible storage: s3://KEY_ID:SECRET@HOST/BUCKET?region=REGION (s3+http:// on the same machine)";
    key_ring_file, "key-ring-file", "PARTNER_DASHBOARD_KEY_RING_FILE", "{data_dir}/key-ring",
        "File with the keys that seal product keys, the same for every server; it is in no backup";
    cart_life_days, "cart-life-days", "PARTNER_DASHBOARD_CART_LIFE_DAYS", "7", "Days a cart lives";
    usage_keep_days, "usage-keep-days", "PARTNER_DASHBOARD_USAGE_KEEP_DAYS", "400",
        "Days that usage is kept, hour by hour, after it was imported";
    utilization_keep_days, "utilization-keep-days", "PARTNER_DASHBOARD_UTILIZATION_KEEP_DAYS", "3660",
        "Days that utilization is kept, which was computed from usage";
    scan_command, "scan-command", "PARTNER_DASHBOARD_SCAN_COMMAND", "",
        "Command that reads a file of a support request and ends with 0 (clean) or 1 (bad), such as `clamdscan -`";
    webhook_private_addresses, "webhook-private-addresses", "PARTNER_DASHBOARD_WEBHOOK_PRIVATE_ADDRESSES", "no",
        "Whether webhooks may lead to this machine and to private networks, also without TLS: yes or no";
    workers, "workers", "PARTNER_DASHBOARD_WORKERS", "auto", "Server threads; `auto` is one per processor";
    log_format, "log-format", "PARTNER_DASHBOARD_LOG_FORMAT", "text", "Form of the log on standard error: text or json";
    log_level, "log-level", "PARTNER_DASHBOARD_LOG_LEVEL", "info", "What is logged: error, warn, info, debug or trace";
}

/// The variable that names the configuration file.
pub(super) const FILE_VARIABLE: &str = "PARTNER_DASHBOARD_CONFIG";

/// What our variables start with; one we do not know is a mistake.
pub(super) const PREFIX: &str = "PARTNER_DASHBOARD_";

impl Key {
    /// The key of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        KEYS.iter().find(|key| key.name == name)
    }
}
