//! Report a problem with Partner Center: the form that asks for a cancellation, its four facts filled in and
//! checked. Floor 4. S-99 to S-105, R-SW-2.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

use super::cancel::{BESIDES, CancelPage, Line, failed, fields, lines, look, orders};
use crate::access::may;
use crate::domain::ids::{CustomerId, EntitlementId};
use crate::domain::money::Money;
use crate::domain::orders::OrderNumber;
use crate::domain::refunds::ReturnReason;
use crate::domain::support::{Contact, Severity, first_and_last};
use crate::domain::text::{Email, Phone, Remark, RequestTitle};
use crate::http::cx::{Cx, Page, see_other};
use crate::http::extract::OnCustomer;
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::upload::CsrfUpload;
use crate::http::work::run;
use crate::ops::customers::Customer;
use crate::ops::software::{CancelError, RequestCancel, credit_of};
use crate::ops::support::add_files;
use crate::ops::{App, software};
use crate::web::customer_frame::{CustomerFrame, Section};
use crate::web::field_words::text_problem;

type On = OnCustomer<may::CancelSoftware>;
type Errors = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "software/report.html")]
struct ReportPage<'a> {
    cx: &'a Cx,
    frame: CustomerFrame,
    customer: &'a Customer,
    lines: Vec<Line>,
    typed: Typed,
    errors: Errors,
}

impl ReportPage<'_> {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, words)| words)
    }
    fn is(&self, field: &str, value: &str) -> bool {
        self.typed.get(field) == value
    }
}

/// What stands in the fields.
struct Typed(Vec<(String, String)>);

impl Typed {
    fn get(&self, field: &str) -> &str {
        self.0.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value.trim())
    }

    /// The fields as they are filled in at first.
    fn new(cx: &Cx, customer: &Customer, lines: &[Line], contact: &Contact, given: &[(String, String)]) -> Self {
        let t = cx.t;
        let title = lines.first().map_or("", |line| line.it.line.it.title.as_str());
        // A form sends a name once; lines that are refused go along for their results.
        let kept = |(name, value): &(String, String)| match name.as_str() {
            "line" => Some((format!("{BESIDES}{value}"), String::new())),
            name => is_number(name).then(|| (name.to_owned(), value.clone())),
        };
        let mut all: Vec<(String, String)> = given.iter().filter_map(kept).collect();
        let mut put = |name: &str, value: String| all.push((name.to_owned(), value));
        put("impact", Severity::Minimal.code().to_owned());
        put("title", t.software_report_about(title));
        put("tenant", customer.id.to_string());
        put("name", contact.name());
        put("email", contact.email.clone());
        put("phone", contact.phone.clone());
        for line in lines {
            let id = line.it.line.it.id;
            put(&format!("order-{id}"), line.it.line.number.to_string());
            put(&format!("amount-{id}"), credit_of(&line.it).to_decimal().to_string());
        }
        Self(all)
    }
}

/// The typed number of an order.
fn is_number(name: &str) -> bool {
    name.starts_with("number-")
}

/// Which order numbers were not typed as they are.
fn wrong_numbers(cx: &Cx, lines: &[Line], typed: &Typed) -> Errors {
    let wrong = orders(lines).into_iter().filter_map(|(id, number)| {
        let field = format!("number-{id}");
        let is_it = typed.get(&field).parse::<OrderNumber>() == Ok(number);
        (!is_it).then(|| (field, cx.t.software_number_wrong(number)))
    });
    wrong.collect()
}

fn page<'a>(cx: &'a Cx, customer: &'a Customer, lines: Vec<Line>, typed: Typed, errors: Errors) -> ReportPage<'a> {
    let frame = CustomerFrame::at(cx, customer, Section::Software).here(cx.t.software_report_title());
    ReportPage { cx, frame, customer, lines, typed, errors }
}

/// The lines that can be cancelled, and the contact of a new request.
async fn allowed(on: &On, cx: &Cx, app: &Data<App>, ids: Vec<EntitlementId>) -> Result<(Vec<Line>, Contact), Failure> {
    let (found, contact) = look(on, app, ids).await?;
    let lines = found.into_iter().map(|it| Line::of(cx.t, it)).filter(Line::is_allowed).collect();
    Ok((lines, contact))
}

/// The form, once the numbers of the orders were typed; else the page before says what is wrong.
pub(super) async fn show(on: On, cx: Cx, app: Data<App>) -> Page {
    let given = fields(&cx);
    let ids = lines(&given)?;
    let (found, contact) = allowed(&on, &cx, &app, ids.clone()).await?;
    let typed = Typed(given.clone());
    let errors = wrong_numbers(&cx, &found, &typed);
    if found.is_empty() || !errors.is_empty() {
        let (all, _contact) = look(&on, &app, ids).await?;
        let all = all.into_iter().map(|it| Line::of(cx.t, it)).collect();
        return cx.answer(StatusCode::UNPROCESSABLE_ENTITY, &CancelPage::new(&cx, &on, all, errors));
    }
    let typed = Typed::new(&cx, on.customer(), &found, &contact, &given);
    cx.page(&page(&cx, on.customer(), found, typed, Vec::new()))
}

/// What was typed, checked.
struct Checked {
    reason: ReturnReason,
    remark: Option<Remark>,
    impact: Severity,
    title: String,
    contact: Contact,
}

fn check(cx: &Cx, customer: &Customer, lines: &[Line], typed: &Typed, contact: &Contact) -> Result<Checked, Errors> {
    let t = cx.t;
    let mut errors = wrong_numbers(cx, lines, typed);
    let tenant = typed.get("tenant");
    let is_tenant = tenant.parse::<CustomerId>() == Ok(customer.id) || tenant.eq_ignore_ascii_case(&customer.domain);
    let mut wrong = |field: &str, words: String| errors.push((field.to_owned(), words));
    let title = RequestTitle::parse(typed.get("title"))
        .map_err(|error| wrong("title", text_problem(t, t.software_report_subject(), error)));
    let impact =
        typed.get("impact").parse::<Severity>().map_err(|_none| wrong("impact", t.support_choose().to_owned()));
    if !is_tenant {
        wrong("tenant", t.software_tenant_wrong(&customer.domain));
    }
    for line in lines {
        let (it, credit) = (&line.it.line.it, credit_of(&line.it));
        let order = typed.get(&format!("order-{}", it.id));
        let is_order = order.parse() == Ok(line.it.line.number) || order.parse() == Ok(it.order_id);
        if !is_order {
            wrong(&format!("order-{}", it.id), t.software_order_wrong(line.it.line.number));
        }
        let amount = typed.get(&format!("amount-{}", it.id));
        let amount = amount.strip_suffix(credit.currency().code()).unwrap_or(amount);
        if Money::parse(amount, credit.currency()) != Ok(credit) {
            wrong(&format!("amount-{}", it.id), t.software_amount_wrong(t.money(&credit)));
        }
    }
    let reason = typed
        .get("reason")
        .parse::<ReturnReason>()
        .map_err(|_none| wrong("reason", t.refunds_reason_missing().to_owned()));
    let remark = match typed.get("remark") {
        "" => Ok(None),
        text => {
            Remark::parse(text).map(Some).map_err(|error| wrong("remark", text_problem(t, t.refunds_remark(), error)))
        }
    };
    let (first_name, last_name) = first_and_last(typed.get("name"));
    if first_name.is_empty() {
        wrong("name", t.software_name_missing().to_owned());
    }
    let email =
        Email::parse(typed.get("email")).map_err(|error| wrong("email", text_problem(t, t.users_email(), error)));
    let phone = match typed.get("phone") {
        "" => Ok(String::new()),
        text => Phone::parse(text)
            .map(|phone| phone.as_str().to_owned())
            .map_err(|error| wrong("phone", text_problem(t, t.support_phone(), error))),
    };
    match (title, impact, reason, remark, email, phone) {
        (Ok(title), Ok(impact), Ok(reason), Ok(remark), Ok(email), Ok(phone)) if errors.is_empty() => {
            let contact = Contact { first_name, last_name, email: email.as_str().to_owned(), phone, ..contact.clone() };
            Ok(Checked { reason, remark, impact, title: title.as_str().to_owned(), contact })
        }
        _ => Err(errors),
    }
}

/// The four facts as text (S-102), and what was worked out.
fn description(cx: &Cx, customer: &Customer, line: &Line, checked: &Checked) -> String {
    let (t, it) = (cx.t, &line.it.line.it);
    let remark = checked.remark.as_ref().map_or("", |text| text.as_str());
    let reason = format!("{} {remark}", t.return_reason(&checked.reason));
    let facts = [
        (t.software_fact_tenant(), format!("{} ({})", customer.id, customer.domain)),
        (t.software_fact_order(), format!("{} ({})", line.it.line.number, it.order_id)),
        (t.software_fact_reason(), reason.trim().to_owned()),
        (t.software_fact_amount(), line.credit.clone()),
        (t.nav_software(), format!("{} × {}", it.title, it.quantity)),
        (t.software_entitlement_id(), it.id.to_string()),
        (t.refunds_policy(), line.it.quote.policy.to_string()),
    ];
    facts.map(|(name, value)| format!("{name}: {value}")).join("\n")
}

/// Submit (S-105): a request and a case for each line; what became of each stands on the page after.
pub(super) async fn submit(
    on: On,
    writes: OnCustomer<may::CreateSupportRequests>,
    upload: CsrfUpload,
    cx: Cx,
    app: Data<App>,
) -> Page {
    let CsrfUpload { files, fields } = upload;
    let ids = lines(&fields)?;
    let (found, contact) = allowed(&on, &cx, &app, ids.clone()).await?;
    let typed = Typed(fields);
    let result = || {
        let query = ids.iter().map(|id| format!("line={id}")).collect::<Vec<_>>().join("&");
        see_other(&format!("{}?{query}", links::SoftwareCancelResult::to(&on.id())))
    };
    // Everything was asked for before, or cannot be: the page after says which.
    if found.is_empty() {
        return result();
    }
    let checked = match check(&cx, on.customer(), &found, &typed, &contact) {
        Ok(checked) => checked,
        Err(errors) => return cx.unprocessable(&page(&cx, on.customer(), found, typed, errors)),
    };
    let commands: Vec<RequestCancel> = found
        .iter()
        .map(|line| RequestCancel {
            customer: on.id(),
            line: line.it.line.it.id,
            reason: checked.reason,
            remark: checked.remark.clone(),
            amount: credit_of(&line.it).minor(),
            impact: checked.impact,
            title: checked.title.clone(),
            description: description(&cx, on.customer(), line, &checked),
            contact: checked.contact.clone(),
        })
        .collect();
    let (granted, writes, customer) = (on.granted().clone(), writes.granted().clone(), on.id());
    run(&app, move |app| {
        for command in &commands {
            match software::request(app, &granted, command) {
                Ok(request) if !files.is_empty() => {
                    // A file that is not taken does not undo the request; it can be added on its page.
                    let _can_be_added_later = add_files(app, &writes, customer, request, files.clone());
                }
                // The page after says what became of the line.
                Ok(_) | Err(CancelError::Refused(_) | CancelError::Changed) => {}
                Err(error @ (CancelError::Store(_) | CancelError::Money(_))) => return Err(failed(error)),
            }
        }
        Ok(())
    })
    .await?;
    result()
}
