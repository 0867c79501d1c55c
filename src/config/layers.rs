//! Where settings come from: flags, environment, file. Each is a list of names and texts.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use super::keys::{FILE_VARIABLE, KEYS, Key, PREFIX};
use super::settings::{ConfigError, Setting, Settings, Source};

/// What was given before the defaults fill the rest.
#[derive(Debug, Default)]
pub struct Layers {
    /// The configuration file named by a flag.
    pub file: Option<PathBuf>,
    /// Values of flags, by key.
    pub flags: BTreeMap<&'static str, String>,
    /// Environment variables.
    pub variables: Vec<(OsString, OsString)>,
    /// Other defaults than the keys' own, such as the demonstration's.
    pub defaults: BTreeMap<&'static str, String>,
}

/// The environment of the process.
pub fn environment() -> Vec<(OsString, OsString)> {
    std::env::vars_os().collect()
}

type Texts = BTreeMap<&'static str, String>;

impl Layers {
    /// Every key with its value and where it came from.
    pub fn gather(self) -> Result<Settings, ConfigError> {
        let (named, variables) = of_environment(self.variables)?;
        let file = self.file.or(named);
        let of_file = file.as_ref().map(of_file).transpose()?.unwrap_or_default();
        let find = |key: &'static Key| {
            if let Some(text) = self.flags.get(key.name) {
                (text.clone(), Source::Flag)
            } else if let Some(text) = variables.get(key.name) {
                (text.clone(), Source::Environment)
            } else if let (Some(text), Some(file)) = (of_file.get(key.name), &file) {
                (text.clone(), Source::File(file.clone()))
            } else {
                let text = self.defaults.get(key.name).map_or(key.default, String::as_str);
                (text.to_owned(), Source::Default)
            }
        };
        let all = KEYS.iter().map(|key| {
            let (text, source) = find(key);
            Setting { key, text, source }
        });
        Ok(Settings::new(all.collect()))
    }
}

fn of_environment(variables: Vec<(OsString, OsString)>) -> Result<(Option<PathBuf>, Texts), ConfigError> {
    let (mut file, mut texts) = (None, Texts::new());
    for (name, value) in variables {
        let Some(name) = name.to_str() else { continue };
        if name == FILE_VARIABLE {
            file = Some(PathBuf::from(value));
        } else if let Some(key) = KEYS.iter().find(|key| key.variable == name) {
            let text = value.into_string().map_err(|_bytes| ConfigError::NotText(key.variable))?;
            texts.insert(key.name, text);
        } else if name.starts_with(PREFIX) {
            return Err(ConfigError::UnknownVariable(name.to_owned()));
        }
    }
    Ok((file, texts))
}

fn of_file(path: &PathBuf) -> Result<Texts, ConfigError> {
    let unreadable = |why: String| ConfigError::File { path: path.clone(), why };
    let text = std::fs::read_to_string(path).map_err(|error| unreadable(error.to_string()))?;
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| unreadable(error.to_string()))?;
    let mut texts = Texts::new();
    for (name, value) in table {
        let key =
            Key::named(&name).ok_or_else(|| ConfigError::UnknownKey { name: name.clone(), path: path.clone() })?;
        let text = plain(&value).ok_or_else(|| unreadable(format!("`{name}` is neither text nor a number")))?;
        texts.insert(key.name, text);
    }
    Ok(texts)
}

/// A TOML value as the text a flag would have; a list becomes its parts with commas.
fn plain(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Array(parts) => {
            let parts: Option<Vec<String>> = parts.iter().map(plain).collect();
            parts.map(|parts| parts.join(","))
        }
        toml::Value::Float(_) | toml::Value::Boolean(_) | toml::Value::Datetime(_) | toml::Value::Table(_) => None,
    }
}
