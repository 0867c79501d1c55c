//! A browser without script: cookies, redirects, forms.

use std::time::Duration;

use ureq::http::Request;

use super::forms::{self, Typed};
use super::page::Page;
use super::people::{PASSWORD, Person};

/// Somebody's browser.
#[derive(Clone)]
pub(crate) struct Browser {
    origin: String,
    agent: ureq::Agent,
    cookies: Vec<(String, String)>,
    page: Page,
    typed: Vec<(usize, Typed)>,
    beside: Option<String>,
}

/// Fields as a form sends them.
pub(crate) fn text_of_fields(fields: &[(&str, &str)]) -> String {
    serde_urlencoded::to_string(fields).unwrap()
}

impl Browser {
    /// A fresh browser for one server.
    pub(crate) fn new(origin: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(30)))
            // The server closes what was idle for five seconds.
            .max_idle_age(Duration::from_secs(3))
            .user_agent("a browser of the tests")
            .build();
        Self {
            origin: origin.to_owned(),
            agent: config.new_agent(),
            cookies: Vec::new(),
            page: Page::default(),
            typed: Vec::new(),
            beside: None,
        }
    }

    /// Signs in by the form.
    pub(crate) fn sign_in(&mut self, person: &Person) -> &mut Self {
        self.sign_in_with(&person.email, PASSWORD);
        let (status, text) = (self.page.status, self.page.text());
        assert!(self.page.path != "/sign-in", "{} could not sign in: {status} {text}", person.email);
        self
    }

    /// Fills in the sign-in form.
    pub(crate) fn sign_in_with(&mut self, email: &str, password: &str) -> &mut Self {
        self.get("/sign-in").fill("email", email).fill("password", password);
        let words = self.page.select("main form button[type=submit]");
        self.click(&words[0])
    }

    /// Chooses the language of the pages; also `qps-ploc`, which a debug build has.
    pub(crate) fn speaks(&mut self, lang: &str) -> &mut Self {
        let token = self.token();
        self.post_as_typed(
            "/language",
            &text_of_fields(&[("csrf", &token), ("language", lang), ("return_to", "/account")]),
        );
        assert!(self.page.status < 400, "the language {lang} was refused: {}", self.page.text());
        self
    }

    /// Opens an address and follows redirects.
    pub(crate) fn get(&mut self, path: impl ToString) -> &mut Self {
        let page = self.send("GET", &path.to_string(), None, &[]);
        self.arrive(page)
    }

    /// Sends fields with the right token, as a form of ours would.
    pub(crate) fn post(&mut self, path: impl ToString, fields: &[(&str, &str)]) -> &mut Self {
        let token = self.token();
        let mut all = vec![("csrf", token.as_str())];
        all.extend_from_slice(fields);
        self.post_as_typed(&path.to_string(), &text_of_fields(&all))
    }

    /// Sends a body as it is, and follows redirects.
    pub(crate) fn post_as_typed(&mut self, path: &str, body: &str) -> &mut Self {
        let page = self.send("POST", path, Some(body.as_bytes()), &[]);
        self.arrive(page)
    }

    /// The anti-forgery token of this session.
    pub(crate) fn token(&mut self) -> String {
        if let Some(token) = self.page.csrf() {
            return token;
        }
        let page = self.send("GET", "/no-such-page", None, &[]);
        page.csrf().expect("every page has a form with a token")
    }

    /// Types into the field with this label, or picks the option with these words.
    pub(crate) fn fill(&mut self, label: &str, text: &str) -> &mut Self {
        let html = self.page.html();
        let place = forms::control(&html, label, self.beside.as_deref());
        let value = forms::value_for(&html, place, text);
        self.typed.push((place, value));
        self
    }

    /// Ticks the box, or chooses the one of several, with this label.
    pub(crate) fn choose(&mut self, label: &str) -> &mut Self {
        let html = self.page.html();
        let place = forms::control(&html, label, self.beside.as_deref());
        self.typed.extend(forms::rivals(&html, place).into_iter().map(|rival| (rival, Typed::Ticked(false))));
        self.typed.push((place, Typed::Ticked(true)));
        self
    }

    /// Means the fields and buttons nearest to this text, until the next page: a row, a card.
    pub(crate) fn beside(&mut self, text: &str) -> &mut Self {
        self.beside = Some(text.to_owned());
        self
    }

    /// Presses the button, or follows the link, with these words.
    pub(crate) fn click(&mut self, words: &str) -> &mut Self {
        let html = self.page.html();
        let pressed = forms::button(&html, words, self.beside.as_deref());
        if let Some(href) = pressed.attr("href") {
            let href = href.to_owned();
            return self.get(href);
        }
        let sending = forms::sending(&html, pressed, &self.typed, &self.page.path);
        let body = serde_urlencoded::to_string(&sending.fields).unwrap();
        if sending.is_post {
            return self.post_as_typed(&sending.action, &body);
        }
        let path = sending.action.split('?').next().unwrap_or_default().to_owned();
        self.get(format!("{path}?{body}"))
    }

    /// The page.
    pub(crate) fn page(&self) -> &Page {
        &self.page
    }

    /// Whether the page says this.
    pub(crate) fn sees(&self, words: &str) -> bool {
        self.page.text().contains(words)
    }

    /// The cookie's value.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Sets a cookie, as an attacker or another tab would.
    pub(crate) fn set_cookie(&mut self, name: &str, value: &str) -> &mut Self {
        self.cookies.retain(|(known, _)| known != name);
        self.cookies.push((name.to_owned(), value.to_owned()));
        self
    }

    fn arrive(&mut self, mut page: Page) -> &mut Self {
        for _redirect in 0..10 {
            let Some(location) = page.header("location").filter(|_| (300..400).contains(&page.status)) else { break };
            let path = location.strip_prefix(&self.origin).unwrap_or(location).to_owned();
            assert!(path.starts_with('/'), "a redirect leaves the site: {path}");
            page = self.send("GET", &path, None, &[]);
        }
        self.page = page;
        self.typed.clear();
        self.beside = None;
        self
    }

    /// The same browser, with its cookies and its page, at another server.
    pub(crate) fn at(mut self, origin: &str) -> Self {
        origin.clone_into(&mut self.origin);
        self
    }

    /// One request and its answer as it is, with these headers besides those of a browser; an empty
    /// value leaves one out.
    pub(crate) fn send(&mut self, method: &str, path: &str, body: Option<&[u8]>, headers: &[(&str, &str)]) -> Page {
        self.attempt(method, path, body, headers).unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    /// The same of a server that may die before it has answered.
    pub(crate) fn attempt(
        &mut self,
        method: &str,
        path: &str,
        body: Option<&[u8]>,
        headers: &[(&str, &str)],
    ) -> Result<Page, ureq::Error> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.origin));
        for (name, value) in self.headers(method, headers) {
            request = request.header(name, value);
        }
        let mut answer = match body {
            Some(body) => self.agent.run(request.body(body).unwrap()),
            None => self.agent.run(request.body(()).unwrap()),
        }?;
        let text = |value: &ureq::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers: Vec<(String, String)> =
            answer.headers().iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect();
        let body = answer.body_mut().with_config().limit(64 * 1024 * 1024).read_to_vec()?;
        let page = Page { path: path.to_owned(), status: answer.status().as_u16(), headers, body };
        self.keep_cookies(&page);
        Ok(page)
    }

    /// The headers of a request: those of a browser, and these instead or besides.
    pub(crate) fn headers(&self, method: &str, others: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut all = vec![("accept-language".to_owned(), "en".to_owned())];
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            all.push(("cookie".to_owned(), pairs.join("; ")));
        }
        if method == "POST" {
            all.push(("origin".to_owned(), self.origin.clone()));
            all.push(("sec-fetch-site".to_owned(), "same-origin".to_owned()));
            all.push(("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned()));
        }
        for (name, value) in others {
            all.retain(|(known, _)| known != name);
            all.push(((*name).to_owned(), (*value).to_owned()));
        }
        all.retain(|(_, value)| !value.is_empty());
        all
    }

    /// The server's host and port.
    pub(crate) fn host(&self) -> &str {
        self.origin.trim_start_matches("http://")
    }

    fn keep_cookies(&mut self, page: &Page) {
        for (_, set) in page.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let (pair, attributes) = set.split_once(';').unwrap_or((set, ""));
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() && !attributes.contains("Max-Age=0") {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}
