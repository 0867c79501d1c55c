//! Words for quotes: a sentence for each step and each refusal, names of products. Each `match` lists
//! every variant.

use rust_decimal::Decimal;

use super::{Lang, Texts};
use crate::domain::policy::repair::Change;
use crate::domain::policy::{
    CapBasis, CapWindow, CreditTo, ExchangeMinimum, ProductKind, Refusal, SoftwareWindow, StepKind,
};
use crate::domain::reservations::ProvisioningState;

impl Texts {
    /// What a step of a quote does; its amount stands beside it.
    pub fn policy_step(self, step: &StepKind) -> String {
        let (money, date) = (|it| self.money(it), |it| self.date(it));
        match step {
            StepKind::InForce { policy, from, on } => self.policy_step_in_force(policy, date(on), date(from)),
            StepKind::WrongState { state } => self.policy_step_wrong_state(self.provisioning_state(state)),
            StepKind::TermOver { ended } => self.policy_step_term_over(date(ended)),
            StepKind::WrongQuantity { returned, quantity } => self.policy_step_wrong_quantity(returned, quantity),
            StepKind::NotRefundable { product } => self.policy_step_not_refundable(self.product_kind(product)),
            StepKind::PricePaid => self.policy_step_price_paid().to_owned(),
            StepKind::LowerPrice { paid, list } => self.policy_step_lower_price(money(paid), money(list)),
            StepKind::Days { start, end, elapsed, term, left } => {
                self.policy_step_days(date(start), date(end), term, elapsed, left)
            }
            StepKind::WithinGrace { days, is_used: false } => self.policy_step_grace_unused(days),
            StepKind::WithinGrace { days, is_used: true } => self.policy_step_grace_used(days),
            StepKind::PastGrace { days } => self.policy_step_past_grace(days),
            StepKind::FullCredit => self.policy_step_full_credit().to_owned(),
            StepKind::Prorated { price, left, of } => self.policy_step_prorated(money(price), left, of),
            StepKind::InstalmentProrated { number, price, left, of } => {
                self.policy_step_instalment(number, money(price), left, of)
            }
            StepKind::InstalmentsAhead { count } => self.policy_step_ahead(count),
            StepKind::InstalmentsCancelled { count } => self.policy_step_cancelled(count),
            StepKind::InstalmentsOwed { count } => self.policy_step_owed(count),
            StepKind::Times { unit, quantity } => self.policy_step_times(money(unit), quantity),
            StepKind::NotAbovePaid { paid } => self.policy_step_not_above_paid(money(paid)),
            StepKind::Fee { percent, credit } => self.policy_step_fee(self.share(*percent), money(credit)),
            StepKind::NoFeeWithinGrace { days } => self.policy_step_no_fee_grace(days),
            StepKind::FeeReserved { percent } => self.policy_step_fee_reserved(self.share(*percent)),
            StepKind::FeeNotStated => self.policy_step_fee_not_stated().to_owned(),
            StepKind::Net { credit, fee } => self.policy_step_net(money(credit), money(fee)),
            StepKind::Counts { basis } => self.counts(*basis).to_owned(),
            StepKind::InDollars { amount, rate } => self.policy_step_in_dollars(money(amount), rate),
            StepKind::Headroom { cap, committed, held, window } => {
                let (cap, committed, held) = (money(cap), money(committed), money(held));
                match window {
                    CapWindow::Rolling365Days => {
                        self.policy_step_headroom_rolling(cap, committed, CapWindow::ROLLING_DAYS, held)
                    }
                    CapWindow::CalendarYear => self.policy_step_headroom_year(cap, committed, held),
                }
            }
            StepKind::Fits => self.policy_step_fits().to_owned(),
            StepKind::OverCap { counted, left, fits } => self.policy_step_over_cap(money(counted), money(left), fits),
            StepKind::CreditTo { to: CreditTo::Partner } => self.policy_step_to_partner().to_owned(),
            StepKind::CreditTo { to: CreditTo::OriginalPurchase } => self.policy_step_to_purchase().to_owned(),
            StepKind::Remainder { quantity, ends } => self.policy_step_remainder(quantity, date(ends)),
            StepKind::Returned { line, quantity, unit } => self.policy_step_returned(line, quantity, money(unit)),
            StepKind::ReturnedTotal => self.policy_step_returned_total().to_owned(),
            StepKind::Wanted { line, quantity, unit, term, ends } => {
                self.policy_step_wanted(line, quantity, money(unit), self.term(term), date(ends))
            }
            StepKind::WantedTotal => self.policy_step_wanted_total().to_owned(),
            StepKind::Incomplete => self.policy_step_incomplete().to_owned(),
            StepKind::NotExchangeable { product } => self.policy_step_not_exchangeable(self.product_kind(product)),
            StepKind::SameType { product } => self.policy_step_same_type(self.product_kind(product)),
            StepKind::OtherType { returned, wanted } => {
                self.policy_step_other_type(self.product_kind(returned), self.product_kind(wanted))
            }
            StepKind::ExchangeClosed { bought, closed } => self.policy_step_exchange_closed(date(bought), date(closed)),
            StepKind::FinalExchange { closed } => self.policy_step_final_exchange(date(closed)),
            StepKind::Minimum { basis: ExchangeMinimum::ReturnedAmount } => {
                self.policy_step_minimum_returned().to_owned()
            }
            StepKind::Minimum { basis: ExchangeMinimum::RemainingCommitment } => {
                self.policy_step_minimum_commitment().to_owned()
            }
            StepKind::MinimumReached => self.policy_step_minimum_reached().to_owned(),
            StepKind::TooSmall { total, minimum } => self.policy_step_too_small(money(total), money(minimum)),
            StepKind::NoFeeNoCap => self.policy_step_no_fee_no_cap().to_owned(),
            StepKind::NetPayable { purchases, refunds } => {
                self.policy_step_net_payable(money(purchases), money(refunds))
            }
            StepKind::RoleNotAllowed { role } => self.policy_step_role_not_allowed(self.role(role)),
            StepKind::WholeLinesOnly { returned, quantity } => self.policy_step_whole_lines_only(returned, quantity),
            StepKind::SoftwareNotActive => self.policy_step_software_not_active().to_owned(),
            StepKind::WindowOpen { window, ordered, last } => {
                let (ordered, last) = (date(ordered), date(last));
                match window {
                    SoftwareWindow::Days(count) => self.policy_step_window_open_days(count, ordered, last),
                    SoftwareWindow::Hours(count) => self.policy_step_window_open_hours(count, ordered, last),
                }
            }
            StepKind::WindowOver { window, ordered, last } => {
                let (ordered, last) = (date(ordered), date(last));
                match window {
                    SoftwareWindow::Days(count) => self.policy_step_window_over_days(count, ordered, last),
                    SoftwareWindow::Hours(count) => self.policy_step_window_over_hours(count, ordered, last),
                }
            }
            StepKind::SoftwareFull => self.policy_step_software_full().to_owned(),
            StepKind::SoftwareProrated { left, of } => self.policy_step_software_prorated(left, of),
            StepKind::SoftwareNoFee => self.policy_step_software_no_fee().to_owned(),
            StepKind::KeysRevoked => self.policy_step_keys_revoked().to_owned(),
            StepKind::OnInvoiceOf { month } => self.policy_step_on_invoice(date(month)),
        }
    }

    /// Why it cannot be done, and what can.
    pub fn policy_refusal(self, refusal: &Refusal) -> &'static str {
        match refusal {
            Refusal::RefundLimitExceeded => self.policy_refusal_limit(),
            Refusal::OperationCannotBePerformedInCurrentState => self.policy_refusal_state(),
            Refusal::InvalidRefundQuantity => self.policy_refusal_quantity(),
            Refusal::ProductNotRefundable => self.policy_refusal_product(),
            Refusal::ProductNotExchangeable => self.policy_refusal_not_exchangeable(),
            Refusal::ExchangeTypeMismatch => self.policy_refusal_type(),
            Refusal::ExchangeTotalTooSmall => self.policy_refusal_too_small(),
            Refusal::ExchangeNoLongerOffered => self.policy_refusal_closed(),
            Refusal::ExchangeIncomplete => self.policy_refusal_incomplete(),
            Refusal::CancellationWindowOver => self.policy_refusal_window(),
            Refusal::RoleNotAllowed => self.policy_refusal_role(),
            Refusal::PartialReturnNotAllowed => self.policy_refusal_partial(),
        }
    }

    /// A change with which a refused exchange passes. Lines are counted from 1.
    pub fn policy_repair(self, change: &Change) -> String {
        match change {
            Change::QuantityUp { line, from, to } => self.policy_repair_quantity(line.saturating_add(1), to, from),
            Change::LongerTerm { line } => self.policy_repair_term(line.saturating_add(1)),
            Change::FewerReturned { line, from, to } => self.policy_repair_returned(line.saturating_add(1), to, from),
        }
    }

    /// `Virtual machines`; names of services are the same in every language.
    pub fn product_kind(self, product: &ProductKind) -> &'static str {
        match product {
            ProductKind::VirtualMachines => self.policy_product_virtual_machines(),
            ProductKind::DedicatedHost => self.policy_product_dedicated_hosts(),
            ProductKind::AppService => "Azure App Service",
            ProductKind::SqlDatabases => "Azure SQL Database",
            ProductKind::SqlDataWarehouse => "Azure Synapse Analytics",
            ProductKind::CosmosDb => "Azure Cosmos DB",
            ProductKind::MySql => "Azure Database for MySQL",
            ProductKind::MariaDb => "Azure Database for MariaDB",
            ProductKind::PostgreSql => "Azure Database for PostgreSQL",
            ProductKind::RedisCache => "Azure Cache for Redis",
            ProductKind::ManagedDisk => self.policy_product_disks(),
            ProductKind::BlockBlob => self.policy_product_blobs(),
            ProductKind::AzureFiles => "Azure Files",
            ProductKind::NetAppStorage => "Azure NetApp Files",
            ProductKind::AzureDataExplorer => "Azure Data Explorer",
            ProductKind::DataFactory => "Azure Data Factory",
            ProductKind::SapHana => "SAP HANA on Azure",
            ProductKind::Avs => "Azure VMware Solution",
            ProductKind::VmwareCloudSimple => "VMware by CloudSimple",
            ProductKind::Databricks => "Azure Databricks",
            ProductKind::SynapsePrePurchase => self.policy_product_synapse(),
            ProductKind::RedHatOsa => "Azure Red Hat OpenShift",
            ProductKind::RedHat => self.policy_product_red_hat(),
            ProductKind::SuseLinux => self.policy_product_suse(),
            ProductKind::VirtualMachineSoftware => self.policy_product_machine_software(),
            ProductKind::ServerSoftware => self.policy_product_server_software(),
        }
    }

    /// Whether a kind of product goes by one name in every language, which no browser translates.
    pub fn is_product_a_name(self, product: &ProductKind) -> bool {
        Self::new(Lang::En).product_kind(product) == Self::new(Lang::Ko).product_kind(product)
    }

    /// `Cancelled`: the state that is stored, where a list shows a coarser one.
    pub fn provisioning_state(self, state: &ProvisioningState) -> &'static str {
        match state {
            ProvisioningState::Creating => self.states_reservation_creating(),
            ProvisioningState::PendingResourceHold | ProvisioningState::PendingBilling => {
                self.states_reservation_pending()
            }
            ProvisioningState::ConfirmedResourceHold | ProvisioningState::ConfirmedBilling => {
                self.states_reservation_processing()
            }
            ProvisioningState::Created | ProvisioningState::Succeeded => self.states_reservation_succeeded(),
            ProvisioningState::Cancelled => self.states_reservation_cancelled(),
            ProvisioningState::Expired => self.states_reservation_expired(),
            ProvisioningState::BillingFailed => self.states_reservation_billing_failed(),
            ProvisioningState::Failed => self.states_reservation_failed(),
            ProvisioningState::Split => self.states_reservation_split(),
            ProvisioningState::Merged => self.states_reservation_merged(),
        }
    }

    fn counts(self, basis: CapBasis) -> &'static str {
        match basis {
            CapBasis::GrossRefund => self.policy_step_counts_gross(),
            CapBasis::NetOfFee => self.policy_step_counts_net(),
            CapBasis::CancelledCommitment => self.policy_step_counts_commitment(),
        }
    }

    fn share(self, percent: u32) -> String {
        self.percent(&Decimal::new(i64::from(percent), 2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::{Currency, Money};
    use crate::i18n::Lang;

    #[test]
    fn a_step_in_three_languages() {
        let step = StepKind::Fee { percent: 12, credit: Money::new(118_027, Currency::USD) };
        assert_eq!(
            Lang::ALL.map(|lang| Texts::new(lang).policy_step(&step)),
            [
                "Early termination fee: 12% of $1,180.27",
                "조기 종료 수수료: US$1,180.27의 12%",
                "提前終止費用：US$1,180.27 的 12%"
            ]
        );
        let day = |text: &str| text.parse().unwrap();
        let days =
            StepKind::Days { start: day("2019-01-01"), end: day("2020-01-01"), elapsed: 100, term: 365, left: 265 };
        assert_eq!(
            Texts::new(Lang::En).policy_step(&days),
            "January 1, 2019 to January 1, 2020 is 365 days: 100 used, 265 left"
        );
    }

    #[test]
    fn every_refusal_says_something_else() {
        for lang in Lang::ALL {
            let words: std::collections::BTreeSet<_> =
                Refusal::ALL.iter().map(|refusal| Texts::new(lang).policy_refusal(refusal)).collect();
            assert_eq!(words.len(), Refusal::ALL.len());
        }
    }
}
