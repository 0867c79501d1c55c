//! Generated customers: everything about the `index`th one follows from the seed. Floor 1.

use std::ops::Range;

use super::dice::Dice;
use super::{Stage, names};
use crate::domain::customers::{CustomerState, Segment};
use crate::domain::ids::PartnerId;
use crate::domain::subscriptions::{Registration, SubscriptionState};
use crate::domain::text::search_key;
use crate::domain::time::Instant;
use crate::store::backup::rows::{CustomerRow, CustomerTermRow, SubscriptionRow};
use crate::store::conn::Conn;
use crate::store::customers::terms;
use crate::store::error::StoreError;

const KIND: u64 = 1;

/// Markets in which reservations are sold in USD.
const OPEN: &[&str] = &["US", "US", "US", "SG", "HK", "VN", "TH", "PH", "AE", "QA", "IL", "CL", "CO", "PE"];
/// Markets on the list of closed ones, and markets of other currencies.
const OTHER: &[&str] = &["KR", "TW", "IN", "GB", "DE", "JP", "AU"];

/// The oldest customers came so many days ago, the youngest [`YOUNGEST_DAYS`].
const OLDEST_DAYS: u64 = 2_200;
pub(super) const YOUNGEST_DAYS: u64 = 1_100;

/// One customer.
#[derive(Debug, Clone)]
pub(super) struct Made {
    pub(super) id: PartnerId,
    pub(super) subscription: PartnerId,
    pub(super) reseller: Option<PartnerId>,
    pub(super) country: &'static str,
    since: Instant,
    dice: Dice,
}

impl Made {
    /// The `index`th customer.
    pub(super) fn of(stage: &Stage, index: u64) -> Self {
        let mut dice = Dice::of(stage.load.seed, KIND, index);
        let id = PartnerId::from_uuid(dice.id());
        let subscription = PartnerId::from_uuid(dice.id());
        let reseller = dice.pick(&stage.resellers).copied();
        let of = if dice.below(8) == 0 { OTHER } else { OPEN };
        let country = dice.pick(of).copied().unwrap_or("US");
        let days = YOUNGEST_DAYS + dice.below(OLDEST_DAYS - YOUNGEST_DAYS);
        let seconds = i64::try_from(days * 86_400 + dice.below(86_400)).unwrap_or_default();
        Self { id, subscription, reseller, country, since: stage.load.now.plus_seconds(-seconds), dice }
    }

    /// Whose people look after it.
    pub(super) fn seller(&self, stage: &Stage) -> PartnerId {
        self.reseller.unwrap_or(stage.load.partner)
    }

    /// Whether reservations can be sold to it today.
    pub(super) fn can_buy(&self) -> bool {
        OPEN.contains(&self.country)
    }
}

/// Rows of some customers.
#[derive(Default)]
pub(super) struct Batch {
    customers: Vec<CustomerRow>,
    terms: Vec<CustomerTermRow>,
    subscriptions: Vec<SubscriptionRow>,
}

impl Batch {
    pub(super) fn of(stage: &Stage, range: Range<u64>) -> Self {
        let mut batch = Self::default();
        for index in range {
            batch.add(stage, index);
        }
        batch
    }

    fn add(&mut self, stage: &Stage, index: u64) {
        let mut made = Made::of(stage, index);
        let partner_id = stage.load.partner;
        let name = names::company(&mut made.dice);
        let domain = names::domain(&mut made.dice, stage.load.seed, index);
        self.terms.extend(terms(&name, &domain).into_iter().map(|term| CustomerTermRow {
            partner_id,
            term,
            customer_id: made.id,
        }));
        self.subscriptions.push(SubscriptionRow {
            id: made.subscription,
            partner_id,
            customer_id: made.id,
            name: "Azure subscription".to_owned(),
            state: SubscriptionState::Active.to_string(),
            registration: Registration::Registered.to_string(),
            created_at: made.since.plus_seconds(3_600),
            suspended_at: None,
            version: 1,
        });
        let segment = if made.dice.below(10) == 0 { made.dice.pick(Segment::ALL) } else { None };
        self.customers.push(CustomerRow {
            id: made.id,
            partner_id,
            reseller_id: made.reseller,
            seller_id: made.seller(stage),
            name_key: search_key(&name),
            company_name: name,
            domain,
            country: made.country.to_owned(),
            segment: segment.unwrap_or(&Segment::Commercial).to_string(),
            state: CustomerState::Active.to_string(),
            is_delegated: true,
            is_purchase_order_required: false,
            created_at: made.since,
            version: 1,
        });
    }

    pub(super) fn insert(self, conn: &mut Conn) -> Result<(), StoreError> {
        CustomerRow::insert(conn, &self.customers)?;
        CustomerTermRow::insert(conn, &self.terms)?;
        SubscriptionRow::insert(conn, &self.subscriptions)
    }
}
