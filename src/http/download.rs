//! Files of people as downloads: never shown, never run. Floor 3. Quality 11, 23; RFC 6266.

use actix_web::HttpResponse;
use actix_web::http::header;

use super::cx::Page;

/// Answers with a file that a browser keeps and never opens by itself.
pub fn download(name: &str, content: Vec<u8>) -> Page {
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/octet-stream"))
        .insert_header((header::CONTENT_DISPOSITION, disposition(name)))
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'; frame-ancestors 'none'"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(content))
}

/// `attachment` with the name twice: plain for old readers, in UTF-8 for all others (RFC 6266, 8187).
pub fn disposition(name: &str) -> String {
    let plain: String = name.chars().map(|c| if is_plain(c) || c == ' ' { c } else { '_' }).collect();
    let mut full = String::new();
    for byte in name.bytes() {
        if is_plain(char::from(byte)) {
            full.push(char::from(byte));
        } else {
            full.push('%');
            full.extend(
                [byte >> 4, byte & 15]
                    .into_iter()
                    .filter_map(|digit| char::from_digit(digit.into(), 16))
                    .map(|it| it.to_ascii_uppercase()),
            );
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{full}")
}

/// Letters that need no care in either place.
const fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_place() {
        assert_eq!(disposition("log 1.txt"), "attachment; filename=\"log 1.txt\"; filename*=UTF-8''log%201.txt");
        assert_eq!(disposition("화면.png"), "attachment; filename=\"__.png\"; filename*=UTF-8''%ED%99%94%EB%A9%B4.png");
        assert!(!disposition("a\"; filename=b.exe\r\nx: y").contains(['\r', '\n']));
        assert_eq!(disposition("a\";b").matches('"').count(), 2);
    }
}
