//! Prices, refunds and exchanges. Floor 4.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::orders::Payment;
use crate::api::frame::wire::Sum;

/// What a reservation costs.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "CalculatedPrice")]
pub(in crate::api::capacity) struct Price {
    pub(in crate::api::capacity) properties: PriceProperties,
}

/// A price, and the id to buy under.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "CalculatedPriceProperties")]
pub(in crate::api::capacity) struct PriceProperties {
    pub(in crate::api::capacity) billing_currency_total: Sum,
    pub(in crate::api::capacity) pricing_currency_total: Sum,
    pub(in crate::api::capacity) is_billing_partner_managed: bool,
    pub(in crate::api::capacity) is_tax_included: bool,
    pub(in crate::api::capacity) reservation_order_id: String,
    pub(in crate::api::capacity) sku_title: String,
    pub(in crate::api::capacity) sku_description: String,
    /// One for each month; none when it is paid at once.
    pub(in crate::api::capacity) payment_schedule: Option<Vec<Payment>>,
}

/// A finding of the policy.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(in crate::api::capacity) struct PolicyError {
    pub(in crate::api::capacity) code: String,
    pub(in crate::api::capacity) message: String,
}

/// What a return would bring.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "CalculatedRefund")]
pub(in crate::api::capacity) struct Refund {
    pub(in crate::api::capacity) id: String,
    pub(in crate::api::capacity) properties: RefundProperties,
}

/// A quote.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "CalculatedRefundProperties")]
pub(in crate::api::capacity) struct RefundProperties {
    pub(in crate::api::capacity) session_id: String,
    pub(in crate::api::capacity) quantity: u32,
    pub(in crate::api::capacity) billing_refund_amount: Sum,
    pub(in crate::api::capacity) pricing_refund_amount: Sum,
    pub(in crate::api::capacity) policy_result: RefundPolicy,
    pub(in crate::api::capacity) billing_information: BillingInformation,
}

/// What the policy says.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "RefundPolicyResult")]
pub(in crate::api::capacity) struct RefundPolicy {
    pub(in crate::api::capacity) properties: RefundPolicyProperties,
}

/// The yearly limit, and what is over it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "RefundPolicyResultProperties")]
pub(in crate::api::capacity) struct RefundPolicyProperties {
    pub(in crate::api::capacity) consumed_refunds_total: Sum,
    pub(in crate::api::capacity) max_refund_limit: Sum,
    pub(in crate::api::capacity) policy_errors: Vec<PolicyError>,
}

/// What was paid, what comes back of it, and what will not be paid any more.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "RefundBillingInformation")]
pub(in crate::api::capacity) struct BillingInformation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api::capacity) billing_plan: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api::capacity) completed_transactions: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api::capacity) total_transactions: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api::capacity) billing_currency_total_paid_amount: Option<Sum>,
    pub(in crate::api::capacity) billing_currency_prorated_amount: Sum,
    pub(in crate::api::capacity) billing_currency_remaining_commitment_amount: Sum,
}

/// What an exchange would bring, or brings.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "ExchangeResult")]
pub(in crate::api::capacity) struct Exchange {
    pub(in crate::api::capacity) id: String,
    pub(in crate::api::capacity) name: String,
    pub(in crate::api::capacity) status: &'static str,
    pub(in crate::api::capacity) properties: ExchangeProperties,
}

/// A quote of an exchange.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api::capacity) struct ExchangeProperties {
    pub(in crate::api::capacity) session_id: String,
    pub(in crate::api::capacity) net_payable: Sum,
    pub(in crate::api::capacity) refunds_total: Sum,
    pub(in crate::api::capacity) purchases_total: Sum,
    pub(in crate::api::capacity) reservations_to_purchase: Vec<ToPurchase>,
    pub(in crate::api::capacity) savings_plans_to_purchase: Vec<Value>,
    pub(in crate::api::capacity) reservations_to_exchange: Vec<ToExchange>,
    pub(in crate::api::capacity) policy_result: ExchangePolicy,
}

/// Why an exchange would be refused.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "ExchangePolicyResult")]
pub(in crate::api::capacity) struct ExchangePolicy {
    pub(in crate::api::capacity) policy_errors: Vec<PolicyError>,
}

/// What is bought by an exchange: the purchase as it was sent, and its price.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "ReservationToPurchase")]
pub(in crate::api::capacity) struct ToPurchase {
    pub(in crate::api::capacity) properties: Value,
    pub(in crate::api::capacity) billing_currency_total: Sum,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api::capacity) status: Option<&'static str>,
}

/// What is given for an exchange.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "ReservationToExchange")]
pub(in crate::api::capacity) struct ToExchange {
    pub(in crate::api::capacity) reservation_id: String,
    pub(in crate::api::capacity) quantity: u32,
    pub(in crate::api::capacity) billing_refund_amount: Sum,
    pub(in crate::api::capacity) billing_information: BillingInformation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::api::capacity) status: Option<&'static str>,
}
