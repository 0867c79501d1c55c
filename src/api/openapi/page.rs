//! The description as a page that a developer reads: plain HTML from the same tables, without a script.
//! Floor 4.

use std::fmt::Write;

use serde_json::Value;

/// What a developer who knows the vendor's interfaces has to know, before the list.
const ABOUT: &str = include_str!("about.html");

/// The page.
pub(super) fn write(document: &Value, base: &str) -> String {
    let mut page = String::from(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>API of Partner Dashboard</title></head><body>",
    );
    page.push_str(&ABOUT.replace("{base}", &escaped(base)));
    page.push_str("<h2 id=\"operations\">Operations</h2><table><thead><tr><th>Method</th><th>Address</th>");
    page.push_str("<th>What it does</th><th>Right</th><th>Query</th><th>Success</th></tr></thead><tbody>");
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            row(&mut page, path, method, operation);
        }
    }
    page.push_str("</tbody></table></body></html>");
    page
}

fn row(page: &mut String, path: &str, method: &str, operation: &Value) {
    let text = |name: &str| escaped(operation[name].as_str().unwrap_or_default());
    let asked = operation["parameters"].as_array().into_iter().flatten().filter(|it| it["in"] == "query");
    let asked: Vec<String> = asked.map(|it| escaped(it["name"].as_str().unwrap_or_default())).collect();
    let answers = operation["responses"].as_object().into_iter().flatten().map(|(status, _)| status.as_str());
    let good: Vec<&str> = answers.filter(|status| status.starts_with('2')).collect();
    // Writing into a text never fails.
    let _written = write!(
        page,
        "<tr><td><code>{}</code></td><td><code>{}</code></td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
        method.to_uppercase(),
        escaped(path),
        text("summary"),
        text("x-right"),
        asked.join(", "),
        good.join(", "),
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_lists_every_operation_and_runs_nothing() {
        let document = super::super::document();
        let page = write(&document, "https://here.example/<x>");
        assert!(page.contains("<code>/v1/customers/{customer}/carts</code>"));
        assert!(!page.contains("<script") && !page.contains("<x>") && !page.contains("{base}"));
    }
}
