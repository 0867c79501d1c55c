//! The pseudo-locale `qps-ploc` (L-3): English with accents, 40 % longer, in brackets.
//!
//! A text on a page without brackets did not come from the catalogue; a text whose closing bracket
//! is not visible is clipped.

use super::model::Piece;

/// `Customers` becomes `[Çûšţöɱéŕš ~~~~]`.
pub(crate) fn accented(pieces: &[Piece]) -> Vec<Piece> {
    let padding = "~".repeat((length(pieces) * 2).div_ceil(5));
    let mut result = vec![Piece::Text("[".to_owned())];
    result.extend(pieces.iter().map(accent_piece));
    result.push(Piece::Text(format!(" {padding}]")));
    result
}

fn length(pieces: &[Piece]) -> usize {
    let one = |piece: &Piece| match piece {
        Piece::Text(text) => text.chars().count(),
        Piece::Variable(_) | Piece::Number(_) => 0,
        Piece::Select { otherwise, .. } => length(otherwise),
    };
    pieces.iter().map(one).sum()
}

fn accent_piece(piece: &Piece) -> Piece {
    let all = |pieces: &[Piece]| pieces.iter().map(accent_piece).collect();
    match piece {
        Piece::Text(text) => Piece::Text(text.chars().map(accent).collect()),
        Piece::Variable(_) | Piece::Number(_) => piece.clone(),
        Piece::Select { variable, variants, otherwise } => Piece::Select {
            variable: variable.clone(),
            variants: variants.iter().map(|(when, pieces)| (when.clone(), all(pieces))).collect(),
            otherwise: all(otherwise),
        },
    }
}

const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED: &str = "åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ";

fn accent(letter: char) -> char {
    let found = PLAIN.chars().zip(ACCENTED.chars()).find(|(plain, _)| *plain == letter);
    found.map_or(letter, |(_, accented)| accented)
}
