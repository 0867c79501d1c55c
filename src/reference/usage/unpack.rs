//! Plain or packed, by the first bytes. Leaf.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::rc::Rc;

use flate2::read::MultiGzDecoder;

use super::{Packing, UsageFileError};

/// A file as text, and how much of it was read.
pub(super) struct Unpacked {
    pub(super) packing: Packing,
    pub(super) text: Box<dyn Read>,
    pub(super) bytes: Rc<Cell<u64>>,
}

const PIECE: usize = 256 * 1024;

pub(super) fn unpack(mut file: File) -> Result<Unpacked, UsageFileError> {
    let mut start = [0_u8; 4];
    let mut known = 0;
    while let Some(rest) = start.get_mut(known..).filter(|rest| !rest.is_empty()) {
        match file.read(rest)? {
            0 => break,
            count => known += count,
        }
    }
    file.seek(SeekFrom::Start(0))?;
    let bytes = Rc::new(Cell::new(0));
    let counted = Counted { inner: file, bytes: Rc::clone(&bytes) };
    let unpacked = |packing, text| Ok(Unpacked { packing, text, bytes });
    match start {
        [0x1f, 0x8b, ..] => {
            unpacked(Packing::Gzip, Box::new(MultiGzDecoder::new(BufReader::with_capacity(PIECE, counted))))
        }
        [b'P', b'K', 3, 4] => Err(UsageFileError::Packing("a zip file")),
        [b'P', b'A', b'R', b'1'] => Err(UsageFileError::Packing("Parquet")),
        _ => unpacked(Packing::Csv, Box::new(counted)),
    }
}

/// Counts what goes through.
struct Counted<R> {
    inner: R,
    bytes: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.bytes.set(self.bytes.get().saturating_add(u64::try_from(count).unwrap_or(0)));
        Ok(count)
    }
}
