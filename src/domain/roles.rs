//! Roles and what each may do. Floor 0. Rules R-RO-1, P-1 to P-27, S-8, Q-7, Q-9.
//!
//! The permission matrix is one exhaustive `match` by permission ([`verdict`]); a test prints it and
//! compares it with the matrix of the rulebook. A refusal page asks [`who_may`].
//!
//! ```
//! use ground::domain::roles::{Perm, Role, Verdict, best};
//! assert_eq!(best(&[Role::SalesAgent, Role::BillingAdmin], Perm::PlaceOrders), Verdict::Yes);
//! assert_eq!(best(&[Role::HelpdeskAgent], Perm::BuyInPortalView), Verdict::WithSubscriptionAccess);
//! ```

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::partners::PartnerKind;

mod perms;

pub use perms::Perm;

/// What a person is in the dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// All accounts and services; not an agent for keys, software cancel and the purchase switch.
    GlobalAdmin,
    /// Invoices, price lists, billing.
    BillingAdmin,
    /// The partner's own users.
    UserManagementAdmin,
    /// Everything for customers.
    AdminAgent,
    /// Sells: customers, subscriptions, carts.
    SalesAgent,
    /// Looks customers up and edits their details.
    HelpdeskAgent,
    /// A person of a customer, not of the partner.
    CustomerUser,
    /// A person of the operator who answers support requests and decides refunds and exchanges (Q-20).
    DeskAgent,
    /// A person of the operator who runs the installation: its people and the policies in force.
    InstallationAdmin,
}

/// The group of roles of which a person holds one at most (R-RO-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Category {
    /// Global, billing, user management and installation admin.
    Administrator,
    /// Admin, sales, helpdesk and desk agent.
    Agent,
    /// Customer user.
    Customer,
}

/// The text is not the code of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a role")]
pub struct NotARole;

/// A person cannot hold this set of roles (R-RO-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RoleSetError {
    /// Nobody works here without a role.
    #[error("no role")]
    NoRole,
    /// Two roles of one category (the same one twice counts too).
    #[error("more than one role of the category {0:?}")]
    TwoOfACategory(Category),
    /// A customer's person is not a partner's person (our own).
    #[error("a customer user has no partner role")]
    CustomerWithPartnerRole,
    /// The operator's people decide what partners ask for, so nobody is both (our own).
    #[error("a person of the operator has no partner role")]
    OperatorWithPartnerRole,
}

impl Role {
    /// Every role, in the order of the matrix.
    pub const ALL: [Self; 9] = [
        Self::GlobalAdmin,
        Self::BillingAdmin,
        Self::UserManagementAdmin,
        Self::AdminAgent,
        Self::SalesAgent,
        Self::HelpdeskAgent,
        Self::CustomerUser,
        Self::DeskAgent,
        Self::InstallationAdmin,
    ];

    /// The stored and sent name, such as `admin_agent`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::GlobalAdmin => "global_admin",
            Self::BillingAdmin => "billing_admin",
            Self::UserManagementAdmin => "user_management_admin",
            Self::AdminAgent => "admin_agent",
            Self::SalesAgent => "sales_agent",
            Self::HelpdeskAgent => "helpdesk_agent",
            Self::CustomerUser => "customer_user",
            Self::DeskAgent => "desk_agent",
            Self::InstallationAdmin => "installation_admin",
        }
    }

    /// The group it belongs to.
    pub const fn category(self) -> Category {
        match self {
            Self::GlobalAdmin | Self::BillingAdmin | Self::UserManagementAdmin | Self::InstallationAdmin => {
                Category::Administrator
            }
            Self::AdminAgent | Self::SalesAgent | Self::HelpdeskAgent | Self::DeskAgent => Category::Agent,
            Self::CustomerUser => Category::Customer,
        }
    }

    /// Whether it is a role of the operator's people, who have no other.
    pub const fn is_operators(self) -> bool {
        match self {
            Self::DeskAgent | Self::InstallationAdmin => true,
            Self::GlobalAdmin
            | Self::BillingAdmin
            | Self::UserManagementAdmin
            | Self::AdminAgent
            | Self::SalesAgent
            | Self::HelpdeskAgent
            | Self::CustomerUser => false,
        }
    }

    /// Whether people of this kind of organisation may hold it; a customer's people hold only their own.
    pub fn is_of(self, kind: PartnerKind) -> bool {
        self != Self::CustomerUser && self.is_operators() == (kind == PartnerKind::Operator)
    }
}

impl FromStr for Role {
    type Err = NotARole;
    fn from_str(text: &str) -> Result<Self, NotARole> {
        Self::ALL.into_iter().find(|role| role.code() == text).ok_or(NotARole)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Category {
    /// Every category.
    pub const ALL: [Self; 3] = [Self::Administrator, Self::Agent, Self::Customer];

    /// The stored and sent name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Agent => "agent",
            Self::Customer => "customer",
        }
    }
}

/// R-RO-1: at least one role, at most one of a category; customer user stands alone.
pub fn check_set(roles: &[Role]) -> Result<(), RoleSetError> {
    if roles.is_empty() {
        return Err(RoleSetError::NoRole);
    }
    let of = |category| roles.iter().filter(|role| role.category() == category).count();
    if let Some(category) = Category::ALL.into_iter().find(|category| of(*category) > 1) {
        return Err(RoleSetError::TwoOfACategory(category));
    }
    if of(Category::Customer) > 0 && roles.len() > 1 {
        return Err(RoleSetError::CustomerWithPartnerRole);
    }
    let operators = roles.iter().filter(|role| role.is_operators()).count();
    if operators > 0 && operators < roles.len() {
        return Err(RoleSetError::OperatorWithPartnerRole);
    }
    Ok(())
}

/// What the matrix says about a role and an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// May do it for every customer of the partner.
    Yes,
    /// May not.
    No,
    /// May look, not change.
    ViewOnly,
    /// Only with explicit access to the customer's Azure subscription or to the reservation (S-8).
    WithSubscriptionAccess,
    /// Only with access **and** while the partner lets this customer buy (P-24, R-DAP-5).
    WithCustomerPermission,
    /// Only what is their own: own organisation, own requests.
    Own,
}

impl Verdict {
    /// `No` is the weakest, `Yes` the strongest. No allowed set of roles holds two different ones
    /// between those ends (a test), so only the ends decide in practice.
    const fn strength(self) -> u8 {
        match self {
            Self::No => 0,
            Self::Own => 1,
            Self::ViewOnly => 2,
            Self::WithCustomerPermission => 3,
            Self::WithSubscriptionAccess => 4,
            Self::Yes => 5,
        }
    }
}

/// The strongest verdict of the roles a person holds; `No` without a role.
pub fn best(roles: &[Role], perm: Perm) -> Verdict {
    roles.iter().map(|role| verdict(*role, perm)).max_by_key(|verdict| verdict.strength()).unwrap_or(Verdict::No)
}

/// The roles whose verdict is a plain yes: what a refusal page names.
pub fn who_may(perm: Perm) -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| verdict(*role, perm) == Verdict::Yes).collect()
}

/// The permission matrix.
#[expect(clippy::match_same_arms, reason = "one line per rule, as in the rulebook")]
pub const fn verdict(role: Role, perm: Perm) -> Verdict {
    use Verdict::{
        No as N, Own as O, ViewOnly as V, WithCustomerPermission as C, WithSubscriptionAccess as X, Yes as Y,
    };
    // Columns:                    GA BA UM AA SA HA CU DA IA
    let row = match perm {
        Perm::ListCustomers => [Y, N, N, Y, Y, Y, N, N, N],            // P-1
        Perm::ExportCustomers => [Y, N, N, Y, N, N, N, N, N],          // P-2
        Perm::CreateCustomers => [Y, N, N, Y, Y, N, N, N, N],          // P-3
        Perm::EditCustomers => [Y, N, N, Y, Y, Y, N, N, N],            // P-3: helpdesk agents edit
        Perm::RequestRelationship => [Y, N, N, Y, Y, N, O, N, N],      // P-4: the customer accepts its own
        Perm::RemoveRelationship => [Y, N, N, N, N, N, N, N, N],       // P-5
        Perm::OpenPortalView => [Y, N, N, Y, X, X, O, N, N],           // P-6, S-8
        Perm::SeeCatalog => [Y, Y, N, Y, Y, N, N, N, N],               // P-7
        Perm::AddSubscriptions => [Y, N, N, Y, Y, N, N, N, N],         // P-8
        Perm::PlaceOrders => [Y, N, N, Y, Y, N, N, N, N],              // P-9, Q-7
        Perm::BuyInPortalView => [Y, N, N, Y, X, X, C, N, N],          // P-10, S-8
        Perm::ViewReservations => [Y, N, N, Y, V, V, X, N, N],         // P-11: a customer's person by reservation IAM
        Perm::ConfigureReservations => [Y, N, N, Y, X, X, N, N, N],    // P-12, S-8
        Perm::ManageReservationAccess => [Y, N, N, Y, N, N, N, N, N],  // P-13
        Perm::FileRefunds => [Y, N, N, Y, X, X, N, N, N],              // P-14, S-8
        Perm::ConfirmRefunds => [Y, N, N, Y, N, N, N, N, N],           // P-15
        Perm::BuySoftware => [Y, N, N, Y, Y, N, N, N, N],              // P-16
        Perm::SeeSoftware => [Y, N, N, Y, Y, V, N, N, N],              // P-17
        Perm::SeeSoftwareKeys => [N, N, N, Y, N, N, N, N, N],          // P-18, S-86: a global admin is no agent
        Perm::CancelSoftware => [N, N, N, Y, N, N, N, N, N],           // P-19, S-95: nor here
        Perm::CreateSupportRequests => [Y, N, N, Y, X, X, N, N, N],    // P-20, S-8
        Perm::ViewSupportRequests => [Y, N, N, Y, V, O, N, N, N],      // P-21
        Perm::SeeInvoices => [Y, Y, N, Y, N, N, N, N, N],              // P-22
        Perm::ViewOrders => [Y, Y, N, Y, Y, V, N, N, N],               // P-23
        Perm::ToggleCustomerPurchase => [N, N, N, Y, V, V, N, N, N],   // P-24: nor here
        Perm::SeeActivity => [Y, Y, Y, Y, Y, Y, N, N, Y],              // P-25, Q-9
        Perm::ManageUsers => [Y, N, Y, N, N, N, N, N, Y],              // P-26
        Perm::AssignSubscriptionRoles => [Y, N, N, Y, Y, N, X, N, N],  // P-27: a customer's person as Owner
        Perm::ManageSubscriptionAccess => [N, N, N, Y, N, N, N, N, N], // [ours], 5.4: access is the admin agents' to give
        Perm::EditSubscriptions => [Y, N, N, Y, Y, N, N, N, N],        // [ours], subscription management as P-8
        Perm::OwnAccount => [Y, Y, Y, Y, Y, Y, Y, Y, Y],               // [ours]
        Perm::ImportPrices => [Y, N, N, Y, N, N, N, N, N],             // [ours]
        Perm::DecideRequests => [N, N, N, N, N, N, N, Y, N],           // [ours], Q-20: the desk, never the partner
        Perm::SwitchPolicies => [N, N, N, N, N, N, N, N, Y],           // [ours], Q-1: the installation's admin
        Perm::SeePolicies => [Y, Y, N, Y, Y, Y, N, Y, Y],              // [ours]: policies in force and the calculator
        Perm::SettleRefunds => [Y, Y, N, Y, N, N, N, N, N],            // [ours], R-BL-13: references of both money legs
        Perm::ReadMessages => [Y, Y, Y, Y, Y, Y, Y, Y, Y],             // [ours]: everybody's own inbox
        Perm::SeeMails => [N, N, N, N, N, N, N, N, Y],                 // [ours]: the installation's admin
        Perm::ManageUsage => [Y, N, N, Y, Y, N, N, N, N],              // [ours], R-SZ-9 and the global admin
        Perm::SeeSavings => [Y, N, N, Y, Y, N, N, N, N], // [ours]: who sees prices (P-7) and reservations (P-11)
    };
    let [ga, ba, um, aa, sa, ha, cu, da, ia] = row;
    match role {
        Role::GlobalAdmin => ga,
        Role::BillingAdmin => ba,
        Role::UserManagementAdmin => um,
        Role::AdminAgent => aa,
        Role::SalesAgent => sa,
        Role::HelpdeskAgent => ha,
        Role::CustomerUser => cu,
        Role::DeskAgent => da,
        Role::InstallationAdmin => ia,
    }
}

#[cfg(test)]
mod tests;
