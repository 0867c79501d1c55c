//! Software that was bought, with a file, a link to it and a product key.

use std::io::Write;

use partner_dashboard::domain::downloads::Limits;
use partner_dashboard::domain::ids::{DownloadLinkId, ProductKeyId};
use partner_dashboard::domain::keys::KeyText;
use partner_dashboard::domain::media::Sha256;
use partner_dashboard::domain::orders::OrderNumber;
use partner_dashboard::ops::Clock;
use partner_dashboard::ops::downloads::{hash, token};
use partner_dashboard::ops::keys::KeyRing;
use partner_dashboard::ops::media::Library;
use sha2::Digest;
use uuid::Uuid;

use super::people::{Customer, Person};
use super::rows::Value;
use super::shelf::Shelf;
use super::world::World;

/// The product that a town has bought.
pub(crate) const SOFTWARE: &str = "tests-server";
/// Its name on the order.
pub(crate) const SOFTWARE_TITLE: &str = "Tests Server, 1 Year";
/// The name of its file.
pub(crate) const FILE: &str = "tests-server-2019.iso";

/// What was bought and what belongs to it.
#[derive(Debug, Clone)]
pub(crate) struct Software {
    pub(crate) entitlement: Uuid,
    pub(crate) link: Uuid,
    pub(crate) key: Uuid,
    pub(crate) order: Uuid,
    pub(crate) number: OrderNumber,
    /// What stands in the address of the link.
    pub(crate) token: String,
}

impl World {
    /// A product with a file of these bytes, once for a world; says which file it is.
    pub(crate) fn media(&self, content: &[u8]) -> Uuid {
        let known = self.texts(&format!("SELECT {} AS value FROM media", self.as_hex("id")));
        if let Some(known) = known.first() {
            return known.parse().unwrap();
        }
        let text = |name, value: &str| (name, Value::text(value));
        let size = ("size", Value::Null);
        self.insert(
            "products",
            &[text("id", SOFTWARE), text("family", "software"), size, text("title", "Tests Server")],
        );
        self.insert(
            "software_products",
            &[
                text("product_id", SOFTWARE),
                text("line", "Tests Server"),
                text("pack", "1 pack"),
                text("licensing", "subscription"),
                text("kind", "ServerSoftware"),
            ],
        );
        self.insert(
            "skus",
            &[
                text("id", "tests-server-P1Y"),
                text("product_id", SOFTWARE),
                text("region", ""),
                text("term", "P1Y"),
                ("min_quantity", Value::Int(1)),
                ("max_quantity", Value::Int(100)),
                text("prerequisites", ""),
            ],
        );
        self.file_of("2019", content)
    }

    /// A file of the product, in the list and in the store.
    pub(crate) fn file_of(&self, version: &str, content: &[u8]) -> Uuid {
        let (id, sum) = (self.id(), Sha256(sha2::Sha256::digest(content).into()));
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(content).unwrap();
        let size = content.len();
        Library::of(&self.app.config).put(&sum, u64::try_from(size).unwrap(), &mut file).unwrap();
        let text = |name, value: &str| (name, Value::text(value));
        self.insert(
            "media",
            &[
                ("id", Value::Id(id)),
                text("product_id", SOFTWARE),
                text("version", version),
                text("language", "Deutsch"),
                text("file_type", "ISO"),
                text("file_name", FILE),
                ("size_bytes", Value::Int(i64::try_from(size).unwrap())),
                ("sha256", Value::Bytes(sum.0.to_vec())),
                ("imported_at", Value::At(self.now())),
            ],
        );
        id
    }

    /// A key in the stock; nobody has it yet.
    pub(crate) fn stock_key(&self, version: &str, text: &str) -> Uuid {
        let ring = KeyRing::read_or_make(&self.app.config.key_ring_file).unwrap();
        let (id, key) = (self.id(), KeyText::parse(text).unwrap());
        let sealed = ring.seal(ProductKeyId::from_uuid(id), &key).unwrap();
        self.insert(
            "product_keys",
            &[
                ("id", Value::Id(id)),
                ("product_id", Value::text(SOFTWARE)),
                ("version", Value::text(version)),
                ("ring_key", Value::text(&sealed.ring_key)),
                ("sealed", Value::Bytes(sealed.sealed)),
                ("fingerprint", Value::Bytes(ring.fingerprints(&key).pop().unwrap())),
                ("imported_at", Value::At(self.now())),
                ("taken_at", Value::Null),
            ],
        );
        id
    }

    /// Software that was bought: its order, the right to use it, a key, and a link that works.
    pub(crate) fn software(&self, customer: &Customer, shelf: &Shelf, by: &Person) -> Software {
        let media = self.media(b"a file of the tests");
        let [entitlement, link, key] = [self.id(), self.id(), self.id()];
        let text = |name, value: &str| (name, Value::text(value));
        let own = [("partner_id", Value::Id(customer.partner.uuid())), ("customer_id", Value::Id(customer.id.uuid()))];
        let row = |id: Uuid, rest: &[(&'static str, Value)]| {
            [vec![("id", Value::Id(id))], own.to_vec(), rest.to_vec()].concat()
        };
        let (order, number) = self.order(customer, by, 64_000);
        let line = self.tenant_row(
            "order_lines",
            customer,
            &[
                ("order_id", Value::Id(order)),
                ("line_number", Value::Int(1)),
                text("sku_id", "tests-server-P1Y"),
                text("title", SOFTWARE_TITLE),
                text("size", ""),
                text("region", ""),
                text("term", "P1Y"),
                ("quantity", Value::Int(2)),
                ("unit_minor", Value::Int(32_000)),
                ("total_minor", Value::Int(64_000)),
                ("price_list_id", Value::Id(shelf.price_list.uuid())),
                text("name", ""),
                text("state", "fulfilled"),
            ],
        );
        self.insert(
            "software_entitlements",
            &row(
                entitlement,
                &[
                    ("seller_id", Value::Id(customer.seller.uuid())),
                    ("order_id", Value::Id(order)),
                    ("order_line_id", Value::Id(line)),
                    text("product_id", SOFTWARE),
                    text("sku_id", "tests-server-P1Y"),
                    text("title", SOFTWARE_TITLE),
                    ("bought_quantity", Value::Int(2)),
                    ("quantity", Value::Int(2)),
                    text("state", "Active"),
                    ("ordered_at", Value::At(self.now())),
                    ("expires_at", Value::Null),
                    ("cancelled_at", Value::Null),
                    ("version", Value::Int(1)),
                ],
            ),
        );
        let stock = self.stock_key("2019", &format!("TOWN1-{}", key.simple().to_string().get(12..).unwrap()));
        self.execute(&format!(
            "UPDATE product_keys SET taken_at = {} WHERE id = {}",
            self.literal(&Value::At(self.now())),
            self.literal(&Value::Id(stock))
        ))
        .unwrap();
        self.insert(
            "software_keys",
            &row(
                key,
                &[
                    ("entitlement_id", Value::Id(entitlement)),
                    text("version", "2019"),
                    ("product_key_id", Value::Id(stock)),
                    text("state", "issued"),
                    ("wanted_at", Value::At(self.now())),
                    ("issued_at", Value::At(self.now())),
                    ("revealed_at", Value::Null),
                    ("revoked_at", Value::Null),
                ],
            ),
        );
        let token = token(&self.app.config.secret, DownloadLinkId::from_uuid(link));
        self.insert(
            "download_links",
            &row(
                link,
                &[
                    ("entitlement_id", Value::Id(entitlement)),
                    ("media_id", Value::Id(media)),
                    ("token_hash", Value::Bytes(hash(&token))),
                    ("enabled_at", Value::At(self.now())),
                    ("expires_at", Value::At(Limits::fresh(self.now()).expires_at)),
                    ("downloads", Value::Int(0)),
                    ("enabled_by", Value::Id(by.id.uuid())),
                    ("revoked_at", Value::Null),
                ],
            ),
        );
        Software { entitlement, link, key, order, number, token }
    }

    /// Moves what was bought to the machine's clock, which is the clock of a server of its own.
    pub(crate) fn bought_now(&self) {
        let now = Clock::System.now();
        let [at, end] = [now, Limits::fresh(now).expires_at].map(|at| self.literal(&Value::At(at)));
        self.execute(&format!("UPDATE download_links SET enabled_at = {at}, expires_at = {end}")).unwrap();
        self.execute(&format!("UPDATE software_entitlements SET ordered_at = {at}")).unwrap();
    }

    /// Everything the database holds of events, messages and mails, as text.
    pub(crate) fn written(&self) -> String {
        let all = [
            ("audit_events", "coalesce(before, '') || coalesce(after, '') || resource_id"),
            ("messages", "facts || link"),
            ("mails", "subject || body"),
        ];
        all.map(|(table, what)| self.texts(&format!("SELECT {what} AS value FROM {table}")).join("\n")).join("\n")
    }
}
