//! Text in blocks that end where a row ends, so that each can be read by itself. Leaf.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use memchr::{memchr, memrchr};

use super::unpack::Unpacked;

/// Bytes of a block, about.
const BLOCK: usize = 512 << 10;
/// A row is at most so long; behind a longer one lies a quote that is never closed.
const LONGEST: usize = 32 << 20;
/// Some programs begin their files with it.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Whole rows, one after the other.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) text: Vec<u8>,
    /// Bytes of the file that were read by then.
    pub(super) bytes: u64,
}

/// Cuts text into blocks.
pub(super) struct Blocks<'f> {
    text: Box<dyn Read + Send + 'f>,
    read: Arc<AtomicU64>,
    /// What lies behind the last block.
    rest: Vec<u8>,
    is_begun: bool,
    block: usize,
}

impl<'f> Blocks<'f> {
    pub(super) fn new(unpacked: Unpacked<'f>) -> Self {
        Self { text: unpacked.text, read: unpacked.bytes, rest: Vec::new(), is_begun: false, block: BLOCK }
    }

    fn cut(&mut self) -> io::Result<Option<Block>> {
        let mut text = std::mem::take(&mut self.rest);
        let mut ends = Ends::default();
        loop {
            let limit = u64::try_from(self.block).unwrap_or(u64::MAX);
            text.reserve(self.block);
            let is_end = self.text.by_ref().take(limit).read_to_end(&mut text)? < self.block;
            if !self.is_begun && text.starts_with(BYTE_ORDER_MARK) {
                text.drain(..BYTE_ORDER_MARK.len());
            }
            self.is_begun = true;
            ends.look(&text);
            if is_end || ends.last > 0 {
                let end = if is_end { text.len() } else { ends.last };
                self.rest = text.split_off(end);
                let bytes = self.read.load(Ordering::Relaxed);
                return Ok((!text.is_empty()).then_some(Block { text, bytes }));
            }
            if text.len() > LONGEST {
                return Err(io::Error::other("a row is longer than 32 MiB: a quote is not closed"));
            }
        }
    }
}

impl Iterator for Blocks<'_> {
    type Item = io::Result<Block>;

    fn next(&mut self) -> Option<Self::Item> {
        self.cut().transpose()
    }
}

/// Where rows end: at the end of a line that is not between quotes. A quote opens at the beginning of a cell
/// only; between quotes two of them are one in the text.
#[derive(Debug, Default)]
struct Ends {
    /// So far the text was looked at.
    seen: usize,
    is_quoted: bool,
    /// Behind the last row that ends.
    last: usize,
}

impl Ends {
    /// Looks at what is new in the text.
    fn look(&mut self, text: &[u8]) {
        while let Some(rest) = text.get(self.seen..).filter(|rest| !rest.is_empty()) {
            let quote = memchr(b'"', rest);
            if self.is_quoted {
                let Some(at) = quote else { return self.seen = text.len() };
                match rest.get(at + 1) {
                    Some(b'"') => self.seen += at + 2,
                    Some(_) => (self.seen, self.is_quoted) = (self.seen + at + 1, false),
                    // What it is shows in what comes next.
                    None => return self.seen += at,
                }
            } else {
                let plain = rest.get(..quote.unwrap_or(rest.len())).unwrap_or_default();
                if let Some(end) = end_of_line(plain) {
                    self.last = self.seen + end;
                }
                self.seen += plain.len();
                if quote.is_some() {
                    let before = self.seen.checked_sub(1).and_then(|at| text.get(at));
                    self.is_quoted = before.is_none_or(|before| b",\r\n".contains(before));
                    self.seen += 1;
                }
            }
        }
    }
}

/// Behind the last end of a line. A carriage return alone is one too, where it is seen that it is alone.
fn end_of_line(text: &[u8]) -> Option<usize> {
    if let Some(at) = memrchr(b'\n', text) {
        return Some(at + 1);
    }
    let before_last = text.split_last().map_or(text, |(_, before)| before);
    memrchr(b'\r', before_last).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use csv::{ByteRecord, ReaderBuilder};
    use proptest::prelude::*;

    use super::super::Packing;
    use super::*;

    fn blocks(text: &[u8], block: usize) -> Vec<Vec<u8>> {
        let bytes = Arc::new(AtomicU64::new(0));
        let unpacked = Unpacked { packing: Packing::Csv, text: Box::new(io::Cursor::new(text.to_vec())), bytes };
        let blocks = Blocks { block, ..Blocks::new(unpacked) };
        blocks.map(|block| block.unwrap().text).collect()
    }

    fn rows(text: &[u8]) -> Vec<ByteRecord> {
        let reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
        reader.into_byte_records().map(Result::unwrap).collect()
    }

    proptest! {
        #[test]
        fn rows_of_blocks_are_the_rows_of_the_whole(
            text in proptest::collection::vec(prop::sample::select(b"ab,\"\"\"\n\r".to_vec()), 0..120),
            block in 1..40_usize,
        ) {
            let blocks = blocks(&text, block);
            prop_assert_eq!(blocks.concat(), text.clone());
            let found: Vec<ByteRecord> = blocks.iter().flat_map(|block| rows(block)).collect();
            prop_assert_eq!(found, rows(&text));
        }
    }

    #[test]
    fn a_byte_order_mark_is_left_out_and_a_quote_that_stays_open_is_told() {
        assert_eq!(blocks("\u{feff}\"a\nb\",c\nd,e\n".as_bytes(), 4).concat(), b"\"a\nb\",c\nd,e\n");
        let mut text = b"a,b\n\"".to_vec();
        text.resize(LONGEST + BLOCK, b'x');
        let bytes = Arc::new(AtomicU64::new(0));
        let unpacked = Unpacked { packing: Packing::Csv, text: Box::new(io::Cursor::new(text)), bytes };
        let found: Vec<_> = Blocks::new(unpacked).take(2).collect();
        assert!(found[0].is_ok() && found[1].is_err());
    }
}
