//! Domains and e-mail addresses. Floor 0. Pragmatic: what mail and DNS of today carry, lower case.

use super::{TextError, checked, folded_line};

/// The most characters of a domain, and of an address.
const DOMAIN_MAX: usize = 253;
const EMAIL_MAX: usize = 254;

/// The zone in which the vendor gives every tenant a name.
const TENANT_ZONE: &str = ".onmicrosoft.com";

checked! {
    /// A domain such as `contoso.com` or `contoso.onmicrosoft.com`, lower case; letters of any
    /// language as typed.
    Domain, domain;
    /// An e-mail address, lower case, so that one mailbox signs in once.
    Email, email;
}

fn domain(raw: &str) -> Result<String, TextError> {
    let text = folded_line(raw, DOMAIN_MAX)?.replace('。', ".").to_lowercase();
    check_domain(&text).map(|()| text)
}

fn email(raw: &str) -> Result<String, TextError> {
    let text = folded_line(raw, EMAIL_MAX)?.to_lowercase();
    let (local, host) = text.rsplit_once('@').ok_or(TextError::Malformed)?;
    check_local(local)?;
    check_domain(host)?;
    Ok(text)
}

/// Two labels or more; the last is no number, so `10.0.0.1` is no domain.
fn check_domain(text: &str) -> Result<(), TextError> {
    let labels: Vec<&str> = text.split('.').collect();
    labels.iter().try_for_each(|label| check_label(label))?;
    let last_is_number = labels.last().is_some_and(|last| last.chars().all(|c| c.is_ascii_digit()));
    if labels.len() < 2 || last_is_number {
        return Err(TextError::Malformed);
    }
    text.strip_suffix(TENANT_ZONE).map_or(Ok(()), check_tenant_name)
}

/// 1 to 63 letters, digits and inner hyphens; `xn--` only before plain letters.
fn check_label(label: &str) -> Result<(), TextError> {
    if let Some(c) = label.chars().find(|c| !(c.is_alphanumeric() || *c == '-')) {
        return Err(TextError::Character(c));
    }
    let odd = label.is_empty()
        || label.len() > 63
        || label.starts_with('-')
        || label.ends_with('-')
        || (label.starts_with("xn--") && !label.is_ascii());
    if odd { Err(TextError::Malformed) } else { Ok(()) }
}

/// The vendor's own names: one label of 1 to 27 plain letters and digits.
fn check_tenant_name(name: &str) -> Result<(), TextError> {
    if let Some(c) = name.chars().find(|c| !c.is_ascii_alphanumeric()) {
        return Err(TextError::Character(c));
    }
    if name.len() > 27 { Err(TextError::TooLong { max: 27 }) } else { Ok(()) }
}

/// The part before the `@`: dots stand between characters.
fn check_local(local: &str) -> Result<(), TextError> {
    let allowed = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    if let Some(c) = local.chars().find(|c| !allowed(*c)) {
        return Err(TextError::Character(c));
    }
    let odd = local.is_empty()
        || local.chars().count() > 64
        || local.starts_with('.')
        || local.ends_with('.')
        || local.contains("..");
    if odd { Err(TextError::Malformed) } else { Ok(()) }
}
