//! Words for support requests. Exhaustive like `words`.

use super::Texts;
use crate::domain::support::{
    Answer, Category, ContactMethod, FileState, IssueType, ProblemType, RequestState, Severity, Step,
};

impl Texts {
    /// `Attention needed`.
    pub fn request_state(self, state: &RequestState) -> &'static str {
        match state {
            RequestState::Draft => self.states_request_draft(),
            RequestState::Open => self.states_request_open(),
            RequestState::AttentionNeeded => self.states_request_attention_needed(),
            RequestState::Closed => self.states_request_closed(),
        }
    }

    /// `A, critical`.
    pub fn severity(self, severity: &Severity) -> &'static str {
        match severity {
            Severity::Critical => self.support_severity_critical(),
            Severity::Moderate => self.support_severity_moderate(),
            Severity::Minimal => self.support_severity_minimal(),
        }
    }

    /// What the severity means, and what is promised.
    pub fn about_severity(self, severity: &Severity) -> &'static str {
        match severity {
            Severity::Critical => self.support_about_severity_critical(),
            Severity::Moderate => self.support_about_severity_moderate(),
            Severity::Minimal => self.support_about_severity_minimal(),
        }
    }

    /// `Billing`.
    pub fn issue_type(self, issue: &IssueType) -> &'static str {
        match issue {
            IssueType::Billing => self.support_issue_billing(),
            IssueType::Subscriptions => self.support_issue_subscriptions(),
            IssueType::Technical => self.support_issue_technical(),
            IssueType::Quota => self.support_issue_quota(),
        }
    }

    /// What belongs to the issue type.
    pub fn about_issue_type(self, issue: &IssueType) -> &'static str {
        match issue {
            IssueType::Billing => self.support_about_issue_billing(),
            IssueType::Subscriptions => self.support_about_issue_subscriptions(),
            IssueType::Technical => self.support_about_issue_technical(),
            IssueType::Quota => self.support_about_issue_quota(),
        }
    }

    /// `Reservation management`.
    pub fn problem_type(self, problem: &ProblemType) -> &'static str {
        match problem {
            ProblemType::ReservationManagement => self.support_problem_reservation_management(),
            ProblemType::PurchaseRefund => self.support_problem_purchase_refund(),
            ProblemType::Invoices => self.support_problem_invoices(),
            ProblemType::Prices => self.support_problem_prices(),
            ProblemType::SubscriptionState => self.support_problem_subscription_state(),
            ProblemType::Access => self.support_problem_access(),
            ProblemType::Benefit => self.support_problem_benefit(),
            ProblemType::Portal => self.support_problem_portal(),
            ProblemType::SoftwareDelivery => self.support_problem_software_delivery(),
            ProblemType::ComputeQuota => self.support_problem_compute_quota(),
        }
    }

    /// `Exchanges and refunds`.
    pub fn category(self, category: &Category) -> &'static str {
        match category {
            Category::ExchangesAndRefunds => self.support_category_exchanges_and_refunds(),
            Category::Purchase => self.support_category_purchase(),
            Category::Changes => self.support_category_changes(),
            Category::Renewal => self.support_category_renewal(),
            Category::SoftwareCancellation => self.support_category_software_cancellation(),
            Category::UnexpectedCharge => self.support_category_unexpected_charge(),
            Category::MissingDocument => self.support_category_missing_document(),
            Category::Payment => self.support_category_payment(),
            Category::WrongPrice => self.support_category_wrong_price(),
            Category::Currency => self.support_category_currency(),
            Category::CannotBeAdded => self.support_category_cannot_be_added(),
            Category::Suspended => self.support_category_suspended(),
            Category::Delegation => self.support_category_delegation(),
            Category::Roles => self.support_category_roles(),
            Category::DiscountMissing => self.support_category_discount_missing(),
            Category::Utilization => self.support_category_utilization(),
            Category::PageFails => self.support_category_page_fails(),
            Category::PageSlow => self.support_category_page_slow(),
            Category::DownloadFails => self.support_category_download_fails(),
            Category::KeyRefused => self.support_category_key_refused(),
            Category::MoreCores => self.support_category_more_cores(),
            Category::NotOffered => self.support_category_not_offered(),
        }
    }

    /// `Basics`.
    pub fn support_step(self, step: &Step) -> &'static str {
        match step {
            Step::Basics => self.support_step_basics(),
            Step::Problem => self.support_step_problem(),
            Step::Contact => self.support_step_contact(),
        }
    }

    /// `Email`.
    pub fn contact_method(self, method: &ContactMethod) -> &'static str {
        match method {
            ContactMethod::Email => self.support_method_email(),
            ContactMethod::Phone => self.support_method_phone(),
        }
    }

    /// `In quarantine`.
    pub fn file_state(self, state: &FileState) -> &'static str {
        match state {
            FileState::Quarantined => self.support_file_quarantined(),
            FileState::Released => self.support_file_released(),
            FileState::Refused => self.support_file_refused(),
        }
    }

    /// `Due in 2 h 5 min`.
    pub fn answer(self, answer: &Answer) -> String {
        match answer {
            Answer::InTime => self.support_clock_in_time().to_owned(),
            Answer::Late(seconds) => self.support_clock_late(self.span(*seconds)),
            Answer::DueIn(seconds) => self.support_clock_due(self.span(*seconds)),
            Answer::Overdue(seconds) => self.support_clock_overdue(self.span(*seconds)),
            Answer::None => self.support_clock_none().to_owned(),
        }
    }

    /// `3 d 4 h`, `2 h 5 min`, `12 min`: two parts are enough to act on.
    pub fn span(self, seconds: i64) -> String {
        let minutes = seconds.max(0) / 60;
        let (hours, days) = (minutes / 60, minutes / (24 * 60));
        if days > 0 {
            self.support_span_days(days, hours % 24)
        } else if hours > 0 {
            self.support_span_hours(hours, minutes % 60)
        } else {
            self.support_span_minutes(minutes)
        }
    }
}
