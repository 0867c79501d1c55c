//! Which files may stand beside a request. Floor 0. Quality 4, items 21 to 23.
//!
//! The ending and the first bytes must both say the same, so that a program does not come in as a
//! picture. Nothing is ever unpacked or shown by the server; files leave as downloads only.

use crate::domain::codes::codes;

/// The most bytes of a file.
pub const MAX_FILE_BYTES: usize = 10 * 1024 * 1024;
/// The most files of a request.
pub const MAX_FILES: usize = 5;
/// The most files a person adds in 24 hours.
pub const MAX_DAILY: usize = 20;
/// The most characters of a file's name.
const MAX_NAME: usize = 120;

codes! {
    /// A kind of file, by its ending.
    FileKind, NotAFileKind {
        /// Picture.
        Png = "png",
        /// Picture.
        Jpg = "jpg",
        /// Document.
        Pdf = "pdf",
        /// Text.
        Txt = "txt",
        /// Table.
        Csv = "csv",
        /// Log.
        Log = "log",
        /// Archive.
        Zip = "zip",
    }
}

impl FileKind {
    /// Its media type, for the record; files leave as `application/octet-stream`.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpg => "image/jpeg",
            Self::Pdf => "application/pdf",
            Self::Txt | Self::Log => "text/plain",
            Self::Csv => "text/csv",
            Self::Zip => "application/zip",
        }
    }

    /// Whether it can hold nothing that runs: such a file is free without a scanner.
    pub const fn is_plain(self) -> bool {
        match self {
            Self::Png | Self::Jpg | Self::Txt | Self::Csv | Self::Log => true,
            Self::Pdf | Self::Zip => false,
        }
    }

    fn of(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        let ending = ending.to_ascii_lowercase();
        if ending == "jpeg" { Some(Self::Jpg) } else { ending.parse().ok() }
    }

    /// Whether a file that starts like this can be of this kind.
    fn starts(self, content: &[u8]) -> bool {
        match self {
            Self::Png => content.starts_with(b"\x89PNG\r\n\x1a\n"),
            Self::Jpg => content.starts_with(b"\xff\xd8\xff"),
            Self::Pdf => content.starts_with(b"%PDF-"),
            Self::Zip => content.starts_with(b"PK\x03\x04") || content.starts_with(b"PK\x05\x06"),
            Self::Txt | Self::Csv | Self::Log => is_text(content),
        }
    }
}

/// Text has no zero bytes, unless it says by its first two that it is UTF-16, and no mark of a program,
/// a page or a picture at its start.
fn is_text(content: &[u8]) -> bool {
    let is_wide = content.starts_with(b"\xff\xfe") || content.starts_with(b"\xfe\xff");
    let start: Vec<u8> = content.iter().take(512).map(u8::to_ascii_lowercase).collect();
    let start = start.trim_ascii_start();
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    let marks: [&[u8]; 9] =
        [b"<html", b"<!doctype", b"<svg", b"<script", b"<?xml", b"mz\x90", b"\x7felf", b"#!", b"%pdf-"];
    (is_wide || !content.contains(&0)) && !marks.iter().any(|mark| start.starts_with(mark))
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFault {
    /// No file, or one without content.
    Empty,
    /// The name is missing, too long or holds what no name has.
    Name,
    /// The ending is none of the allowed ones.
    Kind,
    /// The content is not what the ending says.
    Content,
    /// More than [`MAX_FILE_BYTES`].
    TooLarge,
    /// The request has [`MAX_FILES`] already.
    TooMany,
    /// The person has added [`MAX_DAILY`] in the last 24 hours.
    TooManyToday,
}

/// The last part of a name that a browser sent, without what a file system or a header could misread.
pub fn file_name(raw: &str) -> Result<String, FileFault> {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let is_odd = |c: char| {
        c.is_control()
            || matches!(c, '"' | '<' | '>' | ':' | '|' | '?' | '*' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let is_named = !last.is_empty() && !last.starts_with('.') && last.chars().count() <= MAX_NAME;
    if is_named && !last.chars().any(is_odd) { Ok(last.to_owned()) } else { Err(FileFault::Name) }
}

/// Which kind of file it is, by name and content.
pub fn check_file(name: &str, content: &[u8]) -> Result<FileKind, FileFault> {
    if content.is_empty() {
        return Err(FileFault::Empty);
    }
    if content.len() > MAX_FILE_BYTES {
        return Err(FileFault::TooLarge);
    }
    let kind = FileKind::of(name).ok_or(FileFault::Kind)?;
    if kind.starts(content) { Ok(kind) } else { Err(FileFault::Content) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_name_and_its_content_say() {
        assert_eq!(check_file("screen.PNG", b"\x89PNG\r\n\x1a\n...."), Ok(FileKind::Png));
        assert_eq!(check_file("photo.jpeg", b"\xff\xd8\xff\xe0"), Ok(FileKind::Jpg));
        assert_eq!(check_file("청구서.pdf", b"%PDF-1.7"), Ok(FileKind::Pdf));
        assert_eq!(check_file("a.csv", "이름,값\n".as_bytes()), Ok(FileKind::Csv));
        assert_eq!(check_file("wide.txt", b"\xff\xfea\0b\0"), Ok(FileKind::Txt));
        assert_eq!(check_file("a.png", b"MZ\x90\0"), Err(FileFault::Content));
        assert_eq!(check_file("a.txt", b"MZ\x90\0"), Err(FileFault::Content));
        assert_eq!(check_file("a.log", b" \n<!DOCTYPE html>"), Err(FileFault::Content));
        assert_eq!(check_file("a.csv", b"\xef\xbb\xbf<svg onload=x>"), Err(FileFault::Content));
        for name in ["a.exe", "a.html", "a.svg", "a.png.js", "png", "a."] {
            assert_eq!(check_file(name, b"\x89PNG\r\n\x1a\n"), Err(FileFault::Kind), "{name}");
        }
        assert_eq!(check_file("a.txt", b""), Err(FileFault::Empty));
        assert_eq!(check_file("a.txt", &vec![b'x'; MAX_FILE_BYTES + 1]), Err(FileFault::TooLarge));
        assert_eq!(check_file("a.txt", &vec![b'x'; MAX_FILE_BYTES]), Ok(FileKind::Txt));
    }

    #[test]
    fn a_name_is_the_last_part_and_nothing_a_header_misreads() {
        assert_eq!(file_name("C:\\Users\\kim\\화면 1.png").unwrap(), "화면 1.png");
        assert_eq!(file_name("../../etc/passwd.txt").unwrap(), "passwd.txt");
        for odd in ["", "a\r\nb.txt", "a\".txt", ".txt", "gnp\u{202e}exe.txt", "a/"] {
            assert_eq!(file_name(odd), Err(FileFault::Name), "{odd:?}");
        }
    }
}
