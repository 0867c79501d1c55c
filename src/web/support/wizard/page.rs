//! The page of a step. Floor 4.

use askama::Template;

use super::fields::DraftForm;
use crate::access::may;
use crate::domain::support::{ContactMethod, IssueType, ProblemType, Severity, Step};
use crate::http::cx::Cx;
use crate::http::extract::OnCustomer;
use crate::http::forms::FormErrors;
use crate::http::links;
use crate::ops::App;
use crate::ops::markets::Market;
use crate::ops::support::{NamedRequest, RequestView, ScanRule};
use crate::web::customer_frame::{CustomerFrame, Section};
use crate::web::places;
use crate::web::support::said::{self, kilobytes};

#[derive(Template)]
#[template(path = "support/draft.html")]
pub(super) struct DraftPage<'a> {
    pub(super) cx: &'a Cx,
    pub(super) frame: CustomerFrame,
    pub(super) on: &'a OnCustomer<may::CreateSupportRequests>,
    pub(super) step: Step,
    pub(super) form: DraftForm,
    pub(super) errors: FormErrors,
    pub(super) view: Option<RequestView>,
    pub(super) unsent: Vec<NamedRequest>,
    pub(super) countries: Vec<(String, String)>,
    pub(super) rule: ScanRule,
    pub(super) is_incomplete: bool,
}

impl DraftPage<'_> {
    fn action(&self) -> String {
        match &self.view {
            Some(view) => links::SupportDraft::to(&self.on.id(), &view.named.request.id, &self.step).to_string(),
            None => links::SupportNew::to(&self.on.id()).to_string(),
        }
    }

    fn number(&self) -> usize {
        usize::try_from(self.step.number()).unwrap_or(1)
    }

    fn steps(&self) -> Vec<&'static str> {
        Step::ALL.iter().map(|step| self.cx.t.support_step(step)).collect()
    }

    fn is(&self, step: Step) -> bool {
        self.step == step
    }

    /// The issue type chosen in step 1, whose problem types step 2 offers.
    fn issue(&self) -> Option<IssueType> {
        self.view.as_ref().and_then(|view| view.named.request.topic.issue)
    }

    fn problems(&self) -> Vec<ProblemType> {
        self.issue().map_or_else(Vec::new, |issue| issue.problems().collect())
    }

    /// What the severity means here: for billing it does not set the clock.
    fn severity_hint(&self) -> &'static str {
        match self.issue() {
            Some(IssueType::Billing) => self.cx.t.support_billing_promise(),
            Some(IssueType::Subscriptions | IssueType::Technical | IssueType::Quota) | None => {
                self.cx.t.support_severity_hint()
            }
        }
    }

    fn ids(&self) -> Vec<(&'static str, String)> {
        self.view.as_ref().map_or_else(Vec::new, |view| said::ids(self.cx.t, view))
    }

    fn rule_words(&self) -> &'static str {
        said::scan_words(self.cx.t, self.rule)
    }
}

pub(super) fn page<'a>(
    cx: &'a Cx,
    app: &App,
    on: &'a OnCustomer<may::CreateSupportRequests>,
    step: Step,
    view: Option<RequestView>,
    markets: &[Market],
) -> DraftPage<'a> {
    let form = view.as_ref().map(DraftForm::of).unwrap_or_default();
    DraftPage {
        cx,
        frame: CustomerFrame::at(cx, on.customer(), Section::Support).here(cx.t.support_new()),
        on,
        step,
        countries: places::choices_with(cx.t, markets, &form.country),
        form,
        errors: FormErrors::new(),
        view,
        unsent: Vec::new(),
        rule: ScanRule::of(&app.config),
        is_incomplete: false,
    }
}
