//! Plain or packed, by the first bytes. Leaf.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use super::{Packing, UsageFileError};

/// A file as text, and how much of it was read.
pub(super) struct Unpacked<'f> {
    pub(super) packing: Packing,
    pub(super) text: Box<dyn Read + Send + 'f>,
    pub(super) bytes: Arc<AtomicU64>,
}

/// What a file is by its first bytes.
pub(super) enum Opened {
    Text(Unpacked<'static>),
    Zip(ZipArchive<Counted<BufReader<File>>>, Arc<AtomicU64>),
    Parquet,
}

const PIECE: usize = 256 * 1024;

pub(super) fn open(mut file: File) -> Result<Opened, UsageFileError> {
    let mut start = Vec::with_capacity(4);
    file.by_ref().take(4).read_to_end(&mut start)?;
    file.seek(SeekFrom::Start(0))?;
    let bytes = Arc::new(AtomicU64::new(0));
    let counted = |file| Counted { inner: BufReader::with_capacity(PIECE, file), bytes: Arc::clone(&bytes) };
    Ok(match start.as_slice() {
        b"PAR1" => Opened::Parquet,
        b"PK\x03\x04" => Opened::Zip(ZipArchive::new(counted(file)).map_err(io::Error::from)?, bytes),
        [0x1f, 0x8b, ..] => {
            let text = Box::new(MultiGzDecoder::new(BufReader::with_capacity(PIECE, counted(file))));
            Opened::Text(Unpacked { packing: Packing::Gzip, text, bytes })
        }
        _ => Opened::Text(Unpacked { packing: Packing::Csv, text: Box::new(counted(file)), bytes }),
    })
}

/// The one file within a zip file.
pub(super) fn only_file(
    archive: &mut ZipArchive<Counted<BufReader<File>>>,
    bytes: Arc<AtomicU64>,
) -> Result<Unpacked<'_>, UsageFileError> {
    let names = archive.file_names().filter_map(Result::ok).map(Cow::into_owned);
    let names: Vec<String> = names.filter(|name| !name.ends_with('/') && !name.starts_with("__MACOSX")).collect();
    let [name] = names.as_slice() else {
        return Err(UsageFileError::Packing("a zip file with other than one file in it"));
    };
    let text = Box::new(archive.by_name(name).map_err(io::Error::from)?);
    Ok(Unpacked { packing: Packing::Zip, text, bytes })
}

/// Counts what goes through.
pub(super) struct Counted<R> {
    inner: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.bytes.fetch_add(u64::try_from(count).unwrap_or(0), Ordering::Relaxed);
        Ok(count)
    }
}

impl<R: Seek> Seek for Counted<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}
