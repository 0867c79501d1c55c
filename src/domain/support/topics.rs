//! What a request is about: issue type, problem type, category, as one table. Floor 0. S-73, S-74.
//!
//! The words of each stand in the three languages under `support-issue-…`, `support-problem-…` and
//! `support-category-…`.

use crate::domain::codes::codes;

codes! {
    /// The issue type of step 1 (S-73).
    IssueType, NotAnIssueType {
        /// Money: reservations bought and returned, invoices, prices.
        Billing = "billing",
        /// Subscriptions and who may do what in them.
        Subscriptions = "subscription_management",
        /// Something does not work.
        Technical = "technical",
        /// More of something than a subscription allows.
        Quota = "quota",
    }
    /// The problem type of step 2 (S-74).
    ProblemType, NotAProblemType {
        /// Buying, changing and returning reservations.
        ReservationManagement = "reservation_management",
        /// What was bought for a customer, and giving it back (S-100).
        PurchaseRefund = "csp_purchase_refund",
        /// What was charged.
        Invoices = "invoices",
        /// What things cost.
        Prices = "prices",
        /// Where a subscription stands.
        SubscriptionState = "subscription_state",
        /// Who may do what.
        Access = "access",
        /// What a reservation covers.
        Benefit = "reservation_benefit",
        /// The pages of the portal.
        Portal = "portal",
        /// Downloads and keys.
        SoftwareDelivery = "software_delivery",
        /// vCPUs of a region.
        ComputeQuota = "compute_quota",
    }
    /// The category of step 2 (S-74).
    Category, NotACategory {
        /// Money back, or another reservation for it.
        ExchangesAndRefunds = "exchanges_and_refunds",
        /// A purchase that did not go through.
        Purchase = "purchase",
        /// Scope, subscription, split and merge.
        Changes = "scope_and_changes",
        /// Renewal and expiry.
        Renewal = "renewal",
        /// Software given back.
        SoftwareCancellation = "software_cancellation",
        /// A charge nobody expected.
        UnexpectedCharge = "unexpected_charge",
        /// An invoice or credit note that is not there.
        MissingDocument = "missing_document",
        /// A payment.
        Payment = "payment",
        /// A price other than on the list.
        WrongPrice = "wrong_price",
        /// Currency or country.
        Currency = "currency",
        /// It cannot be added or registered.
        CannotBeAdded = "cannot_be_added",
        /// It is suspended or deleted.
        Suspended = "suspended",
        /// Delegated administration.
        Delegation = "delegated_administration",
        /// A role that is missing or too much.
        Roles = "roles",
        /// The discount does not show.
        DiscountMissing = "discount_missing",
        /// The utilization is not what it should be.
        Utilization = "utilization",
        /// A page does not work.
        PageFails = "page_fails",
        /// A page is slow.
        PageSlow = "page_slow",
        /// A download fails.
        DownloadFails = "download_fails",
        /// A key is not taken.
        KeyRefused = "key_refused",
        /// More vCPUs of a size.
        MoreCores = "more_cores",
        /// A size or region that is not offered.
        NotOffered = "not_offered",
    }
}

/// The problem types of each issue type with their categories: the one table of the wizard.
const TABLE: &[(IssueType, ProblemType, &[Category])] = &[
    (
        IssueType::Billing,
        ProblemType::ReservationManagement,
        &[Category::ExchangesAndRefunds, Category::Purchase, Category::Changes, Category::Renewal],
    ),
    (IssueType::Billing, ProblemType::PurchaseRefund, &[Category::SoftwareCancellation]),
    (
        IssueType::Billing,
        ProblemType::Invoices,
        &[Category::UnexpectedCharge, Category::MissingDocument, Category::Payment],
    ),
    (IssueType::Billing, ProblemType::Prices, &[Category::WrongPrice, Category::Currency]),
    (IssueType::Subscriptions, ProblemType::SubscriptionState, &[Category::CannotBeAdded, Category::Suspended]),
    (IssueType::Subscriptions, ProblemType::Access, &[Category::Delegation, Category::Roles]),
    (IssueType::Technical, ProblemType::Benefit, &[Category::DiscountMissing, Category::Utilization]),
    (IssueType::Technical, ProblemType::Portal, &[Category::PageFails, Category::PageSlow]),
    (IssueType::Technical, ProblemType::SoftwareDelivery, &[Category::DownloadFails, Category::KeyRefused]),
    (IssueType::Quota, ProblemType::ComputeQuota, &[Category::MoreCores, Category::NotOffered]),
];

impl IssueType {
    /// Its problem types, in order.
    pub fn problems(self) -> impl Iterator<Item = ProblemType> {
        TABLE.iter().filter(move |(issue, ..)| *issue == self).map(|(_, problem, _)| *problem)
    }
}

impl ProblemType {
    /// The issue type it belongs to.
    pub fn issue(self) -> Option<IssueType> {
        TABLE.iter().find(|(_, problem, _)| *problem == self).map(|(issue, ..)| *issue)
    }

    /// Its categories, in order.
    pub fn categories(self) -> &'static [Category] {
        TABLE.iter().find(|(_, problem, _)| *problem == self).map_or(&[], |(.., categories)| *categories)
    }
}

impl Category {
    /// The problem type it belongs to.
    pub fn problem(self) -> Option<ProblemType> {
        TABLE.iter().find(|(.., categories)| categories.contains(&self)).map(|(_, problem, _)| *problem)
    }
}

/// What a request is about, as far as it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Topic {
    /// Issue type.
    pub issue: Option<IssueType>,
    /// Problem type.
    pub problem: Option<ProblemType>,
    /// Category.
    pub category: Option<Category>,
}

/// What a topic lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TopicFault {
    /// No issue type.
    Issue,
    /// No problem type, or one of another issue type.
    Problem,
    /// No category, or one of another problem type.
    Category,
}

impl Topic {
    /// What every refund and exchange is filed under (S-73, S-74).
    pub const REFUND: Self = Self {
        issue: Some(IssueType::Billing),
        problem: Some(ProblemType::ReservationManagement),
        category: Some(Category::ExchangesAndRefunds),
    };

    /// What every cancellation of software is filed under (S-100).
    pub const PURCHASE_REFUND: Self = Self {
        issue: Some(IssueType::Billing),
        problem: Some(ProblemType::PurchaseRefund),
        category: Some(Category::SoftwareCancellation),
    };

    /// What is still missing, first things first.
    pub fn fault(self) -> Option<TopicFault> {
        let Some(issue) = self.issue else { return Some(TopicFault::Issue) };
        let Some(problem) = self.problem.filter(|problem| problem.issue() == Some(issue)) else {
            return Some(TopicFault::Problem);
        };
        let category = self.category.filter(|category| category.problem() == Some(problem));
        if category.is_none() { Some(TopicFault::Category) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_issue_type_has_problems_and_every_problem_its_categories() {
        for issue in IssueType::ALL {
            assert!(issue.problems().count() > 0, "{issue}");
        }
        for problem in ProblemType::ALL {
            assert!(problem.issue().is_some() && !problem.categories().is_empty(), "{problem}");
        }
        for category in Category::ALL {
            let rows = TABLE.iter().filter(|(.., categories)| categories.contains(category)).count();
            assert_eq!(rows, 1, "{category}");
        }
    }

    #[test]
    fn s_74_a_refund_has_a_whole_topic_and_a_category_elsewhere_is_none() {
        assert_eq!(Topic::REFUND.fault(), None);
        let moved = Topic { issue: Some(IssueType::Quota), ..Topic::REFUND };
        assert_eq!(moved.fault(), Some(TopicFault::Problem));
        let other = Topic { category: Some(Category::MoreCores), ..Topic::REFUND };
        assert_eq!(other.fault(), Some(TopicFault::Category));
        assert_eq!(Topic::default().fault(), Some(TopicFault::Issue));
    }
}
