//! Customers and profiles. Floor 4. api 7.1; P-1, P-3.

use actix_web::http::Method;

use super::call::{At, MOST};
use super::fault::Fault;
use super::operation::{Json, Operation, may_say};
use super::wire::common::{Attributes, Collection, Link, LinkHeader, Links};
use super::wire::customers::{
    Address, BillingProfile, CompanyProfile, Customer, MpnProfile, NewCustomer, OrganizationProfile, SimpleFilter,
    UserCredentials,
};
use crate::access::may;
use crate::domain::customers::{CustomerState, Segment};
use crate::domain::ids::CustomerId;
use crate::domain::roles::Perm;
use crate::domain::text::{CompanyName, CountryCode, Domain, Email, PersonName, search_key};
use crate::ops::customers::{self, CustomerChange, CustomerFilter, SaveError};
use crate::ops::{PageAt, users};

type Found = customers::Customer;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("getCustomers", "/v1/customers", "The customers, by name.", list).with_query([
            may_say("size", "How many at once, 1 to 500."),
            may_say("filter", r#"JSON: {"Field":"CompanyName"|"Domain","Value":"cont","Operator":"starts_with"}."#),
            may_say("seekOperation", "Next, with the header MS-ContinuationToken."),
        ]),
        Operation::send(&Method::POST, "createCustomer", "/v1/customers", "Makes a customer.", create).with_status(201),
        Operation::get("getCustomer", "/v1/customers/{customer}", "One customer.", show),
        Operation::get(
            "getCustomerCompanyProfile",
            "/v1/customers/{customer}/profiles/company",
            "The company of a customer.",
            company_profile,
        ),
        Operation::get(
            "getCustomerBillingProfile",
            "/v1/customers/{customer}/profiles/billing",
            "How a customer is billed.",
            billing_profile,
        ),
        Operation::get("getOrganizationProfile", "/v1/profiles/organization", "The partner itself.", organization),
        Operation::get("getMpnProfile", "/v1/profiles/mpn", "The partner's number in the partner network.", mpn),
    ]
}

fn list(at: &At<'_, may::ListCustomers>) -> Result<Json<Collection<Customer>>, Fault> {
    let size = at.window()?.1;
    let goes_on = at.query("seekOperation").is_some_and(|seek| seek.eq_ignore_ascii_case("next"));
    let mut page = match at.call.header("ms-continuationtoken").filter(|_| goes_on) {
        Some(token) => {
            let mark = token.parse().map_err(|_not| Fault::invalid("The continuation token is none of ours."))?;
            PageAt::After(mark)
        }
        None => PageAt::First,
    };
    let asked = at.query("filter");
    let is_meant = meant(asked.as_deref())?;
    // What is not filtered is read as it is wanted; a filter looks through many at once.
    let batch = if asked.is_some() { MOST } else { size };
    let mut items: Vec<Found> = Vec::new();
    let filter = CustomerFilter::default();
    let has_more = loop {
        let found = customers::some(at.app, &at.may, &filter, page, batch)?;
        let [_, next] = found.around(|customer| customer.id);
        items.extend(found.rows.into_iter().filter(|customer| is_meant(customer)));
        if items.len() > size {
            items.truncate(size);
            break true;
        }
        match next {
            Some(_) if asked.is_none() => break true,
            Some(next) => page = next,
            None => break false,
        }
    };
    let last = items.last().map(|customer| customer.id).filter(|_| has_more);
    let mut collection = Collection::all("/customers", items.iter().map(short).collect());
    collection.links.next = last.map(|last| seek(size, last));
    Ok(Json(collection))
}

/// The link to the next page of customers.
fn seek(size: usize, last: CustomerId) -> Link {
    let token = LinkHeader { key: "MS-ContinuationToken".to_owned(), value: last.to_string() };
    Link { headers: vec![token], ..Link::to(format!("/customers?size={size}&seekOperation=Next")) }
}

/// What a filter means; without one everybody.
fn meant(filter: Option<&str>) -> Result<impl Fn(&Found) -> bool + use<>, Fault> {
    let sent: SimpleFilter = match filter {
        Some(text) => {
            serde_json::from_str(text).map_err(|error| Fault::invalid(format!("The filter is not read: {error}.")))?
        }
        None => SimpleFilter::default(),
    };
    let is_domain = match sent.field.to_ascii_lowercase().as_str() {
        "companyname" | "" => false,
        "domain" => true,
        other => return Err(Fault::invalid(format!("There is no filter by {other}."))),
    };
    if !sent.operator.is_empty() && !sent.operator.eq_ignore_ascii_case("starts_with") {
        return Err(Fault::unsupported("Filters compare with starts_with."));
    }
    let start = search_key(&sent.value);
    Ok(move |customer: &Found| {
        let of = if is_domain { &customer.domain } else { &customer.company_name };
        search_key(of).starts_with(&start)
    })
}

fn show(at: &At<'_, may::ListCustomers>) -> Result<Json<Customer>, Fault> {
    Ok(Json(full(at.customer()?)))
}

fn company_profile(at: &At<'_, may::ListCustomers>) -> Result<Json<CompanyProfile>, Fault> {
    Ok(Json(company(at.customer()?)))
}

fn billing_profile(at: &At<'_, may::ListCustomers>) -> Result<Json<BillingProfile>, Fault> {
    Ok(Json(billing(at.customer()?)))
}

fn create(at: &At<'_, may::CreateCustomers>, sent: NewCustomer) -> Result<Json<Customer>, Fault> {
    let (company, billing) = (sent.company_profile, sent.billing_profile);
    let name = billing.company_name.or(company.company_name).unwrap_or_default();
    let address = billing.default_address;
    let wrong = |what: &str, why: &dyn std::fmt::Display| Fault::invalid(format!("{what}: {why}."));
    let change = CustomerChange {
        company_name: CompanyName::parse(&name).map_err(|why| wrong("billingProfile.companyName", &why))?,
        domain: Domain::parse(&company.domain).map_err(|why| wrong("companyProfile.domain", &why))?,
        country: CountryCode::parse(&address.country)
            .map_err(|why| wrong("billingProfile.defaultAddress.country", &why))?,
        segment: Segment::Commercial,
        is_purchase_order_required: false,
        reseller: super::items::reseller(at, sent.associated_partner_id.as_deref())?,
    };
    let tenant = match company.tenant_id {
        Some(id) => Some(id.parse().map_err(|_not| Fault::invalid("companyProfile.tenantId is no GUID."))?),
        None => None,
    };
    let id = customers::create(at.app, &at.may, tenant, &change).map_err(|error| refused(&error))?;
    let person = [address.first_name, address.last_name].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let person = PersonName::parse(&person).or_else(|_none| PersonName::parse("Global administrator"));
    let email = billing.email.unwrap_or_else(|| format!("admin@{}", change.domain.as_str()));
    // The customer is there, whether its first account can be made or not: the address may be somebody's.
    let made = match (person, Email::parse(&email)) {
        (Ok(person), Ok(email)) => users::customers::create(at.app, &at.may, id, &person, &email).ok(),
        _ => None,
    };
    let user_credentials = made.map(|made| UserCredentials {
        user_name: made.user.email.clone(),
        password: made.password.reveal().to_owned(),
    });
    let asked = customers::AtHand { customer: id, reservation: None };
    let (found, _) = customers::at_hand(at.app, at.may.who(), at.may.scope().circumstances(), asked, None)?;
    Ok(Json(Customer { user_credentials, ..full(&found) }))
}

fn refused(error: &SaveError) -> Fault {
    match error {
        SaveError::DomainTaken => Fault::input("Another customer has the domain."),
        SaveError::IdTaken => Fault::input("The tenant is a customer already."),
        SaveError::Country => Fault::input("The programme does not sell in this country."),
        SaveError::Reseller(refusal) => Fault::input(format!("associatedPartnerId: {refusal}.")),
        SaveError::Stale(_) => Fault::stale("The customer was changed meanwhile."),
        SaveError::Store(error) => Fault::conflict(error.to_string()),
    }
}

fn organization(at: &At<'_, may::ListCustomers>) -> Result<Json<OrganizationProfile>, Fault> {
    let who = at.may.who();
    let own = super::items::own_partner(at)?;
    // A program has no address; whoever manages the users of its organisation has.
    let reached = users::holders(at.app, who, at.may.scope().circumstances(), Perm::ManageUsers)?;
    let email = reached.people.first().map(|person| person.email.clone()).unwrap_or_default();
    Ok(Json(OrganizationProfile {
        id: who.partner().to_string(),
        tenant_id: who.partner().to_string(),
        company_name: own.name,
        default_address: Address { country: own.country, ..Address::default() },
        email,
        language: "en".to_owned(),
        culture: "en-US".to_owned(),
        profile_type: "organization_profile".to_owned(),
        attributes: Attributes::of("OrganizationProfile"),
    }))
}

fn mpn(at: &At<'_, may::ListCustomers>) -> Result<Json<MpnProfile>, Fault> {
    let own = super::items::own_partner(at)?;
    Ok(Json(MpnProfile {
        mpn_id: own.mpn_id,
        partner_name: own.name,
        profile_type: "mpn_profile".to_owned(),
        links: Links::own("/profiles/mpn"),
        attributes: Attributes::of("MpnProfile"),
    }))
}

/// A customer as lists show it.
fn short(customer: &Found) -> Customer {
    let id = customer.id.to_string();
    let relationship = match customer.state {
        CustomerState::Removed => "none",
        CustomerState::Invited | CustomerState::Active | CustomerState::UnderReview | CustomerState::Rejected => {
            "reseller"
        }
    };
    Customer {
        commerce_id: id.clone(),
        company_profile: company(customer),
        billing_profile: None,
        relationship_to_partner: relationship.to_owned(),
        allow_delegated_access: customer.is_delegated,
        custom_domains: vec![customer.domain.clone()],
        user_credentials: None,
        links: Links::own(format!("/customers/{id}")),
        attributes: Attributes::of("Customer"),
        id,
    }
}

fn full(customer: &Found) -> Customer {
    Customer { billing_profile: Some(billing(customer)), ..short(customer) }
}

fn company(customer: &Found) -> CompanyProfile {
    CompanyProfile {
        tenant_id: customer.id.to_string(),
        domain: customer.domain.clone(),
        company_name: customer.company_name.clone(),
        links: Links::own(format!("/customers/{}/profiles/company", customer.id)),
        attributes: Attributes::of("CustomerCompanyProfile"),
    }
}

fn billing(customer: &Found) -> BillingProfile {
    BillingProfile {
        id: customer.id.to_string(),
        company_name: customer.company_name.clone(),
        culture: "en-US".to_owned(),
        language: "en".to_owned(),
        default_address: Address { country: customer.country.clone(), ..Address::default() },
        attributes: Attributes::at("CustomerBillingProfile", customer.version),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_that_is_not_known_is_refused() {
        for (filter, code) in [
            ("{", 3000),
            (r#"{"Field":"Colour","Value":"red"}"#, 3000),
            (r#"{"Field":"Domain","Value":"a","Operator":"equals"}"#, 800_042),
        ] {
            assert_eq!(meant(Some(filter)).err().map(|fault| fault.code), Some(code), "{filter}");
        }
        assert!(meant(None).is_ok());
        assert!(meant(Some(r#"{"Field":"CompanyName","Value":"cont","Operator":"starts_with"}"#)).is_ok());
    }
}
