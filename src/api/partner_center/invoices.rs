//! Invoices and credit notes. Floor 4. api 7.8; P-22, R-BL-2, 6.13.

use super::call::At;
use super::fault::Fault;
use super::items::{parts, symbol};
use super::operation::{Json, Operation, Pdf, may_say};
use super::statement;
use super::wire::common::{Amount, Attributes, Collection, Link, Links, midnight, moment};
use super::wire::invoices::{Invoice, InvoiceDetail, InvoiceLine, InvoiceSummary};
use crate::access::may;
use crate::domain::money::{Currency, Money};
use crate::ops::invoices::{self, ChargeLine, Credited, Documents};

type Found = invoices::Invoice;

pub(super) fn operations() -> Vec<Operation> {
    let pages = || [may_say("size", "How many at once, 1 to 500."), may_say("offset", "How many to leave out.")];
    vec![
        Operation::get("getInvoices", "/v1/invoices", "Invoices and credit notes, the latest first.", list)
            .with_query(pages()),
        Operation::get("getInvoiceSummary", "/v1/invoices/summary", "What is not paid.", summary),
        Operation::get("getInvoice", "/v1/invoices/{invoice}", "One of them.", show),
        Operation::get("getInvoiceStatement", "/v1/invoices/{invoice}/documents/statement", "The document.", document),
        Operation::get("getInvoiceLineItems", "/v1/invoices/{invoice}/lineitems", "Its lines.", lines).with_query([
            may_say("provider", "onetime, or nothing."),
            may_say("invoicelineitemtype", "billinglineitems, or nothing."),
            may_say("size", "How many at once, 1 to 500."),
            may_say("offset", "How many to leave out."),
        ]),
    ]
}

/// Either document.
enum Document {
    Invoice(Found),
    Note(Credited),
}

fn find(at: &At<'_, may::SeeInvoices>) -> Result<Document, Fault> {
    let wanted = at.name("invoice");
    let Documents { invoices, credit_notes } = invoices::list(at.app, &at.may)?;
    if let Some(found) = invoices.into_iter().find(|it| it.number().eq_ignore_ascii_case(wanted)) {
        return Ok(Document::Invoice(found));
    }
    let note = credit_notes.into_iter().find(|note| note.number.eq_ignore_ascii_case(wanted));
    note.map(Document::Note).ok_or_else(|| Fault::not_found("There is no such invoice."))
}

fn list(at: &At<'_, may::SeeInvoices>) -> Result<Json<Collection<Invoice>>, Fault> {
    let found = invoices::list(at.app, &at.may)?;
    let mut items: Vec<Invoice> = found.invoices.iter().map(wire).collect();
    items.extend(found.credit_notes.iter().map(wire_note));
    items.sort_by(|one, other| (&other.invoice_date, &other.id).cmp(&(&one.invoice_date, &one.id)));
    Ok(Json(Collection::window("/invoices", items, at.window()?)))
}

fn summary(at: &At<'_, may::SeeInvoices>) -> Result<Json<InvoiceSummary>, Fault> {
    let found = invoices::list(at.app, &at.may)?;
    let currency = found.invoices.first().map_or(Currency::USD, |invoice| invoice.total.currency());
    let of_currency = |total: &Money| total.currency() == currency;
    let charged = found.invoices.iter().map(|invoice| invoice.total).filter(of_currency);
    let credited = found.credit_notes.iter().map(|note| note.total).filter(of_currency);
    let too_large = |_| Fault::defect("The sum is too large.");
    let charged = Money::sum(currency, charged).map_err(too_large)?;
    let balance = charged.minus(Money::sum(currency, credited).map_err(too_large)?).map_err(too_large)?;
    Ok(Json(InvoiceSummary {
        balance_amount: Amount(balance),
        currency_code: currency.code().to_owned(),
        currency_symbol: symbol(currency),
        accounting_date: moment(at.may.scope().now()),
        first_invoice_creation_date: found.invoices.last().map(|first| midnight(first.to)),
        attributes: Attributes::of("InvoiceSummary"),
    }))
}

fn show(at: &At<'_, may::SeeInvoices>) -> Result<Json<Invoice>, Fault> {
    Ok(Json(match find(at)? {
        Document::Invoice(found) => wire(&found),
        Document::Note(note) => wire_note(&note),
    }))
}

fn document(at: &At<'_, may::SeeInvoices>) -> Result<Pdf, Fault> {
    let partner = super::items::own_partner(at)?.name;
    Ok(Pdf(match find(at)? {
        Document::Invoice(found) => {
            let lines = invoices::lines(at.app, &at.may, &found)?;
            let heads = [
                format!("Invoice {}", found.number()),
                partner,
                format!("{} to {}", found.from, found.to),
                format!("Total: {}", found.total),
            ];
            let rows = lines.iter().map(|line| {
                format!("{}  {}  {} x {}  {}", line.due_on, line.customer_name, line.quantity, line.title, line.amount)
            });
            statement::pdf(heads.into_iter().chain([String::new()]).chain(rows))
        }
        Document::Note(note) => statement::pdf([
            format!("Credit note {}", note.number),
            partner,
            format!("{}", note.issued_at.day()),
            format!("{}: {}", note.customer_name, note.total),
        ]),
    }))
}

fn lines(at: &At<'_, may::SeeInvoices>) -> Result<Json<Collection<InvoiceLine>>, Fault> {
    for (name, known) in [
        ("provider", ["onetime", "one_time", "all"]),
        ("invoicelineitemtype", ["billinglineitems", "billing_line_items", "all"]),
    ] {
        if let Some(other) = at.query(name).filter(|it| !known.contains(&it.to_ascii_lowercase().as_str())) {
            return Err(Fault::unsupported(format!("There are no lines of {name} {other}.")));
        }
    }
    let uri = format!("/invoices/{}/lineitems", at.name("invoice"));
    let partner = at.may.who().billing_partner().to_string();
    let items = match find(at)? {
        Document::Invoice(found) => {
            let number = found.number();
            let lines = invoices::lines(at.app, &at.may, &found)?;
            lines.iter().map(|line| wire_line(&partner, &number, line)).collect()
        }
        Document::Note(_) => Vec::new(),
    };
    Ok(Json(Collection::window(&uri, items, at.window()?)))
}

fn wire(found: &Found) -> Invoice {
    let (from, to) = (midnight(found.from), midnight(found.to));
    document_of(found.number(), "invoice", (from, to), found.total)
}

/// A credit note stands beside the invoices, below zero.
fn wire_note(note: &Credited) -> Invoice {
    let day = midnight(note.issued_at.day());
    let total = Money::zero(note.total.currency()).minus(note.total).unwrap_or(note.total);
    document_of(note.number.clone(), "credit_note", (day.clone(), day), total)
}

fn document_of(id: String, kind: &str, (from, to): (String, String), total: Money) -> Invoice {
    let own = format!("/invoices/{id}");
    let lines = format!("{own}/lineitems?provider=onetime&invoicelineitemtype=billinglineitems");
    Invoice {
        invoice_date: to.clone(),
        billing_period_start_date: from,
        billing_period_end_date: to,
        total_charges: Amount(total),
        paid_amount: Amount(Money::zero(total.currency())),
        currency_code: total.currency().code().to_owned(),
        currency_symbol: symbol(total.currency()),
        pdf_download_link: format!("{own}/documents/statement"),
        invoice_details: vec![InvoiceDetail {
            invoice_line_item_type: "billing_line_items".to_owned(),
            billing_provider: "one_time".to_owned(),
            links: Links { own: Some(Link::to(lines)), ..Links::default() },
            attributes: Attributes::of("InvoiceDetail"),
        }],
        document_type: kind.to_owned(),
        invoice_type: "OneTime".to_owned(),
        links: Links::own(own),
        attributes: Attributes::of("Invoice"),
        id,
    }
}

fn wire_line(partner: &str, number: &str, line: &ChargeLine) -> InvoiceLine {
    let (product, sku) = parts(&line.sku);
    let day = midnight(line.due_on);
    InvoiceLine {
        partner_id: partner.to_owned(),
        customer_id: line.customer.to_string(),
        customer_name: line.customer_name.clone(),
        customer_domain_name: line.domain.clone(),
        customer_country: line.country.clone(),
        invoice_number: number.to_owned(),
        order_id: line.order.to_string(),
        order_date: moment(line.placed_at),
        product_id: product.to_owned(),
        sku_id: sku.to_owned(),
        product_name: line.title.clone(),
        sku_name: line.title.clone(),
        charge_type: "New".to_owned(),
        unit_price: Amount(line.unit),
        quantity: u32::try_from(line.quantity).unwrap_or_default(),
        subtotal: Amount(line.amount),
        tax_total: Amount(Money::zero(line.amount.currency())),
        total_for_customer: Amount(line.amount),
        currency: line.amount.currency().code().to_owned(),
        charge_start_date: day.clone(),
        charge_end_date: day,
        invoice_line_item_type: "billing_line_items".to_owned(),
        billing_provider: "one_time".to_owned(),
        attributes: Attributes::of("OneTimeInvoiceLineItem"),
    }
}
