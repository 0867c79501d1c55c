//! What a ticket can be about: services are our issue types, problem classifications our categories. Floor 4.
//! S-73, S-74.

use actix_web::http::StatusCode;

use super::answers::{Classification, ClassificationProperties, Service, ServiceProperties};
use crate::api::frame::wire::Page;
use crate::api::{Answer, Answered, Call, Endpoint, Face, Refused};
use crate::domain::roles::Perm;
use crate::domain::support::{Category, IssueType, ProblemType, Topic};
use crate::i18n::{Lang, Texts};
use crate::ops::App;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let get = |path, act| Endpoint::get(Face::Arm, path, Perm::OwnAccount, act);
    vec![
        get("/providers/Microsoft.Support/services", list).answers::<Page<Service>>(),
        get("/providers/Microsoft.Support/services/{service}", show).answers::<Service>(),
        get("/providers/Microsoft.Support/services/{service}/problemClassifications", classifications)
            .answers::<Page<Classification>>(),
        get("/providers/Microsoft.Support/services/{service}/problemClassifications/{classification}", classification)
            .answers::<Classification>(),
    ]
}

pub(super) fn service_id(issue: IssueType) -> String {
    format!("/providers/Microsoft.Support/services/{}", issue.code())
}

pub(super) fn classification_id(issue: IssueType, category: Category) -> String {
    format!("{}/problemClassifications/{}", service_id(issue), category.code())
}

pub(super) fn service_name(issue: IssueType) -> String {
    Texts::new(Lang::En).issue_type(&issue).to_owned()
}

pub(super) fn classification_name(category: Category) -> String {
    Texts::new(Lang::En).category(&category).to_owned()
}

/// The last part of an id, or the whole of a bare name.
fn last(id: &str) -> String {
    id.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_ascii_lowercase()
}

/// What the ids of a service and of a problem classification say together.
pub(super) fn topic(service: &str, classification: &str) -> Result<Topic, Refused> {
    let wrong = |what: &str| Refused::bad("BadRequest", format!("There is no such {what}."));
    let issue: IssueType = last(service).parse().map_err(|_unknown| wrong("service"))?;
    let category: Category = last(classification).parse().map_err(|_unknown| wrong("problem classification"))?;
    let problem = category.problem().filter(|problem| problem.issue() == Some(issue));
    let problem = problem.ok_or_else(|| wrong("problem classification of this service"))?;
    Ok(Topic { issue: Some(issue), problem: Some(problem), category: Some(category) })
}

fn service(issue: IssueType) -> Service {
    Service {
        id: service_id(issue),
        name: issue.code().to_owned(),
        kind: "Microsoft.Support/services",
        properties: ServiceProperties { display_name: service_name(issue), resource_types: Vec::new() },
    }
}

fn written(issue: IssueType, category: Category) -> Classification {
    let display_name = classification_name(category);
    Classification {
        id: classification_id(issue, category),
        name: category.code().to_owned(),
        kind: "Microsoft.Support/problemClassifications",
        properties: ClassificationProperties { display_name, secondary_consent_enabled: Vec::new() },
    }
}

fn list(_: &App, call: &Call) -> Answered {
    Answer::ok(&call.arm_page(IssueType::ALL.iter().copied().map(service).collect(), None))
}

fn issue_of(call: &Call) -> Result<IssueType, Refused> {
    let message = "There is no such service.";
    last(call.part("service"))
        .parse()
        .map_err(|_unknown| Refused::new(StatusCode::NOT_FOUND, "ResourceNotFound", message))
}

fn show(_: &App, call: &Call) -> Answered {
    Answer::ok(&service(issue_of(call)?))
}

fn categories(issue: IssueType) -> impl Iterator<Item = Category> {
    issue.problems().flat_map(ProblemType::categories).copied()
}

fn classifications(_: &App, call: &Call) -> Answered {
    let issue = issue_of(call)?;
    Answer::ok(&call.arm_page(categories(issue).map(|category| written(issue, category)).collect(), None))
}

fn classification(_: &App, call: &Call) -> Answered {
    let issue = issue_of(call)?;
    let wanted = last(call.part("classification"));
    let found = categories(issue).find(|category| category.code() == wanted).ok_or_else(Refused::not_found)?;
    Answer::ok(&written(issue, found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back_and_only_under_their_service() {
        for &issue in IssueType::ALL {
            for category in categories(issue) {
                let found = topic(&service_id(issue), &classification_id(issue, category)).unwrap();
                assert_eq!((found.issue, found.category, found.fault()), (Some(issue), Some(category), None));
            }
        }
        assert!(topic("technical", "exchanges_and_refunds").is_err());
        assert!(topic("/providers/Microsoft.Support/services/Billing/", "EXCHANGES_AND_REFUNDS").is_ok());
    }
}
