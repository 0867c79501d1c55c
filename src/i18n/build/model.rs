//! What a translation is, once read: a list of pieces.

use std::collections::{BTreeMap, BTreeSet};

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Words.
    Text(String),
    /// `{ $name }`.
    Variable(String),
    /// `{ NUMBER($name) }`: a whole number, printed with the language's grouping.
    Number(String),
    /// `{ $name -> [one] .. *[other] .. }`.
    Select { variable: String, variants: Vec<(When, Vec<Piece>)>, otherwise: Vec<Piece> },
}

/// When a variant of a selector is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum When {
    /// The number is exactly this.
    Exactly(i64),
    /// The number is of this plural category, as Rust names it (`One`).
    Category(&'static str),
}

/// A message and the file it stands in.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    pub(crate) file: String,
    pub(crate) pieces: Vec<Piece>,
}

/// Messages of one language by key.
pub(crate) type Language = BTreeMap<String, Message>;

/// The three languages.
pub(crate) struct Languages {
    pub(crate) en: Language,
    pub(crate) ko: Language,
    pub(crate) zh_tw: Language,
}

impl Languages {
    /// Each language with its code.
    pub(crate) fn each(&self) -> [(&'static str, &Language); 3] {
        [("en", &self.en), ("ko", &self.ko), ("zh-TW", &self.zh_tw)]
    }

    /// The pieces of `key` in Korean and Traditional Chinese; checked to be there.
    pub(crate) fn others(&self, key: &str) -> [&[Piece]; 2] {
        [&self.ko, &self.zh_tw].map(|language| language.get(key).map_or(&[][..], |message| &message.pieces))
    }
}

/// Names of the variables in the order they first appear.
pub(crate) fn variables(pieces: &[Piece]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut names = all_variables(pieces);
    names.retain(|name| seen.insert(name.clone()));
    names
}

fn all_variables(pieces: &[Piece]) -> Vec<String> {
    let mut names = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(_) => {}
            Piece::Variable(name) | Piece::Number(name) => names.push(name.clone()),
            Piece::Select { variable, variants, otherwise } => {
                names.push(variable.clone());
                names.extend(variants.iter().flat_map(|(_, pieces)| all_variables(pieces)));
                names.extend(all_variables(otherwise));
            }
        }
    }
    names
}

/// Names of the variables that are whole numbers: they select, or stand in `NUMBER()`.
pub(crate) fn numbers(pieces: &[Piece]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for piece in pieces {
        match piece {
            Piece::Text(_) | Piece::Variable(_) => {}
            Piece::Number(name) => {
                names.insert(name.clone());
            }
            Piece::Select { variable, variants, otherwise } => {
                names.insert(variable.clone());
                names.extend(variants.iter().flat_map(|(_, pieces)| numbers(pieces)));
                names.extend(numbers(otherwise));
            }
        }
    }
    names
}
