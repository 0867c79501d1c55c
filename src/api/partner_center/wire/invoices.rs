//! Invoices, credit notes and their lines. Floor 4. api 7.8.

use schemars::JsonSchema;
use serde::Serialize;

use super::common::{Amount, Attributes, Links};

/// An invoice or a credit note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct Invoice {
    /// Its number.
    pub(in crate::api) id: String,
    /// Its day.
    pub(in crate::api) invoice_date: String,
    /// The first day it is about.
    pub(in crate::api) billing_period_start_date: String,
    /// The last day it is about.
    pub(in crate::api) billing_period_end_date: String,
    /// How much; below zero for a credit note.
    pub(in crate::api) total_charges: Amount,
    /// What has been paid: payments are not kept here, so nothing.
    pub(in crate::api) paid_amount: Amount,
    /// The currency.
    pub(in crate::api) currency_code: String,
    /// Its sign.
    pub(in crate::api) currency_symbol: String,
    /// Where the document is.
    pub(in crate::api) pdf_download_link: String,
    /// What its lines are.
    pub(in crate::api) invoice_details: Vec<InvoiceDetail>,
    /// `invoice` or `credit_note`
    pub(in crate::api) document_type: String,
    /// `OneTime`
    pub(in crate::api) invoice_type: String,
    /// Links.
    pub(in crate::api) links: Links,
    /// Attributes.
    pub(in crate::api) attributes: Attributes,
}

/// What lines an invoice has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct InvoiceDetail {
    /// `billing_line_items`
    pub(in crate::api) invoice_line_item_type: String,
    /// `one_time`
    pub(in crate::api) billing_provider: String,
    /// Links.
    pub(in crate::api) links: Links,
    /// Attributes.
    pub(in crate::api) attributes: Attributes,
}

/// What all invoices come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct InvoiceSummary {
    /// What is not paid, in the first currency.
    pub(in crate::api) balance_amount: Amount,
    /// The currency.
    pub(in crate::api) currency_code: String,
    /// Its sign.
    pub(in crate::api) currency_symbol: String,
    /// The day of the look.
    pub(in crate::api) accounting_date: String,
    /// The day of the first invoice; none before there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api) first_invoice_creation_date: Option<String>,
    /// Attributes.
    pub(in crate::api) attributes: Attributes,
}

/// A line of an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct InvoiceLine {
    /// The partner.
    pub(in crate::api) partner_id: String,
    /// The customer.
    pub(in crate::api) customer_id: String,
    /// Its name.
    pub(in crate::api) customer_name: String,
    /// Its domain.
    pub(in crate::api) customer_domain_name: String,
    /// Its country.
    pub(in crate::api) customer_country: String,
    /// The invoice.
    pub(in crate::api) invoice_number: String,
    /// The order.
    pub(in crate::api) order_id: String,
    /// When it was placed.
    pub(in crate::api) order_date: String,
    /// What was bought.
    pub(in crate::api) product_id: String,
    /// What was bought of it.
    pub(in crate::api) sku_id: String,
    /// Its name.
    pub(in crate::api) product_name: String,
    /// Its name.
    pub(in crate::api) sku_name: String,
    /// `New`
    pub(in crate::api) charge_type: String,
    /// The price of one for the whole term.
    pub(in crate::api) unit_price: Amount,
    /// How many.
    pub(in crate::api) quantity: u32,
    /// The charge.
    pub(in crate::api) subtotal: Amount,
    /// No tax is reckoned here.
    pub(in crate::api) tax_total: Amount,
    /// The charge.
    pub(in crate::api) total_for_customer: Amount,
    /// The currency.
    pub(in crate::api) currency: String,
    /// The day of the charge.
    pub(in crate::api) charge_start_date: String,
    /// The day of the charge.
    pub(in crate::api) charge_end_date: String,
    /// `billing_line_items`
    pub(in crate::api) invoice_line_item_type: String,
    /// `one_time`
    pub(in crate::api) billing_provider: String,
    /// Attributes.
    pub(in crate::api) attributes: Attributes,
}
