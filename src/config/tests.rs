use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::{ConfigError, Layers, Settings, Source};

fn variables(all: &[(&str, &str)]) -> Vec<(OsString, OsString)> {
    all.iter().map(|(name, value)| (OsString::from(name), OsString::from(value))).collect()
}

fn with_file(folder: &Path, text: &str) -> Layers {
    let path = folder.join("settings.toml");
    std::fs::write(&path, text).unwrap();
    Layers { file: Some(path), ..Layers::default() }
}

fn value<'a>(settings: &'a Settings, name: &str) -> (&'a str, &'a Source) {
    let found = settings.all().iter().find(|setting| setting.key.name == name).unwrap();
    (&found.text, &found.source)
}

#[test]
fn a_flag_counts_over_the_environment_over_the_file_over_the_default() {
    let folder = tempfile::tempdir().unwrap();
    let text = "bind = \"127.0.0.1:1\"\nworkers = 3\ncart_life_days = 9\n";
    let mut layers = with_file(folder.path(), text);
    let file = Source::File(layers.file.clone().unwrap());
    layers.variables = variables(&[
        ("PARTNER_DASHBOARD_BIND", "127.0.0.1:2"),
        ("PARTNER_DASHBOARD_WORKERS", "4"),
        ("HOME", "/nobody"),
    ]);
    layers.flags.insert("bind", "127.0.0.1:3".to_owned());
    let settings = layers.gather().unwrap();
    assert_eq!(value(&settings, "bind"), ("127.0.0.1:3", &Source::Flag));
    assert_eq!(value(&settings, "workers"), ("4", &Source::Environment));
    assert_eq!(value(&settings, "cart_life_days"), ("9", &file));
    assert_eq!(value(&settings, "form_limit_bytes"), ("262144", &Source::Default));
    assert_eq!(value(&settings, "database_url").0, "sqlite:./partner-dashboard-data/partner-dashboard.sqlite3");
    settings.check().unwrap();
}

#[test]
fn the_environment_names_the_file_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = with_file(folder.path(), "trusted_proxies = [\"192.0.2.1\", \"2001:db8::1\"]").file.unwrap();
    let name = path.to_str().unwrap();
    let layers = Layers { variables: variables(&[("PARTNER_DASHBOARD_CONFIG", name)]), ..Layers::default() };
    let settings = layers.gather().unwrap();
    assert_eq!(value(&settings, "trusted_proxies").0, "192.0.2.1,2001:db8::1");
}

#[test]
fn what_is_not_known_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let refused = with_file(folder.path(), "bind_address = \"127.0.0.1:1\"").gather().unwrap_err();
    assert!(matches!(&refused, ConfigError::UnknownKey { name, .. } if name == "bind_address"), "{refused}");
    let layers = Layers { variables: variables(&[("PARTNER_DASHBOARD_PORT", "1")]), ..Layers::default() };
    let refused = layers.gather().unwrap_err();
    assert!(matches!(&refused, ConfigError::UnknownVariable(name) if name == "PARTNER_DASHBOARD_PORT"), "{refused}");
}

#[test]
fn a_value_that_does_not_fit_is_refused_with_its_key_and_source() {
    for (name, text) in [
        ("bind", "localhost"),
        ("metrics_bind", "127.0.0.1:8080"),
        ("database_url", "mysql://root:secret@host/db"),
        ("workers", "0"),
        ("workers", "-1"),
        ("session_idle_seconds", "soon"),
        ("trusted_proxies", "192.0.2.1 192.0.2.2"),
        ("public_url", "dashboard.example"),
        ("smtp_url", "smtp+plain://app:secret@mail.example"),
        ("mail_from", "nobody"),
        ("media", "s3://app:secret@storage.example/media"),
        ("log_format", "xml"),
        ("log_level", "loud"),
    ] {
        let mut layers = Layers::default();
        layers.flags.insert(name, text.to_owned());
        let refused = layers.gather().unwrap().check().unwrap_err().to_string();
        assert!(refused.starts_with(&format!("{name} (flag): ")), "{refused}");
        assert!(!refused.contains("secret"), "{refused}");
    }
}

#[test]
fn a_password_in_the_database_url_is_not_shown() {
    let mut layers = Layers::default();
    layers.flags.insert("database_url", "postgres://app:pass@word@db.example/dashboard".to_owned());
    let settings = layers.gather().unwrap();
    let shown = settings.all().iter().find(|setting| setting.key.name == "database_url").unwrap().shown();
    assert_eq!(shown, "postgres://app:****@db.example/dashboard");
}

#[test]
fn a_password_of_the_mail_server_is_not_shown_and_links_start_with_bind() {
    let mut layers = Layers::default();
    layers.flags.insert("smtp_url", "smtps://app:pa%3Ass@mail.example".to_owned());
    layers.flags.insert("mail_from", "Lantern 파트너 <no-reply@lantern.example>".to_owned());
    let settings = layers.gather().unwrap();
    let shown = settings.all().iter().find(|setting| setting.key.name == "smtp_url").unwrap().shown();
    assert_eq!(shown, "smtps://app:****@mail.example");
    let config = settings.config(super::Secret(vec![1; 32])).unwrap();
    assert_eq!(config.mail_server.unwrap().account, Some(("app".to_owned(), "pa:ss".to_owned())));
    assert_eq!(config.public_url, "http://127.0.0.1:8080");
}

#[test]
fn a_secret_is_read_from_its_file_and_a_weak_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let named = |content: Option<&str>| {
        let path: PathBuf = folder.path().join("secret");
        if let Some(content) = content {
            std::fs::write(&path, content).unwrap();
        }
        let mut layers = Layers::default();
        layers.flags.insert("secret_key_file", path.to_str().unwrap().to_owned());
        layers.gather().unwrap().secret()
    };
    assert!(matches!(named(None), Err(ConfigError::Secret { .. })));
    for weak in ["", "short\n", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"] {
        assert!(matches!(named(Some(weak)), Err(ConfigError::Secret { .. })), "{weak:?}");
    }
    let secret = named(Some("0123456789abcdef0123456789abcdef\n")).unwrap();
    assert_eq!(secret.bytes(), b"0123456789abcdef0123456789abcdef");
    assert!(matches!(Layers::default().gather().unwrap().secret(), Err(ConfigError::NoSecret)));
}
