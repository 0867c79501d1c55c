//! What every new request needs: a number and a contact. Floor 2. S-75.

use crate::domain::support::{Contact, ContactMethod, first_and_last, request_number};
use crate::ops::Ids;
use crate::store::users::Principal;
use crate::store::{Reader, StoreError};

/// The contact of a new request: that of the person's last one, else the person and their organisation.
pub fn contact_of(r: &mut Reader<'_>, who: &Principal) -> Result<Contact, StoreError> {
    if let Some(last) = r.last_contact(who.user())? {
        return Ok(last);
    }
    let (first_name, last_name) = first_and_last(who.display_name());
    let country = r.partners()?.into_iter().find(|partner| partner.id == who.partner());
    Ok(Contact {
        first_name,
        last_name,
        email: who.email().to_owned(),
        phone: String::new(),
        method: Some(ContactMethod::Email),
        language: who.lang().unwrap_or("en").to_owned(),
        country: country.map(|partner| partner.country).unwrap_or_default(),
    })
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
