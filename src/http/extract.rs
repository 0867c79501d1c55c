//! What handlers take: proof of a permission, the customer at hand. Floor 3. Architecture 6.

use std::future::{Ready, ready};
use std::pin::Pin;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};

use super::failure::Failure;
use super::visit::Visit;
use crate::access::may::Permission;
use crate::access::{Granted, Principal};
use crate::domain::ids::{CustomerId, ReservationId};
use crate::ops::customers::{AtHand, Customer};
use crate::ops::{App, customers};

/// The visit that the middleware worked out.
pub fn visit(req: &HttpRequest) -> Result<Arc<Visit>, Failure> {
    req.extensions().get::<Arc<Visit>>().cloned().ok_or_else(|| Failure::Bug("no visit".to_owned()))
}

fn signed_in(visit: &Visit) -> Result<&Arc<Principal>, Failure> {
    visit.who.as_ref().ok_or(Failure::SignIn { has_ended: visit.has_ended })
}

/// A person with a password of somebody else's choice reaches only the page that changes it (R-RO-1).
fn own_password(who: &Principal, req: &HttpRequest) -> Result<(), Failure> {
    let is_on_the_way = req.path().starts_with("/account") || req.path() == "/sign-out";
    if who.is_password_temporary() && !is_on_the_way { Err(Failure::TemporaryPassword) } else { Ok(()) }
}

impl<P: Permission> FromRequest for Granted<P> {
    type Error = Failure;
    type Future = Ready<Result<Self, Failure>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(grant(req))
    }
}

fn grant<P: Permission>(req: &HttpRequest) -> Result<Granted<P>, Failure> {
    let visit = visit(req)?;
    let who = signed_in(&visit)?;
    own_password(who, req)?;
    Ok(Granted::check(who, visit.circumstances.clone())?)
}

/// Proof that a person may do `P` for the customer in the address, and that customer.
///
/// A customer outside the person's scope is a 404, exactly like one that is not there. Where the
/// matrix asks for explicit access to the customer's Azure subscription (S-8) or to a reservation (5.3),
/// it is looked up here: for the reservation in the address, if it names one.
#[derive(Debug)]
pub struct OnCustomer<P: Permission> {
    granted: Granted<P>,
    customer: Customer,
}

impl<P: Permission> Clone for OnCustomer<P> {
    fn clone(&self) -> Self {
        Self { granted: self.granted.clone(), customer: self.customer.clone() }
    }
}

impl<P: Permission> OnCustomer<P> {
    /// The customer.
    pub fn customer(&self) -> &Customer {
        &self.customer
    }
    /// The customer's id.
    pub fn id(&self) -> CustomerId {
        self.customer.id
    }
    /// The proof, for the act.
    pub fn granted(&self) -> &Granted<P> {
        &self.granted
    }
}

impl<P: Permission> FromRequest for OnCustomer<P> {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        if let Some(Proven(made)) = req.extensions().get::<Proven<Self>>() {
            return Box::pin(ready(Ok(made.clone())));
        }
        let prepared = prepare(req);
        Box::pin(async move {
            let (app, visit, who, customer, reservation) = prepared?;
            let found = actix_web::web::block(move || {
                let asked = Granted::<P>::depends_on_access(&who).then_some(P::PERM);
                let about = AtHand { customer, reservation };
                let found = customers::at_hand(&app, &who, &visit.circumstances, about, asked)?;
                Ok::<_, Failure>((found, visit, who))
            });
            let ((customer, has_access), visit, who) = found.await??;
            let granted = Granted::check_with_access(&who, visit.circumstances.clone(), has_access)?;
            Ok(Self { granted, customer })
        })
    }
}

/// A proof that was made before the handler's arguments were read.
pub(super) struct Proven<P>(pub(super) P);

type Prepared = (Data<App>, Arc<Visit>, Arc<Principal>, CustomerId, Option<ReservationId>);

fn prepare(req: &HttpRequest) -> Result<Prepared, Failure> {
    let visit = visit(req)?;
    let who = Arc::clone(signed_in(&visit)?);
    own_password(&who, req)?;
    let customer = req.match_info().get("customer").and_then(|id| id.parse().ok()).ok_or(Failure::NotFound)?;
    let reservation = match req.match_info().get("reservation") {
        Some(id) => Some(id.parse().map_err(|_not_an_id| Failure::NotFound)?),
        None => None,
    };
    let app = req.app_data::<Data<App>>().cloned().ok_or_else(|| Failure::Bug("no app".to_owned()))?;
    Ok((app, visit, who, customer, reservation))
}
