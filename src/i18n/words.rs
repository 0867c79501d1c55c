//! Words for values of the domain: each `match` lists every variant, so that a new one does not build
//! until it has its three texts.

use super::Texts;
use crate::domain::carts::{AppliedScope, BillingPlan, CartState, Optimise};
use crate::domain::customers::{CustomerState, Segment};
use crate::domain::orders::{ChargeState, OrderStatus};
use crate::domain::partners::PartnerKind;
use crate::domain::reservations::DisplayState;
use crate::domain::roles::{Category, Perm, Role, Verdict};
use crate::domain::software::{EntitlementState, Licensing};
use crate::domain::subscriptions::SubscriptionState;
use crate::domain::term::Term;

impl Texts {
    /// `Admin agent`.
    pub fn role(self, role: &Role) -> &'static str {
        match role {
            Role::GlobalAdmin => self.roles_global_admin(),
            Role::BillingAdmin => self.roles_billing_admin(),
            Role::UserManagementAdmin => self.roles_user_management_admin(),
            Role::AdminAgent => self.roles_admin_agent(),
            Role::SalesAgent => self.roles_sales_agent(),
            Role::HelpdeskAgent => self.roles_helpdesk_agent(),
            Role::CustomerUser => self.roles_customer_user(),
            Role::DeskAgent => self.roles_desk_agent(),
            Role::InstallationAdmin => self.roles_installation_admin(),
        }
    }

    /// A sentence on what the role is for.
    pub fn about_role(self, role: &Role) -> &'static str {
        match role {
            Role::GlobalAdmin => self.roles_about_global_admin(),
            Role::BillingAdmin => self.roles_about_billing_admin(),
            Role::UserManagementAdmin => self.roles_about_user_management_admin(),
            Role::AdminAgent => self.roles_about_admin_agent(),
            Role::SalesAgent => self.roles_about_sales_agent(),
            Role::HelpdeskAgent => self.roles_about_helpdesk_agent(),
            Role::CustomerUser => self.roles_about_customer_user(),
            Role::DeskAgent => self.roles_about_desk_agent(),
            Role::InstallationAdmin => self.roles_about_installation_admin(),
        }
    }

    /// `Administrator roles`.
    pub fn role_category(self, category: &Category) -> &'static str {
        match category {
            Category::Administrator => self.roles_category_administrator(),
            Category::Agent => self.roles_category_agent(),
            Category::Customer => self.roles_category_customer(),
        }
    }

    /// What the permission lets a person do: `Export the customer list`.
    pub fn permission(self, perm: &Perm) -> &'static str {
        match perm {
            Perm::ListCustomers => self.roles_can_list_customers(),
            Perm::ExportCustomers => self.roles_can_export_customers(),
            Perm::CreateCustomers => self.roles_can_create_customers(),
            Perm::EditCustomers => self.roles_can_edit_customers(),
            Perm::RequestRelationship => self.roles_can_request_relationship(),
            Perm::RemoveRelationship => self.roles_can_remove_relationship(),
            Perm::OpenPortalView => self.roles_can_open_portal_view(),
            Perm::SeeCatalog => self.roles_can_see_catalog(),
            Perm::AddSubscriptions => self.roles_can_add_subscriptions(),
            Perm::PlaceOrders => self.roles_can_place_orders(),
            Perm::BuyInPortalView => self.roles_can_buy_in_portal_view(),
            Perm::ViewReservations => self.roles_can_view_reservations(),
            Perm::ConfigureReservations => self.roles_can_configure_reservations(),
            Perm::ManageReservationAccess => self.roles_can_manage_reservation_access(),
            Perm::FileRefunds => self.roles_can_file_refunds(),
            Perm::ConfirmRefunds => self.roles_can_confirm_refunds(),
            Perm::BuySoftware => self.roles_can_buy_software(),
            Perm::SeeSoftware => self.roles_can_see_software(),
            Perm::SeeSoftwareKeys => self.roles_can_see_software_keys(),
            Perm::CancelSoftware => self.roles_can_cancel_software(),
            Perm::CreateSupportRequests => self.roles_can_create_support_requests(),
            Perm::ViewSupportRequests => self.roles_can_view_support_requests(),
            Perm::SeeInvoices => self.roles_can_see_invoices(),
            Perm::ViewOrders => self.roles_can_view_orders(),
            Perm::ToggleCustomerPurchase => self.roles_can_toggle_customer_purchase(),
            Perm::SeeActivity => self.roles_can_see_activity(),
            Perm::ManageUsers => self.roles_can_manage_users(),
            Perm::AssignSubscriptionRoles => self.roles_can_assign_subscription_roles(),
            Perm::ManageSubscriptionAccess => self.roles_can_manage_subscription_access(),
            Perm::EditSubscriptions => self.roles_can_edit_subscriptions(),
            Perm::OwnAccount => self.roles_can_own_account(),
            Perm::ImportPrices => self.roles_can_import_prices(),
            Perm::DecideRequests => self.roles_can_decide_requests(),
            Perm::SwitchPolicies => self.roles_can_switch_policies(),
            Perm::SeePolicies => self.roles_can_see_policies(),
            Perm::SettleRefunds => self.roles_can_settle_refunds(),
            Perm::ReadMessages => self.roles_can_read_messages(),
            Perm::SeeMails => self.roles_can_see_mails(),
            Perm::ManageUsage => self.roles_can_manage_usage(),
            Perm::SeeSavings => self.roles_can_see_savings(),
        }
    }

    /// Why an act is refused or limited; `None` where it is simply allowed.
    pub fn verdict(self, verdict: &Verdict) -> Option<&'static str> {
        match verdict {
            Verdict::Yes => None,
            Verdict::No => Some(self.errors_403_what()),
            Verdict::ViewOnly => Some(self.roles_view_only()),
            Verdict::WithSubscriptionAccess => Some(self.roles_needs_subscription_access()),
            Verdict::WithCustomerPermission => Some(self.roles_needs_customer_permission()),
            Verdict::Own => Some(self.roles_own_only()),
        }
    }

    /// `Direct bill partner`.
    pub fn partner_kind(self, kind: &PartnerKind) -> &'static str {
        match kind {
            PartnerKind::DirectBill => self.roles_partner_direct_bill(),
            PartnerKind::IndirectProvider => self.roles_partner_indirect_provider(),
            PartnerKind::IndirectReseller => self.roles_partner_indirect_reseller(),
            PartnerKind::Operator => self.roles_partner_operator(),
        }
    }

    /// `Commercial`.
    pub fn segment(self, segment: &Segment) -> &'static str {
        match segment {
            Segment::Commercial => self.terms_commercial(),
            Segment::Education => self.terms_education(),
            Segment::Government => self.terms_government(),
            Segment::NonProfit => self.terms_non_profit(),
        }
    }

    /// `Under review`.
    pub fn customer_state(self, state: &CustomerState) -> &'static str {
        match state {
            CustomerState::Invited => self.states_customer_invited(),
            CustomerState::Active => self.states_customer_active(),
            CustomerState::UnderReview => self.states_customer_under_review(),
            CustomerState::Rejected => self.states_customer_rejected(),
            CustomerState::Removed => self.states_customer_removed(),
        }
    }

    /// `Suspended`.
    pub fn subscription_state(self, state: &SubscriptionState) -> &'static str {
        match state {
            SubscriptionState::Pending => self.states_subscription_pending(),
            SubscriptionState::Active => self.states_subscription_active(),
            SubscriptionState::Suspended => self.states_subscription_suspended(),
            SubscriptionState::Deleted => self.states_subscription_deleted(),
        }
    }

    /// `1 year`.
    pub fn term(self, term: &Term) -> &'static str {
        match term {
            Term::OneYear => self.terms_one_year(),
            Term::ThreeYears => self.terms_three_years(),
        }
    }

    /// `Shared`.
    pub fn applied_scope(self, scope: &AppliedScope) -> &'static str {
        match scope {
            AppliedScope::Shared => self.terms_shared(),
            AppliedScope::Single => self.terms_single(),
        }
    }

    /// What the scope does, in a sentence (S-38).
    pub fn about_applied_scope(self, scope: &AppliedScope) -> &'static str {
        match scope {
            AppliedScope::Shared => self.terms_about_shared(),
            AppliedScope::Single => self.terms_about_single(),
        }
    }

    /// `Capacity priority`.
    pub fn optimise(self, optimise: &Optimise) -> &'static str {
        match optimise {
            Optimise::Flexibility => self.terms_flexibility(),
            Optimise::Capacity => self.terms_capacity(),
        }
    }

    /// What the choice does, in a sentence.
    pub fn about_optimise(self, optimise: &Optimise) -> &'static str {
        match optimise {
            Optimise::Flexibility => self.terms_about_flexibility(),
            Optimise::Capacity => self.terms_about_capacity(),
        }
    }

    /// `Up front`.
    pub fn billing_plan(self, plan: &BillingPlan) -> &'static str {
        match plan {
            BillingPlan::Upfront => self.terms_upfront(),
            BillingPlan::Monthly => self.terms_monthly(),
        }
    }

    /// What the plan does, in a sentence (R-BL-2).
    pub fn about_billing_plan(self, plan: &BillingPlan) -> &'static str {
        match plan {
            BillingPlan::Upfront => self.terms_about_upfront(),
            BillingPlan::Monthly => self.terms_about_monthly(),
        }
    }

    /// `Expiring`, as lists show it (6.7).
    pub fn reservation_state(self, state: &DisplayState) -> &'static str {
        match state {
            DisplayState::Succeeded => self.states_reservation_succeeded(),
            DisplayState::Expiring => self.states_reservation_expiring(),
            DisplayState::Expired => self.states_reservation_expired(),
            DisplayState::Pending => self.states_reservation_pending(),
            DisplayState::Processing => self.states_reservation_processing(),
            DisplayState::Cancelled => self.states_reservation_cancelled(),
            DisplayState::Failed => self.states_reservation_failed(),
            DisplayState::Warning => self.states_reservation_warning(),
            DisplayState::NoBenefit => self.states_reservation_no_benefit(),
        }
    }

    /// `Cancellation pending`, of software (6.9).
    pub fn entitlement_state(self, state: &EntitlementState) -> &'static str {
        match state {
            EntitlementState::Active => self.states_software_active(),
            EntitlementState::CancelPending => self.states_software_cancel_pending(),
            EntitlementState::Cancelled => self.states_software_cancelled(),
            EntitlementState::Expired => self.states_software_expired(),
        }
    }

    /// `Subscription`: for how long software may be used.
    pub fn licensing(self, licensing: &Licensing) -> &'static str {
        match licensing {
            Licensing::Subscription => self.software_licensing_subscription(),
            Licensing::Perpetual => self.software_licensing_perpetual(),
            Licensing::Unstated => self.software_licensing_unstated(),
        }
    }

    /// `Ordered`.
    pub fn cart_state(self, state: &CartState) -> &'static str {
        match state {
            CartState::Active => self.states_cart_active(),
            CartState::Ordered => self.states_cart_ordered(),
            CartState::Expired => self.states_cart_expired(),
        }
    }

    /// `Completed`.
    pub fn order_status(self, status: &OrderStatus) -> &'static str {
        match status {
            OrderStatus::Unknown => self.states_order_unknown(),
            OrderStatus::Completed => self.states_order_completed(),
            OrderStatus::Pending => self.states_order_pending(),
            OrderStatus::Cancelled => self.states_order_cancelled(),
        }
    }

    /// `Scheduled`.
    pub fn charge_state(self, state: &ChargeState) -> &'static str {
        match state {
            ChargeState::Scheduled => self.states_payment_scheduled(),
            ChargeState::Succeeded => self.states_payment_succeeded(),
            ChargeState::Failed => self.states_payment_failed(),
            ChargeState::Cancelled => self.states_payment_cancelled(),
        }
    }
}
