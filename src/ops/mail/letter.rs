//! A mail as it goes over the wire: plain text in UTF-8, nothing that tracks. Floor 2. L-8.

use lettre::Message;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, SinglePart};

use crate::config::Config;
use crate::domain::time::Instant;
use crate::store::messages::Mail;

/// Characters of a subject: what mail programs show, and more.
const SUBJECT: usize = 150;

/// The letter, or why there cannot be one.
pub(super) fn write(config: &Config, mail: &Mail, now: Instant) -> Result<Message, String> {
    let from: Mailbox = config.mail_from.parse().map_err(|error| format!("sender: {error}"))?;
    let to: Mailbox = mail.address.parse().map_err(|error| format!("recipient: {error}"))?;
    let domain = from.email.domain().to_owned();
    let header =
        |name: &'static str, value: &str| HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned());
    Message::builder()
        .from(from)
        .to(to)
        .subject(one_line(&mail.subject))
        .date(now.utc().into())
        // The same for every try, so that a mail program shows a mail that came twice once.
        .message_id(Some(format!("<{}@{domain}>", mail.id)))
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("Content-Language", &mail.lang))
        .singlepart(
            SinglePart::builder()
                .header(ContentType::TEXT_PLAIN)
                .header(ContentTransferEncoding::Base64)
                .body(mail.body.clone()),
        )
        .map_err(|error| error.to_string())
}

/// Without line ends and other control characters: nothing that people typed becomes a header.
fn one_line(subject: &str) -> String {
    let line: String = subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.chars().count() <= SUBJECT {
        return line;
    }
    let mut short: String = line.chars().take(SUBJECT).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use uuid::Uuid;

    use super::*;
    use crate::config::Secret;
    use crate::domain::ids::MailId;
    use crate::store::DatabaseUrl;

    fn letter(subject: &str) -> String {
        let secret = Secret::new((0..32).collect()).unwrap();
        let config = Config::new(DatabaseUrl::Sqlite(PathBuf::from("x")), PathBuf::from("x"), secret);
        let now = Instant::from_micros(1_795_251_600_000_000);
        let mail = Mail {
            id: MailId::from_uuid(Uuid::nil()),
            address: "dohyun@hanbit.example".to_owned(),
            lang: "ko".to_owned(),
            subject: subject.to_owned(),
            body: "안녕하세요".to_owned(),
            attempts: 0,
            next_attempt_at: now,
        };
        String::from_utf8(write(&config, &mail, now).unwrap().formatted()).unwrap()
    }

    #[test]
    fn what_people_typed_never_becomes_a_header() {
        let text = letter("Refund\r\nBcc: everybody@example.com\r\n\r\n<script>");
        let headers = text.split("\r\n\r\n").next().unwrap();
        assert!(!headers.lines().any(|line| line.starts_with("Bcc")), "{headers}");
        assert!(headers.contains("Subject: Refund  Bcc: everybody@example.com"), "{headers}");
        assert_eq!(one_line(&"가".repeat(400)).chars().count(), SUBJECT + 1);
    }

    #[test]
    fn a_korean_subject_is_encoded_and_the_letter_says_when_and_which_it_is() {
        let text = letter("주문 완료");
        assert!(text.is_ascii());
        assert!(text.contains("Subject: =?utf-8?b?7KO866y4IOyZhOujjA==?="), "{text}");
        assert!(text.contains("Date: Sat, 21 Nov 2026"), "{text}");
        assert!(text.contains("Message-ID: <00000000-0000-0000-0000-000000000000@localhost>"), "{text}");
        assert!(text.contains("Content-Type: text/plain; charset=utf-8"), "{text}");
        assert!(text.contains("7JWI64WV7ZWY7IS47JqU"), "{text}");
    }
}
