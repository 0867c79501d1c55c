//! Texts of every key, and the typed configuration they make.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::keys::Key;
use super::{Config, Secret, TlsFiles};

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The command line.
    Flag,
    /// The environment.
    Environment,
    /// The configuration file.
    File(PathBuf),
    /// Nobody said anything.
    Default,
}

/// A key with its value.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The key.
    pub key: &'static Key,
    /// The value as written.
    pub text: String,
    /// Where it came from.
    pub source: Source,
}

/// Every key with its value.
#[derive(Debug, Clone)]
pub struct Settings(Vec<Setting>);

/// How the log is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logging {
    /// JSON lines instead of text.
    pub is_json: bool,
    /// From which level on.
    pub level: tracing::Level,
}

/// The configuration cannot be used; the text names the key, file or variable.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A key of the file is not one of ours.
    #[error("{}: unknown key `{name}`; `config` lists the known ones", path.display())]
    UnknownKey {
        /// The key.
        name: String,
        /// The file.
        path: PathBuf,
    },
    /// A variable starts like ours and is not one.
    #[error("unknown environment variable {0}; `config` lists the known ones")]
    UnknownVariable(String),
    /// A variable is not Unicode.
    #[error("the environment variable {0} is not text")]
    NotText(&'static str),
    /// The file cannot be read.
    #[error("{}: {why}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// A value does not fit.
    #[error("{name} ({origin}): {why}")]
    Value {
        /// The key.
        name: &'static str,
        /// Where the value came from.
        origin: Source,
        /// What is wrong; never the value of a secret.
        why: String,
    },
    /// No secret was given.
    #[error(
        "secret_key_file is not set: name a file of 32 random bytes or more with --secret-key-file, \
         SECRET_KEY_FILE or the key secret_key_file"
    )]
    NoSecret,
    /// The secret cannot be used.
    #[error("secret_key_file: {}: {why}", path.display())]
    Secret {
        /// The file.
        path: PathBuf,
        /// Why.
        why: String,
    },
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag => f.write_str("flag"),
            Self::Environment => f.write_str("environment"),
            Self::File(path) => path.display().fmt(f),
            Self::Default => f.write_str("default"),
        }
    }
}

impl Setting {
    /// The value for people: a password within it is masked.
    pub fn shown(&self) -> String {
        let Some((scheme, rest)) = self.text.split_once("://") else { return self.text.clone() };
        match rest.rsplit_once('@') {
            Some((account, place)) => {
                let user = account.split_once(':').map_or(account, |(user, _password)| user);
                let mask = if account.contains(':') { ":****" } else { "" };
                format!("{scheme}://{user}{mask}@{place}")
            }
            None => self.text.clone(),
        }
    }

    fn parse<T: FromStr<Err: fmt::Display>>(&self) -> Result<T, ConfigError> {
        self.text.trim().parse().map_err(|error: T::Err| self.wrong(error.to_string()))
    }

    fn at_least_one<T: FromStr<Err: fmt::Display> + PartialOrd + From<u8>>(&self) -> Result<T, ConfigError> {
        let number: T = self.parse()?;
        if number < T::from(1) { Err(self.wrong("must be 1 or more".to_owned())) } else { Ok(number) }
    }

    fn wrong(&self, why: String) -> ConfigError {
        ConfigError::Value { name: self.key.name, origin: self.source.clone(), why }
    }
}

impl Settings {
    pub(super) fn new(all: Vec<Setting>) -> Self {
        let data_dir = all.iter().find(|setting| setting.key.name == "data_dir").map(|found| found.text.clone());
        let filled = all.into_iter().map(|mut setting| {
            setting.text = setting.text.replace("{data_dir}", data_dir.as_deref().unwrap_or_default());
            setting
        });
        Self(filled.collect())
    }

    /// Every key with its value.
    pub fn all(&self) -> &[Setting] {
        &self.0
    }

    fn get(&self, name: &str) -> Result<&Setting, ConfigError> {
        let found = self.0.iter().find(|setting| setting.key.name == name);
        found.ok_or_else(|| ConfigError::UnknownVariable(name.to_owned()))
    }

    /// Where the installation's files are.
    pub fn data_dir(&self) -> Result<PathBuf, ConfigError> {
        Ok(PathBuf::from(&self.get("data_dir")?.text))
    }

    /// Which database.
    pub fn database_url(&self) -> Result<crate::store::DatabaseUrl, ConfigError> {
        self.get("database_url")?.parse()
    }

    /// How the log is written.
    pub fn logging(&self) -> Result<Logging, ConfigError> {
        let format = self.get("log_format")?;
        let is_json = match format.text.as_str() {
            "text" => false,
            "json" => true,
            other => return Err(format.wrong(format!("`{other}` is neither text nor json"))),
        };
        Ok(Logging { is_json, level: self.get("log_level")?.parse()? })
    }

    fn yes_or_no(&self, name: &str) -> Result<bool, ConfigError> {
        let setting = self.get(name)?;
        match setting.text.trim() {
            "yes" | "true" => Ok(true),
            "no" | "false" => Ok(false),
            other => Err(setting.wrong(format!("`{other}` is neither yes nor no"))),
        }
    }

    /// The secret in the file that the settings name.
    pub fn secret(&self) -> Result<Secret, ConfigError> {
        let text = &self.get("secret_key_file")?.text;
        if text.is_empty() { Err(ConfigError::NoSecret) } else { read_secret(Path::new(text)) }
    }

    /// The typed configuration, with this secret.
    pub fn config(&self, secret: Secret) -> Result<Config, ConfigError> {
        let mut config = Config::new(self.database_url()?, self.data_dir()?, secret);
        config.bind = self.get("bind")?.parse()?;
        config.metrics_bind = self.metrics_bind(config.bind)?;
        config.tls = self.tls()?;
        config.session_idle_seconds = self.get("session_idle_seconds")?.at_least_one()?;
        config.session_absolute_seconds = self.get("session_absolute_seconds")?.at_least_one()?;
        config.request_timeout_seconds = self.get("request_timeout_seconds")?.at_least_one()?;
        config.form_limit_bytes = self.get("form_limit_bytes")?.at_least_one()?;
        config.requests_per_address = self.get("requests_per_address")?.at_least_one()?;
        config.api_requests_per_minute = self.get("api_requests_per_minute")?.at_least_one()?;
        config.cart_life_days = self.get("cart_life_days")?.at_least_one()?;
        config.usage_keep_days = self.get("usage_keep_days")?.at_least_one()?;
        config.utilization_keep_days = self.get("utilization_keep_days")?.at_least_one()?;
        config.trusted_proxies = self.trusted_proxies()?;
        config.webhook_private_addresses = self.yes_or_no("webhook_private_addresses")?;
        self.get("scan_command")?.text.trim().clone_into(&mut config.scan_command);
        config.public_url = self.public_url(config.bind)?;
        let server = self.get("smtp_url")?;
        config.mail_server = if server.text.is_empty() { None } else { Some(server.parse()?) };
        let from = self.get("mail_from")?;
        from.parse::<lettre::message::Mailbox>()?;
        config.mail_from.clone_from(&from.text);
        config.media = self.get("media")?.parse()?;
        config.key_ring_file = PathBuf::from(&self.get("key_ring_file")?.text);
        let workers = self.get("workers")?;
        if workers.text != "auto" {
            config.workers = workers.at_least_one()?;
        }
        Ok(config)
    }

    /// Whether every value can be used; the secret is not looked at.
    pub fn check(&self) -> Result<(), ConfigError> {
        let stand_in = Secret(Vec::new());
        self.logging()?;
        self.config(stand_in).map(|_usable| ())
    }

    fn public_url(&self, bind: SocketAddr) -> Result<String, ConfigError> {
        let setting = self.get("public_url")?;
        if setting.text.is_empty() {
            return Ok(format!("http://{bind}"));
        }
        super::mail::public_url(&setting.text).map_err(|why| setting.wrong(why.to_owned()))
    }

    fn metrics_bind(&self, bind: SocketAddr) -> Result<Option<SocketAddr>, ConfigError> {
        let setting = self.get("metrics_bind")?;
        if setting.text == "off" {
            return Ok(None);
        }
        let address: SocketAddr = setting.parse()?;
        if address == bind && bind.port() != 0 {
            return Err(setting.wrong("must be another address than bind: metrics are not for the public".to_owned()));
        }
        Ok(Some(address))
    }

    /// Where TLS is served and with what; both files or none.
    fn tls(&self) -> Result<Option<(SocketAddr, TlsFiles)>, ConfigError> {
        let (bind, certificate) = (self.get("tls_bind")?, self.get("tls_certificate_file")?);
        let key = self.get("tls_key_file")?;
        if bind.text == "off" {
            return Ok(None);
        }
        if let Some(missing) = [certificate, key].into_iter().find(|setting| setting.text.is_empty()) {
            return Err(missing.wrong("must name a file when tls_bind is not off".to_owned()));
        }
        let files = TlsFiles { certificate: certificate.text.clone().into(), key: key.text.clone().into() };
        Ok(Some((bind.parse()?, files)))
    }

    fn trusted_proxies(&self) -> Result<Vec<IpAddr>, ConfigError> {
        let setting = self.get("trusted_proxies")?;
        let parts = setting.text.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(|part| part.parse().map_err(|error| setting.wrong(format!("{part}: {error}")))).collect()
    }
}

/// The secret of a file; one line end after it does not count.
pub fn read_secret(path: &Path) -> Result<Secret, ConfigError> {
    let refused = |why: String| ConfigError::Secret { path: path.to_owned(), why };
    let bytes = std::fs::read(path).map_err(|error| refused(error.to_string()))?;
    let bytes = bytes.strip_suffix(b"\n").map(<[u8]>::to_vec).unwrap_or(bytes);
    Secret::new(bytes).map_err(|error| refused(error.to_string()))
}
