//! A program that speaks the API: it has a client id, a secret and a token, and sends JSON.

use std::time::Duration;

use partner_dashboard::access::tokens;
use partner_dashboard::domain::roles::Role;
use serde_json::Value as Json;
use ureq::http::Request;

use super::browser::text_of_fields;
use super::people::{Partner, Person};
use super::world::World;

/// Somebody's program.
#[derive(Clone)]
pub(crate) struct Client {
    origin: String,
    agent: ureq::Agent,
    /// The account behind it, which can be given access like a person's.
    pub(crate) account: Person,
    pub(crate) tenant: String,
    pub(crate) secret: String,
    pub(crate) token: String,
}

/// What came back.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) text: String,
}

impl Reply {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Json {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.text))
    }

    /// The value at a place such as `/error/code`; null when there is none.
    pub(crate) fn at(&self, place: &str) -> Json {
        self.json().pointer(place).cloned().unwrap_or_default()
    }

    /// A header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

impl World {
    /// A program of a partner, in one role, with a token.
    pub(crate) fn client(&self, partner: &Partner, role: Role) -> Client {
        let secret = tokens::new_secret().unwrap();
        let account = self.clients_account(partner, role, &tokens::hash(&secret));
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(30)))
            // The server closes what was idle for five seconds.
            .max_idle_age(Duration::from_secs(3))
            .build();
        let (origin, agent) = (self.origin().to_owned(), config.new_agent());
        let tenant = partner.id.to_string();
        let mut client = Client { origin, agent, account, tenant, secret, token: String::new() };
        client.sign_in();
        client
    }
}

impl Client {
    /// Asks for a token and keeps it.
    pub(crate) fn sign_in(&mut self) {
        let given = self.ask_for_token(&self.secret.clone());
        assert_eq!(given.status, 200, "{}", given.text);
        given.at("/access_token").as_str().unwrap().clone_into(&mut self.token);
    }

    /// Asks for a token with this secret.
    pub(crate) fn ask_for_token(&self, secret: &str) -> Reply {
        let fields = [
            ("grant_type", "client_credentials"),
            ("client_id", &self.account.id.to_string()),
            ("client_secret", secret),
            ("scope", "https://management.azure.com/.default"),
        ];
        let path = format!("/{}/oauth2/v2.0/token", self.tenant);
        self.exchange("POST", &path, Some(text_of_fields(&fields).as_bytes()), &[])
    }

    /// Reads an address of Azure Resource Manager.
    pub(crate) fn get(&self, path: &str) -> Reply {
        self.send("GET", path, None)
    }

    /// Sends JSON, with the token; the API version is put in where none is.
    pub(crate) fn send(&self, method: &str, path: &str, body: Option<&Json>) -> Reply {
        let is_versioned = path.contains("api-version=") || path.starts_with("/v1");
        let join = if path.contains('?') { '&' } else { '?' };
        let path = if is_versioned { path.to_owned() } else { format!("{path}{join}api-version=2022-11-01") };
        let bearer = format!("Bearer {}", self.token);
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        let text = body.map(Json::to_string);
        self.exchange(method, &path, text.as_deref().map(str::as_bytes), &headers)
    }

    /// Sends what is given and nothing else.
    pub(crate) fn exchange(&self, method: &str, path: &str, body: Option<&[u8]>, headers: &[(&str, &str)]) -> Reply {
        let path = path.strip_prefix(&self.origin).unwrap_or(path);
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.origin));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = match body {
            Some(body) => self.agent.run(request.body(body).unwrap()),
            None => self.agent.run(request.body(()).unwrap()),
        };
        let mut answer = answer.unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        let text = |value: &ureq::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        Reply {
            status: answer.status().as_u16(),
            headers: answer.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect(),
            text: answer.body_mut().read_to_string().unwrap(),
        }
    }
}
