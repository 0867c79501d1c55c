//! The Windows licence beside a covered machine. Floor 0. Rules R-BN-5, R-SZ-8, B-12.

use super::hours::Hours;

/// Hours of the licence meter for a covered Windows machine, and the meter's name. A reservation covers
/// compute only: the licence is charged for the same hours, unless Azure Hybrid Benefit brings one.
///
/// ```
/// use ground::domain::benefit::{Hours, windows_licence};
/// let (meter, hours) = windows_licence(2, Hours::whole(24), false).unwrap();
/// assert_eq!((meter.as_str(), hours), ("Reservation-Windows Svr (2 Core)", Hours::whole(24)));
/// assert_eq!(windows_licence(2, Hours::whole(24), true), None);
/// ```
pub fn windows_licence(cores: u32, covered: Hours, has_hybrid_benefit: bool) -> Option<(String, Hours)> {
    let is_charged = !has_hybrid_benefit && covered > Hours::ZERO;
    is_charged.then(|| (format!("Reservation-Windows Svr ({cores} Core)"), covered))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b_12_the_licence_stands_beside_the_covered_hours() {
        let day = Hours::whole(24);
        assert_eq!(windows_licence(2, day, false), Some(("Reservation-Windows Svr (2 Core)".to_owned(), day)));
        assert_eq!(windows_licence(2, day, true), None);
        assert_eq!(windows_licence(2, Hours::ZERO, false), None);
    }
}
