//! The table of endpoints and how an address finds its line. Floor 4.
//!
//! Addresses are compared part by part without regard to case, as the vendor's clients need: they write
//! the same name in several ways. A fixed word wins over a name in braces.

use actix_web::http::Method;
use schemars::{JsonSchema, Schema, SchemaGenerator};

use super::{Answered, Call};
use crate::domain::roles::Perm;
use crate::ops::App;

/// Which interface an endpoint belongs to: it decides errors and headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Face {
    /// Tokens: errors as OAuth 2.0 has them.
    Tokens,
    /// Azure Resource Manager.
    Arm,
    /// Partner Center v1.
    PartnerCenter,
}

/// What an endpoint does.
pub type Act = fn(&App, &Call) -> Answered;

/// The shape of a body, from its type.
pub type ShapeOf = fn(&mut SchemaGenerator) -> Schema;

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Endpoint {
    /// The method.
    pub method: &'static Method,
    /// The pattern, such as `/tenants` or `/v1/customers/{customer}`.
    pub path: &'static str,
    /// The interface.
    pub face: Face,
    /// The permission; `None` for what needs no token.
    pub perm: Option<Perm>,
    /// Whether the interface asks for an `api-version`.
    pub is_versioned: bool,
    /// What it does.
    pub act: Act,
    /// The shape of what it answers; none where that is not JSON, or described elsewhere.
    pub answer: Option<ShapeOf>,
    /// The shape of the body it takes.
    pub body: Option<ShapeOf>,
    /// Parameters of the query: name and what it does.
    pub query: &'static [(&'static str, &'static str)],
}

impl Endpoint {
    /// An endpoint of any method.
    pub const fn new(method: &'static Method, face: Face, path: &'static str, perm: Perm, act: Act) -> Self {
        let is_versioned = matches!(face, Face::Arm);
        Self { method, path, face, perm: Some(perm), is_versioned, act, answer: None, body: None, query: &[] }
    }
    /// Reads.
    pub const fn get(face: Face, path: &'static str, perm: Perm, act: Act) -> Self {
        Self::new(&Method::GET, face, path, perm, act)
    }
    /// Does something.
    pub const fn post(face: Face, path: &'static str, perm: Perm, act: Act) -> Self {
        Self::new(&Method::POST, face, path, perm, act)
    }
    /// Makes or replaces.
    pub const fn put(face: Face, path: &'static str, perm: Perm, act: Act) -> Self {
        Self::new(&Method::PUT, face, path, perm, act)
    }
    /// Changes.
    pub const fn patch(face: Face, path: &'static str, perm: Perm, act: Act) -> Self {
        Self::new(&Method::PATCH, face, path, perm, act)
    }
    /// Removes.
    pub const fn delete(face: Face, path: &'static str, perm: Perm, act: Act) -> Self {
        Self::new(&Method::DELETE, face, path, perm, act)
    }
    /// The same for everybody, without a token.
    #[must_use]
    pub const fn public(mut self) -> Self {
        self.perm = None;
        self
    }
    /// The same with the type of its answer.
    #[must_use]
    pub const fn answers<T: JsonSchema>(mut self) -> Self {
        self.answer = Some(SchemaGenerator::subschema_for::<T>);
        self
    }
    /// The same with the type of the body it takes.
    #[must_use]
    pub const fn takes<T: JsonSchema>(mut self) -> Self {
        self.body = Some(SchemaGenerator::subschema_for::<T>);
        self
    }
    /// The same with parameters of the query.
    #[must_use]
    pub const fn asks(mut self, query: &'static [(&'static str, &'static str)]) -> Self {
        self.query = query;
        self
    }
    /// The same without an `api-version`.
    #[must_use]
    pub const fn unversioned(mut self) -> Self {
        self.is_versioned = false;
        self
    }
}

/// The table as the server looks into it.
#[derive(Debug)]
pub struct Table(Vec<Line>);

#[derive(Debug)]
struct Line {
    endpoint: Endpoint,
    pattern: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Word(String),
    Name(&'static str),
}

/// What an address leads to.
#[derive(Debug)]
pub enum Found {
    /// An endpoint, and what stands for the names of its pattern.
    One(Endpoint, Vec<(&'static str, String)>),
    /// The address is there for other methods, of this interface.
    OtherMethod(Face),
    /// Nothing.
    Nothing,
}

impl Table {
    /// Fixed words before names, so that the first fit is the best one.
    pub fn new(endpoints: Vec<Endpoint>) -> Self {
        let mut lines: Vec<Line> =
            endpoints.into_iter().map(|endpoint| Line { endpoint, pattern: pattern(endpoint.path) }).collect();
        lines.sort_by_key(|line| line.pattern.iter().map(|part| matches!(part, Part::Name(_))).collect::<Vec<_>>());
        Self(lines)
    }

    /// Where a method and the parts of an address lead.
    pub fn find(&self, method: &Method, parts: &[String]) -> Found {
        let mut other = None;
        for line in self.0.iter().filter(|line| line.pattern.len() == parts.len()) {
            let Some(names) = fit(&line.pattern, parts) else { continue };
            if line.endpoint.method == method {
                return Found::One(line.endpoint, names);
            }
            other = Some(line.endpoint.face);
        }
        other.map_or(Found::Nothing, Found::OtherMethod)
    }
}

fn pattern(path: &'static str) -> Vec<Part> {
    let parts = path.split('/').filter(|part| !part.is_empty());
    let named = |part: &'static str| part.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    parts.map(|part| named(part).map_or_else(|| Part::Word(part.to_lowercase()), Part::Name)).collect()
}

fn fit(pattern: &[Part], parts: &[String]) -> Option<Vec<(&'static str, String)>> {
    let mut names = Vec::new();
    for (wanted, part) in pattern.iter().zip(parts) {
        match wanted {
            Part::Word(word) if part.to_lowercase() == *word => {}
            Part::Word(_) => return None,
            Part::Name(name) => names.push((*name, part.clone())),
        }
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Answer;

    fn nothing(_: &App, _: &Call) -> Answered {
        Answer::ok(&())
    }

    fn parts(path: &str) -> Vec<String> {
        path.split('/').filter(|part| !part.is_empty()).map(ToOwned::to_owned).collect()
    }

    #[test]
    fn case_does_not_count_and_words_win_over_names() {
        let table = Table::new(vec![
            Endpoint::get(Face::Arm, "/things/{thing}", Perm::OwnAccount, nothing),
            Endpoint::get(Face::Arm, "/things/Special", Perm::SeeCatalog, nothing),
        ]);
        let Found::One(found, names) = table.find(&Method::GET, &parts("/THINGS/Seven")) else { panic!("not found") };
        assert_eq!((found.perm, names), (Some(Perm::OwnAccount), vec![("thing", "Seven".to_owned())]));
        let Found::One(found, _) = table.find(&Method::GET, &parts("/things/special")) else { panic!("not found") };
        assert_eq!(found.perm, Some(Perm::SeeCatalog));
        assert!(matches!(table.find(&Method::PUT, &parts("/things/x")), Found::OtherMethod(Face::Arm)));
        assert!(matches!(table.find(&Method::GET, &parts("/things")), Found::Nothing));
    }
}
