//! Products, SKUs, availabilities, inventory. Floor 4. api 7.3; S-28 to S-32, S-83.

mod inventory;
mod products;
mod shapes;
mod shelf;

use actix_web::http::Method;

use self::inventory::inventory;
use self::products::{availabilities, availability, product, products, sku, skus};
use super::operation::{Operation, Query, may_say, must_say};

const SIZE: Query = may_say("size", "How many at once, 1 to 500.");
const OFFSET: Query = may_say("offset", "How many to leave out.");
const COUNTRY: Query = must_say("country", "Two letters.");
const VIEW: Query = must_say("targetView", "AzureReservations, AzureReservationsVM, Software and so on.");

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("getProducts", "/v1/products", "What is sold in a country.", products)
            .with_query([COUNTRY, VIEW, SIZE, OFFSET]),
        Operation::get("getProduct", "/v1/products/{product}", "One product.", product).with_query([COUNTRY]),
        Operation::get("getSkus", "/v1/products/{product}/skus", "What is sold of a product.", skus)
            .with_query([COUNTRY, SIZE, OFFSET]),
        Operation::get("getSku", "/v1/products/{product}/skus/{sku}", "One SKU.", sku).with_query([COUNTRY]),
        Operation::get(
            "getAvailabilities",
            "/v1/products/{product}/skus/{sku}/availabilities",
            "A SKU with its price of today.",
            availabilities,
        )
        .with_query([COUNTRY]),
        Operation::get(
            "getAvailability",
            "/v1/products/{product}/skus/{sku}/availabilities/{availability}",
            "One availability.",
            availability,
        )
        .with_query([COUNTRY]),
        Operation::get(
            "getCustomerProducts",
            "/v1/customers/{customer}/products",
            "What is sold to a customer.",
            products,
        )
        .with_query([VIEW, SIZE, OFFSET]),
        Operation::get(
            "getCustomerProduct",
            "/v1/customers/{customer}/products/{product}",
            "One product, for a customer.",
            product,
        ),
        Operation::get(
            "getCustomerSkus",
            "/v1/customers/{customer}/products/{product}/skus",
            "What is sold of a product to a customer.",
            skus,
        )
        .with_query([SIZE, OFFSET]),
        Operation::get(
            "getCustomerSku",
            "/v1/customers/{customer}/products/{product}/skus/{sku}",
            "One SKU, for a customer.",
            sku,
        ),
        Operation::get(
            "getCustomerAvailabilities",
            "/v1/customers/{customer}/products/{product}/skus/{sku}/availabilities",
            "A SKU with its price of today, for a customer.",
            availabilities,
        ),
        Operation::get(
            "getCustomerAvailability",
            "/v1/customers/{customer}/products/{product}/skus/{sku}/availabilities/{availability}",
            "One availability, for a customer.",
            availability,
        ),
        Operation::send(
            &Method::POST,
            "checkInventory",
            "/v1/extensions/product/checkinventory",
            "Whether things can be bought for a customer, under a subscription, in a region.",
            inventory,
        )
        .with_query([COUNTRY]),
    ]
}
