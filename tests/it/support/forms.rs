//! Forms as a person fills them: controls by label, buttons by their words.

use scraper::{ElementRef, Html};

use super::page::{css, text_of};

/// What a person did to a control.
#[derive(Debug, Clone)]
pub(crate) enum Typed {
    Text(String),
    Ticked(bool),
}

/// What pressing a button sends.
#[derive(Debug)]
pub(crate) struct Sending {
    pub(crate) is_post: bool,
    pub(crate) action: String,
    pub(crate) fields: Vec<(String, String)>,
}

const CONTROLS: &str = "input, select, textarea";

/// The place of the control with this label among the page's controls; of several, the one nearest to
/// the text `beside`.
pub(crate) fn control(html: &Html, label: &str, beside: Option<&str>) -> usize {
    let controls: Vec<ElementRef<'_>> = html.select(&css(CONTROLS)).collect();
    let is_asked =
        |control: &ElementRef<'_>| control.attr("type") != Some("hidden") && is_labelled(html, control, label);
    let found: Vec<ElementRef<'_>> = controls.iter().copied().filter(is_asked).collect();
    let chosen = nearest(found, beside).unwrap_or_else(|| {
        panic!("no field is labelled {label:?}; there are {:?}", labels(html));
    });
    controls.iter().position(|control| control.id() == chosen.id()).unwrap()
}

/// The value that typing `text` into a control gives: of a list, the option with these words.
pub(crate) fn value_for(html: &Html, control: usize, text: &str) -> Typed {
    let element = html.select(&css(CONTROLS)).nth(control).unwrap();
    if element.value().name() != "select" {
        return Typed::Text(text.to_owned());
    }
    let options: Vec<ElementRef<'_>> = element.select(&css("option")).collect();
    let chosen = options.iter().find(|option| text_of(**option) == text || option.attr("value") == Some(text));
    let Some(chosen) = chosen else {
        panic!("no option {text:?}; there are {:?}", options.iter().map(|o| text_of(*o)).collect::<Vec<_>>());
    };
    Typed::Text(chosen.attr("value").map_or_else(|| text_of(*chosen), ToOwned::to_owned))
}

/// The labels of the page.
pub(crate) fn labels(html: &Html) -> Vec<String> {
    html.select(&css("label")).map(text_of).collect()
}

/// The words on the page's buttons and links.
pub(crate) fn buttons(html: &Html) -> Vec<String> {
    html.select(&css("button, a[href]")).map(text_of).collect()
}

fn is_labelled(html: &Html, control: &ElementRef<'_>, label: &str) -> bool {
    if control.attr("aria-label") == Some(label) || control.attr("name") == Some(label) {
        return true;
    }
    let says = |found: ElementRef<'_>| {
        let words = text_of(found);
        words == label || words.strip_prefix(label).is_some_and(|rest| rest.starts_with(" ("))
    };
    let id = control.attr("id");
    let by_id = id.is_some() && html.select(&css("label[for]")).any(|found| found.attr("for") == id && says(found));
    by_id || control.ancestors().filter_map(ElementRef::wrap).any(|up| up.value().name() == "label" && says(up))
}

/// The button or link with these words; of several, the one nearest to the text `beside`.
pub(crate) fn button<'a>(html: &'a Html, words: &str, beside: Option<&str>) -> ElementRef<'a> {
    let pressed = |selector: &str| -> Vec<ElementRef<'a>> {
        let is_asked = |found: &ElementRef<'_>| text_of(*found) == words || found.attr("aria-label") == Some(words);
        html.select(&css(selector)).filter(is_asked).collect()
    };
    nearest(pressed("button:not([type=button])"), beside)
        .or_else(|| nearest(pressed("a[href]"), beside))
        .unwrap_or_else(|| panic!("no button or link says {words:?}; there are {:?}", buttons(html)))
}

/// The element with the fewest steps up to something that holds the text.
fn nearest<'a>(found: Vec<ElementRef<'a>>, beside: Option<&str>) -> Option<ElementRef<'a>> {
    let Some(text) = beside else { return found.into_iter().next() };
    let distance = |element: &ElementRef<'a>| {
        element.ancestors().filter_map(ElementRef::wrap).position(|up| text_of(up).contains(text)).unwrap_or(usize::MAX)
    };
    found.into_iter().min_by_key(distance).filter(|element| distance(element) < usize::MAX)
}

/// What pressing this button sends, with what was typed before.
pub(crate) fn sending(html: &Html, button: ElementRef<'_>, typed: &[(usize, Typed)], path: &str) -> Sending {
    let outer = button.ancestors().filter_map(ElementRef::wrap).find(|up| up.value().name() == "form");
    let named = button.attr("form").and_then(|id| html.select(&css("form")).find(|form| form.attr("id") == Some(id)));
    let form = named.or(outer).unwrap_or_else(|| panic!("the button {:?} is in no form", text_of(button)));
    let mut fields = Vec::new();
    for (place, control) in html.select(&css(CONTROLS)).enumerate() {
        let is_inside = control.ancestors().any(|up| up.id() == form.id());
        let is_named = control.attr("form").is_some() && control.attr("form") == form.attr("id");
        if (is_inside && control.attr("form").is_none()) || is_named {
            let done = typed.iter().rev().find(|(known, _)| *known == place).map(|(_, done)| done);
            fields.extend(field(control, done));
        }
    }
    if let Some(name) = button.attr("name") {
        fields.push((name.to_owned(), button.attr("value").unwrap_or_default().to_owned()));
    }
    Sending {
        is_post: form.attr("method").is_some_and(|method| method.eq_ignore_ascii_case("post")),
        action: button
            .attr("formaction")
            .or_else(|| form.attr("action"))
            .filter(|action| !action.is_empty())
            .unwrap_or(path)
            .to_owned(),
        fields,
    }
}

/// What one control sends, if anything.
fn field(control: ElementRef<'_>, typed: Option<&Typed>) -> Option<(String, String)> {
    let name = control.attr("name").filter(|_| control.attr("disabled").is_none())?;
    let own = control.attr("value");
    let value = match (control.value().name(), control.attr("type").unwrap_or("text")) {
        ("input", "checkbox" | "radio") => {
            let is_ticked = match typed {
                Some(Typed::Ticked(is)) => *is,
                Some(Typed::Text(_)) | None => control.attr("checked").is_some(),
            };
            is_ticked.then(|| own.unwrap_or("on").to_owned())?
        }
        ("input", "submit" | "button" | "reset" | "image" | "file") => return None,
        (kind, _) => match typed {
            Some(Typed::Text(text)) => text.clone(),
            Some(Typed::Ticked(_)) | None if kind == "select" => {
                let chosen = control.select(&css("option[selected]")).next();
                let chosen = chosen.or_else(|| control.select(&css("option")).next())?;
                chosen.attr("value").map_or_else(|| text_of(chosen), ToOwned::to_owned)
            }
            Some(Typed::Ticked(_)) | None if kind == "textarea" => {
                let text: String = control.text().collect();
                text.strip_prefix('\n').unwrap_or(&text).to_owned()
            }
            Some(Typed::Ticked(_)) | None => own.unwrap_or_default().to_owned(),
        },
    };
    Some((name.to_owned(), value))
}

/// The other choices of the same question, which choosing a radio button clears.
pub(crate) fn rivals(html: &Html, control: usize) -> Vec<usize> {
    let controls: Vec<ElementRef<'_>> = html.select(&css(CONTROLS)).collect();
    let form_of = |of: &ElementRef<'_>| {
        of.ancestors().filter_map(ElementRef::wrap).find(|up| up.value().name() == "form").map(|form| form.id())
    };
    let chosen = controls[control];
    let is_rival = |other: &ElementRef<'_>| {
        other.attr("type") == Some("radio")
            && chosen.attr("type") == Some("radio")
            && other.attr("name") == chosen.attr("name")
            && form_of(other) == form_of(&chosen)
            && other.id() != chosen.id()
    };
    (0..controls.len()).filter(|place| is_rival(&controls[*place])).collect()
}
