//! Cells that come together in rows, each combination with a number that its reader gave. Leaf.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// Numbers of rows' cells, of so many columns, by the numbers of their texts.
#[derive(Debug)]
pub(super) struct Combinations {
    /// Of a combination with its number: the number comes behind the cells.
    width: usize,
    hasher: DefaultHashBuilder,
    /// Places in `all`.
    table: HashTable<u32>,
    /// Every combination with its number, one after the other.
    all: Vec<u32>,
    /// For each text of the first column its last combination and number: mostly it is the only one.
    latest: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Combinations {
    pub(super) fn new(columns: usize) -> Self {
        let (hasher, table) = (DefaultHashBuilder::default(), HashTable::new());
        Self { width: columns + 1, hasher, table, all: Vec::new(), latest: Vec::new() }
    }

    /// The number of each row's cells, which are given by column; `new` numbers the cells of a row that come
    /// for the first time. One pass that does little else: with many machines it waits for memory, and so the
    /// processor waits for several rows at once.
    pub(super) fn numbers(
        &mut self,
        columns: &[&[u32]],
        rows: usize,
        numbers: &mut Vec<u32>,
        mut new: impl FnMut(usize) -> u32,
    ) {
        numbers.clear();
        let first = columns.first().copied().unwrap_or_default();
        for row in 0..rows {
            let resource = first.get(row).map_or(0, |number| index(*number));
            let latest = piece(&self.latest, self.width, resource).and_then(<[u32]>::split_last);
            let known = latest.filter(|(_, cells)| is_row(cells, columns, row)).map(|(number, _)| *number);
            numbers.push(known.unwrap_or_else(|| self.number(columns, row, resource, &mut new)));
        }
    }

    /// The number of a row's cells where they are not the latest of its resource.
    fn number(&mut self, columns: &[&[u32]], row: usize, resource: usize, new: impl FnOnce(usize) -> u32) -> u32 {
        let mut cells: Vec<u32> = columns.iter().map(|column| column.get(row).copied().unwrap_or(NONE)).collect();
        let hash = self.hasher.hash_one(&cells);
        let Self { width, hasher, table, all, latest } = self;
        let found = |place: &u32| piece(all, *width, index(*place)).and_then(<[u32]>::split_last);
        let known = table.find(hash, |place| found(place).is_some_and(|(_, known)| *known == cells));
        let known = known.and_then(found).map(|(number, _)| *number);
        let number = known.unwrap_or_else(|| {
            let number = new(row);
            let place = u32::try_from(table.len()).unwrap_or(NONE);
            all.extend(cells.iter().chain([&number]));
            table.insert_unique(hash, place, |place| {
                let cells = piece(all, *width, index(*place)).and_then(<[u32]>::split_last);
                cells.map_or(0, |(_, cells)| hasher.hash_one(cells))
            });
            number
        });
        cells.push(number);
        let until = (resource + 1) * *width;
        if latest.len() < until {
            latest.resize(until, NONE);
        }
        if let Some(place) = latest.get_mut(until - *width..until) {
            place.copy_from_slice(&cells);
        }
        number
    }

    /// Bytes of memory, about.
    pub(super) fn weight(&self) -> usize {
        (self.all.len() + self.latest.len() + self.table.len()) * size_of::<u32>()
    }
}

fn is_row(cells: &[u32], columns: &[&[u32]], row: usize) -> bool {
    cells.iter().zip(columns).all(|(cell, column)| column.get(row) == Some(cell))
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn piece(all: &[u32], width: usize, place: usize) -> Option<&[u32]> {
    let from = place.checked_mul(width)?;
    all.get(from..from.checked_add(width)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_combination_keeps_its_number() {
        let mut all = Combinations::new(2);
        let mut numbers = Vec::new();
        let (resources, others): (Vec<u32>, Vec<u32>) = (0..500).map(|count| (count % 7, count)).unzip();
        let mut next = 1_000;
        let mut new = |_row| {
            next += 1;
            next
        };
        all.numbers(&[&resources, &others], 500, &mut numbers, &mut new);
        assert_eq!(numbers, (1_001..1_501).collect::<Vec<u32>>());
        all.numbers(&[&[3, 3, 3, 3, 10], &[3, 10, 3, 3, 3]], 5, &mut numbers, new);
        assert_eq!(numbers, [1_004, 1_011, 1_004, 1_004, 1_501]);
    }
}
