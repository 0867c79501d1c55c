//! The fields of the wizard: what a draft says, what is kept of a step, what is wrong with it. Floor 4.

use serde::Deserialize;

use crate::domain::support::{Category, Contact, ContactMethod, IssueType, ProblemType, Severity, Step};
use crate::domain::text::{CountryCode, Email, PersonName, Phone, Prose, RequestTitle};
use crate::http::cx::Cx;
use crate::http::forms::FormErrors;
use crate::i18n::Lang;
use crate::ops::support::{Basics, DraftPart, RequestView};
use crate::web::field_words::text_problem;

/// The fields of all steps, as they were typed; each step sends its own.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::web::support) struct DraftForm {
    pub(super) act: String,
    pub(super) issue: String,
    pub(super) about: String,
    pub(super) topic: String,
    pub(super) category: String,
    pub(super) severity: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) method: String,
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) email: String,
    pub(super) phone: String,
    pub(super) language: String,
    pub(super) country: String,
}

impl DraftForm {
    /// What a draft says, as the fields of its pages.
    pub(super) fn of(view: &RequestView) -> Self {
        let request = &view.named.request;
        let contact = request.contact.clone();
        let number = view.order_number.map(|it| it.to_string()).unwrap_or_default();
        Self {
            act: String::new(),
            issue: request.topic.issue.map_or_else(String::new, |it| it.code().to_owned()),
            about: request.reservation_id.map_or(number, |it| it.to_string()),
            topic: String::new(),
            category: request.topic.category.map_or_else(String::new, |it| it.code().to_owned()),
            severity: request.severity.code().to_owned(),
            title: request.title.clone(),
            description: request.description.clone(),
            method: contact.method.map_or_else(String::new, |it| it.code().to_owned()),
            first_name: contact.first_name,
            last_name: contact.last_name,
            email: contact.email,
            phone: contact.phone,
            language: contact.language,
            country: contact.country,
        }
    }

    /// What is kept of a step, whether it is complete or not.
    pub(super) fn part(&self, step: Step) -> DraftPart {
        match step {
            Step::Basics => DraftPart::Basics(self.basics()),
            Step::Problem => DraftPart::Problem {
                category: self.category.parse().ok(),
                severity: self.severity.parse().unwrap_or(Severity::Minimal),
                title: kept(&self.title, RequestTitle::parse(&self.title).ok().map(|it| it.to_string()), 150),
                description: kept(
                    &self.description,
                    Prose::parse(&self.description).ok().map(|it| it.to_string()),
                    8_000,
                ),
            },
            Step::Contact => DraftPart::Contact(Contact {
                first_name: kept(&self.first_name, None, 100),
                last_name: kept(&self.last_name, None, 100),
                email: kept(&self.email, Email::parse(&self.email).ok().map(|it| it.to_string()), 254),
                phone: kept(&self.phone, Phone::parse(&self.phone).ok().map(|it| it.to_string()), 30),
                method: self.method.parse().ok(),
                language: kept(&self.language, None, 10),
                country: kept(&self.country, None, 2),
            }),
        }
    }

    pub(super) fn basics(&self) -> Basics {
        Basics { issue: self.issue.parse().ok(), subject: self.about.clone() }
    }

    /// What is wrong with a step that is to be complete.
    pub(super) fn check(&self, step: Step, cx: &Cx, issue: Option<IssueType>) -> FormErrors {
        let (t, mut errors) = (cx.t, FormErrors::new());
        match step {
            Step::Basics => {
                errors
                    .check("issue", self.issue.parse::<IssueType>(), |_| t.errors_field_not_chosen(t.support_issue()));
            }
            Step::Problem => {
                let category = self.category.parse::<Category>().ok();
                let fits = category.and_then(Category::problem).and_then(ProblemType::issue) == issue;
                errors.check("category", category.filter(|_| fits).ok_or(()), |()| {
                    t.errors_field_not_chosen(t.support_problem_and_category())
                });
                errors.check("severity", self.severity.parse::<Severity>(), |_| {
                    t.errors_field_not_chosen(t.support_severity())
                });
                errors.check("title", RequestTitle::parse(&self.title), |error| {
                    text_problem(t, t.support_subject_line(), error)
                });
                errors.check("description", Prose::parse(&self.description), |error| {
                    text_problem(t, t.support_description(), error)
                });
            }
            Step::Contact => self.check_contact(cx, &mut errors),
        }
        errors
    }

    fn check_contact(&self, cx: &Cx, errors: &mut FormErrors) {
        let t = cx.t;
        let method = errors
            .check("method", self.method.parse::<ContactMethod>(), |_| t.errors_field_not_chosen(t.support_method()));
        for (field, typed, label) in [
            ("first_name", &self.first_name, t.support_first_name()),
            ("last_name", &self.last_name, t.support_last_name()),
        ] {
            errors.check(field, PersonName::parse(typed), |error| text_problem(t, label, error));
        }
        errors.check("email", Email::parse(&self.email), |_| t.errors_field_not_an_email().to_owned());
        if method == Some(ContactMethod::Phone) && self.phone.trim().is_empty() {
            errors.add("phone", t.support_phone_needed());
        } else if !self.phone.trim().is_empty() {
            errors.check("phone", Phone::parse(&self.phone), |error| text_problem(t, t.support_phone(), error));
        }
        errors.check("language", Lang::parse(&self.language).ok_or(()), |()| {
            t.errors_field_not_chosen(t.support_language())
        });
        errors.check("country", CountryCode::parse(&self.country), |_| t.errors_field_not_chosen(t.support_country()));
    }
}

/// The checked text, or as much of the typed one as a row holds.
fn kept(typed: &str, checked: Option<String>, most: usize) -> String {
    checked.unwrap_or_else(|| typed.trim().chars().take(most).collect())
}
