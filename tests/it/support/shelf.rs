//! Something to sell: one size in one region, for one and three years, in dollars.

use partner_dashboard::domain::ids::PriceListId;
use partner_dashboard::domain::time::Day;

use super::rows::Value;
use super::world::World;

/// The size on the shelf.
pub(crate) const SIZE: &str = "Standard_D2s_v5";
/// Its region.
pub(crate) const REGION: &str = "westeurope";

/// What a test sells.
#[derive(Debug, Clone)]
pub(crate) struct Shelf {
    /// The SKU for one year.
    pub(crate) one_year: String,
    /// The price of one for one year, in cents.
    pub(crate) one_year_minor: i64,
    /// Where the prices stand.
    pub(crate) price_list: PriceListId,
}

impl World {
    /// Fills the shelf.
    pub(crate) fn shelf(&self) -> Shelf {
        let list = self.id();
        let day = || Value::On(Day::ymd(2026, 1, 1).unwrap());
        self.insert(
            "price_lists",
            &[
                ("id", Value::Id(list)),
                ("name", Value::text("tests")),
                ("source", Value::text("tests")),
                ("content_hash", Value::Bytes(list.as_bytes().to_vec())),
                ("effective_on", day()),
                ("imported_at", Value::At(self.now())),
                ("row_count", Value::Int(2)),
            ],
        );
        self.insert(
            "sizes",
            &[
                ("name", Value::text(SIZE)),
                ("display_name", Value::text("D2s v5")),
                ("series", Value::text("Dsv5")),
                ("category", Value::text("general_purpose")),
                ("vcpus", Value::Int(2)),
                ("memory_mib", Value::Int(8192)),
                ("flexibility_group", Value::text("DSv5 Series")),
                ("flexibility_ratio", Value::text("1")),
            ],
        );
        self.insert(
            "regions",
            &[
                ("name", Value::text(REGION)),
                ("display_name", Value::text("West Europe")),
                ("geography", Value::text("Europe")),
            ],
        );
        let product = "tests-d2s-v5";
        self.insert(
            "products",
            &[
                ("id", Value::text(product)),
                ("family", Value::text("reservation")),
                ("size", Value::text(SIZE)),
                ("title", Value::text("Reserved VM Instance, D2s v5")),
            ],
        );
        for (term, minor) in [("P1Y", 58_900), ("P3Y", 113_500)] {
            let sku = format!("{product}-{term}");
            self.insert(
                "skus",
                &[
                    ("id", Value::text(&sku)),
                    ("product_id", Value::text(product)),
                    ("region", Value::text(REGION)),
                    ("term", Value::text(term)),
                    ("min_quantity", Value::Int(1)),
                    ("max_quantity", Value::Int(999_999_999)),
                    ("prerequisites", Value::text("")),
                ],
            );
            self.insert(
                "prices",
                &[
                    ("sku_id", Value::text(&sku)),
                    ("currency", Value::text("USD")),
                    ("segment", Value::text("")),
                    ("valid_from", day()),
                    ("valid_to", Value::Null),
                    ("total_minor", Value::Int(minor)),
                    ("meter_id", Value::Null),
                    ("price_list_id", Value::Id(list)),
                ],
            );
        }
        let price_list = PriceListId::from_uuid(list);
        Shelf { one_year: format!("{product}-P1Y"), one_year_minor: 58_900, price_list }
    }
}
