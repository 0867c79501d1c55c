//! What every page needs: words, viewer, navigation, token, request id. Floor 3.

use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use askama::Template;

use super::assets;
use super::extract::visit;
use super::failure::Failure;
use super::links;
use super::visit::Visit;
use crate::domain::ids::CustomerId;
use crate::domain::roles::{Perm, Verdict, best};
use crate::i18n::{Lang, Texts};
use crate::ops::App;
use crate::ops::customers::Recent;

/// A page, or why there is none.
pub type Page = Result<HttpResponse, Failure>;

/// The context of a page.
#[derive(Debug, Clone)]
pub struct Cx {
    /// The words and formats of the page's language.
    pub t: Texts,
    visit: Arc<Visit>,
    path: String,
    viewer: Option<Viewer>,
    nav: Vec<NavItem>,
    is_demo: bool,
    idle_seconds: i64,
    recent: Arc<Recent>,
    notice: Option<Notice>,
}

/// The person who looks at the page.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// Name.
    pub name: String,
    /// Partner or customer they belong to.
    pub organization: String,
    /// Address to sign in with.
    pub email: String,
    /// Messages not read; a hundred stands for more.
    pub unread: i64,
}

/// An entry of the side navigation.
#[derive(Debug, Clone)]
pub struct NavItem {
    /// The words.
    pub label: String,
    /// The address.
    pub href: String,
    /// Whether the page is there.
    pub current: bool,
    /// The icon's name in the sprite.
    pub icon: &'static str,
}

/// What an act says on the page it leads to, by `?notice=`: fixed words, so the address may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// The change is saved.
    Saved,
    /// Signed out.
    SignedOut,
    /// The session had ended.
    SessionEnded,
    /// The password is changed.
    PasswordChanged,
    /// A line is in the cart.
    AddedToCart,
}

impl Notice {
    const ALL: [Self; 5] = [Self::Saved, Self::SignedOut, Self::SessionEnded, Self::PasswordChanged, Self::AddedToCart];

    /// The text in the address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::SignedOut => "signed-out",
            Self::SessionEnded => "session-ended",
            Self::PasswordChanged => "password-changed",
            Self::AddedToCart => "added-to-cart",
        }
    }

    fn words(self, t: Texts) -> &'static str {
        match self {
            Self::Saved => t.frame_saved(),
            Self::SignedOut => t.signin_signed_out(),
            Self::SessionEnded => t.errors_session_ended_what(),
            Self::PasswordChanged => t.signin_change_done(),
            Self::AddedToCart => t.frame_added_to_cart(),
        }
    }
}

impl Cx {
    /// The context of a request.
    pub fn of(req: &HttpRequest) -> Result<Self, Failure> {
        let visit = visit(req)?;
        let app = req.app_data::<Data<App>>().ok_or_else(|| Failure::Bug("no app".to_owned()))?;
        let t = Texts::new(visit.lang);
        let viewer = visit.who.as_ref().map(|who| Viewer {
            name: who.display_name().to_owned(),
            organization: who.organization().to_owned(),
            email: who.email().to_owned(),
            unread: who.unread(),
        });
        let path = req.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let notice = query_value(req.query_string(), "notice");
        let notice = Notice::ALL.into_iter().find(|known| notice.as_deref() == Some(known.code()));
        let mut cx = Self {
            t,
            visit,
            path,
            viewer,
            nav: Vec::new(),
            is_demo: app.config.is_demo,
            idle_seconds: app.config.session_idle_seconds,
            recent: app.recent(),
            notice,
        };
        cx.nav = cx.navigation(req.path());
        Ok(cx)
    }

    fn navigation(&self, path: &str) -> Vec<NavItem> {
        let t = self.t;
        let places = [
            (Perm::ListCustomers, t.nav_customers(), links::Customers::PATTERN, "customers"),
            (Perm::ViewReservations, t.nav_azure_reservations(), links::Reservations::PATTERN, "reservation"),
            (Perm::ViewOrders, t.nav_orders(), links::Orders::PATTERN, "order"),
            (Perm::ViewSupportRequests, t.nav_support(), links::SupportRequests::PATTERN, "support"),
            (Perm::DecideRequests, t.desk_title(), links::Desk::PATTERN, "support"),
            (Perm::ViewOrders, t.refunds_title(), links::Refunds::PATTERN, "order"),
            (Perm::SeePolicies, t.calculator_title(), links::Calculator::PATTERN, "catalog"),
            (Perm::SeePolicies, t.policies_title(), links::Policies::PATTERN, "info"),
            (Perm::ViewReservations, t.nav_utilization(), links::Portfolio::PATTERN, "reservation"),
            (Perm::ManageUsage, t.nav_usage(), links::UsageImports::PATTERN, "order"),
            (Perm::SeeCatalog, t.nav_catalog(), links::Catalog::PATTERN, "catalog"),
            (Perm::ManageUsers, t.nav_users(), links::Users::PATTERN, "person"),
            (Perm::SeeActivity, t.nav_activity(), links::Activity::PATTERN, "history"),
            (Perm::SeeMails, t.messages_mails_title(), links::Mails::PATTERN, "settings"),
            (Perm::OwnAccount, t.nav_help(), links::Help::PATTERN, "info"),
        ];
        let is_there = |href: &str| path == href || path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/'));
        // The programs of an organisation are managed beside its people.
        let programs = [links::ApiClients::PATTERN, links::Webhooks::PATTERN];
        let is_current =
            |href: &str| is_there(href) || (href == links::Users::PATTERN && programs.into_iter().any(is_there));
        let item = |label: &str, href: String, icon| NavItem {
            label: label.to_owned(),
            current: is_current(&href),
            href,
            icon,
        };
        // A customer's person has the reservations of their own customer (P-11) and the help.
        let customer = self.visit.who.as_ref().and_then(|who| who.customer());
        let own = customer.map(|id| links::CustomerReservations::to(&id).to_string());
        let is_shown = |perm: Perm| self.may(perm) && (customer.is_none() || perm == Perm::OwnAccount);
        let reservations = own.map(|href| item(t.nav_azure_reservations(), href, "reservation"));
        let used = customer.map(|id| links::CustomerUtilization::to(&id).to_string());
        let used = used.map(|href| item(t.nav_utilization(), href, "reservation"));
        let others = places.into_iter().filter(|(perm, ..)| is_shown(*perm));
        reservations
            .into_iter()
            .chain(used)
            .chain(others.map(|(_, label, href, icon)| item(label, href.to_owned(), icon)))
            .collect()
    }

    /// Whether the viewer's roles allow something in general; for showing links, never as the control.
    pub fn may(&self, perm: impl std::borrow::Borrow<Perm>) -> bool {
        let roles = self.visit.who.as_ref().map_or(&[][..], |who| who.roles());
        !matches!(best(roles, *perm.borrow()), Verdict::No)
    }

    /// Whether the viewer may search customers.
    pub fn may_search(&self) -> bool {
        self.may(Perm::ListCustomers)
    }

    /// The customers that the viewer opened, the last one first: for the switcher.
    pub fn recent_customers(&self) -> Vec<(CustomerId, String)> {
        self.visit.who.as_ref().map(|who| self.recent.of(who.user())).unwrap_or_default()
    }

    /// The visit.
    pub fn visit(&self) -> &Visit {
        &self.visit
    }
    /// The tag of the page's language.
    pub fn lang(&self) -> &'static str {
        self.t.lang().code()
    }
    /// The anti-forgery token for forms.
    pub fn csrf(&self) -> &str {
        &self.visit.csrf
    }
    /// The address of a static file.
    pub fn asset(&self, name: &str) -> &'static str {
        assets::address(name)
    }
    /// Path and query of the page.
    pub fn path(&self) -> &str {
        &self.path
    }
    /// Who looks, if signed in.
    pub fn viewer(&self) -> Option<&Viewer> {
        self.viewer.as_ref()
    }
    /// The side navigation.
    pub fn nav(&self) -> &[NavItem] {
        &self.nav
    }
    /// The id of the request, as in the log.
    pub fn request_id(&self) -> &str {
        &self.visit.circumstances.request_id
    }
    /// Whether this is the demonstration.
    pub fn is_demo(&self) -> bool {
        self.is_demo
    }
    /// Code, own name and whether it is the page's, for the language switch.
    pub fn languages(&self) -> Vec<(&'static str, &'static str, bool)> {
        Lang::ALL.into_iter().map(|lang| (lang.code(), lang.own_name(), lang == self.t.lang())).collect()
    }
    /// What the act before this page says.
    pub fn flash(&self) -> Option<&'static str> {
        self.notice.map(|notice| notice.words(self.t))
    }
    /// When the session ends without another request.
    pub fn session_expires(&self) -> Option<String> {
        self.visit.who.as_ref()?;
        Some(self.visit.circumstances.at.plus_seconds(self.idle_seconds).to_string())
    }

    /// Answers with a page.
    pub fn page(&self, template: &impl Template) -> Page {
        self.answer(StatusCode::OK, template)
    }

    /// Answers with a form again, because of what was typed.
    pub fn unprocessable(&self, template: &impl Template) -> Page {
        self.answer(StatusCode::UNPROCESSABLE_ENTITY, template)
    }

    /// Answers with a page and a status.
    pub fn answer(&self, status: StatusCode, template: &impl Template) -> Page {
        let mut body = String::with_capacity(24 * 1024);
        template.render_into(&mut body)?;
        Ok(HttpResponse::build(status)
            .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
            .insert_header((header::CONTENT_LANGUAGE, self.lang()))
            .insert_header((header::VARY, "Accept-Language, Cookie"))
            .body(body))
    }
}

impl FromRequest for Cx {
    type Error = Failure;
    type Future = Ready<Result<Self, Failure>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(req))
    }
}

/// Leads to another page after an act.
pub fn see_other(link: &impl std::fmt::Display) -> Page {
    Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, link.to_string())).finish())
}

/// Leads to another page, where a notice says what happened.
pub fn see_other_with(link: &impl std::fmt::Display, notice: Notice) -> Page {
    let link = link.to_string();
    let sign = if link.contains('?') { '&' } else { '?' };
    see_other(&format!("{link}{sign}notice={}", notice.code()))
}

fn query_value(query: &str, name: &str) -> Option<String> {
    let fields: Vec<(String, String)> = serde_urlencoded::from_str(query).ok()?;
    fields.into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
}
