//! The demonstration's partners and their people.

use crate::domain::partners::PartnerKind;
use crate::domain::roles::Role;

/// A partner of the world.
pub(super) struct Organization {
    pub(super) name: &'static str,
    pub(super) kind: PartnerKind,
    pub(super) country: &'static str,
    pub(super) mpn_id: &'static str,
    /// The name of a reseller's provider.
    pub(super) provider: Option<&'static str>,
    pub(super) people: &'static [Person],
}

/// An account of the world.
pub(super) struct Person {
    pub(super) email: &'static str,
    pub(super) name: &'static str,
    pub(super) roles: &'static [Role],
}

pub(super) const NORTHWIND: &str = "Northwind Cloud";
pub(super) const HANBIT: &str = "한빛 유통";
pub(super) const SAEBYEOK: &str = "새벽파트너스";
/// Who runs the installation and decides requests.
pub(super) const OPERATOR: &str = "Lantern Operations";
pub(super) const YUSHAN: &str = "玉山雲端";

const fn person(email: &'static str, name: &'static str, roles: &'static [Role]) -> Person {
    Person { email, name, roles }
}

/// A provider stands before its resellers.
pub(super) const ORGANIZATIONS: &[Organization] = &[
    Organization {
        name: NORTHWIND,
        kind: PartnerKind::DirectBill,
        country: "US",
        mpn_id: "4765212",
        provider: None,
        people: &[
            person("grace.okafor@northwind.example", "Grace Okafor", &[Role::GlobalAdmin]),
            person("adam.lindqvist@northwind.example", "Adam Lindqvist", &[Role::AdminAgent]),
            person("sofia.marin@northwind.example", "Sofia Marín", &[Role::SalesAgent]),
            person("henry.tran@northwind.example", "Henry Tran", &[Role::HelpdeskAgent]),
            person("bella.novak@northwind.example", "Bella Novák", &[Role::BillingAdmin]),
            person("umar.siddiqui@northwind.example", "Umar Siddiqui", &[Role::UserManagementAdmin]),
        ],
    },
    Organization {
        name: OPERATOR,
        kind: PartnerKind::Operator,
        country: "IE",
        mpn_id: "1000001",
        provider: None,
        people: &[
            person("ines.moreau@lantern.example", "Inès Moreau", &[Role::DeskAgent]),
            person("tom.becker@lantern.example", "Tom Becker", &[Role::DeskAgent]),
            person("ruth.adeyemi@lantern.example", "Ruth Adeyemi", &[Role::InstallationAdmin]),
        ],
    },
    Organization {
        name: HANBIT,
        kind: PartnerKind::IndirectProvider,
        country: "KR",
        mpn_id: "5310487",
        provider: None,
        people: &[
            person("kim.jiwoo@hanbit.example", "김지우", &[Role::GlobalAdmin]),
            person("park.minseo@hanbit.example", "박민서", &[Role::AdminAgent]),
            person("lee.dohyun@hanbit.example", "이도현", &[Role::SalesAgent]),
            person("choi.haeun@hanbit.example", "최하은", &[Role::HelpdeskAgent]),
        ],
    },
    Organization {
        name: SAEBYEOK,
        kind: PartnerKind::IndirectReseller,
        country: "KR",
        mpn_id: "6120934",
        provider: Some(HANBIT),
        people: &[
            person("jung.seojun@saebyeok.example", "정서준", &[Role::AdminAgent]),
            person("kang.yuna@saebyeok.example", "강유나", &[Role::SalesAgent]),
        ],
    },
    Organization {
        name: YUSHAN,
        kind: PartnerKind::IndirectReseller,
        country: "TW",
        mpn_id: "6120951",
        provider: Some(HANBIT),
        people: &[
            person("chen.yiting@yushan.example", "陳怡婷", &[Role::AdminAgent]),
            person("lin.chiahao@yushan.example", "林家豪", &[Role::SalesAgent]),
        ],
    },
];
