//! Addresses as values: pattern, typed URL and path extractor in one definition. Floor 3.
//!
//! In a template: `{{ links::CustomerShow::to(customer.id) }}`. In a handler: `Path<CustomerShow>`.
//! In the route table: `CustomerShow::PATTERN`. A malformed id is a 404 before any query.

use crate::domain::ids::{
    AccessId, AdviceAnswerId, AttachmentId, CartLineId, CreditNoteId, CustomerId, DeliveryId, DownloadLinkId,
    EntitlementId, MailId, MessageId, OrderId, PolicySwitchId, RefundCaseId, ReservationAccessId, ReservationId,
    SavedViewId, SessionId, SoftwareKeyId, SubscriptionId, SupportRequestId, UsageImportId, UserId, UtilizationAlertId,
    WebhookId,
};
use crate::domain::support::Step;

macro_rules! links {
    ($($(#[$doc:meta])* $name:ident $({ $($field:ident: $type:ty),+ })? = $pattern:literal;)+) => {$(
        links!(@one $(#[$doc])* $name $({ $($field: $type),+ })? = $pattern);
    )+};
    (@one $(#[$doc:meta])* $name:ident = $pattern:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name;
        impl $name {
            /// The pattern for the route table.
            pub const PATTERN: &'static str = $pattern;
            /// The address.
            pub const fn to() -> Self { Self }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str($pattern) }
        }
    };
    (@one $(#[$doc:meta])* $name:ident { $($field:ident: $type:ty),+ } = $pattern:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
        pub struct $name {
            $(#[doc = concat!("The `", stringify!($field), "` in the address.")] pub $field: $type),+
        }
        impl $name {
            /// The pattern for the route table.
            pub const PATTERN: &'static str = $pattern;
            /// The address.
            pub fn to($($field: &$type),+) -> Self { Self { $($field: $field.clone()),+ } }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                // Written piece by piece: a list has hundreds of addresses.
                let mut rest = $pattern;
                while let Some((before, named)) = rest.split_once('{') {
                    f.write_str(before)?;
                    let (name, after) = named.split_once('}').unwrap_or_default();
                    $(if name == stringify!($field) { std::fmt::Display::fmt(&self.$field, f)?; })+
                    rest = after;
                }
                f.write_str(rest)
            }
        }
    };
}

links! {
    /// Where everybody starts.
    Home = "/";
    /// Sign-in page and act.
    SignIn = "/sign-in";
    /// One-click sign-in of the demonstration.
    DemoSignIn = "/sign-in/demo";
    /// Sign-out act.
    SignOut = "/sign-out";
    /// Language choice.
    Language = "/language";
    /// The own account.
    Account = "/account";
    /// Change of the own password.
    AccountPassword = "/account/password";
    /// The own sessions.
    AccountSessions = "/account/sessions";
    /// Ends one of the own sessions.
    AccountSessionEnd { session: SessionId } = "/account/sessions/{session}/end";

    /// The customer list and its search.
    Customers = "/customers";
    /// The filtered list as CSV.
    CustomersExport = "/customers/export";
    /// Another customer at the same section.
    CustomerSwitch = "/customers/switch";
    /// A new customer.
    CustomerNew = "/customers/new";
    /// A customer's account page.
    CustomerShow { customer: CustomerId } = "/customers/{customer}";
    /// Changing a customer's details.
    CustomerEdit { customer: CustomerId } = "/customers/{customer}/edit";
    /// The customer in the Azure portal view (S-42).
    PortalView { customer: CustomerId } = "/customers/{customer}/portal";
    /// The customer's users and who has access.
    CustomerUsers { customer: CustomerId } = "/customers/{customer}/users";
    /// A new user of the customer.
    CustomerUserNew { customer: CustomerId } = "/customers/{customer}/users/new";

    /// Switches a user of the customer off.
    CustomerUserDisable { customer: CustomerId, user: UserId } = "/customers/{customer}/users/{user}/deactivation";
    /// Switches a user of the customer on again.
    CustomerUserEnable { customer: CustomerId, user: UserId } = "/customers/{customer}/users/{user}/activation";
    /// Gives a user of the customer a new temporary password.
    CustomerUserPassword { customer: CustomerId, user: UserId } = "/customers/{customer}/users/{user}/password";

    /// The customer's subscriptions.
    Subscriptions { customer: CustomerId } = "/customers/{customer}/subscriptions";
    /// A new subscription.
    SubscriptionNew { customer: CustomerId } = "/customers/{customer}/subscriptions/new";
    /// One subscription, with the people who have access.
    SubscriptionShow { customer: CustomerId, subscription: SubscriptionId } = "/customers/{customer}/subscriptions/{subscription}";
    /// Registers a subscription for reservations.
    SubscriptionRegister { customer: CustomerId, subscription: SubscriptionId } = "/customers/{customer}/subscriptions/{subscription}/registration";
    /// Suspends a subscription.
    SubscriptionSuspend { customer: CustomerId, subscription: SubscriptionId } = "/customers/{customer}/subscriptions/{subscription}/suspension";
    /// Reactivates a subscription.
    SubscriptionReactivate { customer: CustomerId, subscription: SubscriptionId } = "/customers/{customer}/subscriptions/{subscription}/reactivation";
    /// Gives a person access to a subscription (S-8).
    AccessNew { customer: CustomerId, subscription: SubscriptionId } = "/customers/{customer}/subscriptions/{subscription}/access";
    /// Takes access back.
    AccessRevoke { customer: CustomerId, subscription: SubscriptionId, access: AccessId } = "/customers/{customer}/subscriptions/{subscription}/access/{access}/revocation";

    /// Add products: the product list (S-24, S-26).
    Products { customer: CustomerId } = "/customers/{customer}/products";
    /// Choice of the subscription (S-27).
    ReservationProducts { customer: CustomerId } = "/customers/{customer}/products/reservations";
    /// The reservation catalog for a subscription (S-28).
    ReservationCatalog { customer: CustomerId, subscription: SubscriptionId } = "/customers/{customer}/products/reservations/{subscription}";
    /// Reservations of that catalog side by side (features row 9).
    ReservationCompare { customer: CustomerId, subscription: SubscriptionId } = "/customers/{customer}/products/reservations/{subscription}/compare";
    /// The catalog without a customer.
    Catalog = "/catalog";
    /// Reservations side by side (features row 9).
    CatalogCompare = "/catalog/compare";
    /// One size: its offers and its size-flexibility group.
    CatalogSize { size: String } = "/catalog/sizes/{size}";
    /// The price lists imported.
    PriceLists = "/price-lists";

    /// The customer's cart; POST adds a line.
    Cart { customer: CustomerId } = "/customers/{customer}/cart";
    /// Fills the cart with what was bought before, or stood in a cart that expired.
    CartAgain { customer: CustomerId } = "/customers/{customer}/cart/again";
    /// Changes a line of the cart.
    CartLine { customer: CustomerId, line: CartLineId } = "/customers/{customer}/cart/lines/{line}";
    /// Removes a line of the cart.
    CartLineRemove { customer: CustomerId, line: CartLineId } = "/customers/{customer}/cart/lines/{line}/removal";
    /// Review your orders (S-36).
    Review { customer: CustomerId } = "/customers/{customer}/cart/review";

    /// The customer's order history (S-41); POST buys the cart (S-39).
    CustomerOrders { customer: CustomerId } = "/customers/{customer}/orders";
    /// Confirmation of a purchase (S-40).
    OrderConfirmation { customer: CustomerId, order: OrderId } = "/customers/{customer}/orders/{order}/confirmation";
    /// One order.
    OrderShow { customer: CustomerId, order: OrderId } = "/customers/{customer}/orders/{order}";
    /// The order to print.
    OrderPrint { customer: CustomerId, order: OrderId } = "/customers/{customer}/orders/{order}/print";
    /// Orders of all customers.
    Orders = "/orders";
    /// The filtered orders as CSV.
    OrdersExport = "/orders/export";

    /// Software on sale to a customer (S-84).
    SoftwareProducts { customer: CustomerId } = "/customers/{customer}/products/software";
    /// Software that was bought for a customer (S-87).
    CustomerSoftware { customer: CustomerId } = "/customers/{customer}/software";
    /// One line of it, with Select product (S-88).
    SoftwareShow { customer: CustomerId, entitlement: EntitlementId } = "/customers/{customer}/software/{entitlement}";
    /// Downloads and keys (S-90); POST makes sure of a link and a key.
    SoftwareDownloads { customer: CustomerId, entitlement: EntitlementId } = "/customers/{customer}/software/{entitlement}/downloads";
    /// Giving a link to somebody, with the reason.
    DownloadLinkHandover { customer: CustomerId, entitlement: EntitlementId, link: DownloadLinkId } = "/customers/{customer}/software/{entitlement}/links/{link}/handover";
    /// Takes a link back.
    DownloadLinkRevoke { customer: CustomerId, entitlement: EntitlementId, link: DownloadLinkId } = "/customers/{customer}/software/{entitlement}/links/{link}/revocation";
    /// Showing a product key, with the reason; POST shows it.
    SoftwareKeyReveal { customer: CustomerId, entitlement: EntitlementId, key: SoftwareKeyId } = "/customers/{customer}/software/{entitlement}/keys/{key}";
    /// The page behind a download link, for whoever has its address (S-91).
    DownloadPage { token: String } = "/downloads/{token}";
    /// The file behind a download link.
    DownloadFile { token: String } = "/downloads/{token}/file";
    /// What cancelling lines of software comes to (S-98).
    SoftwareCancel { customer: CustomerId } = "/customers/{customer}/software-cancellation";
    /// Report a problem with Partner Center (S-99).
    SoftwareCancelReport { customer: CustomerId } = "/customers/{customer}/software-cancellation/report";
    /// What became of each line.
    SoftwareCancelResult { customer: CustomerId } = "/customers/{customer}/software-cancellation/result";
    /// The customer's reservations (S-52).
    CustomerReservations { customer: CustomerId } = "/customers/{customer}/reservations";
    /// A reservation's overview (S-54).
    ReservationOverview { customer: CustomerId, reservation: ReservationId } = "/customers/{customer}/reservations/{reservation}";
    /// Who may do what with a reservation, and why (S-57).
    ReservationAccess { customer: CustomerId, reservation: ReservationId } = "/customers/{customer}/reservations/{reservation}/access";
    /// Takes a role on a reservation or its order back.
    ReservationAccessRevoke { customer: CustomerId, reservation: ReservationId, assignment: ReservationAccessId } = "/customers/{customer}/reservations/{reservation}/access/{assignment}/revocation";
    /// Name, scope, subscription and optimisation of a reservation (S-58).
    ReservationConfiguration { customer: CustomerId, reservation: ReservationId } = "/customers/{customer}/reservations/{reservation}/configuration";
    /// Makes two of a reservation (6.7).
    ReservationSplit { customer: CustomerId, reservation: ReservationId } = "/customers/{customer}/reservations/{reservation}/split";
    /// Makes one of several reservations of an order (6.7).
    ReservationMerge { customer: CustomerId, reservation: ReservationId } = "/customers/{customer}/reservations/{reservation}/merge";
    /// Puts an ended reservation away from the lists.
    ReservationArchive { customer: CustomerId, reservation: ReservationId } = "/customers/{customer}/reservations/{reservation}/archival";
    /// Fetches a reservation back into the lists.
    ReservationUnarchive { customer: CustomerId, reservation: ReservationId } = "/customers/{customer}/reservations/{reservation}/restoration";
    /// All properties of a reservation and its IDs (S-59).
    ReservationProperties { customer: CustomerId, reservation: ReservationId } = "/customers/{customer}/reservations/{reservation}/properties";
    /// Everything that was done with a reservation.
    ReservationHistory { customer: CustomerId, reservation: ReservationId } = "/customers/{customer}/reservations/{reservation}/history";
    /// The refund quote and its request (S-55, S-71).
    ReservationRefund { customer: CustomerId, reservation: ReservationId } = "/customers/{customer}/reservations/{reservation}/refund";
    /// Days of a reservation's utilization as CSV, or the hours of one with `?day=`.
    ReservationUtilization { customer: CustomerId, reservation: ReservationId } = "/customers/{customer}/reservations/{reservation}/utilization.csv";
    /// The customer's filtered reservations as CSV.
    CustomerReservationsExport { customer: CustomerId } = "/customers/{customer}/reservations/export";
    /// Reservations of all customers.
    Reservations = "/reservations";
    /// The filtered reservations of all customers as CSV.
    ReservationsExport = "/reservations/export";

    /// Support requests of all customers.
    SupportRequests = "/support-requests";
    /// The filtered requests of all customers as CSV.
    SupportRequestsExport = "/support-requests/export";
    /// The customer's support requests.
    CustomerSupport { customer: CustomerId } = "/customers/{customer}/support-requests";
    /// New support request (S-72), prefilled by `?reservation=`, `?order=` and `?about=`; POST keeps a draft.
    SupportNew { customer: CustomerId } = "/customers/{customer}/support-requests/new";
    /// One support request.
    SupportShow { customer: CustomerId, request: SupportRequestId } = "/customers/{customer}/support-requests/{request}";
    /// A step of a draft: `basics`, `problem`, `contact`.
    SupportDraft { customer: CustomerId, request: SupportRequestId, step: Step } = "/customers/{customer}/support-requests/{request}/draft/{step}";
    /// Throws a draft away.
    SupportDiscard { customer: CustomerId, request: SupportRequestId } = "/customers/{customer}/support-requests/{request}/discard";
    /// Writes a note.
    SupportNotes { customer: CustomerId, request: SupportRequestId } = "/customers/{customer}/support-requests/{request}/notes";
    /// Closes a request.
    SupportClose { customer: CustomerId, request: SupportRequestId } = "/customers/{customer}/support-requests/{request}/closure";
    /// Opens a closed request again.
    SupportReopen { customer: CustomerId, request: SupportRequestId } = "/customers/{customer}/support-requests/{request}/reopening";
    /// Adds files.
    SupportFiles { customer: CustomerId, request: SupportRequestId } = "/customers/{customer}/support-requests/{request}/files";
    /// A file as a download.
    SupportFile { customer: CustomerId, request: SupportRequestId, file: AttachmentId } = "/customers/{customer}/support-requests/{request}/files/{file}";
    /// Takes a file off a draft.
    SupportFileRemove { customer: CustomerId, request: SupportRequestId, file: AttachmentId } = "/customers/{customer}/support-requests/{request}/files/{file}/removal";

    /// The desk's queue.
    Desk = "/desk";
    /// A request at the desk.
    DeskRequest { request: SupportRequestId } = "/desk/requests/{request}";
    /// Takes a request.
    DeskAssign { request: SupportRequestId } = "/desk/requests/{request}/assignment";
    /// Gives a request back to the queue.
    DeskRelease { request: SupportRequestId } = "/desk/requests/{request}/release";
    /// Answers, asks, notes or closes.
    DeskNotes { request: SupportRequestId } = "/desk/requests/{request}/notes";
    /// A file as a download, in quarantine too.
    DeskFile { request: SupportRequestId, file: AttachmentId } = "/desk/requests/{request}/files/{file}";
    /// Releases or refuses a file in quarantine.
    DeskFileSettle { request: SupportRequestId, file: AttachmentId } = "/desk/requests/{request}/files/{file}/release";
    /// Builds an exchange of the reservation; POST asks for it.
    ReservationExchange { customer: CustomerId, reservation: ReservationId } = "/customers/{customer}/reservations/{reservation}/exchange";
    /// The customer's refunds and exchanges, with the meter of the limit.
    CustomerRefunds { customer: CustomerId } = "/customers/{customer}/refunds";
    /// One refund or exchange.
    RefundCaseShow { customer: CustomerId, case: RefundCaseId } = "/customers/{customer}/refunds/{case}";
    /// Takes an open refund or exchange back.
    RefundCaseWithdraw { customer: CustomerId, case: RefundCaseId } = "/customers/{customer}/refunds/{case}/withdrawal";
    /// Enters the reference of a money leg (C9).
    RefundCaseSettle { customer: CustomerId, case: RefundCaseId } = "/customers/{customer}/refunds/{case}/settlement";
    /// A credit note to print.
    CreditNoteShow { customer: CustomerId, note: CreditNoteId } = "/customers/{customer}/credit-notes/{note}";
    /// Refunds and exchanges of all customers.
    Refunds = "/refunds";
    /// The filtered refunds and exchanges as CSV.
    RefundsExport = "/refunds/export";
    /// A refund or exchange at the desk.
    DeskCase { case: RefundCaseId } = "/desk/cases/{case}";
    /// Asks the partner for information.
    DeskCaseAsk { case: RefundCaseId } = "/desk/cases/{case}/question";
    /// Approves and posts.
    DeskCaseApprove { case: RefundCaseId } = "/desk/cases/{case}/approval";
    /// Rejects.
    DeskCaseReject { case: RefundCaseId } = "/desk/cases/{case}/rejection";
    /// A refund, an exchange or a cancellation from facts alone.
    Calculator = "/calculator";
    /// Utilization of all customers, the one that loses most money first.
    Portfolio = "/utilization";
    /// When to be told that utilization falls; POST makes an alert.
    UtilizationAlerts = "/utilization/alerts";
    /// Removes an alert.
    UtilizationAlertRemove { alert: UtilizationAlertId } = "/utilization/alerts/{alert}/removal";
    /// Utilization of one customer's reservations, and why not more.
    CustomerUtilization { customer: CustomerId } = "/customers/{customer}/utilization";
    /// The statement of a month, to print.
    UtilizationStatement { customer: CustomerId } = "/customers/{customer}/utilization/statement";
    /// What would help, with the money it brings (C7).
    CustomerRemedies { customer: CustomerId } = "/customers/{customer}/remedies";
    /// What the customer's reservations cost and save.
    CustomerSavings { customer: CustomerId } = "/customers/{customer}/savings";
    /// The same as CSV.
    SavingsExport { customer: CustomerId } = "/customers/{customer}/savings.csv";
    /// The charges of a month as FOCUS.
    CustomerFocusExport { customer: CustomerId } = "/customers/{customer}/focus.csv";
    /// The same of all customers.
    FocusExport = "/utilization/focus.csv";
    /// What runs without a reservation, and what would save most (S-20).
    CustomerSizing { customer: CustomerId } = "/customers/{customer}/sizing";
    /// The machines as CSV.
    SizingExport { customer: CustomerId } = "/customers/{customer}/sizing.csv";
    /// Puts advice aside.
    AdviceAnswers { customer: CustomerId } = "/customers/{customer}/sizing/answers";
    /// Takes up advice again that was put aside.
    AdviceAnswerWithdraw { customer: CustomerId, answer: AdviceAnswerId } = "/customers/{customer}/sizing/answers/{answer}/withdrawal";
    /// Imports of usage; POST imports files.
    UsageImports = "/usage";
    /// One import of usage: how far it is, or what it changed.
    UsageImportShow { import: UsageImportId } = "/usage/{import}";
    /// The rows of an import that could not be kept, as CSV.
    UsageBadRows { import: UsageImportId } = "/usage/{import}/bad-rows.csv";
    /// The policy versions and which is in force.
    Policies = "/policies";
    /// What putting a version in force would change; POST does it.
    PolicySwitchNew = "/policies/switch";
    /// Takes back a version that has not started.
    PolicySwitchWithdraw { switch: PolicySwitchId } = "/policies/switches/{switch}/withdrawal";

    /// The partner's users (P-26).
    Users = "/users";
    /// A new user.
    UserNew = "/users/new";
    /// One user: roles, state, password, sessions.
    UserShow { user: UserId } = "/users/{user}";
    /// Changes a user's roles.
    UserRoles { user: UserId } = "/users/{user}/roles";
    /// Switches a user off.
    UserDisable { user: UserId } = "/users/{user}/deactivation";
    /// Switches a user on again.
    UserEnable { user: UserId } = "/users/{user}/activation";
    /// Gives a user a new temporary password.
    UserPassword { user: UserId } = "/users/{user}/password";
    /// Ends a user's sessions.
    UserSessionsEnd { user: UserId } = "/users/{user}/sessions/end";
    /// The API clients of an organisation (P-26).
    ApiClients = "/api-clients";
    /// A new API client.
    ApiClientNew = "/api-clients/new";
    /// One API client: its ids, its end, when it was used.
    ApiClientShow { client: UserId } = "/api-clients/{client}";
    /// Gives an API client another secret.
    ApiClientSecret { client: UserId } = "/api-clients/{client}/secret";
    /// Ends an API client.
    ApiClientRevoke { client: UserId } = "/api-clients/{client}/revocation";
    /// The webhooks of the own organisation (P-26).
    Webhooks = "/webhooks";
    /// A new webhook.
    WebhookNew = "/webhooks/new";
    /// One webhook, and what it was told.
    WebhookShow { webhook: WebhookId } = "/webhooks/{webhook}";
    /// Changes where a webhook is told, and about what.
    WebhookChange { webhook: WebhookId } = "/webhooks/{webhook}/change";
    /// Switches a webhook off.
    WebhookOff { webhook: WebhookId } = "/webhooks/{webhook}/deactivation";
    /// Switches a webhook on again.
    WebhookOn { webhook: WebhookId } = "/webhooks/{webhook}/activation";
    /// Gives a webhook another secret.
    WebhookSecret { webhook: WebhookId } = "/webhooks/{webhook}/secret";
    /// Tells a webhook that it is tested.
    WebhookTest { webhook: WebhookId } = "/webhooks/{webhook}/test";
    /// Removes a webhook.
    WebhookRemove { webhook: WebhookId } = "/webhooks/{webhook}/removal";
    /// One thing a webhook was told.
    WebhookDelivery { webhook: WebhookId, delivery: DeliveryId } = "/webhooks/{webhook}/deliveries/{delivery}";
    /// Tells it again.
    WebhookReplay { webhook: WebhookId, delivery: DeliveryId } = "/webhooks/{webhook}/deliveries/{delivery}/replay";
    /// What happened (P-25).
    Activity = "/activity";
    /// The filtered log as CSV.
    ActivityExport = "/activity/export";

    /// Saves a view of a list.
    Views = "/views";
    /// Gives a saved view another name.
    ViewName { view: SavedViewId } = "/views/{view}/name";
    /// Deletes a saved view.
    ViewRemove { view: SavedViewId } = "/views/{view}/removal";
    /// The own messages.
    Messages = "/messages";
    /// Marks all own messages as read.
    MessagesRead = "/messages/read";
    /// Opens a message: marks it as read and goes on to what it tells.
    MessageOpen { message: MessageId } = "/messages/{message}/open";
    /// Marks a message as read.
    MessageRead { message: MessageId } = "/messages/{message}/read";
    /// Which messages also come by mail.
    AccountMail = "/account/mail";
    /// Mails of the installation.
    Mails = "/mail";
    /// Tries a mail again that was given up.
    MailAgain { mail: MailId } = "/mail/{mail}/again";

    /// Information pages (S-2 to S-15).
    Help = "/help";
    /// One information page.
    HelpTopic { topic: String } = "/help/{topic}";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::messages::Place;

    #[test]
    fn messages_lead_to_addresses_that_are_there() {
        let id = uuid::Uuid::from_u128(0x0191_d2ab_7f4e_7aa1_b5c6_0242_ac12_0002);
        let (customer, order) = (CustomerId::from_uuid(id), OrderId::from_uuid(id));
        let line = EntitlementId::from_uuid(id);
        let (reservation, subscription) = (ReservationId::from_uuid(id), SubscriptionId::from_uuid(id));
        for (place, link) in [
            (Place::Order(customer, order), OrderShow::to(&customer, &order).to_string()),
            (Place::Reservation(customer, reservation), ReservationOverview::to(&customer, &reservation).to_string()),
            (Place::Reservations(customer), CustomerReservations::to(&customer).to_string()),
            (Place::Subscription(customer, subscription), SubscriptionShow::to(&customer, &subscription).to_string()),
            (Place::Subscriptions(customer), Subscriptions::to(&customer).to_string()),
            (Place::Software(customer, line), SoftwareDownloads::to(&customer, &line).to_string()),
        ] {
            assert_eq!(place.to_string(), link);
        }
    }
}
