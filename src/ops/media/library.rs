//! The store of files: each is kept under its SHA-256 and never changes. Floor 2.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::bucket::Bucket;
use crate::config::{Config, MediaPlace};
use crate::domain::media::Sha256;

/// What a file holds, read as it is asked for.
pub type Content = Box<dyn Read + Send>;

/// Where files are kept.
#[derive(Debug)]
pub enum Library {
    /// A folder.
    Folder(PathBuf),
    /// A bucket of object storage.
    Bucket(Box<Bucket>),
}

impl Library {
    /// The one that the operator set.
    pub fn of(config: &Config) -> Self {
        match &config.media {
            MediaPlace::Folder(folder) => Self::Folder(folder.clone()),
            MediaPlace::Bucket(place) => Self::Bucket(Box::new(Bucket::of(place))),
        }
    }

    /// A part of a file of `size` bytes, read as it is asked for; nothing when the file is not there, or
    /// is not the one that was kept.
    pub fn open(&self, name: &Sha256, size: u64, from: u64) -> io::Result<Option<Content>> {
        match self {
            Self::Folder(folder) => {
                let mut file = match File::open(folder.join(name.to_string())) {
                    Ok(file) => file,
                    Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
                    Err(error) => return Err(error),
                };
                if file.metadata()?.len() != size {
                    return Ok(None);
                }
                file.seek(SeekFrom::Start(from))?;
                Ok(Some(Box::new(file)))
            }
            Self::Bucket(bucket) => bucket.open(name, size, from),
        }
    }

    /// Whether a file of this size is there.
    pub fn has(&self, name: &Sha256, size: u64) -> io::Result<bool> {
        match self {
            Self::Folder(folder) => match std::fs::metadata(folder.join(name.to_string())) {
                Ok(found) => Ok(found.len() == size),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
                Err(error) => Err(error),
            },
            Self::Bucket(bucket) => Ok(bucket.size(name)? == Some(size)),
        }
    }

    /// Keeps a file of `size` bytes whose checksum is `name`: all of it, or nothing.
    pub fn put(&self, name: &Sha256, size: u64, content: &mut File) -> io::Result<()> {
        content.seek(SeekFrom::Start(0))?;
        match self {
            Self::Folder(folder) => put(folder, name, size, content),
            Self::Bucket(bucket) => bucket.put(name, size, content),
        }
    }
}

fn put(folder: &Path, name: &Sha256, size: u64, content: &mut File) -> io::Result<()> {
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let partial = folder.join(format!("{name}.{}.partial", std::process::id()));
    let written = write(&partial, size, content).and_then(|()| {
        std::fs::rename(&partial, folder.join(name.to_string()))?;
        File::open(folder)?.sync_all()
    });
    if written.is_err() {
        // What was written is of no use; the first error is the one to tell.
        let _removed = std::fs::remove_file(&partial);
    }
    written
}

fn write(path: &Path, size: u64, content: &mut File) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    if io::copy(content, &mut file)? != size {
        return Err(io::Error::other("the file changed while it was copied"));
    }
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_kept_whole_and_read_from_any_place() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::Folder(folder.path().join("media"));
        let name = Sha256([7; 32]);
        assert!(library.open(&name, 5, 0).unwrap().is_none());
        let mut source = tempfile::tempfile().unwrap();
        io::Write::write_all(&mut source, b"hello").unwrap();
        assert!(library.put(&name, 6, &mut source).is_err());
        assert!(!library.has(&name, 5).unwrap());
        library.put(&name, 5, &mut source).unwrap();
        assert!(library.has(&name, 5).unwrap() && !library.has(&name, 6).unwrap());
        let mut rest = String::new();
        library.open(&name, 5, 2).unwrap().unwrap().read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "llo");
        assert!(library.open(&name, 9, 0).unwrap().is_none());
        let left: Vec<_> = std::fs::read_dir(folder.path().join("media")).unwrap().collect();
        assert_eq!(left.len(), 1);
    }
}
