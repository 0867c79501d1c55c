//! Permissions as types: `Granted<may::PlaceOrders>`. Floor 2. Domain 5.2.

use crate::domain::roles::Perm;

/// A permission as a type.
pub trait Permission: Send + Sync + 'static {
    /// The row of the matrix.
    const PERM: Perm;
}

macro_rules! permissions {
    ($($name:ident),+ $(,)?) => {$(
        #[doc = concat!("See [`Perm::", stringify!($name), "`].")]
        #[derive(Debug)]
        pub struct $name;
        impl Permission for $name {
            const PERM: Perm = Perm::$name;
        }
    )+};
}

permissions!(
    ListCustomers,
    ExportCustomers,
    CreateCustomers,
    EditCustomers,
    OpenPortalView,
    SeeCatalog,
    AddSubscriptions,
    EditSubscriptions,
    PlaceOrders,
    ViewReservations,
    ViewOrders,
    BuySoftware,
    SeeSoftware,
    SeeSoftwareKeys,
    SeeActivity,
    ManageUsers,
    ManageSubscriptionAccess,
    AssignSubscriptionRoles,
    ImportPrices,
    ConfigureReservations,
    ManageReservationAccess,
    CancelSoftware,
    FileRefunds,
    CreateSupportRequests,
    ViewSupportRequests,
    SeeInvoices,
    DecideRequests,
    SwitchPolicies,
    SeePolicies,
    SettleRefunds,
    ReadMessages,
    SeeMails,
    ManageUsage,
    SeeSavings,
    OwnAccount,
);
