//! An answer of the server, and how a person reads it.

use scraper::{ElementRef, Html, Node, Selector};

/// An answer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Page {
    /// Path and query where the browser is after redirects.
    pub(crate) path: String,
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Page {
    /// A header, by its lower-case name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub(crate) fn source(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The document.
    pub(crate) fn html(&self) -> Html {
        Html::parse_document(&self.source())
    }

    /// What is visible in `main`, or in the body where there is none.
    pub(crate) fn text(&self) -> String {
        let html = self.html();
        let root = html.select(&css("main")).next().or_else(|| html.select(&css("body")).next());
        root.map(text_of).unwrap_or_default()
    }

    /// The heading.
    pub(crate) fn h1(&self) -> String {
        self.html().select(&css("h1")).next().map(text_of).unwrap_or_default()
    }

    /// The texts of everything that a CSS selector finds.
    pub(crate) fn select(&self, selector: &str) -> Vec<String> {
        self.html().select(&css(selector)).map(text_of).collect()
    }

    /// The values of an attribute of everything that a CSS selector finds.
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.html().select(&css(selector)).filter_map(|found| found.attr(name)).map(ToOwned::to_owned).collect()
    }

    /// The rows of the first table: the texts of the cells.
    pub(crate) fn rows(&self) -> Vec<Vec<String>> {
        let html = self.html();
        let Some(table) = html.select(&css("main table")).next() else { return Vec::new() };
        let cells = css("th, td");
        table.select(&css("tbody tr")).map(|row| row.select(&cells).map(text_of).collect()).collect()
    }

    /// The value beside a term in a list of facts (`dt`, `dd`).
    pub(crate) fn fact(&self, term: &str) -> Option<String> {
        let html = self.html();
        let found = html.select(&css("dt")).find(|dt| text_of(*dt) == term)?;
        found.next_siblings().filter_map(ElementRef::wrap).find(|next| next.value().name() == "dd").map(text_of)
    }

    /// The value of the first hidden field of this name.
    pub(crate) fn hidden(&self, name: &str) -> String {
        self.attributes(&format!("input[name={name}]"), "value").remove(0)
    }

    /// The anti-forgery token in the page's forms.
    pub(crate) fn csrf(&self) -> Option<String> {
        self.attributes("input[name=csrf]", "value").into_iter().next()
    }
}

/// A CSS selector.
pub(crate) fn css(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"))
}

/// The text of an element as it reads: white space folded, scripts left out.
pub(crate) fn text_of(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    collect(element, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn collect(element: ElementRef<'_>, text: &mut String) {
    for child in element.children() {
        if let Node::Text(words) = child.value() {
            text.push_str(words);
        }
        let Some(inner) = ElementRef::wrap(child) else { continue };
        let name = inner.value().name();
        if matches!(name, "script" | "style" | "template") {
            continue;
        }
        // Blocks stand on lines of their own; words inside a line stay together.
        let around = if matches!(name, "a" | "b" | "code" | "em" | "i" | "kbd" | "span" | "strong") { "" } else { " " };
        text.push_str(around);
        collect(inner, text);
        text.push_str(around);
    }
}
