//! People of a customer. Floor 4. P-3, 5.2.

use super::call::{At, MOST};
use super::fault::Fault;
use super::operation::{Json, Operation, may_say};
use super::wire::audit::CustomerUser;
use super::wire::common::{Attributes, Collection, Links};
use crate::access::may;
use crate::domain::ids::CustomerId;
use crate::domain::support::first_and_last;
use crate::ops::PageAt;
use crate::ops::users::{User, customers};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("getCustomerUsers", "/v1/customers/{customer}/users", "The people of a customer.", list)
            .with_query([may_say("size", "How many at once, 1 to 500."), may_say("offset", "How many to leave out.")]),
        Operation::get("getCustomerUser", "/v1/customers/{customer}/users/{user}", "One of them.", show),
    ]
}

fn list(at: &At<'_, may::ListCustomers>) -> Result<Json<Collection<CustomerUser>>, Fault> {
    let customer = at.customer()?.id;
    let found = people(at, customer)?;
    let items = found.iter().map(|user| wire(customer, user)).collect();
    Ok(Json(Collection::window(&format!("/customers/{customer}/users"), items, at.window()?)))
}

fn show(at: &At<'_, may::ListCustomers>) -> Result<Json<CustomerUser>, Fault> {
    let customer = at.customer()?.id;
    let found = people(at, customer)?;
    let one = found.iter().find(|user| user.id.to_string().eq_ignore_ascii_case(at.name("user")));
    one.map(|user| Json(wire(customer, user))).ok_or_else(|| Fault::not_found("The customer has no such person."))
}

fn people(at: &At<'_, may::ListCustomers>, customer: CustomerId) -> Result<Vec<User>, Fault> {
    let mut all: Vec<User> = Vec::new();
    let mut page = PageAt::First;
    loop {
        let found = customers::people(at.app, &at.may, customer, page)?.users.page;
        let [_, next] = found.around(|user| user.id);
        all.extend(found.rows);
        match next {
            Some(next) if all.len() < MOST => page = next,
            Some(_) | None => return Ok(all),
        }
    }
}

fn wire(customer: CustomerId, user: &User) -> CustomerUser {
    let (first_name, last_name) = first_and_last(&user.display_name);
    let state = if user.disabled_at.is_some() { "inactive" } else { "active" };
    CustomerUser {
        id: user.id.to_string(),
        user_principal_name: user.email.clone(),
        first_name,
        last_name,
        display_name: user.display_name.clone(),
        state: state.to_owned(),
        links: Links::own(format!("/customers/{customer}/users/{}", user.id)),
        attributes: Attributes::of("CustomerUser"),
    }
}
