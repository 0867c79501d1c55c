//! Saved pages of the Azure Retail Prices API. Leaf.
//!
//! A file is one page, pages one after another, an array of pages, or an array of items. The price of
//! a reservation is the total of its term, although its unit says one hour. Items are read one by one,
//! so a wrong type spoils its own item and nothing else.

use std::cell::Cell;
use std::fmt;
use std::io::{BufRead, BufReader, Read};
use std::rc::Rc;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::import::{FileError, Sink, newlines};
use super::retail_item::Item;
use crate::domain::prices::{BadRow, BadRowReason, PriceRow};

/// Counts the line ends that went by.
struct LineCounter<R> {
    inner: R,
    lines: Rc<Cell<u64>>,
}

impl<R: BufRead> Read for LineCounter<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(into)?;
        self.lines.set(self.lines.get() + newlines(into.get(..count).unwrap_or_default()));
        Ok(count)
    }
}

/// Reads every item of the file into `sink`.
pub(super) fn read<F: FnMut(Result<PriceRow, BadRow>)>(
    file: impl Read,
    lines_before: u64,
    sink: &mut Sink<F>,
) -> Result<(), FileError> {
    let lines = Rc::new(Cell::new(lines_before + 1));
    let counter = LineCounter { inner: BufReader::new(file), lines: Rc::clone(&lines) };
    let mut json = serde_json::Deserializer::from_reader(counter);
    let mut reader = Reader { sink, lines: &lines, items: 0 };
    loop {
        let page = Page(&mut reader).deserialize(&mut json);
        if !page.map_err(|error| broken(&error, lines_before))? {
            return Err(FileError::NoItems { line: lines.get() });
        }
        // `end` is content when only white space is left; otherwise another page follows.
        if json.end().is_ok() {
            return Ok(());
        }
    }
}

fn broken(error: &serde_json::Error, lines_before: u64) -> FileError {
    let number = |value: usize| u64::try_from(value).unwrap_or(u64::MAX);
    if let Some(kind) = error.io_error_kind() {
        return FileError::Io(std::io::Error::new(kind, error.to_string()));
    }
    FileError::BrokenJson {
        line: lines_before + number(error.line()),
        column: number(error.column()),
        // The reader counts from its own beginning; its place is said once, above.
        reason: error.to_string().split(" at line ").next().unwrap_or_default().to_owned(),
    }
}

struct Reader<'a, F> {
    sink: &'a mut Sink<F>,
    lines: &'a Cell<u64>,
    items: u64,
}

impl<F: FnMut(Result<PriceRow, BadRow>)> Reader<'_, F> {
    /// The line on which a value starts that has just been read to its end.
    fn line_of(&self, raw: &RawValue) -> u64 {
        self.lines.get().saturating_sub(newlines(raw.get().as_bytes()))
    }

    /// An element of the array at the top: a page or an item.
    fn element(&mut self, raw: &RawValue) {
        let line = self.line_of(raw);
        let page = serde_json::from_str::<SmallPage<'_>>(raw.get()).ok().and_then(|page| page.items);
        let Some(items) = page else { return self.item(line, raw) };
        let (text, start) = (raw.get().as_bytes(), raw.get().as_ptr().addr());
        for item in items {
            let before = text.get(..item.get().as_ptr().addr() - start).unwrap_or_default();
            self.item(line + newlines(before), item);
        }
    }

    fn item(&mut self, line: u64, raw: &RawValue) {
        self.items += 1;
        match serde_json::from_str::<Item<'_>>(raw.get()) {
            Ok(item) => self.read_item(line, &item),
            Err(_not_an_object) => self.sink.bad(line, Some(self.items), BadRowReason::NotARow),
        }
    }

    fn read_item(&mut self, line: u64, item: &Item<'_>) {
        match item.fields() {
            Err(reason) => self.sink.bad(line, Some(self.items), reason),
            Ok(fields) => match fields.kind() {
                Some(skipped) => self.sink.skip(skipped),
                None => match fields.price_is_the_total() {
                    Ok(()) => self.sink.row(line, Some(self.items), &fields.raw()),
                    Err(reason) => self.sink.bad(line, Some(self.items), reason),
                },
            },
        }
    }
}

/// A page inside an array, which is read as a whole.
#[derive(Deserialize)]
struct SmallPage<'a> {
    #[serde(borrow, rename = "Items")]
    items: Option<Vec<&'a RawValue>>,
}

/// A value at the top of the file, read item by item; says whether it was a page or an array.
struct Page<'a, 'b, F>(&'a mut Reader<'b, F>);

/// The items of a page.
struct Items<'a, 'b, F>(&'a mut Reader<'b, F>);

impl<'de, F: FnMut(Result<PriceRow, BadRow>)> DeserializeSeed<'de> for Page<'_, '_, F> {
    type Value = bool;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, F: FnMut(Result<PriceRow, BadRow>)> Visitor<'de> for Page<'_, '_, F> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page of the Retail Prices API")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        let mut found = false;
        while let Some(key) = map.next_key::<String>()? {
            if key == "Items" {
                map.next_value_seed(Items(&mut *self.0))?;
                found = true;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<bool, A::Error> {
        while let Some(raw) = elements.next_element::<Box<RawValue>>()? {
            self.0.element(&raw);
        }
        Ok(true)
    }
}

impl<'de, F: FnMut(Result<PriceRow, BadRow>)> DeserializeSeed<'de> for Items<'_, '_, F> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, F: FnMut(Result<PriceRow, BadRow>)> Visitor<'de> for Items<'_, '_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of prices")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(raw) = items.next_element::<Box<RawValue>>()? {
            let line = self.0.line_of(&raw);
            self.0.item(line, &raw);
        }
        Ok(())
    }
}
