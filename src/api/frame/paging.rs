//! Pages of lists. Floor 4.
//!
//! Azure Resource Manager: `nextLink` repeats the request's own query with `$skiptoken`. Partner Center:
//! a collection with `totalCount`, `items` and `links`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::Call;

/// Everything but what may stand in a query as it is.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'$');

impl Call {
    /// The address of the page after this one: same scheme, host, path and query, with this mark.
    pub fn next_link(&self, mark: &str) -> String {
        let written = |text: &str| utf8_percent_encode(text, QUERY).to_string();
        let kept = self.query.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("$skiptoken"));
        let mut query: Vec<String> =
            kept.map(|(name, value)| format!("{}={}", written(name), written(value))).collect();
        query.push(format!("$skiptoken={}", written(mark)));
        format!("{}{}?{}", self.base, self.path, query.join("&"))
    }

    /// The mark of the page that is asked for.
    pub fn skip_token(&self) -> Option<&str> {
        self.query("$skiptoken")
    }

    /// A page of a list of Azure Resource Manager.
    pub fn arm_page(&self, items: Vec<Value>, next: Option<&str>) -> Value {
        json!({ "value": items, "nextLink": next.map(|mark| self.next_link(mark)) })
    }
}

/// A collection of Partner Center: `total` counts all, `path` is the address without `/v1`.
pub fn collection(items: Vec<Value>, total: usize, path: &str) -> Value {
    json!({
        "totalCount": total,
        "items": items,
        "links": { "self": link(path) },
        "attributes": { "objectType": "Collection" },
    })
}

/// A link of Partner Center.
pub fn link(path: &str) -> Value {
    json!({ "uri": path, "method": "GET", "headers": [] })
}
