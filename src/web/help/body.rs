//! What an information page is made of. Floor 4.

use std::borrow::Cow;

/// Words of a page.
pub(super) type Words = Cow<'static, str>;

/// A part of a page.
pub(super) enum Block {
    /// A heading with its anchor.
    Heading(&'static str, Words),
    /// A paragraph.
    Text(Words),
    /// Points of equal weight.
    Points(Vec<Words>),
    /// Steps in their order.
    Steps(Vec<Words>),
    /// A table made from data.
    Table(Table),
}

/// A table; the first cell of a row names it.
pub(super) struct Table {
    pub(super) caption: Words,
    pub(super) head: Vec<Words>,
    pub(super) rows: Vec<Vec<Words>>,
    /// The rule behind each row, kept on one line; empty where rows have none.
    pub(super) rules: Vec<&'static str>,
}

impl Table {
    /// The rule behind a row, or "".
    pub(super) fn rule(&self, row: usize) -> &'static str {
        self.rules.get(row).copied().unwrap_or_default()
    }
}

/// A page that is being put together.
#[derive(Default)]
pub(super) struct Body(Vec<Block>);

impl Body {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// The parts.
    pub(super) fn blocks(&self) -> &[Block] {
        &self.0
    }

    #[must_use]
    pub(super) fn heading(mut self, anchor: &'static str, words: impl Into<Words>) -> Self {
        self.0.push(Block::Heading(anchor, words.into()));
        self
    }

    #[must_use]
    pub(super) fn text(mut self, words: impl Into<Words>) -> Self {
        self.0.push(Block::Text(words.into()));
        self
    }

    /// One more point; the first one starts the list.
    #[must_use]
    pub(super) fn point(mut self, words: impl Into<Words>) -> Self {
        if let Some(Block::Points(points)) = self.0.last_mut() {
            points.push(words.into());
        } else {
            self.0.push(Block::Points(vec![words.into()]));
        }
        self
    }

    /// One more step; the first one starts the list.
    #[must_use]
    pub(super) fn step(mut self, words: impl Into<Words>) -> Self {
        if let Some(Block::Steps(steps)) = self.0.last_mut() {
            steps.push(words.into());
        } else {
            self.0.push(Block::Steps(vec![words.into()]));
        }
        self
    }

    #[must_use]
    pub(super) fn table(mut self, table: Table) -> Self {
        self.0.push(Block::Table(table));
        self
    }
}
