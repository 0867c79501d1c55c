//! The topics of the information pages: address, words, roles, what stands beside. Floor 4. S-14, S-43,
//! S-112.

use crate::domain::roles::Perm;
use crate::i18n::Texts;

/// A page of information.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// Benefits, what is included and what is not: S-1 to S-5, S-7.
    Overview,
    /// The way to an order number: S-6, S-20 to S-43.
    Buying,
    /// Which size, and how the discount finds it: R-SZ-1 to R-SZ-8, R-BN-1 to R-BN-6, R-BN-10.
    Sizing,
    /// Single and shared: S-38, R-BN-7, R-BN-8, Q-15.
    Scope,
    /// S-82.
    HybridBenefit,
    /// S-80, S-81, S-84 to S-98.
    Software,
    /// R-UT-1, R-UT-2, R-BN-1 to R-BN-9: how hours are counted.
    Utilization,
    /// R-BL-1 to R-BL-9, R-BL-13, BL-3.
    Billing,
    /// S-62 to S-70, R-RF-1 to R-RF-9, R-EX-1, R-EX-3, R-EX-4.
    Refunds,
    /// S-9, S-10, R-BUY-3.
    PartnerOfRecord,
    /// S-11, 6.2.
    Moving,
    /// P-1 to P-27, R-RO-1, S-8, R-DAP-3.
    Roles,
    /// S-83, R-MK-1, Q-12, Q-13, C-10.
    Markets,
    /// S-12, S-42.
    Ways,
    /// Rulebook 8.3.
    Limits,
}

impl Topic {
    /// What to know before buying.
    pub(super) const BEFORE: [Self; 6] =
        [Self::Overview, Self::Buying, Self::Sizing, Self::Scope, Self::HybridBenefit, Self::Software];
    /// Utilization and money.
    pub(super) const MONEY: [Self; 3] = [Self::Utilization, Self::Billing, Self::Refunds];
    /// Rules and people.
    pub(super) const RULES: [Self; 6] =
        [Self::PartnerOfRecord, Self::Moving, Self::Roles, Self::Markets, Self::Ways, Self::Limits];

    /// Every topic, in the order of the index.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        Self::BEFORE.into_iter().chain(Self::MONEY).chain(Self::RULES)
    }

    /// The word in the address.
    pub(super) const fn slug(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Buying => "buying",
            Self::Sizing => "sizing",
            Self::Scope => "scope",
            Self::HybridBenefit => "hybrid-benefit",
            Self::Software => "software",
            Self::Utilization => "utilization",
            Self::Billing => "billing",
            Self::Refunds => "refunds",
            Self::PartnerOfRecord => "partner-of-record",
            Self::Moving => "moving",
            Self::Roles => "roles",
            Self::Markets => "markets",
            Self::Ways => "ways",
            Self::Limits => "limits",
        }
    }

    /// The title.
    pub(super) fn title(self, t: Texts) -> &'static str {
        match self {
            Self::Overview => t.help_overview_title(),
            Self::Buying => t.help_buying_title(),
            Self::Sizing => t.help_sizing_title(),
            Self::Scope => t.help_scope_title(),
            Self::HybridBenefit => t.help_hybrid_benefit_title(),
            Self::Software => t.help_software_title(),
            Self::Utilization => t.help_utilization_title(),
            Self::Billing => t.help_billing_title(),
            Self::Refunds => t.help_refunds_title(),
            Self::PartnerOfRecord => t.help_partner_of_record_title(),
            Self::Moving => t.help_moving_title(),
            Self::Roles => t.help_roles_title(),
            Self::Markets => t.help_markets_title(),
            Self::Ways => t.help_ways_title(),
            Self::Limits => t.help_limits_title(),
        }
    }

    /// What it says, in a line.
    pub(super) fn lead(self, t: Texts) -> &'static str {
        match self {
            Self::Overview => t.help_overview_lead(),
            Self::Buying => t.help_buying_lead(),
            Self::Sizing => t.help_sizing_lead(),
            Self::Scope => t.help_scope_lead(),
            Self::HybridBenefit => t.help_hybrid_benefit_lead(),
            Self::Software => t.help_software_lead(),
            Self::Utilization => t.help_utilization_lead(),
            Self::Billing => t.help_billing_lead(),
            Self::Refunds => t.help_refunds_lead(),
            Self::PartnerOfRecord => t.help_partner_of_record_lead(),
            Self::Moving => t.help_moving_lead(),
            Self::Roles => t.help_roles_lead(),
            Self::Markets => t.help_markets_lead(),
            Self::Ways => t.help_ways_lead(),
            Self::Limits => t.help_limits_lead(),
        }
    }

    /// The act it is about: its roles stand on the page (S-112).
    pub(super) const fn perm(self) -> Perm {
        match self {
            Self::Overview | Self::Utilization => Perm::ViewReservations,
            Self::Buying | Self::Sizing | Self::Scope | Self::PartnerOfRecord => Perm::PlaceOrders,
            Self::Billing => Perm::ViewOrders,
            Self::Refunds => Perm::FileRefunds,
            Self::Moving => Perm::EditSubscriptions,
            Self::Markets | Self::HybridBenefit => Perm::SeeCatalog,
            Self::Software => Perm::BuySoftware,
            Self::Roles | Self::Ways | Self::Limits => Perm::OwnAccount,
        }
    }

    /// What to read next.
    pub(super) const fn related(self) -> &'static [Self] {
        match self {
            Self::Overview => &[Self::Buying, Self::Sizing, Self::Billing, Self::Refunds, Self::HybridBenefit],
            Self::Buying => &[Self::Overview, Self::Sizing, Self::Scope, Self::Billing, Self::Markets, Self::Ways],
            Self::Sizing => &[Self::Utilization, Self::Buying, Self::Scope, Self::HybridBenefit, Self::Limits],
            Self::Scope => &[Self::Sizing, Self::Buying],
            Self::HybridBenefit => &[Self::Software, Self::Sizing],
            Self::Software => &[Self::HybridBenefit, Self::Overview],
            Self::Utilization => &[Self::Sizing, Self::Scope, Self::Billing],
            Self::Billing => &[Self::Refunds, Self::Markets, Self::Limits],
            Self::Refunds => &[Self::Billing, Self::PartnerOfRecord, Self::Moving],
            Self::PartnerOfRecord => &[Self::Buying, Self::Refunds],
            Self::Moving => &[Self::Refunds, Self::Buying],
            Self::Roles => &[Self::Ways, Self::Buying],
            Self::Markets => &[Self::Buying, Self::Software, Self::Billing],
            Self::Ways => &[Self::Buying, Self::Roles],
            Self::Limits => &[Self::Billing, Self::Sizing],
        }
    }
}
