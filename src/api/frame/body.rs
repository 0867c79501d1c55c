//! Bodies: JSON as the vendor's clients write it. Floor 4.
//!
//! A byte order mark is skipped, properties we do not know are ignored, `null` is the same as absent
//! (readers have `Option` fields), and no content type is asked for.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Call, Refused};

/// Bytes a body may have.
pub const LIMIT: usize = 1024 * 1024;

impl Call {
    /// The body; an empty one is an empty object.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Refused> {
        self.read(|value| value)
    }

    /// The same for names that may start with a capital letter, as the .NET samples of Partner Center
    /// write them.
    pub fn json_in_any_case<T: DeserializeOwned>(&self) -> Result<T, Refused> {
        self.read(camel)
    }

    fn read<T: DeserializeOwned>(&self, change: impl FnOnce(Value) -> Value) -> Result<T, Refused> {
        let bytes = self.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.body);
        let value = if bytes.iter().all(u8::is_ascii_whitespace) {
            Value::Object(Map::new())
        } else {
            serde_json::from_slice(bytes).map_err(|error| unreadable(&error))?
        };
        serde_json::from_value(change(value)).map_err(|error| unreadable(&error))
    }
}

fn unreadable(error: &serde_json::Error) -> Refused {
    Refused::malformed(format!("The request content was invalid and could not be deserialized: {error}"))
}

/// The same value with names that start with a small letter.
fn camel(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(name, value)| (small(&name), camel(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(camel).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value,
    }
}

fn small(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_start_small_at_every_depth() {
        let typed = serde_json::json!({ "TargetItems": [{ "ProductId": "A" }], "x": null });
        assert_eq!(camel(typed), serde_json::json!({ "targetItems": [{ "productId": "A" }], "x": null }));
    }
}
