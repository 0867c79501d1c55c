//! The table of operations: each with its right, its path, what it takes and answers. Floor 4.
//!
//! A handler is only reached with the proof of its right, and what it takes and gives is its type, so
//! that the description of the interface is made from the same table that answers the calls.

use actix_web::http::{Method, StatusCode};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::call::{At, body};
use super::fault::Fault;
use crate::access::Granted;
use crate::access::may::Permission;
use crate::api::{Answer, Answered, Call};
use crate::domain::ids::CustomerId;
use crate::domain::roles::Perm;
use crate::ops::customers::{self, AtHand};
use crate::ops::{App, StoreError};

/// What a handler may answer with.
pub(super) trait Reply {
    /// The media type, as the description names it; none for an answer without a body.
    const MEDIA: Option<&'static str>;
    /// The shape of the body.
    fn schema(generator: &mut SchemaGenerator) -> Option<Schema>;
    /// The answer.
    fn answer(self, status: StatusCode) -> Answered;
}

/// A body in JSON.
pub(super) struct Json<T>(pub(super) T);

impl<T: Serialize + JsonSchema> Reply for Json<T> {
    const MEDIA: Option<&'static str> = Some("application/json");
    fn schema(generator: &mut SchemaGenerator) -> Option<Schema> {
        Some(generator.subschema_for::<T>())
    }
    fn answer(self, status: StatusCode) -> Answered {
        Answer::json(status, &self.0)
    }
}

/// No body, but where to look.
pub(super) struct Located(pub(super) String);

impl Reply for Located {
    const MEDIA: Option<&'static str> = None;
    fn schema(_: &mut SchemaGenerator) -> Option<Schema> {
        None
    }
    fn answer(self, status: StatusCode) -> Answered {
        Ok(Answer::bare(status).with("Location", self.0))
    }
}

/// Nothing to say beyond that it is done.
pub(super) struct Done;

impl Reply for Done {
    const MEDIA: Option<&'static str> = None;
    fn schema(_: &mut SchemaGenerator) -> Option<Schema> {
        None
    }
    fn answer(self, status: StatusCode) -> Answered {
        Ok(Answer::bare(status))
    }
}

/// A document.
pub(super) struct Pdf(pub(super) Vec<u8>);

impl Reply for Pdf {
    const MEDIA: Option<&'static str> = Some("application/pdf");
    fn schema(_: &mut SchemaGenerator) -> Option<Schema> {
        Some(schemars::json_schema!({ "type": "string", "format": "binary" }))
    }
    fn answer(self, status: StatusCode) -> Answered {
        Ok(Answer { status, ..Answer::bytes("application/pdf", self.0) })
    }
}

/// A refusal as an answer.
fn refusal(fault: Fault) -> Answered {
    if let Some(refused) = fault.refused {
        return Err(*refused);
    }
    let description: String = fault.description.chars().take(1024).collect();
    let body = json!({ "code": fault.code, "description": description, "data": [], "source": "PartnerFD" });
    Answer::json(StatusCode::from_u16(fault.status).unwrap_or(StatusCode::BAD_REQUEST), &body)
}

/// A parameter of a query.
#[derive(Debug, Clone, Copy)]
pub(in crate::api) struct Query {
    /// Its name.
    pub(in crate::api) name: &'static str,
    /// What it does.
    pub(in crate::api) about: &'static str,
    /// Whether it must be there.
    pub(in crate::api) is_needed: bool,
}

/// A parameter that may be left out.
pub(super) const fn may_say(name: &'static str, about: &'static str) -> Query {
    Query { name, about, is_needed: false }
}

/// A parameter that must be there.
pub(super) const fn must_say(name: &'static str, about: &'static str) -> Query {
    Query { name, about, is_needed: true }
}

type SchemaOf = fn(&mut SchemaGenerator) -> Schema;
type AnswerOf = fn(&mut SchemaGenerator) -> Option<Schema>;
type Run = Box<dyn Fn(&App, &Call, StatusCode) -> Result<Answered, Fault> + Send + Sync>;

/// One line of the table.
pub(in crate::api) struct Operation {
    /// The method.
    pub(in crate::api) method: &'static Method,
    /// The pattern of the path.
    pub(in crate::api) path: &'static str,
    /// The name of the operation.
    pub(in crate::api) id: &'static str,
    /// What it does.
    pub(in crate::api) about: &'static str,
    /// The right it needs.
    pub(in crate::api) perm: Perm,
    /// Parameters of the query.
    pub(in crate::api) query: Vec<Query>,
    /// The shape of the body it takes.
    pub(in crate::api) body: Option<SchemaOf>,
    /// The status of success.
    pub(in crate::api) status: u16,
    /// Media type and shape of what it answers.
    pub(in crate::api) answer: (Option<&'static str>, AnswerOf),
    run: Run,
}

impl Operation {
    /// Something to look at.
    pub(super) fn get<P: Permission, T: Reply + 'static>(
        id: &'static str,
        path: &'static str,
        about: &'static str,
        handler: fn(&At<'_, P>) -> Result<T, Fault>,
    ) -> Self {
        Self::plain(&Method::GET, id, path, about, handler)
    }

    /// An act without a body.
    pub(super) fn act<P: Permission, T: Reply + 'static>(
        id: &'static str,
        path: &'static str,
        about: &'static str,
        handler: fn(&At<'_, P>) -> Result<T, Fault>,
    ) -> Self {
        Self::plain(&Method::POST, id, path, about, handler)
    }

    /// Something to take away.
    pub(super) fn remove<P: Permission, T: Reply + 'static>(
        id: &'static str,
        path: &'static str,
        about: &'static str,
        handler: fn(&At<'_, P>) -> Result<T, Fault>,
    ) -> Self {
        Self::plain(&Method::DELETE, id, path, about, handler)
    }

    fn plain<P: Permission, T: Reply + 'static>(
        method: &'static Method,
        id: &'static str,
        path: &'static str,
        about: &'static str,
        handler: fn(&At<'_, P>) -> Result<T, Fault>,
    ) -> Self {
        let run: Run = Box::new(move |app, call, status| Ok(handler(&at::<P>(app, call)?)?.answer(status)));
        let answer: (Option<&'static str>, AnswerOf) = (T::MEDIA, T::schema);
        Self { method, path, id, about, perm: P::PERM, query: Vec::new(), body: None, status: 200, answer, run }
    }

    /// An act with a body.
    pub(super) fn send<P: Permission, B: DeserializeOwned + JsonSchema + 'static, T: Reply + 'static>(
        method: &'static Method,
        id: &'static str,
        path: &'static str,
        about: &'static str,
        handler: fn(&At<'_, P>, B) -> Result<T, Fault>,
    ) -> Self {
        let run: Run = Box::new(move |app, call, status| {
            // The right comes first: whoever may not act must not learn it from the body.
            let at = at::<P>(app, call)?;
            let body = body::<B>(&call.body)?;
            Ok(handler(&at, body)?.answer(status))
        });
        let answer: (Option<&'static str>, AnswerOf) = (T::MEDIA, T::schema);
        let body: Option<SchemaOf> = Some(SchemaGenerator::subschema_for::<B>);
        Self { method, path, id, about, perm: P::PERM, query: Vec::new(), body, status: 200, answer, run }
    }

    /// The status of success, where it is not 200.
    pub(super) fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// Parameters of the query.
    pub(super) fn with_query(self, query: impl IntoIterator<Item = Query>) -> Self {
        Self { query: query.into_iter().collect(), ..self }
    }

    /// Whether an address of these parts is this operation's. Fixed words are compared in any case.
    pub(super) fn is_at(&self, parts: &[&str]) -> bool {
        let pattern: Vec<&str> = self.path.split('/').filter(|part| !part.is_empty()).collect();
        let fits = |(expected, part): (&&str, &&str)| expected.starts_with('{') || expected.eq_ignore_ascii_case(part);
        pattern.len() == parts.len() && pattern.iter().zip(parts).all(fits)
    }

    /// Answers a call.
    pub(super) fn run(&self, app: &App, call: &Call) -> Answered {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        (self.run)(app, call, status).unwrap_or_else(refusal)
    }
}

/// Proves the right, for the customer in the path where there is one.
fn at<'a, P: Permission>(app: &'a App, call: &'a Call) -> Result<At<'a, P>, Fault> {
    let who = call.who()?;
    let circumstances = call.circumstances.clone();
    let id = call.part("customer");
    if id.is_empty() {
        return Ok(At { app, may: Granted::<P>::check(who, circumstances)?, call, customer: None });
    }
    let customer: CustomerId = id.parse().map_err(|_not_an_id| Fault::from(StoreError::NotFound))?;
    let asked = Granted::<P>::depends_on_access(who).then_some(P::PERM);
    let (customer, has_access) =
        customers::at_hand(app, who, &circumstances, AtHand { customer, reservation: None }, asked)?;
    let may = Granted::<P>::check_with_access(who, circumstances, has_access)?;
    Ok(At { app, may, call, customer: Some(customer) })
}
