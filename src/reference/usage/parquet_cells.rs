//! Cells of Parquet that are read together, batch by batch: those that name machines, those that name periods.
//! Leaf.

use arrow_array::ArrayRef;

use super::columns::Cells;
use super::combinations::Combinations;
use super::parquet_columns::Column;
use super::texts::Texts;

/// A column, its texts, and what a batch has of them.
#[derive(Debug, Default)]
struct Known {
    /// Where the file has it.
    place: usize,
    column: Column,
    texts: Texts,
    /// The number of each row's text.
    numbers: Vec<u32>,
}

/// Columns whose cells are read together.
#[derive(Debug)]
pub(super) struct CellGroup {
    columns: Vec<Known>,
    combinations: Combinations,
    /// The number of what each row has in these columns.
    numbers: Vec<u32>,
}

impl CellGroup {
    /// Of these columns of the file.
    pub(super) fn new(places: &[usize]) -> Self {
        let columns: Vec<Known> = places.iter().map(|place| Known { place: *place, ..Known::default() }).collect();
        let combinations = Combinations::new(columns.len());
        Self { columns, combinations, numbers: Vec::new() }
    }

    /// Takes the columns of the next batch of so many rows; `new` numbers the cells of a row that come for the
    /// first time.
    pub(super) fn fill<'b>(
        &mut self,
        rows: usize,
        array: impl Fn(usize) -> Option<&'b ArrayRef>,
        mut new: impl FnMut(&dyn Cells) -> u32,
    ) {
        for known in &mut self.columns {
            known.numbers.clear();
            if let Some(array) = array(known.place) {
                known.column.numbers(array, &mut known.texts, &mut known.numbers);
            }
        }
        let columns: Vec<&[u32]> = self.columns.iter().map(|known| known.numbers.as_slice()).collect();
        let known = &self.columns;
        let new = |row| new(&RowCells { columns: known, row });
        self.combinations.numbers(&columns, rows, &mut self.numbers, new);
    }

    /// The number of what each row of the batch has in these columns.
    pub(super) fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// Bytes of memory, about.
    pub(super) fn weight(&self) -> usize {
        self.combinations.weight() + self.columns.iter().map(|known| known.texts.weight()).sum::<usize>()
    }
}

/// The cells of a row of the batch.
struct RowCells<'c> {
    columns: &'c [Known],
    row: usize,
}

impl Cells for RowCells<'_> {
    fn text(&self, column: usize) -> &str {
        let known = self.columns.iter().find(|known| known.place == column);
        known.and_then(|known| Some(known.texts.text(*known.numbers.get(self.row)?))).unwrap_or("")
    }
}
