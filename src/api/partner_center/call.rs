//! A call on the way to its handler, read tolerantly. Floor 4. api 2.2, 2.4, 2.8.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::fault::Fault;
use crate::access::Granted;
use crate::access::may::Permission;
use crate::api::Call;
use crate::ops::App;
use crate::ops::customers::Customer;

/// A call on the way to its handler: with the proof of the right and the names in the path.
pub(super) struct At<'a, P: Permission> {
    /// The application.
    pub(super) app: &'a App,
    /// The proof.
    pub(super) may: Granted<P>,
    /// The call.
    pub(super) call: &'a Call,
    /// The customer in the path.
    pub(super) customer: Option<Customer>,
}

impl<P: Permission> At<'_, P> {
    /// The customer in the path.
    pub(super) fn customer(&self) -> Result<&Customer, Fault> {
        self.customer.as_ref().ok_or_else(|| Fault::not_found("There is no such customer."))
    }

    /// A name in the path, as it was sent.
    pub(super) fn name(&self, name: &str) -> &str {
        self.call.part(name)
    }

    /// An id in the path; what is none is nowhere.
    pub(super) fn id<T: std::str::FromStr>(&self, name: &str) -> Result<T, Fault> {
        self.name(name).parse().map_err(|_not_an_id| Fault::not_found(format!("There is no such {name}.")))
    }

    /// A parameter of the query; names are compared in any case.
    pub(super) fn query(&self, name: &str) -> Option<String> {
        let found = self.call.query(name).or_else(|| self.call.query(&format!("${name}")));
        found.map(ToOwned::to_owned)
    }

    /// What the client calls the request, if it does: a repeated one is not done twice (api 2.8).
    pub(super) fn request_id(&self) -> Option<String> {
        let sent = self.call.header("ms-requestid").map(str::trim).filter(|id| !id.is_empty() && id.len() <= 128);
        sent.map(str::to_ascii_lowercase)
    }

    /// A parameter that must be there.
    pub(super) fn needed(&self, name: &str) -> Result<String, Fault> {
        self.query(name).ok_or_else(|| Fault::invalid(format!("The parameter {name} is missing.")))
    }

    /// A parameter that counts something; `20.0` is 20.
    pub(super) fn count(&self, name: &str) -> Result<Option<usize>, Fault> {
        let Some(text) = self.query(name) else { return Ok(None) };
        let whole = text.strip_suffix(".0").unwrap_or(&text);
        let number = whole.parse().map_err(|_not| Fault::invalid(format!("The parameter {name} is no number.")))?;
        Ok(Some(number))
    }

    /// `size` and `offset`; without them everything up to [`MOST`].
    pub(super) fn window(&self) -> Result<(usize, usize), Fault> {
        let size = self.count("size")?.unwrap_or(MOST);
        if size == 0 || size > MOST {
            return Err(Fault::invalid(format!("size must be between 1 and {MOST}.")));
        }
        Ok((self.count("offset")?.unwrap_or(0), size))
    }

    /// Refuses a change that counts on another etag than this one.
    pub(super) fn matches(&self, etag: &str) -> Result<(), Fault> {
        match self.call.header("if-match") {
            Some(sent) if sent != "*" && sent.trim_matches('"') != etag => {
                Err(Fault::stale("The resource has another etag; read it again."))
            }
            Some(_) | None => Ok(()),
        }
    }
}

/// The most rows of a list that was asked for without a size.
pub(super) const MOST: usize = 500;

/// The body as a type. Property names are taken in camelCase and PascalCase, null is left out.
pub(super) fn body<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Fault> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let sent: Value = if bytes.iter().all(u8::is_ascii_whitespace) {
        Value::Object(serde_json::Map::default())
    } else {
        serde_json::from_slice(bytes).map_err(|error| Fault::invalid(format!("The body is not JSON: {error}.")))?
    };
    serde_json::from_value(plain(sent)).map_err(|error| Fault::invalid(format!("The body: {error}.")))
}

/// Property names in camelCase, null values left out.
fn plain(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(kept.map(|(name, value)| (camel(&name), plain(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(plain).collect()),
        other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => other,
    }
}

fn camel(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_properties_come_in_any_case_and_null_is_nothing() {
        let sent = r#"{"TargetItems":[{"ProductId":"A","SkuId":null}],"inventoryContext":{}}"#;
        let read: Value = body(sent.as_bytes()).unwrap();
        assert_eq!(read, serde_json::json!({ "targetItems": [{ "productId": "A" }], "inventoryContext": {} }));
    }

    #[test]
    fn a_body_that_is_not_json_is_a_refusal_and_none_is_an_empty_one() {
        let fault = body::<Value>(b"{").unwrap_err();
        assert_eq!((fault.status, fault.code), (400, 3000));
        assert_eq!(body::<Value>(b"").unwrap(), serde_json::json!({}));
        assert_eq!(body::<Value>("\u{feff}{}".as_bytes()).unwrap(), serde_json::json!({}));
    }
}
