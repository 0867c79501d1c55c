//! The desk of the operator: the queue of every partner's requests, and one request. Floor 4. Q-20, O-5.

mod queue;
mod show;

use crate::http::links;
use crate::http::router::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(links::Desk::PATTERN, queue::index)
        .get(links::DeskRequest::PATTERN, show::show)
        .post(links::DeskAssign::PATTERN, show::assign)
        .post(links::DeskRelease::PATTERN, show::release)
        .post(links::DeskNotes::PATTERN, show::speak)
        .get(links::DeskFile::PATTERN, show::file)
        .post(links::DeskFileSettle::PATTERN, show::settle_file)
}
