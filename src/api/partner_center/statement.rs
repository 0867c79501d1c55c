//! A document of lines of text as PDF 1.4, written by hand: one font that every reader has. Floor 4.
//! api 7.8.

/// Lines on a page of A4 at ten points.
const ROWS: usize = 60;

/// A document of lines of text. What Latin-1 does not have is written as `?`.
pub(super) fn pdf(lines: impl IntoIterator<Item = String>) -> Vec<u8> {
    let lines: Vec<String> = lines.into_iter().collect();
    let pages: Vec<&[String]> = if lines.is_empty() { vec![&[]] } else { lines.chunks(ROWS).collect() };
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Count {} /Kids [{}] >>", pages.len(), kids.join(" ")).into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    for (number, page) in pages.into_iter().enumerate() {
        let content = content(page);
        objects.push(
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R \
                 /Resources << /Font << /F1 3 0 R >> >> >>",
                5 + 2 * number
            )
            .into_bytes(),
        );
        let mut stream = format!("<< /Length {} >>\nstream\n", content.len()).into_bytes();
        stream.extend(content);
        stream.extend(b"\nendstream");
        objects.push(stream);
    }
    assemble(&objects)
}

fn content(lines: &[String]) -> Vec<u8> {
    let mut text = b"BT /F1 10 Tf 13 TL 40 800 Td\n".to_vec();
    for line in lines {
        text.push(b'(');
        for letter in line.chars() {
            let byte = u8::try_from(u32::from(letter)).ok().filter(|byte| matches!(byte, 32..=126 | 160..=255));
            let byte = byte.unwrap_or(b'?');
            if matches!(byte, b'(' | b')' | b'\\') {
                text.push(b'\\');
            }
            text.push(byte);
        }
        text.extend(b") Tj T*\n");
    }
    text.extend(b"ET");
    text
}

/// The objects with their places behind them.
fn assemble(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", number + 1).into_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    let count = objects.len() + 1;
    file.extend(format!("xref\n0 {count}\n0000000000 65535 f \n").into_bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    file.extend(format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").into_bytes());
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_object_stands_where_the_table_says() {
        let file = pdf((0..130).map(|row| format!("Row {row} (한글)")));
        let text: String = file.iter().map(|byte| char::from(*byte)).collect();
        let start: usize = text.lines().rev().nth(1).unwrap().parse().unwrap();
        assert!(text.get(start..).unwrap().starts_with("xref\n0 10\n"));
        let rows = text.get(start..).unwrap().lines().skip(3).take(9).enumerate();
        for (number, row) in rows {
            let place: usize = row.get(..10).unwrap().parse().unwrap();
            assert!(text.get(place..).unwrap().starts_with(&format!("{} 0 obj", number + 1)), "{row}");
        }
        assert!(text.contains("/Count 3") && text.contains("Row 0 \\(??\\)"));
    }
}
