//! Words for refunds and exchanges and for what a policy says. Each `match` lists every variant.

use rust_decimal::Decimal;

use super::Texts;
use crate::domain::policy::{CapBasis, Channel, EntryKind, ExchangeMinimum, FeeRule, PriceBase, RecordedUsage};
use crate::domain::refunds::{CaseKind, CaseState, MoneyLeg, ReturnReason};

impl Texts {
    /// What the records say of the usage of a reservation; nothing where they do not say it.
    pub fn recorded_usage(self, usage: RecordedUsage) -> Option<String> {
        match usage {
            RecordedUsage::Used { on } => Some(self.refunds_usage_used(self.date(&on))),
            RecordedUsage::Unused { until } => Some(self.refunds_usage_unused(self.date(&until))),
            RecordedUsage::NotBegun => Some(self.refunds_usage_not_begun().to_owned()),
            RecordedUsage::Unknown { .. } => None,
        }
    }

    /// `Refund`.
    pub fn case_kind(self, kind: &CaseKind) -> &'static str {
        match kind {
            CaseKind::Refund => self.refunds_refund(),
            CaseKind::Exchange => self.refunds_exchange(),
            CaseKind::Software => self.refunds_software(),
        }
    }

    /// `Requested`.
    pub fn case_state(self, state: &CaseState) -> &'static str {
        match state {
            CaseState::Requested => self.states_refund_requested(),
            CaseState::AttentionNeeded => self.states_request_attention_needed(),
            CaseState::Processed => self.states_refund_processed(),
            CaseState::Rejected => self.states_refund_rejected(),
            CaseState::Withdrawn => self.refunds_state_withdrawn(),
        }
    }

    /// A sentence on where it stands.
    pub fn about_case_state(self, state: &CaseState) -> &'static str {
        match state {
            CaseState::Requested => self.refunds_is_requested(),
            CaseState::AttentionNeeded => self.refunds_is_asked(),
            CaseState::Processed => self.refunds_is_processed(),
            CaseState::Rejected => self.refunds_is_rejected(),
            CaseState::Withdrawn => self.refunds_is_withdrawn(),
        }
    }

    /// `Wrong size or region`.
    pub fn return_reason(self, reason: &ReturnReason) -> &'static str {
        match reason {
            ReturnReason::WrongProduct => self.refunds_reason_wrong_product(),
            ReturnReason::WrongSize => self.refunds_reason_wrong_size(),
            ReturnReason::TooMany => self.refunds_reason_too_many(),
            ReturnReason::NoLongerNeeded => self.refunds_reason_no_longer(),
            ReturnReason::CustomerLeaves => self.refunds_reason_leaves(),
            ReturnReason::Other => self.refunds_reason_other(),
        }
    }

    /// `Microsoft pays the partner`.
    pub fn money_leg(self, leg: &MoneyLeg) -> &'static str {
        match leg {
            MoneyLeg::Vendor => self.refunds_leg_vendor(),
            MoneyLeg::Customer => self.refunds_leg_customer(),
        }
    }

    /// `Refunded`: what a row of the ledger does.
    pub fn ledger_entry(self, kind: &EntryKind) -> &'static str {
        match kind {
            EntryKind::Hold => self.refunds_entry_hold(),
            EntryKind::Commit => self.refunds_entry_commit(),
            EntryKind::Release => self.refunds_entry_release(),
        }
    }

    /// `Credit before the fee`: what counts against the limit.
    pub fn cap_basis(self, basis: &CapBasis) -> &'static str {
        match basis {
            CapBasis::GrossRefund => self.refunds_basis_gross(),
            CapBasis::NetOfFee => self.refunds_basis_net(),
            CapBasis::CancelledCommitment => self.refunds_basis_commitment(),
        }
    }

    /// `12% of the credit`.
    pub fn fee_rule(self, fee: &FeeRule) -> String {
        let share = |percent: u32| self.percent(&Decimal::new(i64::from(percent), 2));
        match fee {
            FeeRule::Charged { percent } => self.policies_fee_charged(share(*percent)),
            FeeRule::Reserved { percent } => self.policies_fee_reserved(share(*percent)),
            FeeRule::NotStated => self.policies_fee_not_stated().to_owned(),
        }
    }

    /// `Price paid`.
    pub fn price_base(self, base: &PriceBase) -> &'static str {
        match base {
            PriceBase::Paid => self.policies_price_paid(),
            PriceBase::LowerOfPaidAndList => self.policies_price_lower(),
        }
    }

    /// `What comes back`.
    pub fn exchange_minimum(self, minimum: &ExchangeMinimum) -> &'static str {
        match minimum {
            ExchangeMinimum::ReturnedAmount => self.policies_exchange_returned(),
            ExchangeMinimum::RemainingCommitment => self.policies_exchange_commitment(),
        }
    }

    /// `Support request`.
    pub fn policy_channel(self, channel: &Channel) -> &'static str {
        match channel {
            Channel::SupportRequest => self.policies_channel_request(),
            Channel::SelfService => self.policies_channel_self(),
        }
    }
}
