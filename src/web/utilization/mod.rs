//! Utilization: how much of what is paid for is used, what it saves and why not more. Floor 4. Domain 3,
//! S-4, features rows 44 to 52, C4, C7.

mod alerts;
pub(super) mod bars;
mod customer;
pub(super) mod figures;
mod focus;
mod like;
mod machines;
mod portfolio;
mod remedies;
mod savings;
pub(super) mod section;
mod sizing;
mod users;

pub(super) use customer::cause;

use crate::http::links;
use crate::http::router::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::ReservationUtilization::PATTERN, section::file)
        .get(links::Portfolio::PATTERN, portfolio::show)
        .get(links::UtilizationAlerts::PATTERN, alerts::index)
        .post(links::UtilizationAlerts::PATTERN, alerts::make)
        .post(links::UtilizationAlertRemove::PATTERN, alerts::remove)
        .get(links::CustomerUtilization::PATTERN, customer::show)
        .get(links::UtilizationStatement::PATTERN, customer::statement)
        .get(links::CustomerSizing::PATTERN, sizing::show)
        .get(links::SizingExport::PATTERN, machines::file)
        .post(links::AdviceAnswers::PATTERN, sizing::put_aside)
        .post(links::AdviceAnswerWithdraw::PATTERN, sizing::take_up)
        .get(links::CustomerRemedies::PATTERN, remedies::show)
        .get(links::CustomerSavings::PATTERN, savings::show)
        .get(links::SavingsExport::PATTERN, savings::file)
        .get(links::FocusExport::PATTERN, focus::all)
        .get(links::CustomerFocusExport::PATTERN, focus::one)
}
