//! Pages of lists in addresses: `?after=` and `?before=` name the row beside the page. Floor 4. Features row 6.

use crate::ops::{PageAt, PageRows};

/// The page that an address asks for; what cannot be read counts as not asked.
pub(super) fn page_at<M>(after: &str, before: &str, read: impl Fn(&str) -> Option<M>) -> PageAt<M> {
    match (read(after), read(before)) {
        (Some(mark), _) => PageAt::After(mark),
        (None, Some(mark)) => PageAt::Before(mark),
        (None, None) => PageAt::First,
    }
}

/// What stands in an address for a page: the fields `after` and `before`, empty where not asked.
pub(super) fn marks<M>(page: PageAt<M>, write: impl Fn(M) -> String) -> [(&'static str, String); 2] {
    match page {
        PageAt::First => [("after", String::new()), ("before", String::new())],
        PageAt::After(mark) => [("after", write(mark)), ("before", String::new())],
        PageAt::Before(mark) => [("after", String::new()), ("before", write(mark))],
    }
}

/// The addresses of the page before and the page after, or "" where there is none.
pub(super) fn around<T, M>(
    page: &PageRows<T>,
    mark: impl Fn(&T) -> M,
    address: impl Fn(PageAt<M>) -> String,
) -> [String; 2] {
    page.around(mark).map(|page| page.map(&address).unwrap_or_default())
}

/// The address of `base` with the fields that are not empty.
pub(super) fn address<'a>(base: &str, fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let asked: Vec<(&str, &str)> = fields.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    // Pairs of text always have a form in an address.
    let query = serde_urlencoded::to_string(asked).unwrap_or_default();
    if query.is_empty() { base.to_owned() } else { format!("{base}?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_survives_its_address() {
        for page in [PageAt::First, PageAt::After(7), PageAt::Before(9)] {
            let [(_, after), (_, before)] = marks(page, |mark: u8| mark.to_string());
            assert_eq!(page_at(&after, &before, |text| text.parse().ok()), page);
        }
        assert_eq!(page_at("x", "9", |text| text.parse::<u8>().ok()), PageAt::Before(9));
        assert_eq!(address("/orders", [("q", "a & b"), ("after", "")]), "/orders?q=a+%26+b");
        assert_eq!(address("/orders", [("q", "")]), "/orders");
    }
}
