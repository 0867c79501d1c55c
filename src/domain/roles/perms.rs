//! The acts of the permission matrix. Floor 0. Rules P-1 to P-27; O-1 to O-10 are our own.

use std::fmt;

/// An act that a role may or may not do: one variant per row of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Perm {
    /// P-1. List and search customers, expand a row.
    ListCustomers,
    /// P-2. Export the customer list.
    ExportCustomers,
    /// P-3. Create a customer.
    CreateCustomers,
    /// P-3e. Edit a customer's details.
    EditCustomers,
    /// P-4. Ask a customer for a reseller relationship.
    RequestRelationship,
    /// P-5. Remove the relationship with a customer.
    RemoveRelationship,
    /// P-6. Open the Azure portal view of a customer.
    OpenPortalView,
    /// P-7. See the catalogue and prices.
    SeeCatalog,
    /// P-8. Add an Azure subscription.
    AddSubscriptions,
    /// P-9. Fill carts, review and buy.
    PlaceOrders,
    /// P-10. Buy a reservation through the Azure portal view.
    BuyInPortalView,
    /// P-11. View reservations and utilization.
    ViewReservations,
    /// P-12. Change scope, name, flexibility and renewal of a reservation.
    ConfigureReservations,
    /// P-13. Manage the access list of a reservation.
    ManageReservationAccess,
    /// P-14. File a refund or exchange request.
    FileRefunds,
    /// P-15. Confirm a refund or exchange.
    ConfirmRefunds,
    /// P-16. Buy software.
    BuySoftware,
    /// P-17. See the software list.
    SeeSoftware,
    /// P-18. Get keys and download links.
    SeeSoftwareKeys,
    /// P-19. Cancel software.
    CancelSoftware,
    /// P-20. Create a support request for a customer.
    CreateSupportRequests,
    /// P-21. View support requests.
    ViewSupportRequests,
    /// P-22. See invoices, reconciliation files, credit notes.
    SeeInvoices,
    /// P-23. See the order history of a customer.
    ViewOrders,
    /// P-24. Let a customer purchase reservations, or stop it.
    ToggleCustomerPurchase,
    /// P-25. See and export the activity log.
    SeeActivity,
    /// P-26. Manage the partner's users and their roles.
    ManageUsers,
    /// P-27. Assign Azure roles to a customer's users.
    AssignSubscriptionRoles,
    /// O-1. Give sales and helpdesk agents access to a subscription (S-8) (our own).
    ManageSubscriptionAccess,
    /// O-2. Suspend, reactivate and register a subscription (our own).
    EditSubscriptions,
    /// O-3. See and change one's own account; everybody who is signed in (our own).
    OwnAccount,
    /// O-4. Import a price list (our own).
    ImportPrices,
    /// O-5. Answer support requests, decide refunds and exchanges at the desk (our own).
    DecideRequests,
    /// O-6. Put a policy version in force from a day (our own).
    SwitchPolicies,
    /// O-7. See the policies in force and compute quotes without a record (our own).
    SeePolicies,
    /// O-8. Enter the references of the two money legs of a refund (our own).
    SettleRefunds,
    /// O-9. Read one's own messages (our own).
    ReadMessages,
    /// O-10. See the mails of the installation, and whether they are sent (our own).
    SeeMails,
    /// O-21. Import usage, be told when utilization falls, put advice aside (our own).
    ManageUsage,
    /// O-22. See what reservations cost, save and lose (our own).
    SeeSavings,
}

impl Perm {
    /// Every act, in the order of the matrix.
    pub const ALL: [Self; 40] = [
        Self::ListCustomers,
        Self::ExportCustomers,
        Self::CreateCustomers,
        Self::EditCustomers,
        Self::RequestRelationship,
        Self::RemoveRelationship,
        Self::OpenPortalView,
        Self::SeeCatalog,
        Self::AddSubscriptions,
        Self::PlaceOrders,
        Self::BuyInPortalView,
        Self::ViewReservations,
        Self::ConfigureReservations,
        Self::ManageReservationAccess,
        Self::FileRefunds,
        Self::ConfirmRefunds,
        Self::BuySoftware,
        Self::SeeSoftware,
        Self::SeeSoftwareKeys,
        Self::CancelSoftware,
        Self::CreateSupportRequests,
        Self::ViewSupportRequests,
        Self::SeeInvoices,
        Self::ViewOrders,
        Self::ToggleCustomerPurchase,
        Self::SeeActivity,
        Self::ManageUsers,
        Self::AssignSubscriptionRoles,
        Self::ManageSubscriptionAccess,
        Self::EditSubscriptions,
        Self::OwnAccount,
        Self::ImportPrices,
        Self::DecideRequests,
        Self::SwitchPolicies,
        Self::SeePolicies,
        Self::SettleRefunds,
        Self::ReadMessages,
        Self::SeeMails,
        Self::ManageUsage,
        Self::SeeSavings,
    ];

    /// The rule it stands for: `P-1` to `P-27` (`P-3e` is the edit half of P-3), `O-1` on for ours.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ListCustomers => "P-1",
            Self::ExportCustomers => "P-2",
            Self::CreateCustomers => "P-3",
            Self::EditCustomers => "P-3e",
            Self::RequestRelationship => "P-4",
            Self::RemoveRelationship => "P-5",
            Self::OpenPortalView => "P-6",
            Self::SeeCatalog => "P-7",
            Self::AddSubscriptions => "P-8",
            Self::PlaceOrders => "P-9",
            Self::BuyInPortalView => "P-10",
            Self::ViewReservations => "P-11",
            Self::ConfigureReservations => "P-12",
            Self::ManageReservationAccess => "P-13",
            Self::FileRefunds => "P-14",
            Self::ConfirmRefunds => "P-15",
            Self::BuySoftware => "P-16",
            Self::SeeSoftware => "P-17",
            Self::SeeSoftwareKeys => "P-18",
            Self::CancelSoftware => "P-19",
            Self::CreateSupportRequests => "P-20",
            Self::ViewSupportRequests => "P-21",
            Self::SeeInvoices => "P-22",
            Self::ViewOrders => "P-23",
            Self::ToggleCustomerPurchase => "P-24",
            Self::SeeActivity => "P-25",
            Self::ManageUsers => "P-26",
            Self::AssignSubscriptionRoles => "P-27",
            Self::ManageSubscriptionAccess => "O-1",
            Self::EditSubscriptions => "O-2",
            Self::OwnAccount => "O-3",
            Self::ImportPrices => "O-4",
            Self::DecideRequests => "O-5",
            Self::SwitchPolicies => "O-6",
            Self::SeePolicies => "O-7",
            Self::SettleRefunds => "O-8",
            Self::ReadMessages => "O-9",
            Self::SeeMails => "O-10",
            Self::ManageUsage => "O-21",
            Self::SeeSavings => "O-22",
        }
    }

    /// The act in one word, such as `place_orders`: for logs, the audit trail and keys of texts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ListCustomers => "list_customers",
            Self::ExportCustomers => "export_customers",
            Self::CreateCustomers => "create_customers",
            Self::EditCustomers => "edit_customers",
            Self::RequestRelationship => "request_relationship",
            Self::RemoveRelationship => "remove_relationship",
            Self::OpenPortalView => "open_portal_view",
            Self::SeeCatalog => "see_catalog",
            Self::AddSubscriptions => "add_subscriptions",
            Self::PlaceOrders => "place_orders",
            Self::BuyInPortalView => "buy_in_portal_view",
            Self::ViewReservations => "view_reservations",
            Self::ConfigureReservations => "configure_reservations",
            Self::ManageReservationAccess => "manage_reservation_access",
            Self::FileRefunds => "file_refunds",
            Self::ConfirmRefunds => "confirm_refunds",
            Self::BuySoftware => "buy_software",
            Self::SeeSoftware => "see_software",
            Self::SeeSoftwareKeys => "see_software_keys",
            Self::CancelSoftware => "cancel_software",
            Self::CreateSupportRequests => "create_support_requests",
            Self::ViewSupportRequests => "view_support_requests",
            Self::SeeInvoices => "see_invoices",
            Self::ViewOrders => "view_orders",
            Self::ToggleCustomerPurchase => "toggle_customer_purchase",
            Self::SeeActivity => "see_activity",
            Self::ManageUsers => "manage_users",
            Self::AssignSubscriptionRoles => "assign_subscription_roles",
            Self::ManageSubscriptionAccess => "manage_subscription_access",
            Self::EditSubscriptions => "edit_subscriptions",
            Self::OwnAccount => "own_account",
            Self::ImportPrices => "import_prices",
            Self::DecideRequests => "decide_requests",
            Self::SwitchPolicies => "switch_policies",
            Self::SeePolicies => "see_policies",
            Self::SettleRefunds => "settle_refunds",
            Self::ReadMessages => "read_messages",
            Self::SeeMails => "see_mails",
            Self::ManageUsage => "manage_usage",
            Self::SeeSavings => "see_savings",
        }
    }
}

impl fmt::Display for Perm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
