//! Refunds and exchanges: quote, cases, the limit, the desk's decision, credit notes. Floor 4. S-55 to
//! S-76, C1, C9, Q-20.

mod case;
pub(super) mod customer;
mod desk;
mod list;
mod note;
pub(super) mod parts;
mod query;
mod quote;
pub(super) mod text;

use crate::http::links;
use crate::http::router::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::ReservationRefund::PATTERN, quote::show)
        .post(links::ReservationRefund::PATTERN, quote::request)
        .get(links::CustomerRefunds::PATTERN, customer::show)
        .get(links::RefundCaseShow::PATTERN, case::show)
        .post(links::RefundCaseWithdraw::PATTERN, case::withdraw)
        .post(links::RefundCaseSettle::PATTERN, case::settle)
        .get(links::CreditNoteShow::PATTERN, note::show)
        .get(links::Refunds::PATTERN, list::all)
        .get(links::RefundsExport::PATTERN, list::export)
        .get(links::DeskCase::PATTERN, desk::show)
        .post(links::DeskCaseAsk::PATTERN, desk::ask)
        .post(links::DeskCaseApprove::PATTERN, desk::approve)
        .post(links::DeskCaseReject::PATTERN, desk::reject)
}
