//! Reads one language's folder into the model; everything we do not support is a problem, not a guess.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, Variant, VariantKey};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::model::{Language, Message, Piece, When};

type Terms = BTreeMap<String, Pattern<String>>;

/// All `.ftl` files of `folder`.
pub(crate) fn language(folder: &Path, problems: &mut Vec<String>) -> Language {
    let code = folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let files = match files(folder) {
        Ok(files) => files,
        Err(error) => {
            problems.push(format!("{}: {error}", folder.display()));
            return Language::new();
        }
    };
    let mut terms = Terms::new();
    let mut resources = Vec::new();
    for (name, text) in files {
        let resource = parse(&format!("{code}/{name}.ftl"), text, problems);
        for entry in &resource.body {
            if let Entry::Term(term) = entry
                && terms.insert(term.id.name.clone(), term.value.clone()).is_some()
            {
                problems.push(format!("{code}/{name}.ftl: -{}: the term is defined twice", term.id.name));
            }
        }
        resources.push((name, resource));
    }
    let mut messages = Language::new();
    for (name, resource) in resources {
        let file = format!("{code}/{name}.ftl");
        add_messages(&mut messages, &name, &file, &code, resource, &terms, problems);
    }
    messages
}

fn files(folder: &Path) -> std::io::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ext| ext == "ftl")
            && let Some(stem) = path.file_stem().and_then(|stem| stem.to_str())
        {
            files.push((stem.to_owned(), fs::read_to_string(&path)?));
        }
    }
    files.sort();
    Ok(files)
}

fn parse(file: &str, text: String, problems: &mut Vec<String>) -> Resource<String> {
    match fluent_syntax::parser::parse(text) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            let junk = resource.body.iter().filter_map(|entry| match entry {
                Entry::Junk { content } => Some(content.lines().next().unwrap_or_default()),
                Entry::Message(_)
                | Entry::Term(_)
                | Entry::Comment(_)
                | Entry::GroupComment(_)
                | Entry::ResourceComment(_) => None,
            });
            for (line, error) in junk.zip(errors) {
                problems.push(format!("{file}: near \"{line}\": {error}"));
            }
            resource
        }
    }
}

fn add_messages(
    messages: &mut Language,
    name: &str,
    file: &str,
    code: &str,
    resource: Resource<String>,
    terms: &Terms,
    problems: &mut Vec<String>,
) {
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let key = message.id.name;
        let mut problem = |what: &str| problems.push(format!("{file}: {key}: {what}"));
        if !key.strip_prefix(name).is_some_and(|rest| rest.starts_with('-')) {
            problem(&format!("the key does not start with \"{name}-\""));
        }
        if !is_kebab(&key) {
            problem("a key is lower-case letters, digits and single hyphens");
        }
        if !message.attributes.is_empty() {
            problem("attributes are not supported; give each text its own key");
        }
        let Some(value) = message.value else {
            problem("the message has no value");
            continue;
        };
        match (Reader { terms, code }).pattern(&value) {
            Ok(pieces) => {
                if messages.insert(key.clone(), Message { file: file.to_owned(), pieces }).is_some() {
                    problem("the key is defined twice");
                }
            }
            Err(what) => problem(&what),
        }
    }
}

/// Turns patterns into pieces; knows the language's terms.
struct Reader<'a> {
    terms: &'a Terms,
    code: &'a str,
}

impl Reader<'_> {
    fn pattern(&self, pattern: &Pattern<String>) -> Result<Vec<Piece>, String> {
        let mut pieces = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => pieces.push(Piece::Text(self.one_line(value))),
                PatternElement::Placeable { expression } => self.expression(expression, &mut pieces)?,
            }
        }
        Ok(joined(pieces))
    }

    /// A line break in a file is a space, but nothing in Chinese, which has no spaces.
    fn one_line(&self, text: &str) -> String {
        text.replace('\n', if self.code == "zh-TW" { "" } else { " " })
    }

    fn expression(&self, expression: &Expression<String>, pieces: &mut Vec<Piece>) -> Result<(), String> {
        match expression {
            Expression::Inline(inline) => self.inline(inline, pieces),
            Expression::Select { selector, variants } => {
                let InlineExpression::VariableReference { id } = selector else {
                    return Err("a selector is a variable".to_owned());
                };
                pieces.push(self.select(kebab_variable(&id.name)?, variants)?);
                Ok(())
            }
        }
    }

    fn inline(&self, inline: &InlineExpression<String>, pieces: &mut Vec<Piece>) -> Result<(), String> {
        match inline {
            InlineExpression::StringLiteral { value } => {
                pieces.push(Piece::Text(unescape_unicode_to_string(value).into_owned()));
            }
            InlineExpression::NumberLiteral { value } => pieces.push(Piece::Text(value.clone())),
            InlineExpression::VariableReference { id } => pieces.push(Piece::Variable(kebab_variable(&id.name)?)),
            InlineExpression::FunctionReference { id, arguments } => {
                let [InlineExpression::VariableReference { id: variable }] = arguments.positional.as_slice() else {
                    return Err(format!("{}() takes one variable", id.name));
                };
                if id.name != "NUMBER" || !arguments.named.is_empty() {
                    return Err("NUMBER($name) is the only function".to_owned());
                }
                pieces.push(Piece::Number(kebab_variable(&variable.name)?));
            }
            InlineExpression::TermReference { id, attribute: None, arguments: None } => {
                let term = self.terms.get(&id.name).ok_or_else(|| format!("there is no term -{}", id.name))?;
                for element in &term.elements {
                    let PatternElement::TextElement { value } = element else {
                        return Err(format!("the term -{} is more than words", id.name));
                    };
                    pieces.push(Piece::Text(self.one_line(value)));
                }
            }
            InlineExpression::TermReference { .. } => return Err("terms take no arguments".to_owned()),
            InlineExpression::MessageReference { .. } => return Err("refer to a term, not to a message".to_owned()),
            InlineExpression::Placeable { expression } => self.expression(expression, pieces)?,
        }
        Ok(())
    }

    fn select(&self, variable: String, all: &[Variant<String>]) -> Result<Piece, String> {
        let (mut variants, mut otherwise) = (Vec::new(), Vec::new());
        for variant in all {
            let pieces = self.pattern(&variant.value)?;
            if variant.default {
                if !matches!(&variant.key, VariantKey::Identifier { name } if name == "other") {
                    return Err("the default variant is *[other]".to_owned());
                }
                otherwise = pieces;
                continue;
            }
            let when = self.when(&variant.key)?;
            if variants.iter().any(|(_, other)| *other == pieces) {
                return Err("two variants say the same; leave one out".to_owned());
            }
            variants.push((when, pieces));
        }
        if variants.is_empty() || variants.iter().any(|(_, pieces)| *pieces == otherwise) {
            return Err("a variant says the same as *[other], or there is no other; leave it out".to_owned());
        }
        Ok(Piece::Select { variable, variants, otherwise })
    }

    fn when(&self, key: &VariantKey<String>) -> Result<When, String> {
        match key {
            VariantKey::NumberLiteral { value } => {
                value.parse().map(When::Exactly).map_err(|_not_whole| format!("[{value}] is not a whole number"))
            }
            VariantKey::Identifier { name } if name == "one" && self.code == "en" => Ok(When::Category("One")),
            VariantKey::Identifier { name } => Err(format!("[{name}] is never taken in this language")),
        }
    }
}

/// Neighbouring words as one piece.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (joined.last_mut(), piece) {
            (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
            (_, piece) => joined.push(piece),
        }
    }
    joined
}

fn is_kebab(name: &str) -> bool {
    name.split('-')
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

/// Words a function argument cannot be called.
const RESERVED: [&str; 13] =
    ["self", "type", "in", "for", "as", "use", "match", "ref", "if", "else", "move", "mod", "where"];

fn kebab_variable(name: &str) -> Result<String, String> {
    if is_kebab(name) && !RESERVED.contains(&name) {
        Ok(name.replace('-', "_"))
    } else {
        Err(format!("${name} cannot be a variable's name"))
    }
}
