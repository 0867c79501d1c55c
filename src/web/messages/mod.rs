//! Messages of a person, what of them comes by mail, and the mail of the installation. Floor 4. O-9, O-10.

use crate::http::router::Routes;

mod choice;
mod inbox;
mod mails;

pub(super) fn routes() -> Routes {
    Routes::new().and(inbox::routes()).and(choice::routes()).and(mails::routes())
}
