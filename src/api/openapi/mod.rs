//! The description of both interfaces, OpenAPI 3.1, made from the tables that answer. Floor 4.
//!
//! Shapes come from the types that are written and read.

mod page;
mod shapes;

use std::sync::LazyLock;

use actix_web::http::Method;
use serde_json::{Map, Value, json};

use super::{Answer, Answered, Call, Endpoint, Face, Refused};
use crate::domain::roles::Perm;
use crate::ops::App;
use shapes::Shapes;

/// Where it is served, to everybody.
pub const PATH: &str = "/v1/openapi.json";

/// Where people read it, without a token.
pub const PAGE: &str = "/v1/reference";

/// What may be answered in the place of what was asked for.
const REFUSALS: [(u16, &str); 10] = [
    (400, "The request cannot be read, or the rules refuse it."),
    (401, "No token, or one that counts no more."),
    (403, "The role may not, or nothing of this kind can be done."),
    (404, "There is no such thing for this client."),
    (405, "The address takes another method."),
    (409, "Another request was faster."),
    (412, "The thing was changed since it was read."),
    (413, "The body is too large."),
    (429, "Too many requests; Retry-After says when to come back."),
    (503, "Busy; Retry-After says when to come back."),
];

static DOCUMENT: LazyLock<Value> = LazyLock::new(document);

/// The endpoint that serves it.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get(Face::PartnerCenter, PATH, Perm::OwnAccount, show).public(),
        Endpoint::get(Face::PartnerCenter, PAGE, Perm::OwnAccount, read).public(),
    ]
}

#[expect(clippy::unnecessary_wraps, reason = "every endpoint may be refused")]
fn read(_: &App, call: &Call) -> Answered {
    Ok(Answer::bytes("text/html; charset=utf-8", page::write(&DOCUMENT, &call.base).into_bytes()))
}

fn show(_: &App, call: &Call) -> Answered {
    let Value::Object(mut document) = DOCUMENT.clone() else { return Err(Refused::not_found()) };
    document.insert("servers".to_owned(), json!([{ "url": call.base }]));
    Answer::ok(&Value::Object(document))
}

/// The description.
pub fn document() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    let mut shapes = Shapes::new();
    for endpoint in super::endpoints() {
        let described = match super::partner_center::operation(endpoint.method, endpoint.path) {
            Some(operation) => shapes.describe(operation),
            None => plain(&endpoint, &mut shapes),
        };
        let path = paths.entry(endpoint.path).or_insert_with(|| json!({}));
        if let Value::Object(methods) = path {
            methods.insert(endpoint.method.as_str().to_lowercase(), described);
        }
    }
    let mut schemas = shapes.definitions();
    schemas.insert("PartnerCenterFault".to_owned(), partner_center_fault());
    schemas.insert("AzureFault".to_owned(), azure_fault());
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Partner Dashboard",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Azure Resource Manager and Partner Center v1, as far as reservations and software go.",
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "bearer": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT" } },
        },
    })
}

fn partner_center_fault() -> Value {
    json!({
        "type": "object",
        "required": ["code", "description", "data", "source"],
        "properties": {
            "code": { "type": ["integer", "string"] },
            "description": { "type": "string", "maxLength": 1024 },
            "data": { "type": "array" },
            "source": { "type": "string" },
        },
    })
}

fn azure_fault() -> Value {
    json!({
        "type": "object",
        "required": ["error"],
        "properties": {
            "error": {
                "type": ["object", "string"],
                "required": ["code", "message"],
                "properties": { "code": { "type": "string" }, "message": { "type": "string" } },
            },
        },
    })
}

/// The names in braces of an address.
fn names(path: &str) -> Vec<&str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect()
}

fn path_parameters(path: &str) -> Vec<Value> {
    let parameter = |name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } });
    names(path).into_iter().map(parameter).collect()
}

/// The refusals of an interface.
fn refusals(fault: &str) -> Map<String, Value> {
    let body = json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{fault}") } } });
    let refusal = |(status, about): (u16, &str)| (status.to_string(), json!({ "description": about, "content": body }));
    REFUSALS.into_iter().map(refusal).collect()
}

/// `Get tenants`: what an endpoint without a description of its own does.
fn title(endpoint: &Endpoint) -> String {
    let last = endpoint.path.rsplit('/').find(|part| !part.is_empty()).unwrap_or_default();
    format!("{} {}", endpoint.method, last.trim_matches(['{', '}']))
}

/// Everything of these faces is done at once, so 200 is the one success.
fn success(endpoint: &Endpoint, shapes: &mut Shapes) -> Value {
    let mut answer = json!({ "description": "What was asked for." });
    // Putting away and fetching back answer without a body.
    let is_empty = ["/archive", "/unarchive"].iter().any(|end| endpoint.path.ends_with(end));
    let (media, schema) = match endpoint.answer {
        Some(shape) => ("application/json", json!(shapes.answered(shape))),
        None if endpoint.path == PAGE => ("text/html", json!({ "type": "string" })),
        None => ("application/json", json!({ "type": "object" })),
    };
    if let (false, Value::Object(fields)) = (is_empty, &mut answer) {
        fields.insert("content".to_owned(), json!({ media: { "schema": schema } }));
    }
    answer
}

/// An endpoint of Azure Resource Manager or of tokens.
fn plain(endpoint: &Endpoint, shapes: &mut Shapes) -> Value {
    let mut parameters = path_parameters(endpoint.path);
    parameters.extend(endpoint.query.iter().map(
        |(name, about)| json!({ "name": name, "in": "query", "description": about, "schema": { "type": "string" } }),
    ));
    if endpoint.is_versioned {
        parameters.push(json!({
            "name": "api-version", "in": "query", "required": true,
            "schema": { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
        }));
    }
    let mut answers = refusals(match endpoint.face {
        Face::PartnerCenter => "PartnerCenterFault",
        Face::Arm | Face::Tokens => "AzureFault",
    });
    answers.insert("200".to_owned(), success(endpoint, shapes));
    let mut described = json!({
        "summary": title(endpoint),
        "tags": [match endpoint.face { Face::Arm => "Azure Resource Manager", Face::PartnerCenter => "Partner Center", Face::Tokens => "Tokens" }],
        "parameters": parameters,
        "responses": answers,
    });
    if let Value::Object(described) = &mut described {
        secure(described, endpoint.perm);
        if matches!(*endpoint.method, Method::POST | Method::PUT | Method::PATCH) {
            let media = match endpoint.face {
                Face::Tokens => "application/x-www-form-urlencoded",
                Face::Arm | Face::PartnerCenter => "application/json",
            };
            let schema = endpoint.body.map_or_else(|| json!({ "type": "object" }), |shape| json!(shapes.sent(shape)));
            let content = json!({ media: { "schema": schema } });
            described.insert("requestBody".to_owned(), json!({ "content": content }));
        }
    }
    described
}

/// Which right it needs, and that a token says who calls.
fn secure(described: &mut Map<String, Value>, perm: Option<Perm>) {
    if let Some(perm) = perm {
        described.insert("security".to_owned(), json!([{ "bearer": [] }]));
        described.insert("x-right".to_owned(), json!(perm.code()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_endpoint_is_described_and_every_reference_leads_somewhere() {
        let document = document();
        for endpoint in super::super::endpoints() {
            let place = &document["paths"][endpoint.path][endpoint.method.as_str().to_lowercase()];
            assert!(place.is_object(), "{} {}", endpoint.method, endpoint.path);
            assert_eq!(place.get("security").is_some(), endpoint.perm.is_some(), "{}", endpoint.path);
        }
        let text = document.to_string();
        let references = text.split("\"#/components/schemas/").skip(1).map(|rest| rest.split('"').next().unwrap());
        for name in references {
            assert!(document["components"]["schemas"][name].is_object(), "{name}");
        }
        assert!(!text.contains("#/$defs/"));
    }

    #[test]
    fn every_answer_and_body_of_azure_resource_manager_has_a_shape() {
        for endpoint in super::super::endpoints().into_iter().filter(|it| it.face == Face::Arm) {
            let is_empty = endpoint.path.ends_with("/archive") || endpoint.path.ends_with("/unarchive");
            assert_eq!(endpoint.answer.is_some(), !is_empty, "{} {}", endpoint.method, endpoint.path);
            let takes = matches!(*endpoint.method, Method::POST | Method::PUT | Method::PATCH) && !is_empty;
            assert_eq!(endpoint.body.is_some(), takes, "{} {}", endpoint.method, endpoint.path);
        }
        let document = document();
        let shape = &document["components"]["schemas"]["ReservationProperties"];
        assert_eq!(shape["properties"]["renew"]["type"], "boolean");
        assert!(shape["required"].as_array().unwrap().contains(&"displayName".into()));
    }

    #[test]
    fn what_is_answered_is_named_and_what_may_be_left_out_is_not_required() {
        let document = document();
        let customer = &document["components"]["schemas"]["Customer"];
        let required: Vec<&str> = customer["required"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        assert!(required.contains(&"companyProfile") && !required.contains(&"billingProfile"), "{required:?}");
        assert!(document["paths"]["/v1/customers"]["post"]["responses"]["201"].is_object());
    }
}
