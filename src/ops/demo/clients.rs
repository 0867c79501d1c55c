//! The demonstration's customers: names in three scripts, markets that are open, closed and without a
//! price list.

use super::organizations::{HANBIT, NORTHWIND, Person, SAEBYEOK, YUSHAN};
use crate::domain::customers::Segment;
use crate::domain::roles::Role;
use crate::domain::subscriptions::AccessRole;

/// A customer of the world.
pub(super) struct Client {
    /// The name of the partner who bills.
    pub(super) partner: &'static str,
    /// The name of the reseller.
    pub(super) reseller: Option<&'static str>,
    pub(super) name: &'static str,
    pub(super) domain: &'static str,
    pub(super) country: &'static str,
    pub(super) segment: Segment,
    pub(super) is_purchase_order_required: bool,
    /// How long it has been a customer.
    pub(super) days: i64,
    pub(super) people: &'static [Person],
    pub(super) subscriptions: &'static [Plan],
}

/// A subscription of the world.
pub(super) struct Plan {
    pub(super) name: &'static str,
    pub(super) stands: Stands,
}

/// How a subscription stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// Active and registered for reservations.
    Ready,
    /// Active, not registered.
    Unregistered,
    /// Active, its registration asked for.
    Registering,
    /// Registered, and suspended for so many days.
    Suspended(i64),
}

/// Explicit access of an agent to a subscription.
pub(super) struct Trust {
    /// The agent's address.
    pub(super) to: &'static str,
    /// The admin agent's who gave it.
    pub(super) by: &'static str,
    /// The customer's domain.
    pub(super) domain: &'static str,
    /// The subscription's name.
    pub(super) subscription: &'static str,
    pub(super) role: AccessRole,
    /// Days from now until it ends.
    pub(super) days: Option<i64>,
}

const fn plan(name: &'static str, stands: Stands) -> Plan {
    Plan { name, stands }
}

const ONE: &[Plan] = &[plan("Azure subscription", Stands::Ready)];
const TWO: &[Plan] = &[plan("Production", Stands::Ready), plan("Development and test", Stands::Ready)];

const fn client(
    partner: &'static str,
    reseller: Option<&'static str>,
    (name, domain): (&'static str, &'static str),
    country: &'static str,
    segment: Segment,
    days: i64,
) -> Client {
    Client {
        partner,
        reseller,
        name,
        domain,
        country,
        segment,
        is_purchase_order_required: false,
        days,
        people: &[],
        subscriptions: ONE,
    }
}

const fn direct(name: (&'static str, &'static str), country: &'static str, segment: Segment, days: i64) -> Client {
    client(NORTHWIND, None, name, country, segment, days)
}

const fn korean(name: (&'static str, &'static str), country: &'static str, segment: Segment, days: i64) -> Client {
    client(HANBIT, Some(SAEBYEOK), name, country, segment, days)
}

const fn taiwanese(name: (&'static str, &'static str), country: &'static str, segment: Segment, days: i64) -> Client {
    client(HANBIT, Some(YUSHAN), name, country, segment, days)
}

use Segment::{Commercial, Education, Government, NonProfit};

/// The oldest of each partner first, so that the log of events reads in order.
pub(super) const CLIENTS: &[Client] = &[
    Client {
        people: &[Person {
            email: "rosa.delgado@blueharbor.example",
            name: "Rosa Delgado",
            roles: &[Role::CustomerUser],
        }],
        subscriptions: TWO,
        ..direct(("Blue Harbor Foods", "blueharbor.example"), "US", Commercial, 1190)
    },
    Client {
        subscriptions: &[plan("Clinical systems", Stands::Ready), plan("Imaging archive", Stands::Suspended(24))],
        ..direct(("Cascade Medical Group", "cascademedical.example"), "US", Commercial, 1150)
    },
    Client {
        is_purchase_order_required: true,
        ..direct(("Lakeside School District", "lakeside.example"), "US", Education, 790)
    },
    direct(("Straits Logistics Pte Ltd", "straitslogistics.example"), "SG", Commercial, 640),
    Client {
        subscriptions: &[plan("Booking platform", Stands::Unregistered), plan("Guest network", Stands::Ready)],
        ..direct(("Palm Coast Hotels LLC", "palmcoast.example"), "AE", Commercial, 520)
    },
    direct(("Mekong Textiles", "mekongtextiles.example"), "VN", Commercial, 410),
    direct(("Hawthorn & Sons Ltd", "hawthornsons.example"), "GB", Commercial, 365),
    direct(("Kangaroo Valley Winery", "kvwinery.example"), "AU", Commercial, 330),
    direct(("미래 전자", "mirae-electronics.example"), "KR", Commercial, 280),
    direct(("台北光學", "taipei-optics.example"), "TW", Commercial, 250),
    direct(("Rheintal Maschinenbau GmbH", "rheintal.example"), "DE", Commercial, 210),
    direct(("Open Rivers Foundation", "openrivers.example"), "US", NonProfit, 180),
    direct(("九龍貿易", "kowloon-trading.example"), "HK", Commercial, 120),
    direct(("City of Port Ellery", "portellery.example"), "US", Government, 60),
    Client { subscriptions: &[], ..direct(("Quiet Orchard Studio", "quietorchard.example"), "US", Commercial, 2) },
    Client {
        people: &[Person { email: "han.sora@hanbada.example", name: "한소라", roles: &[Role::CustomerUser] }],
        subscriptions: &[plan("운영", Stands::Ready), plan("개발", Stands::Ready)],
        ..korean(("한바다 해운 싱가포르", "hanbada.example"), "SG", Commercial, 1180)
    },
    korean(("푸른솔 식품 베트남", "pureunsol.example"), "VN", Commercial, 900),
    Client {
        subscriptions: &[plan("正式環境", Stands::Ready), plan("測試環境", Stands::Registering)],
        ..taiwanese(("海洋科技 新加坡", "haiyang-tech.example"), "SG", Commercial, 820)
    },
    korean(("다온 게임즈 아메리카", "daon-games.example"), "US", Commercial, 700),
    taiwanese(("青山紡織 越南", "qingshan-textile.example"), "VN", Commercial, 560),
    taiwanese(("遠山物流 泰國", "yuanshan-logistics.example"), "TH", Commercial, 450),
    korean(("나래 반도체", "narae-semi.example"), "KR", Commercial, 400),
    taiwanese(("明日書店", "mingri-books.example"), "TW", Commercial, 370),
    korean(("Dokdo Robotics Philippines", "dokdo-robotics.example"), "PH", Commercial, 310),
    taiwanese(("香港晨光教育中心", "morninglight.example"), "HK", Education, 240),
    korean(("아라 건설 두바이", "ara-construction.example"), "AE", Commercial, 190),
    korean(("さくら精機", "sakura-seiki.example"), "JP", Commercial, 130),
    taiwanese(("Pacific Heron Shipping", "pacificheron.example"), "US", Commercial, 75),
    korean(("새길 복지재단", "saegil.example"), "US", NonProfit, 20),
];

/// Who may do more for a customer than the role says (S-8).
pub(super) const TRUSTS: &[Trust] = &[
    Trust {
        to: "sofia.marin@northwind.example",
        by: "adam.lindqvist@northwind.example",
        domain: "blueharbor.example",
        subscription: "Production",
        role: AccessRole::ReservationPurchaser,
        days: None,
    },
    Trust {
        to: "henry.tran@northwind.example",
        by: "adam.lindqvist@northwind.example",
        domain: "cascademedical.example",
        subscription: "Clinical systems",
        role: AccessRole::Contributor,
        days: Some(60),
    },
    Trust {
        to: "lee.dohyun@hanbit.example",
        by: "park.minseo@hanbit.example",
        domain: "hanbada.example",
        subscription: "운영",
        role: AccessRole::Owner,
        days: None,
    },
    Trust {
        to: "choi.haeun@hanbit.example",
        by: "park.minseo@hanbit.example",
        domain: "haiyang-tech.example",
        subscription: "正式環境",
        role: AccessRole::Reader,
        days: Some(14),
    },
];
