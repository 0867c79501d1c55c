//! The frame of every page inside a customer: its sections, its switcher, the way back. Floor 4.
//!
//! How a page uses it (no query; the customer comes with `OnCustomer`):
//! 1. page struct: a field `frame: CustomerFrame`, made by `CustomerFrame::at(&cx, on.customer(), Section::Orders)`;
//! 2. a page below a section (a form, one order) adds its own title: `CustomerFrame::at(..).here(title)`;
//! 3. template: `{% import "customers/frame.html" as frame_of %}`, then
//! 4. `{% block section_nav %}{% call frame_of::nav(cx, frame) %}{% endcall %}{% endblock %}`,
//! 5. `{% block crumbs %}{% call frame_of::crumbs(cx, frame) %}{% endcall %}{% endblock %}`.

use crate::domain::ids::CustomerId;
use crate::domain::roles::Perm;
use crate::http::cx::Cx;
use crate::http::links;
use crate::ops::customers::Customer;

/// A part of the work on a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// Who the customer is and what it may buy.
    Account,
    /// Azure subscriptions.
    Subscriptions,
    /// Azure reservations (S-52).
    Reservations,
    /// Software that was bought (S-87).
    Software,
    /// How much of the reservations is used, and what they save.
    Utilization,
    /// Order history (S-41).
    Orders,
    /// Refunds and exchanges, with the limit.
    Refunds,
    /// The cart.
    Cart,
    /// Support requests.
    Support,
    /// The customer's users and who has access.
    Users,
}

impl Section {
    const ALL: [Self; 10] = [
        Self::Account,
        Self::Subscriptions,
        Self::Reservations,
        Self::Software,
        Self::Utilization,
        Self::Orders,
        Self::Refunds,
        Self::Cart,
        Self::Support,
        Self::Users,
    ];

    /// Its name in addresses.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Subscriptions => "subscriptions",
            Self::Reservations => "reservations",
            Self::Software => "software",
            Self::Utilization => "utilization",
            Self::Orders => "orders",
            Self::Refunds => "refunds",
            Self::Cart => "cart",
            Self::Support => "support",
            Self::Users => "users",
        }
    }

    /// The section of a name in an address; what is no section is the account.
    pub(super) fn named(code: &str) -> Self {
        Self::ALL.into_iter().find(|section| section.code() == code).unwrap_or(Self::Account)
    }

    /// What a person needs to see it.
    const fn perm(self) -> Perm {
        match self {
            Self::Account | Self::Subscriptions | Self::Users => Perm::ListCustomers,
            Self::Reservations | Self::Utilization => Perm::ViewReservations,
            Self::Software => Perm::SeeSoftware,
            Self::Orders | Self::Refunds => Perm::ViewOrders,
            Self::Cart => Perm::PlaceOrders,
            Self::Support => Perm::ViewSupportRequests,
        }
    }

    pub(super) fn label(self, cx: &Cx) -> &'static str {
        match self {
            Self::Account => cx.t.nav_customer_account(),
            Self::Subscriptions => cx.t.nav_subscriptions(),
            Self::Reservations => cx.t.nav_azure_reservations(),
            Self::Software => cx.t.nav_software(),
            Self::Utilization => cx.t.nav_utilization(),
            Self::Orders => cx.t.nav_order_history(),
            Self::Refunds => cx.t.refunds_title(),
            Self::Cart => cx.t.nav_cart(),
            Self::Support => cx.t.nav_support(),
            Self::Users => cx.t.customers_users_and_access(),
        }
    }

    pub(super) fn href(self, customer: CustomerId) -> String {
        match self {
            Self::Account => links::CustomerShow::to(&customer).to_string(),
            Self::Subscriptions => links::Subscriptions::to(&customer).to_string(),
            Self::Reservations => links::CustomerReservations::to(&customer).to_string(),
            Self::Software => links::CustomerSoftware::to(&customer).to_string(),
            Self::Utilization => links::CustomerUtilization::to(&customer).to_string(),
            Self::Orders => links::CustomerOrders::to(&customer).to_string(),
            Self::Refunds => links::CustomerRefunds::to(&customer).to_string(),
            Self::Cart => links::Cart::to(&customer).to_string(),
            Self::Support => links::CustomerSupport::to(&customer).to_string(),
            Self::Users => links::CustomerUsers::to(&customer).to_string(),
        }
    }
}

/// A link of the section list or of the way back.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The words.
    pub(super) label: String,
    /// The address.
    pub(super) href: String,
    /// Whether this page is there.
    pub(super) current: bool,
}

/// What stands around a page inside a customer.
#[derive(Debug, Clone)]
pub(super) struct CustomerFrame {
    /// The customer.
    pub(super) customer: CustomerId,
    /// The customer's name.
    pub(super) name: String,
    /// The first section that the person may see.
    pub(super) href: String,
    /// The sections that the person may see.
    pub(super) sections: Vec<Place>,
    /// The section's name in addresses.
    pub(super) section: &'static str,
    /// Other customers that the person opened, at the same section.
    pub(super) recent: Vec<Place>,
    /// The places above this page.
    pub(super) above: Vec<Place>,
    /// The title of this page in the way back.
    pub(super) here: String,
    /// Whether that is the name of a thing, which no browser translates.
    pub(super) is_here_a_name: bool,
}

impl CustomerFrame {
    /// The frame of a section's own page.
    pub(super) fn at(cx: &Cx, customer: &Customer, section: Section) -> Self {
        let place =
            |it: Section| Place { label: it.label(cx).to_owned(), href: it.href(customer.id), current: it == section };
        let sections: Vec<Place> = Section::ALL.into_iter().filter(|it| cx.may(it.perm())).map(place).collect();
        let href = sections.first().map_or_else(String::new, |first| first.href.clone());
        let mut above = Vec::new();
        if cx.may_search() {
            let label = cx.t.nav_customers().to_owned();
            above.push(Place { label, href: links::Customers::to().to_string(), current: false });
        }
        let here = if section == Section::Account {
            customer.company_name.clone()
        } else {
            above.push(Place { label: customer.company_name.clone(), href: href.clone(), current: false });
            section.label(cx).to_owned()
        };
        let is_here_a_name = section == Section::Account;
        let others = cx.recent_customers().into_iter().filter(|(id, _)| *id != customer.id);
        let recent = others.map(|(id, label)| Place { label, href: section.href(id), current: false }).collect();
        Self {
            customer: customer.id,
            name: customer.company_name.clone(),
            href,
            sections,
            section: section.code(),
            recent,
            above,
            here,
            is_here_a_name,
        }
    }

    /// The frame of a page below the section: the section becomes a link, `title` is where we are.
    #[must_use]
    pub(super) fn here(mut self, title: impl Into<String>) -> Self {
        let section = self.sections.iter().find(|place| place.current);
        let href = section.map_or_else(|| self.href.clone(), |place| place.href.clone());
        let label = std::mem::replace(&mut self.here, title.into());
        self.is_here_a_name = false;
        self.above.push(Place { label, href, current: false });
        self
    }
    /// The same for the page of one thing, whose title is its name.
    #[must_use]
    pub(super) fn named(self, name: impl Into<String>) -> Self {
        Self { is_here_a_name: true, ..self.here(name) }
    }
}
