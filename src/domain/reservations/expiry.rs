//! When people are told that a reservation ends. Floor 0. Features row 43.

/// Days before the end at which somebody is told, the nearest first.
pub const NEWS_DAYS: [i32; 5] = [7, 30, 60, 90, 120];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_comes_first() {
        assert!(NEWS_DAYS.is_sorted(), "whoever is told late is not told early too");
    }
}
