//! Support requests: lists, the wizard, one request, what a reservation or an order shows of them. Floor 4.
//! S-60, S-61, S-72 to S-77, P-20, P-21.

pub(super) mod about;
mod list;
mod query;
pub(super) mod said;
mod show;
mod wizard;

use crate::http::links;
use crate::http::router::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::SupportRequests::PATTERN, list::all)
        .get(links::SupportRequestsExport::PATTERN, list::export)
        .get(links::CustomerSupport::PATTERN, list::of_customer)
        .get(links::SupportNew::PATTERN, wizard::new)
        .post(links::SupportNew::PATTERN, wizard::begin)
        .get(links::SupportDraft::PATTERN, wizard::edit)
        .post(links::SupportDraft::PATTERN, wizard::save)
        .post(links::SupportDiscard::PATTERN, wizard::discard)
        .get(links::SupportShow::PATTERN, show::show)
        .post(links::SupportNotes::PATTERN, show::write)
        .post(links::SupportClose::PATTERN, show::close)
        .post(links::SupportReopen::PATTERN, show::reopen)
        .post(links::SupportFiles::PATTERN, show::add_files)
        .get(links::SupportFile::PATTERN, show::file)
        .post(links::SupportFileRemove::PATTERN, show::remove_file)
}
