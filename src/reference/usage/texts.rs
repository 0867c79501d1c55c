//! Different texts, each with a number: rows repeat them, so each is read once. Leaf.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// The text before and so many behind it are compared before the table is asked: rows mostly repeat the text of
/// the row before, or come in the order in which their texts first came, with gaps.
const LIKELY: u32 = 3;

/// Texts by their numbers, which begin at 0. All lie in one, so that many of them are near each other.
#[derive(Debug, Default)]
pub(super) struct Texts {
    hasher: DefaultHashBuilder,
    table: HashTable<u32>,
    bytes: Vec<u8>,
    /// Where each text ends.
    ends: Vec<u32>,
    /// The text that was asked for last.
    last: u32,
}

impl Texts {
    /// The number of a text, which is added when it is new.
    pub(super) fn number(&mut self, text: &[u8]) -> u32 {
        let Self { hasher, table, bytes, ends, last } = self;
        let mut likely = *last..last.saturating_add(LIKELY);
        let likely = likely.find(|number| at(bytes, ends, *number) == Some(text));
        if let Some(likely) = likely {
            *last = likely;
            return likely;
        }
        let hash = hasher.hash_one(text);
        let known = table.find(hash, |number| at(bytes, ends, *number) == Some(text)).copied();
        *last = known.unwrap_or_else(|| {
            let number = u32::try_from(ends.len()).unwrap_or(u32::MAX);
            bytes.extend_from_slice(text);
            ends.push(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
            let hash_of = |number: &u32| at(bytes, ends, *number).map_or(0, |text| hasher.hash_one(text));
            table.insert_unique(hash, number, hash_of);
            number
        });
        *last
    }

    /// The text with this number.
    pub(super) fn text(&self, number: u32) -> &str {
        at(&self.bytes, &self.ends, number).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or("")
    }

    /// How many there are.
    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.ends.len()).unwrap_or(u32::MAX)
    }

    /// Bytes of memory, about.
    pub(super) fn weight(&self) -> usize {
        self.bytes.len() + self.ends.len() * 2 * size_of::<u32>()
    }
}

fn at<'t>(bytes: &'t [u8], ends: &[u32], number: u32) -> Option<&'t [u8]> {
    let at = usize::try_from(number).ok()?;
    let end = usize::try_from(*ends.get(at)?).ok()?;
    let start =
        at.checked_sub(1).and_then(|before| ends.get(before)).map_or(Some(0), |start| usize::try_from(*start).ok())?;
    bytes.get(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_number() {
        let mut texts = Texts::default();
        let first: Vec<u32> = (0..1_000).map(|count| texts.number(format!("text {count}").as_bytes())).collect();
        assert_eq!(first, (0..1_000).collect::<Vec<u32>>());
        assert_eq!((texts.number(b"text 7"), texts.number(b"text 7"), texts.number(b"text 999")), (7, 7, 999));
        assert_eq!((texts.text(7), texts.text(1_000)), ("text 7", ""));
        assert!(texts.weight() > 8_000);
    }
}
