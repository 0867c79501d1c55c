//! The description as a page that a developer reads: plain HTML from the same tables, without a script. In
//! English, as the interfaces themselves are. Floor 4.

use std::fmt::Write;

use serde_json::Value;

use crate::http::assets;

/// What a developer who knows the vendor's interfaces has to know, before the list.
const ABOUT: &str = include_str!("about.html");

/// The page.
pub(super) fn write(document: &Value, base: &str) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>API of Partner Dashboard</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"stylesheet\" href=\"{}\">\n\
         <link rel=\"icon\" type=\"image/svg+xml\" href=\"{}\">\n</head>\n<body>\n<main class=\"reference\">\n",
        assets::address("app.css"),
        assets::address("favicon.svg"),
    );
    page.push_str(&ABOUT.replace("{base}", &escaped(base)));
    page.push_str(
        "<h2 id=\"operations\">Operations</h2>\n<section class=\"table-scroll\" aria-label=\"Operations\" tabindex=\"0\">\
         <table class=\"table compact\">\n<thead><tr><th scope=\"col\">Address</th><th scope=\"col\">Method</th>\
         <th scope=\"col\">What it does</th><th scope=\"col\">Right</th><th scope=\"col\">Query</th>\
         <th scope=\"col\">Success</th></tr></thead>\n<tbody>\n",
    );
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            row(&mut page, path, method, operation);
        }
    }
    page.push_str("</tbody></table></section>\n</main>\n</body>\n</html>\n");
    page
}

fn row(page: &mut String, path: &str, method: &str, operation: &Value) {
    let text = |name: &str| escaped(operation[name].as_str().unwrap_or_default());
    let asked = operation["parameters"].as_array().into_iter().flatten().filter(|it| it["in"] == "query");
    let asked: Vec<String> = asked.map(|it| escaped(it["name"].as_str().unwrap_or_default())).collect();
    let answers = operation["responses"].as_object().into_iter().flatten().map(|(status, _)| status.as_str());
    let good: Vec<&str> = answers.filter(|status| status.starts_with('2')).collect();
    // Writing into a text never fails.
    let _written = writeln!(
        page,
        "<tr><th scope=\"row\"><code>{}</code></th><td><code>{}</code></td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
        // A long address breaks between its parts.
        escaped(path).replace('/', "/<wbr>"),
        method.to_uppercase(),
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
        assert!(page.replace("<wbr>", "").contains("<code>/v1/customers/{customer}/carts</code>"));
        assert!(!page.contains("<script") && !page.contains("<x>") && !page.contains("{base}"));
    }
}
