//! The route table: only guarded handlers can be registered. Floor 3. Architecture 6.
//!
//! A handler whose first argument is not a proof does not fit [`Routes::get`] or [`Routes::post`]; the
//! few public ones are named. The table is data, so tests walk every route as every role.

use actix_web::body::BoxBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::guard;
use actix_web::http::Method;
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{self, ServiceConfig};
use actix_web::{Error, FromRequest, Handler, HttpMessage, Responder};

use super::extract::{OnCustomer, Proven};
use crate::access::Granted;
use crate::access::may::Permission;
use crate::domain::roles::Perm;

/// Arguments that start with the proof of a permission.
pub trait Guarded {
    /// The permission.
    const PERM: Perm;
    /// The proof itself.
    type Proof: FromRequest + Clone + 'static;
}

macro_rules! guarded {
    ($($arg:ident),*) => {
        impl<P: Permission, $($arg),*> Guarded for (Granted<P>, $($arg,)*) {
            const PERM: Perm = P::PERM;
            type Proof = Granted<P>;
        }
        impl<P: Permission, $($arg),*> Guarded for (OnCustomer<P>, $($arg,)*) {
            const PERM: Perm = P::PERM;
            type Proof = OnCustomer<P>;
        }
    };
}
guarded!();
guarded!(A);
guarded!(A, B);
guarded!(A, B, C);
guarded!(A, B, C, D);

/// Arguments are worked out side by side, and a form is refused sooner than a customer is looked up.
/// Whoever may not act must not learn that from the form, so the proof comes before everything else;
/// it stays with the request, so that the handler takes it instead of asking again.
async fn proof_first<P: FromRequest + Clone + 'static>(
    req: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    match P::from_request(req.request(), &mut Payload::None).await {
        Ok(proof) => {
            req.extensions_mut().insert(Proven(proof));
            next.call(req).await
        }
        Err(refusal) => Ok(req.error_response(refusal)),
    }
}

/// One line of the route table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteEntry {
    /// GET or POST.
    pub method: Method,
    /// The pattern.
    pub path: &'static str,
    /// The permission; `None` for the public few.
    pub perm: Option<Perm>,
}

/// The routes of a face, with their permissions.
#[derive(Default)]
pub struct Routes {
    table: Vec<RouteEntry>,
    handlers: Vec<actix_web::Route>,
}

impl Routes {
    /// No routes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A page.
    #[must_use]
    pub fn get<F, Args>(self, path: &'static str, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + Guarded + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::GET, path, Some(Args::PERM), web::get().to(handler))
    }

    /// An act.
    #[must_use]
    pub fn post<F, Args>(self, path: &'static str, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + Guarded + 'static,
        F::Output: Responder + 'static,
    {
        let handler = web::post().to(handler).wrap(from_fn(proof_first::<Args::Proof>));
        self.add(Method::POST, path, Some(Args::PERM), handler)
    }

    /// A page that everybody may see: sign-in, the start.
    #[must_use]
    pub fn public_get<F, Args>(self, path: &'static str, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::GET, path, None, web::get().to(handler))
    }

    /// A file that everybody who has its address may fetch, or look at without fetching (HEAD).
    #[must_use]
    pub fn public_file<F, Args>(self, path: &'static str, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        let route = web::route().guard(guard::Any(guard::Get()).or(guard::Head())).to(handler);
        self.add(Method::GET, path, None, route)
    }

    /// An act that everybody may do: signing in, choosing a language.
    #[must_use]
    pub fn public_post<F, Args>(self, path: &'static str, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::POST, path, None, web::post().to(handler))
    }

    fn add(mut self, method: Method, path: &'static str, perm: Option<Perm>, handler: actix_web::Route) -> Self {
        self.table.push(RouteEntry { method, path, perm });
        self.handlers.push(handler);
        self
    }

    /// The routes of another noun after these.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.table.extend(other.table);
        self.handlers.extend(other.handlers);
        self
    }

    /// The table as data.
    pub fn table(&self) -> &[RouteEntry] {
        &self.table
    }

    /// Registers the routes, all methods of a path in one resource, so that another method is a 405.
    /// A pattern that starts with fixed words stands before one with a name in the same place.
    pub fn register(self, config: &mut ServiceConfig) {
        let mut resources: Vec<(&'static str, Vec<actix_web::Route>)> = Vec::new();
        for (entry, handler) in self.table.iter().zip(self.handlers) {
            match resources.iter_mut().find(|(path, _)| *path == entry.path) {
                Some((_, handlers)) => handlers.push(handler),
                None => resources.push((entry.path, vec![handler])),
            }
        }
        resources.sort_by_key(|(path, _)| path.split('/').map(|part| part.starts_with('{')).collect::<Vec<_>>());
        for (path, handlers) in resources {
            let resource = handlers.into_iter().fold(web::resource(path), actix_web::Resource::route);
            config.service(resource);
        }
    }
}
