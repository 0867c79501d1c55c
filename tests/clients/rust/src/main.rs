//! The life of a reservation with `azure_mgmt_reservations`, the vendor's legacy crate.
//!
//! The driver sets BASE, TOKEN, FOREIGN_TOKEN and SUBSCRIPTIONS.

use std::sync::Arc;

use azure_core::auth::{AccessToken, Secret, TokenCredential};
use azure_mgmt_reservations::{models, Client};
use futures::{StreamExt, TryStreamExt};
use serde_json::{json, Value};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

#[derive(Debug)]
struct Fixed(String);

#[async_trait::async_trait]
impl TokenCredential for Fixed {
    async fn get_token(&self, _scopes: &[&str]) -> azure_core::Result<AccessToken> {
        let ends = time::OffsetDateTime::now_utc() + time::Duration::hours(1);
        Ok(AccessToken::new(Secret::new(self.0.clone()), ends))
    }

    async fn clear_cache(&self) -> azure_core::Result<()> {
        Ok(())
    }
}

fn client(token: &str) -> Outcome<Client> {
    let base = azure_core::Url::parse(&std::env::var("BASE")?)?;
    let credential = Arc::new(Fixed(std::env::var(token)?));
    Ok(Client::builder(credential).endpoint(base).retry(azure_core::RetryOptions::none()).build()?)
}

fn purchase(subscription: &str, size: &str, quantity: u32) -> Outcome<models::PurchaseRequest> {
    Ok(serde_json::from_value(json!({
        "sku": { "name": size },
        "location": "eastus",
        "properties": {
            "reservedResourceType": "VirtualMachines",
            "billingScopeId": format!("/subscriptions/{subscription}"),
            "term": "P1Y",
            "billingPlan": "Upfront",
            "quantity": quantity,
            "displayName": "from Rust",
            "appliedScopeType": "Shared",
            "renew": false,
        },
    }))?)
}

/// A part of a value as JSON: the models have types of their own for everything.
fn at(value: &impl serde::Serialize, place: &str) -> Value {
    serde_json::to_value(value).ok().and_then(|value| value.pointer(place).cloned()).unwrap_or_default()
}

async fn sold(client: &Client) -> Outcome<(String, String)> {
    for subscription in std::env::var("SUBSCRIPTIONS")?.split(',') {
        let pages = client.get_catalog(subscription).reserved_resource_type("VirtualMachines").location("eastus");
        let pages: Vec<models::CatalogsResult> = pages.into_stream().try_collect().await?;
        let Some(name) = pages.iter().flat_map(|page| &page.value).find_map(|one| one.name.clone()) else { continue };
        let price = client.reservation_order_client().calculate(purchase(subscription, &name, 1)?).await;
        if price.is_ok() {
            return Ok((subscription.to_owned(), name));
        }
    }
    Err("no subscription can buy".into())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    let client = client("TOKEN")?;
    let (subscription, size) = sold(&client).await?;
    let body = purchase(&subscription, &size, 3)?;
    let price = client.reservation_order_client().calculate(body.clone()).await?;
    let order = at(&price, "/properties/reservationOrderId").as_str().ok_or("no id")?.to_owned();
    let bought = client.reservation_order_client().purchase(order.clone(), body).await?;
    assert_eq!(at(&bought, "/properties/provisioningState"), "Succeeded");
    let orders: Vec<models::ReservationOrderList> =
        client.reservation_order_client().list().into_stream().try_collect().await?;
    assert!(orders.iter().flat_map(|page| &page.value).any(|one| one.name.as_deref() == Some(&order)));

    let page = client.reservation_client().list(order.clone()).into_stream().next().await.ok_or("no page")??;
    let id = page.value.first().and_then(|one| one.proxy_resource.resource.id.clone()).ok_or("no reservation")?;
    let key = id.rsplit('/').next().unwrap_or_default().to_owned();
    let patch: models::Patch = serde_json::from_value(json!({ "properties": { "name": "renamed" } }))?;
    let changed = client.reservation_client().update(order.clone(), key, patch).await?;
    assert_eq!(at(&changed, "/properties/displayName"), "renamed");
    let split: models::SplitRequest =
        serde_json::from_value(json!({ "properties": { "quantities": [1, 2], "reservationId": id } }))?;
    let parts = client.reservation_client().split(order.clone(), split).await?;
    assert_eq!(parts.len(), 3);
    let merge: models::MergeRequest = serde_json::from_value(
        json!({ "properties": { "sources": [parts[0].proxy_resource.resource.id, parts[1].proxy_resource.resource.id] } }),
    )?;
    let merged = client.reservation_client().merge(order.clone(), merge).await?;
    assert_eq!(at(&merged[0], "/properties/quantity"), 3);
    println!("priced, bought, changed, split, merged");

    let returned = json!({ "reservationId": merged[0].proxy_resource.resource.id, "quantity": 1 });
    let asked: models::CalculateRefundRequest =
        serde_json::from_value(json!({ "properties": { "scope": "Reservation", "reservationToReturn": returned } }))?;
    let quote = client.calculate_refund_client().post(order.clone(), asked).await?;
    assert!(at(&quote, "/properties/billingRefundAmount/amount").as_f64() > Some(0.0));
    let asked: models::RefundRequest = serde_json::from_value(json!({ "properties": {
        "sessionId": at(&quote, "/properties/sessionId"), "scope": "Reservation",
        "reservationToReturn": returned, "returnReason": "wrong size" } }))?;
    client.return_client().post(order.clone(), asked.clone()).send().await?;
    let again = client.return_client().post(order.clone(), asked).send().await;
    let refused = again.err().and_then(|error| error.as_http_error().and_then(|it| it.error_code().map(str::to_owned)));
    assert_eq!(refused.as_deref(), Some("OperationCannotBePerformedInCurrentState"));
    println!("refund: quoted, asked for once");

    let foreign = self::client("FOREIGN_TOKEN")?;
    let hidden = foreign.reservation_order_client().get(order).await;
    let refused =
        hidden.err().and_then(|error| error.as_http_error().and_then(|it| it.error_code().map(str::to_owned)));
    assert_eq!(refused.as_deref(), Some("ReservationOrderNotFound"));
    println!("1 passed, 0 failed");
    Ok(())
}
