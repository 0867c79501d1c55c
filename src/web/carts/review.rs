//! "Review your orders": check, change, see what it makes. Floor 4. S-36 to S-38, Q-5, Q-8, Q-15.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

use super::fields::{LineForm, ReviewForm, Wrong};
use super::suggestion::Suggestion;
use super::{Said, page, view};
use crate::access::may;
use crate::domain::carts::{AppliedScope, BillingPlan, Code, Optimise, Severity};
use crate::domain::ids::{CartLineId, PartnerId};
use crate::domain::orders::Charge;
use crate::domain::partners::PartnerKind;
use crate::domain::subscriptions::SubscriptionState;
use crate::http::cx::{Cx, Notice, Page, see_other, see_other_with};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::forms::CsrfForm;
use crate::http::links;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::carts::{CartView, EditCart, EditError, LineView, Source};
use crate::ops::{App, carts, refunds};
use crate::web::customer_frame::{CustomerFrame, Section};
use crate::web::refunds::customer::uncounted;
use crate::web::refunds::parts::Meter;

/// The page. What a person typed and could not be kept stands in the fields again.
#[derive(Template)]
#[template(path = "carts/review.html")]
struct ReviewPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    on: &'a OnCustomer<may::PlaceOrders>,
    view: &'a CartView,
    lines: Vec<Card<'a>>,
    errors: Wrong,
    refusals: Vec<Said>,
    warnings: Vec<Said>,
    banner: Option<&'static str>,
    reseller: Option<PartnerId>,
    purchase_order: String,
    totals: Vec<(String, String)>,
    buy: Option<String>,
    refund_rules: links::HelpTopic,
    /// What is left of the customer's refund limit.
    meter: Meter,
}

/// A line as its card shows it.
struct Card<'a> {
    t: Texts,
    number: usize,
    id: CartLineId,
    line: &'a LineView,
    typed: LineForm,
}

impl Card<'_> {
    fn quantity(&self) -> String {
        self.typed.quantity.clone().unwrap_or_else(|| self.line.stored.line.quantity.to_string())
    }
    fn name(&self) -> String {
        self.typed.name.clone().unwrap_or_else(|| self.line.stored.line.name.to_string())
    }
    fn is_scope(&self, scope: AppliedScope) -> bool {
        let kept = self.line.stored.line.reservation.is_some_and(|kept| kept.scope == scope);
        self.typed.scope.as_deref().map_or(kept, |typed| typed == scope.code())
    }
    fn is_optimise(&self, optimise: Optimise) -> bool {
        let kept = self.line.stored.line.reservation.is_some_and(|kept| kept.optimise == optimise);
        self.typed.optimise.as_deref().map_or(kept, |typed| typed == optimise.code())
    }
    fn is_plan(&self, plan: BillingPlan) -> bool {
        let kept = self.line.stored.line.plan;
        self.typed.plan.as_deref().map_or(kept == plan, |typed| typed == plan.code())
    }
    /// What the price leaves out.
    fn licence(&self) -> Option<Suggestion> {
        Suggestion::of(self.t, self.line)
    }
    /// Software is tied to no subscription and is paid up front: only its quantity is asked.
    fn is_software(&self) -> bool {
        self.line.is_software()
    }
    fn is_monthly(&self) -> bool {
        self.line.stored.line.plan == BillingPlan::Monthly
    }
    fn working(&self) -> String {
        let unit = self.t.money(&self.line.stored.line.unit_price);
        self.t.carts_working(self.line.stored.line.quantity.get(), unit)
    }
    fn total(&self) -> String {
        self.t.money(&self.line.total)
    }
    fn term_ends(&self) -> String {
        let term = self.t.term(&self.line.stored.line.term);
        self.t.carts_term_ends(term, self.t.date(&self.line.ends_at.day()))
    }
    fn new_price(&self) -> Option<String> {
        let now = self.line.new_price()?;
        Some(self.t.carts_price_was_now(self.t.money(&self.line.stored.line.unit_price), self.t.money(&now)))
    }
    fn charges(&self) -> &[Charge] {
        &self.line.charges
    }
    fn monthly(&self) -> Option<String> {
        let first = self.line.charges.first().filter(|_| self.is_monthly())?;
        Some(self.t.carts_monthly_amount(self.t.money(&first.amount)))
    }
}

impl ReviewPage<'_> {
    /// The message beside a field of a line, or "".
    fn error(&self, field: &str, id: &CartLineId) -> &str {
        self.of(&format!("{field}-{id}"))
    }

    fn of(&self, field: &str) -> &str {
        self.errors.iter().find(|(known, _)| known == field).map_or("", |(_, message)| message)
    }

    /// The active subscriptions to choose from, and the one the line has, whatever its state.
    fn subscriptions(&self, card: &Card<'_>) -> Vec<(String, String, bool)> {
        let Some(kept) = card.line.stored.line.reservation.map(|kept| kept.subscription) else { return Vec::new() };
        let typed = card.typed.subscription.clone().unwrap_or_else(|| kept.to_string());
        let is_offered = |state: SubscriptionState, is_kept: bool| state == SubscriptionState::Active || is_kept;
        let found = self.view.subscriptions.iter().filter(|one| is_offered(one.state, one.id == kept));
        found.map(|one| (one.id.to_string(), one.name.clone(), one.id.to_string() == typed)).collect()
    }

    /// What a scope does for this customer (S-38).
    fn scope_hint(&self, scope: AppliedScope) -> String {
        match scope {
            AppliedScope::Shared => self.shared_here(),
            AppliedScope::Single => self.cx.t.carts_single_here().to_owned(),
        }
    }

    fn shared_here(&self) -> String {
        let is_live = |state| matches!(state, SubscriptionState::Active | SubscriptionState::Suspended);
        let count = self.view.subscriptions.iter().filter(|one| is_live(one.state)).count();
        self.cx.t.carts_shared_here(count)
    }

    fn is_provider(&self) -> bool {
        self.view.buyer.kind == PartnerKind::IndirectProvider
    }

    fn is_chosen(&self, partner: &PartnerId) -> bool {
        self.reseller == Some(*partner)
    }

    fn is_number_optional(&self) -> bool {
        !self.on.customer().is_purchase_order_required
    }

    fn is_reseller(&self) -> bool {
        self.view.buyer.kind == PartnerKind::IndirectReseller
    }

    /// The organisation that a reseller's people stand for (R-BUY-3).
    fn own(&self) -> &str {
        self.cx.viewer().map_or("", |viewer| &viewer.organization)
    }

    fn purchase_order_hint(&self) -> &'static str {
        if self.on.customer().is_purchase_order_required { self.cx.t.carts_purchase_order_hint() } else { "" }
    }
}

/// What a page shows besides the cart.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) form: ReviewForm,
    pub(super) errors: Wrong,
    pub(super) banner: Option<&'static str>,
    pub(super) status: StatusCode,
}

pub(super) async fn show(on: OnCustomer<may::PlaceOrders>, cx: Cx, app: Data<App>) -> Page {
    again(&on, &cx, &app, Shown::default()).await
}

/// The review page of the cart as it is now; without a cart that can be bought, the cart's page.
pub(super) async fn again(on: &OnCustomer<may::PlaceOrders>, cx: &Cx, app: &Data<App>, shown: Shown) -> Page {
    let found = view(on, app).await?.filter(|view| !view.lines.is_empty() && !view.is_expired());
    let Some(view) = found else {
        let said = shown.banner.map(Said::plain).into_iter().collect();
        return page(on, cx, app, said, shown.status).await;
    };
    let (may, customer) = (on.granted().clone(), on.id());
    let left = run(app, move |app| refunds::headroom_left(app, &may, customer).map_err(uncounted)).await?;
    let t = cx.t;
    let card = |(number, line)| {
        let id = LineView::id(line);
        Card { t, number, id, line, typed: shown.form.of(id).cloned().unwrap_or_default() }
    };
    let said = |severity: Severity| {
        let found = view.review.findings.iter().filter(move |it| it.severity() == severity && !is_asked(it.code()));
        found.map(|it| Said::of_finding(cx, on.customer(), it)).collect::<Vec<Said>>()
    };
    let (refusals, warnings) = (said(Severity::Refusal), said(Severity::Warning));
    let sums: Vec<String> = view.review.totals().iter().map(|total| t.money(total)).collect();
    let totals = view.review.totals().iter().map(|it| (it.currency().to_string(), t.money(it))).collect();
    let kept = view.cart.reseller_id.or(on.customer().reseller_id);
    let purchase_order = shown.form.purchase_order.clone();
    let frame = CustomerFrame::at(cx, on.customer(), Section::Cart).here(t.carts_review_title());
    let template = ReviewPage {
        cx,
        frame,
        on,
        lines: (1..).zip(&view.lines).map(card).collect(),
        errors: shown.errors,
        buy: refusals.is_empty().then(|| t.carts_buy(t.list(&sums))),
        refusals,
        warnings,
        banner: shown.banner,
        reseller: shown.form.reseller().ok().flatten().or(kept),
        purchase_order: purchase_order.unwrap_or_else(|| view.cart.purchase_order().to_string()),
        totals,
        meter: Meter::of(&left),
        refund_rules: links::HelpTopic::to(&"refunds".to_owned()),
        view: &view,
    };
    cx.answer(shown.status, &template)
}

/// What the page asks with fields of its own, next to the button; a missing answer is said after Buy.
pub(super) const fn is_asked(code: Code) -> bool {
    matches!(code, Code::ResellerRequired | Code::PurchaseOrderRequired)
}

/// Keeps the changes; `act` says what else is done.
pub(super) async fn update(
    on: OnCustomer<may::PlaceOrders>,
    form: CsrfForm<Vec<(String, String)>>,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let CsrfForm(fields) = form;
    let form = ReviewForm::read(fields)?;
    if form.act.as_deref() == Some("renew") {
        let of = on.clone();
        let old = run(&app, move |app| carts::renew(app, of.granted(), of.id()).map_err(Failure::from)).await?;
        let cart = links::Cart::to(&on.id());
        return match old {
            Some(old) => see_other(&format!("{cart}?again={}", Source::Cart(old))),
            None => see_other(&cart),
        };
    }
    match save(&on, &cx, &app, &form).await? {
        Ok(()) => see_other_with(&links::Review::to(&on.id()), Notice::Saved),
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            again(&on, &cx, &app, Shown { form, errors, banner: None, status }).await
        }
    }
}

/// Keeps what was typed, or says what is wrong with it.
pub(super) async fn save(
    on: &OnCustomer<may::PlaceOrders>,
    cx: &Cx,
    app: &Data<App>,
    form: &ReviewForm,
) -> Result<Result<(), Wrong>, Failure> {
    let view = view(on, app).await?.ok_or(Failure::NotFound)?;
    let mut wrong = Wrong::new();
    let lines = form.edits(cx.t, &view.lines).unwrap_or_else(|more| {
        wrong.extend(more);
        Vec::new()
    });
    let reseller = form.reseller().unwrap_or_else(|()| {
        wrong.push(("reseller".to_owned(), cx.t.carts_reseller_unknown().to_owned()));
        None
    });
    let is_offered = |id: PartnerId| view.resellers.iter().any(|partner| partner.id == id);
    if !view.resellers.is_empty() && reseller.is_some_and(|id| !is_offered(id)) {
        wrong.push(("reseller".to_owned(), cx.t.carts_reseller_unknown().to_owned()));
    }
    let number = form.number().ok();
    if number.is_none() {
        wrong.push(("purchase_order".to_owned(), cx.t.carts_purchase_order_wrong().to_owned()));
    }
    if !wrong.is_empty() {
        return Ok(Err(wrong));
    }
    let changes = EditCart {
        lines,
        reseller: form.reseller.as_ref().map(|_| reseller),
        purchase_order: form.purchase_order.as_ref().and(number),
        accept_prices: form.act.as_deref() == Some("accept"),
    };
    let of = on.clone();
    let done = run(app, move |app| Ok::<_, Failure>(carts::edit(app, of.granted(), of.id(), &changes))).await?;
    match done {
        Ok(()) => Ok(Ok(())),
        Err(EditError::Refused(problems)) => Ok(Err(problems
            .iter()
            .map(|(id, problem)| {
                (format!("{}-{id}", field_of(problem.code())), Said::of_problem(cx, on.customer(), problem).message)
            })
            .collect())),
        Err(EditError::Store(error)) => Err(error.into()),
    }
}

/// The field that a refused change is about.
fn field_of(code: Code) -> &'static str {
    match code {
        Code::QuantityOutOfRange => "quantity",
        Code::CapacityNeedsSingleScope => "optimise",
        Code::SubscriptionOfAnotherCustomer
        | Code::MarketClosed
        | Code::CustomerNotActive
        | Code::NoActiveSubscription
        | Code::SubscriptionNotActive
        | Code::SubscriptionNotRegistered
        | Code::PriceChanged
        | Code::PriceGone
        | Code::CurrencyMismatch
        | Code::TotalTooLarge
        | Code::ResellerRequired
        | Code::ResellerUnknown
        | Code::ResellerIsProvider
        | Code::ResellerNotIndirect
        | Code::PurchaseOrderRequired
        | Code::SoftwareNeedsCommercial
        | Code::CartEmpty
        | Code::CartExpired
        | Code::CartAlreadyOrdered
        | Code::BoughtRecently => "subscription",
    }
}
