//! Shapes of what is written and read, from its types, and operations of Partner Center with theirs. Floor 4.

use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::{path_parameters, refusals, secure};
use crate::api::frame::endpoint::ShapeOf;
use crate::api::partner_center::Operation;

/// The shapes that were met so far: what is answered has names, what is sent stands in its place.
pub(super) struct Shapes {
    answered: SchemaGenerator,
    sent: SchemaGenerator,
}

impl Shapes {
    pub(super) fn new() -> Self {
        let settings = || SchemaSettings::draft2020_12().with(|it| it.meta_schema = None);
        let answered = settings().for_serialize().with(|it| it.definitions_path = "/components/schemas".into());
        let sent = settings().for_deserialize().with(|it| it.inline_subschemas = true);
        Self { answered: answered.into_generator(), sent: sent.into_generator() }
    }

    /// The named shapes.
    pub(super) fn definitions(&mut self) -> Map<String, Value> {
        self.answered.take_definitions(true)
    }

    /// The shape of an answer.
    pub(super) fn answered(&mut self, shape: ShapeOf) -> Schema {
        shape(&mut self.answered)
    }

    /// The shape of what is sent.
    pub(super) fn sent(&mut self, shape: ShapeOf) -> Schema {
        shape(&mut self.sent)
    }

    /// An operation.
    pub(super) fn describe(&mut self, operation: &Operation) -> Value {
        let mut parameters = path_parameters(operation.path);
        parameters.extend(operation.query.iter().map(|it| {
            json!({
                "name": it.name, "in": "query", "required": it.is_needed, "description": it.about,
                "schema": { "type": "string" },
            })
        }));
        let mut answers = refusals("PartnerCenterFault");
        answers.insert(operation.status.to_string(), self.success(operation));
        let mut described = json!({
            "operationId": operation.id,
            "summary": operation.about,
            "tags": ["Partner Center"],
            "parameters": parameters,
            "responses": answers,
        });
        if let Value::Object(described) = &mut described {
            secure(described, Some(operation.perm));
            if let Some(body) = operation.body {
                let schema = body(&mut self.sent);
                let content = json!({ "application/json": { "schema": schema } });
                described.insert("requestBody".to_owned(), json!({ "required": true, "content": content }));
            }
        }
        described
    }

    fn success(&mut self, operation: &Operation) -> Value {
        let (media, shape) = operation.answer;
        let mut answer = json!({ "description": operation.about });
        if let (Some(media), Some(schema), Value::Object(fields)) = (media, shape(&mut self.answered), &mut answer) {
            fields.insert("content".to_owned(), json!({ media: { "schema": schema } }));
        }
        answer
    }
}
