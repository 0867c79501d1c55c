//! What every new request needs: a number and a contact. Floor 2. S-75.

use crate::domain::roles::{Perm, Verdict, best};
use crate::domain::support::{Contact, ContactMethod, first_and_last, request_number};
use crate::ops::Ids;
use crate::store::users::Principal;
use crate::store::{Reader, StoreError};

/// The contact of a new request: that of the person's last one, else the person and their organisation.
pub fn contact_of(r: &mut Reader<'_>, who: &Principal) -> Result<Contact, StoreError> {
    if let Some(last) = r.last_contact(who.user())? {
        return Ok(last);
    }
    let (name, email) = reached(r, who)?;
    let (first_name, last_name) = first_and_last(&name);
    let country = r.partners()?.into_iter().find(|partner| partner.id == who.partner());
    Ok(Contact {
        first_name,
        last_name,
        email,
        phone: String::new(),
        method: Some(ContactMethod::Email),
        language: who.lang().unwrap_or("en").to_owned(),
        country: country.map(|partner| partner.country).unwrap_or_default(),
    })
}

/// Who is asked back, and where: a person themselves; for a program, who manages the users of its organisation,
/// else anybody of it.
fn reached(r: &mut Reader<'_>, who: &Principal) -> Result<(String, String), StoreError> {
    if !who.email().is_empty() {
        return Ok((who.display_name().to_owned(), who.email().to_owned()));
    }
    let mut people = r.partner_people(who.partner())?;
    people.retain(|user| user.disabled_at.is_none());
    people.sort_by_key(|user| best(&user.roles, Perm::ManageUsers) == Verdict::No);
    let person = people.into_iter().next();
    Ok(person.map_or_else(|| (who.display_name().to_owned(), String::new()), |it| (it.display_name, it.email)))
}

/// A number that no request has.
pub fn free_number(r: &mut Reader<'_>, ids: Ids) -> Result<String, StoreError> {
    loop {
        let number = request_number(ids.random());
        if !r.is_request_number_taken(&number)? {
            return Ok(number);
        }
    }
}
