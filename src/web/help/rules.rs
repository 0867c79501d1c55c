//! Rules and people. Floor 4.

use super::body::Body;
use super::tables;
use crate::i18n::Texts;
use crate::ops::markets::ClosedMarkets;

/// S-9, S-10, R-BUY-3.
pub(super) fn partner_of_record(t: Texts) -> Body {
    Body::new()
        .text(t.help_partner_of_record_what())
        .heading("choose", t.help_partner_of_record_choose())
        .point(t.help_partner_of_record_choose_direct())
        .point(t.help_partner_of_record_choose_provider())
        .point(t.help_partner_of_record_choose_portal())
        .heading("change", t.help_partner_of_record_change())
        .text(t.help_partner_of_record_change_how())
}

/// S-11, 6.2.
pub(super) fn moving(t: Texts) -> Body {
    Body::new()
        .text(t.help_moving_stays())
        .heading("do", t.help_moving_do())
        .step(t.help_moving_do_cancel())
        .step(t.help_moving_do_move())
        .step(t.help_moving_do_buy())
        .text(t.help_moving_suspended())
}

/// P-1 to P-27, R-RO-1, S-8, R-DAP-3.
pub(super) fn roles(t: Texts) -> Body {
    Body::new()
        .text(t.help_roles_what())
        .heading("access", t.help_roles_access())
        .text(t.help_roles_access_how())
        .heading("matrix", t.help_roles_matrix())
        .text(t.help_roles_matrix_how())
        .table(tables::roles(t))
}

/// S-83, R-MK-1, Q-12, Q-13, C-10.
pub(super) fn markets(t: Texts, closed: &ClosedMarkets) -> Body {
    Body::new()
        .text(t.help_markets_which())
        .table(tables::markets(t, closed))
        .heading("dated", t.help_markets_dated())
        .text(t.help_markets_dated_how(&closed.list))
        .text(t.help_markets_dated_software())
}

/// S-12, S-42.
pub(super) fn ways(t: Texts) -> Body {
    Body::new()
        .heading("here", t.help_ways_here())
        .text(t.help_ways_here_how())
        .heading("portal", t.help_ways_portal())
        .text(t.help_ways_portal_how())
        .heading("files", t.help_ways_files())
        .text(t.help_ways_files_how())
        .heading("programs", t.help_ways_programs())
        .text(t.help_ways_programs_how())
}

/// Rulebook 8.3.
pub(super) fn limits(t: Texts) -> Body {
    Body::new().text(t.help_limits_what()).table(tables::limits(t))
}
