//! The mail server as one address: `smtps://USER:PASSWORD@HOST:PORT`.

use std::fmt;
use std::str::FromStr;

use percent_encoding::percent_decode_str;
use url::Url;

/// A server that takes mail.
#[derive(Clone, PartialEq, Eq)]
pub struct MailServer {
    /// Its name, as in its certificate.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept secret.
    pub tls: MailTls,
    /// Who we are there, and the password.
    pub account: Option<(String, String)>,
}

/// How the connection to the mail server is kept secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailTls {
    /// `smtps://`: from the first byte.
    Implicit,
    /// `smtp://`: by STARTTLS, without which nothing is sent.
    StartTls,
    /// `smtp+plain://`: not at all; for a server on the same machine.
    Off,
}

/// The text names no mail server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAMailServer {
    /// Not one of the forms.
    #[error("use smtps://USER:PASSWORD@HOST, smtp://USER:PASSWORD@HOST (STARTTLS) or smtp+plain://HOST")]
    Form,
    /// A password would cross the network for everybody to read.
    #[error("a password is not sent without TLS: use smtps:// or smtp://")]
    PlainPassword,
}

impl FromStr for MailServer {
    type Err = NotAMailServer;
    fn from_str(text: &str) -> Result<Self, NotAMailServer> {
        let url = Url::parse(text).map_err(|_what_is_in_it_is_secret| NotAMailServer::Form)?;
        let (tls, usual) = match url.scheme() {
            "smtps" => (MailTls::Implicit, 465),
            "smtp" => (MailTls::StartTls, 587),
            "smtp+plain" => (MailTls::Off, 25),
            _ => return Err(NotAMailServer::Form),
        };
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(NotAMailServer::Form)?.to_owned();
        if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
            return Err(NotAMailServer::Form);
        }
        let account = match (url.username(), url.password()) {
            ("", None) => None,
            (user, Some(password)) if !user.is_empty() => Some((plain(user)?, plain(password)?)),
            _ => return Err(NotAMailServer::Form),
        };
        if account.is_some() && tls == MailTls::Off {
            return Err(NotAMailServer::PlainPassword);
        }
        Ok(Self { host, port: url.port().unwrap_or(usual), tls, account })
    }
}

fn plain(text: &str) -> Result<String, NotAMailServer> {
    let text = percent_decode_str(text).decode_utf8().map_err(|_not_text| NotAMailServer::Form)?;
    Ok(text.into_owned())
}

/// `mail.example:465`: for people.
impl fmt::Display for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MailServer({self}, {:?})", self.tls)
    }
}

/// What links in mails start with: scheme and host, no slash at the end.
pub(super) fn public_url(text: &str) -> Result<String, &'static str> {
    const FORM: &str = "use https://HOST or http://HOST, without a path";
    let url = Url::parse(text).map_err(|_parse| FORM)?;
    let is_web = matches!(url.scheme(), "https" | "http") && url.host_str().is_some();
    let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    if !is_web || !is_bare || !url.username().is_empty() || url.password().is_some() {
        return Err(FORM);
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_server_is_read_and_its_password_never_shown() {
        let server: MailServer = "smtps://app%40shop:p%40ss%2Fword@mail.example".parse().unwrap();
        assert_eq!(server.account, Some(("app@shop".to_owned(), "p@ss/word".to_owned())));
        assert_eq!((server.to_string().as_str(), server.tls), ("mail.example:465", MailTls::Implicit));
        assert_eq!(format!("{server:?}"), "MailServer(mail.example:465, Implicit)");
        let server: MailServer = "smtp://mail.example:2525".parse().unwrap();
        assert_eq!((server.port, server.tls, server.account), (2525, MailTls::StartTls, None));
        let plain = "smtp+plain://127.0.0.1".parse::<MailServer>().unwrap();
        assert_eq!((plain.port, plain.tls), (25, MailTls::Off));
    }

    #[test]
    fn what_is_no_mail_server_is_refused() {
        for text in [
            "mail.example",
            "https://mail.example",
            "smtp://",
            "smtp://mail.example/path",
            "smtp://mail.example?tls=off",
            "smtp://user@mail.example",
            "smtp://:secret@mail.example",
        ] {
            assert_eq!(text.parse::<MailServer>(), Err(NotAMailServer::Form), "{text}");
        }
        let refused = "smtp+plain://user:secret@mail.example".parse::<MailServer>();
        assert_eq!(refused, Err(NotAMailServer::PlainPassword));
    }

    #[test]
    fn links_start_with_scheme_and_host() {
        assert_eq!(public_url("https://Dashboard.example/").as_deref(), Ok("https://dashboard.example"));
        assert_eq!(public_url("http://10.0.0.1:8080").as_deref(), Ok("http://10.0.0.1:8080"));
        for text in ["dashboard.example", "ftp://x", "https://x/path", "https://u:p@x", "https://x?y", "javascript:x"] {
            assert!(public_url(text).is_err(), "{text}");
        }
    }
}
