//! Filters of lists: `properties/term eq 'P1Y' and (sku/name eq 'Standard_B2s' or properties/renew eq true)`. Floor 4.
//!
//! Comparisons with `eq`, joined by `and` and `or`, in parentheses, as the vendor documents them. A filter is
//! asked about an item as it is written, so that it can name whatever the item shows.

use serde_json::Value;

use super::Refused;

/// The most comparisons of a filter.
const MOST: usize = 50;

/// A condition on an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// A property has this value.
    Equals(Vec<String>, String),
    /// Both hold.
    And(Box<Filter>, Box<Filter>),
    /// One holds.
    Or(Box<Filter>, Box<Filter>),
}

fn wrong() -> Refused {
    let message = "The filter compares properties with eq, joined by and, or and parentheses.";
    Refused::bad("InvalidRequestContent", message)
}

impl Filter {
    /// Reads a filter; an empty text is none.
    pub fn read(text: &str) -> Result<Option<Self>, Refused> {
        let mut words = words(text)?;
        if words.is_empty() {
            return Ok(None);
        }
        if words.len() > MOST * 6 {
            return Err(wrong());
        }
        words.reverse();
        let read = either(&mut words, 0)?;
        if words.is_empty() { Ok(Some(read)) } else { Err(wrong()) }
    }

    /// Whether it holds for an item.
    pub fn keeps(&self, item: &Value) -> bool {
        match self {
            Self::Equals(path, wanted) => is_equal(item, path, wanted),
            Self::And(one, other) => one.keeps(item) && other.keeps(item),
            Self::Or(one, other) => one.keeps(item) || other.keeps(item),
        }
    }

    /// The value that a property must have in every item that is kept.
    pub fn required(&self, name: &str) -> Option<&str> {
        match self {
            Self::Equals(path, wanted) => path.last().filter(|last| *last == name).map(|_| wanted.as_str()),
            Self::And(one, other) => one.required(name).or_else(|| other.required(name)),
            Self::Or(..) => None,
        }
    }
}

/// A word, a text in quotes, or a parenthesis.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Word {
    Open,
    Close,
    Bare(String),
    Quoted(String),
}

fn words(text: &str) -> Result<Vec<Word>, Refused> {
    let mut signs = text.chars().peekable();
    let mut found = Vec::new();
    while let Some(sign) = signs.next() {
        match sign {
            '(' => found.push(Word::Open),
            ')' => found.push(Word::Close),
            sign if sign.is_whitespace() => {}
            '\'' => {
                let mut text = String::new();
                loop {
                    match signs.next().ok_or_else(wrong)? {
                        // Two quotes are one.
                        '\'' if signs.next_if_eq(&'\'').is_some() => text.push('\''),
                        '\'' => break,
                        other => text.push(other),
                    }
                }
                found.push(Word::Quoted(text));
            }
            first => {
                let mut text = first.to_string();
                while let Some(next) = signs.next_if(|sign| !sign.is_whitespace() && !matches!(sign, '(' | ')' | '\''))
                {
                    text.push(next);
                }
                found.push(Word::Bare(text));
            }
        }
    }
    Ok(found)
}

/// Takes the next word away when it is this one.
fn take(words: &mut Vec<Word>, wanted: &str) -> bool {
    let is_next = matches!(words.last(), Some(Word::Bare(word)) if word.eq_ignore_ascii_case(wanted));
    if is_next {
        words.pop();
    }
    is_next
}

fn either(words: &mut Vec<Word>, depth: usize) -> Result<Filter, Refused> {
    let mut read = both(words, depth)?;
    while take(words, "or") {
        read = Filter::Or(Box::new(read), Box::new(both(words, depth)?));
    }
    Ok(read)
}

fn both(words: &mut Vec<Word>, depth: usize) -> Result<Filter, Refused> {
    let mut read = one(words, depth)?;
    while take(words, "and") {
        read = Filter::And(Box::new(read), Box::new(one(words, depth)?));
    }
    Ok(read)
}

fn one(words: &mut Vec<Word>, depth: usize) -> Result<Filter, Refused> {
    match words.pop().ok_or_else(wrong)? {
        Word::Open if depth < MOST => {
            let read = either(words, depth + 1)?;
            if words.pop() == Some(Word::Close) { Ok(read) } else { Err(wrong()) }
        }
        Word::Bare(name) => {
            if !take(words, "eq") {
                return Err(wrong());
            }
            let (Word::Bare(value) | Word::Quoted(value)) = words.pop().ok_or_else(wrong)? else { return Err(wrong()) };
            let path: Vec<String> = name.split('/').map(str::to_lowercase).collect();
            Ok(Filter::Equals(path, value))
        }
        Word::Open | Word::Close | Word::Quoted(_) => Err(wrong()),
    }
}

/// The property at a path, names in any case.
fn at<'a>(item: &'a Value, path: &[String]) -> Option<&'a Value> {
    path.iter().try_fold(item, |value, name| {
        let fields = value.as_object()?;
        fields.iter().find(|(known, _)| known.to_lowercase() == *name).map(|(_, value)| value)
    })
}

/// Properties are found with and without `properties/` before them, whether or not the item nests them.
fn is_equal(item: &Value, path: &[String], wanted: &str) -> bool {
    let bare = path.split_first().filter(|(first, _)| *first == "properties").map_or(path, |(_, rest)| rest);
    let inside = || item.get("properties").and_then(|properties| at(properties, bare));
    let found = inside().or_else(|| at(item, bare));
    match found {
        Some(Value::String(text)) => text.eq_ignore_ascii_case(wanted),
        Some(Value::Bool(is)) => wanted.eq_ignore_ascii_case(if *is { "true" } else { "false" }),
        Some(Value::Number(number)) => number.to_string() == wanted,
        Some(Value::Null) | None => wanted.eq_ignore_ascii_case("null"),
        Some(Value::Array(_) | Value::Object(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keeps(filter: &str) -> bool {
        let item = serde_json::json!({
            "sku": { "name": "Standard_B2s" },
            "properties": { "term": "P1Y", "renew": false, "quantity": 3, "displayName": "it's ours", "appliedScopes": null },
        });
        Filter::read(filter).unwrap().unwrap().keeps(&item)
    }

    #[test]
    fn filters_compare_what_an_item_shows() {
        assert!(keeps("sku/name eq 'standard_b2s'") && !keeps("sku/name eq 'Standard_B2ms'"));
        assert!(keeps("(properties/renew eq false)") && keeps("Term eq 'P1Y' and quantity eq 3"));
        assert!(keeps("properties/displayName eq 'it''s ours'") && keeps("properties/appliedScopes eq null"));
        assert!(keeps("quantity eq 1 or quantity eq 2 or (term eq P1Y and renew eq false)"));
        assert!(!keeps("quantity eq 1 or quantity eq 2 and term eq 'P1Y'") && !keeps("nothing eq 'x'"));
    }

    #[test]
    fn what_is_no_filter_is_refused() {
        assert_eq!(Filter::read(" ").ok(), Some(None));
        let deep = "(".repeat(200);
        for odd in
            ["a", "a eq", "a ne 1", "(a eq 1", "a eq 1)", "a eq 'x", "eq eq eq and", "'a' eq 1", ")", deep.as_str()]
        {
            assert!(Filter::read(odd).is_err(), "{odd}");
        }
        let filter = Filter::read("properties/archived eq true and (x eq 1 or y eq 2)").unwrap().unwrap();
        assert_eq!((filter.required("archived"), filter.required("x")), (Some("true"), None));
    }
}
