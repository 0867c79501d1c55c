//! A chart of bars that the server draws: where each part stands, in units of the picture. Floor 4.
//! Features row 44.

use crate::domain::utilization::{Amount, percent};

/// What a bar is drawn from.
#[derive(Debug, Clone)]
pub(in crate::web) struct Given {
    /// Under the bar.
    pub(in crate::web) label: String,
    /// Read aloud and shown beside the pointer.
    pub(in crate::web) title: String,
    /// What there was.
    pub(in crate::web) whole: Amount,
    /// What was used of it.
    pub(in crate::web) part: Amount,
    /// Whether the figures may still change.
    pub(in crate::web) is_provisional: bool,
}

/// A bar of the picture.
#[derive(Debug, Clone)]
pub(in crate::web) struct Bar {
    /// Left edge.
    pub(in crate::web) x: i64,
    /// Width.
    pub(in crate::web) width: i64,
    /// Middle.
    pub(in crate::web) middle: i64,
    /// Upper edge of what was used.
    pub(in crate::web) used_y: i64,
    /// Its height.
    pub(in crate::web) used_height: i64,
    /// Height of the rest, which stands above it.
    pub(in crate::web) unused_height: i64,
    /// Under the bar; empty where there is no room.
    pub(in crate::web) label: String,
    /// Read aloud and shown beside the pointer.
    pub(in crate::web) title: String,
    /// Whether the figures may still change.
    pub(in crate::web) is_provisional: bool,
    /// Whether there is anything to draw.
    pub(in crate::web) is_empty: bool,
}

/// Where the plot begins and how large it is.
const LEFT: i64 = 48;
const WIDTH: i64 = 704;
/// Its upper edge and its height; 100 % is at the upper edge.
pub(in crate::web) const TOP: i64 = 16;
const HEIGHT: i64 = 180;
/// Room that a label needs.
const LABEL: i64 = 52;

/// Draws bars of percent.
pub(in crate::web) fn draw(given: Vec<Given>) -> Vec<Bar> {
    let count = i64::try_from(given.len()).unwrap_or(1).max(1);
    let step = WIDTH / count;
    let width = (step * 3 / 4).clamp(1, 48);
    let every = (LABEL / step.max(1) + 1).max(1);
    let bar = |(at, it): (i64, Given)| {
        let slot = LEFT + WIDTH * at / count;
        let middle = slot + step / 2;
        let is_empty = it.whole.is_zero();
        let share = percent(it.part, it.whole).unwrap_or_default();
        let hundredths = i64::try_from(share.trunc()).unwrap_or(0).clamp(0, 100);
        let used_height = HEIGHT * hundredths / 100;
        Bar {
            x: middle - width / 2,
            width,
            middle,
            used_y: TOP + HEIGHT - used_height,
            used_height,
            unused_height: if is_empty { 0 } else { HEIGHT - used_height },
            label: if at % every == 0 { it.label } else { String::new() },
            title: it.title,
            is_provisional: it.is_provisional,
            is_empty,
        }
    };
    (0..).zip(given).map(bar).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_side_by_side_inside_the_plot() {
        for count in [1_i64, 7, 24, 30, 400] {
            let given = (0..count).map(|_| Given {
                label: "x".to_owned(),
                title: String::new(),
                whole: Amount::hours(24),
                part: Amount::hours(18),
                is_provisional: false,
            });
            let bars = draw(given.collect());
            assert!(bars.iter().all(|bar| bar.x >= LEFT && bar.x + bar.width <= LEFT + WIDTH), "{count}");
            assert!(bars.windows(2).all(|two| two[0].x + two[0].width <= two[1].x), "{count}");
            assert_eq!((bars[0].used_height, bars[0].unused_height), (135, 45));
        }
    }
}
