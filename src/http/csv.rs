//! Tables as CSV files that spreadsheets open without harm. Floor 3.
//!
//! UTF-8 with a byte order mark, so that Korean and Chinese are read as such; a cell that a spreadsheet
//! would take for a formula starts with an apostrophe.

use actix_web::HttpResponse;
use actix_web::http::header;

use super::cx::Page;
use super::failure::Failure;

/// A file that is being written.
pub struct CsvFile(csv::Writer<Vec<u8>>);

impl CsvFile {
    /// A file with its head.
    pub fn new(head: &[&str]) -> Result<Self, Failure> {
        let mut file = Self(csv::Writer::from_writer("\u{feff}".as_bytes().to_vec()));
        file.row(head)?;
        Ok(file)
    }

    /// Writes a row.
    pub fn row<T: AsRef<str>>(&mut self, cells: &[T]) -> Result<(), Failure> {
        let cells = cells.iter().map(|cell| plain(cell.as_ref()));
        self.0.write_record(cells).map_err(|error| Failure::Bug(error.to_string()))
    }

    /// Answers with the file; `name` is plain ASCII, without the ending.
    pub fn answer(self, name: &str) -> Page {
        let body = self.0.into_inner().map_err(|error| Failure::Bug(error.to_string()))?;
        Ok(HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
            .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")))
            .body(body))
    }
}

/// The cell as text, whatever it starts with.
fn plain(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_text_and_never_a_formula() {
        let mut file = CsvFile::new(&["Name", "이름"]).unwrap();
        file.row(&["=1+1", "a, \"b\""]).unwrap();
        file.row(&["-5", "plain"]).unwrap();
        let text = String::from_utf8(file.0.into_inner().unwrap()).unwrap();
        assert_eq!(text, "\u{feff}Name,이름\n'=1+1,\"a, \"\"b\"\"\"\n'-5,plain\n");
    }
}
