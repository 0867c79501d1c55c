//! Pages of lists of Azure Resource Manager: `nextLink` repeats the request's own query with `$skiptoken`. Floor 4.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Call;
use super::wire::Page;

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
    pub fn arm_page<T>(&self, items: Vec<T>, next: Option<&str>) -> Page<T> {
        Page { value: items, next_link: next.map(|mark| self.next_link(mark)) }
    }
}
