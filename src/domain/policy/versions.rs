//! Every version of the policy as a row. Floor 0. Domain 4.3, R-RF-12, R-RF-13, R-SW-1 to R-SW-5.
//!
//! Where a text is only known by its month, the row begins on the first day of it. Where a text says
//! "per year", the window rolls (C-5).

use chrono::NaiveDate;

use super::product::ProductKind;
use super::rules::{
    Cap, CapBasis, CapWindow, Channel, ClosedExchange, CreditTo, ExchangeMinimum, ExchangeRule, FeeRule, Grace, Policy,
    PolicyCode, PriceBase, SoftwareCredit, SoftwareRule, SoftwareWindow, UsageRule,
};
use crate::domain::money::{Currency, Money};
use crate::domain::time::Day;

const fn day(year: i32, month: u32, day: u32) -> Day {
    Day::new(match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => NaiveDate::MIN,
    })
}

const ALWAYS: Day = Day::new(NaiveDate::MIN);

/// R-RF-13; the golden case RF-18 asks it of the seed policy too.
const NOT_REFUNDABLE: &[ProductKind] = &[
    ProductKind::Databricks,
    ProductKind::SynapsePrePurchase,
    ProductKind::VmwareCloudSimple,
    ProductKind::RedHatOsa,
    ProductKind::RedHat,
    ProductKind::SuseLinux,
];

const fn software(
    ordered_from: Day,
    window: SoftwareWindow,
    perpetual: SoftwareCredit,
    subscription: SoftwareCredit,
) -> SoftwareRule {
    SoftwareRule { ordered_from, window, perpetual, subscription }
}

/// R-SW-1: 60 days, everything.
const SIXTY_DAYS: &[SoftwareRule] =
    &[software(ALWAYS, SoftwareWindow::Days(60), SoftwareCredit::Full, SoftwareCredit::Full)];

/// R-SW-4: 60 days, software for a term is prorated.
const PRORATED: SoftwareRule =
    software(ALWAYS, SoftwareWindow::Days(60), SoftwareCredit::Full, SoftwareCredit::Prorated);

const SIXTY_DAYS_PRORATED: &[SoftwareRule] = &[PRORATED];

/// The last day on which a text still said 60 is 13 April 2021 (C-11).
const THIRTY: SoftwareRule =
    software(day(2021, 4, 14), SoftwareWindow::Days(30), SoftwareCredit::Full, SoftwareCredit::Prorated);

/// R-SW-5: 30 days.
const THIRTY_DAYS: &[SoftwareRule] = &[PRORATED, THIRTY];

/// R-SW-5: seven days for what is bought from 14 October 2022 on, for a term
/// everything in the first 24 hours and the days left after them.
const SEVEN_DAYS: &[SoftwareRule] = &[
    PRORATED,
    THIRTY,
    software(
        day(2022, 10, 14),
        SoftwareWindow::Hours(168),
        SoftwareCredit::Full,
        SoftwareCredit::FullThenProrated { hours: 24 },
    ),
];

const fn cap(basis: CapBasis) -> Cap {
    Cap { usd: Money::new(5_000_000, Currency::USD), basis, window: CapWindow::Rolling365Days }
}

const fn exchange(minimum: ExchangeMinimum) -> ExchangeRule {
    ExchangeRule { minimum, closed: None }
}

const FIVE_DAYS: Option<Grace> = Some(Grace { days: 5, usage: UsageRule::UsedIsProrated });

const POL_1805: Policy = Policy {
    code: PolicyCode::Pol1805,
    from: day(2018, 5, 25),
    fee: FeeRule::NotStated,
    grace: None,
    credit_to: CreditTo::OriginalPurchase,
    source: "Partner Center: manage Azure reservations, 2018-05-25",
    ..POL_1810
};

/// The policy of the seeds, in force unless another is chosen.
pub const POL_1810: Policy = Policy {
    code: PolicyCode::Pol1810,
    from: day(2018, 10, 12),
    fee: FeeRule::Charged { percent: 12 },
    grace: FIVE_DAYS,
    cap: cap(CapBasis::GrossRefund),
    price_base: PriceBase::Paid,
    exchange: exchange(ExchangeMinimum::ReturnedAmount),
    channel: Channel::SupportRequest,
    credit_to: CreditTo::Partner,
    software: SIXTY_DAYS,
    not_refundable: NOT_REFUNDABLE,
    source: "Partner Center: manage Azure reservations, 2018-10-12; compare Azure offers, 2019-10-22",
};

const POL_1811: Policy = Policy {
    code: PolicyCode::Pol1811,
    from: day(2018, 11, 16),
    source: "Partner Center: manage Azure reservations, 2018-11-16 and 2019-03-19",
    ..POL_1810
};

const POL_1904: Policy = Policy {
    code: PolicyCode::Pol1904,
    from: day(2019, 4, 13),
    fee: FeeRule::Reserved { percent: 12 },
    grace: None,
    channel: Channel::SelfService,
    source: "Azure documentation: self-service exchanges and refunds, 2019-04-13",
    ..POL_1810
};

const POL_2001: Policy = Policy {
    code: PolicyCode::Pol2001,
    from: day(2020, 1, 24),
    fee: FeeRule::Charged { percent: 12 },
    software: SIXTY_DAYS_PRORATED,
    source: "Azure documentation: exchanges and refunds, 2020-01-24; software: Partner Center, 2019-12-19",
    ..POL_1904
};

const POL_2002: Policy = Policy {
    code: PolicyCode::Pol2002,
    from: day(2020, 2, 12),
    fee: FeeRule::Reserved { percent: 12 },
    price_base: PriceBase::LowerOfPaidAndList,
    source: "Azure documentation: exchanges and refunds, 2020-02-12",
    ..POL_2001
};

const POL_2006: Policy = Policy {
    code: PolicyCode::Pol2006,
    from: day(2020, 6, 12),
    cap: cap(CapBasis::CancelledCommitment),
    exchange: exchange(ExchangeMinimum::RemainingCommitment),
    source: "Azure documentation: exchanges and refunds, 2020-06-12",
    ..POL_2002
};

const POL_2104: Policy = Policy {
    code: PolicyCode::Pol2104,
    from: day(2021, 4, 1),
    software: THIRTY_DAYS,
    source: "Azure documentation: exchanges and refunds, April 2021; software: Partner Center, between 2021-04-13 and 2021-07-13",
    ..POL_2006
};

const POL_2205: Policy = Policy {
    code: PolicyCode::Pol2205,
    from: day(2022, 5, 3),
    source: "Azure documentation: exchanges and refunds, 2022-05-03",
    ..POL_2104
};

const POL_2210: Policy = Policy {
    code: PolicyCode::Pol2210,
    from: day(2022, 10, 1),
    software: SEVEN_DAYS,
    source: "Azure documentation: exchange policy changes, October 2022; software: third-party partner guides, 2022-10-14",
    ..POL_2205
};

const POL_2310: Policy = Policy {
    code: PolicyCode::Pol2310,
    from: day(2023, 10, 1),
    source: "Azure documentation: exchange policy changes, October 2023",
    ..POL_2210
};

const POL_NOW: Policy = Policy {
    code: PolicyCode::PolNow,
    from: day(2026, 8, 27),
    exchange: ExchangeRule {
        minimum: ExchangeMinimum::RemainingCommitment,
        closed: Some(ClosedExchange { bought_from: day(2027, 2, 1) }),
    },
    source: "Azure documentation: exchange policy changes, 2026-08-27",
    ..POL_2310
};

/// Every version, oldest first.
pub static VERSIONS: [Policy; 12] = [
    POL_1805, POL_1810, POL_1811, POL_1904, POL_2001, POL_2002, POL_2006, POL_2104, POL_2205, POL_2210, POL_2310,
    POL_NOW,
];

impl PolicyCode {
    /// What it says.
    pub const fn policy(self) -> &'static Policy {
        match self {
            Self::Pol1805 => &POL_1805,
            Self::Pol1810 => &POL_1810,
            Self::Pol1811 => &POL_1811,
            Self::Pol1904 => &POL_1904,
            Self::Pol2001 => &POL_2001,
            Self::Pol2002 => &POL_2002,
            Self::Pol2006 => &POL_2006,
            Self::Pol2104 => &POL_2104,
            Self::Pol2205 => &POL_2205,
            Self::Pol2210 => &POL_2210,
            Self::Pol2310 => &POL_2310,
            Self::PolNow => &POL_NOW,
        }
    }
}
