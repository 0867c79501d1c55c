//! Formatters on CLDR data, built once a thread and language (their data is not shared by threads).

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

use super::Lang;
use crate::domain::time::Day;

type DateFormatter = FixedCalendarDateTimeFormatter<Gregorian, YMD>;

/// Dates that are kept as they were written. A page writes the same few again and again.
const MOST_DATES: usize = 1_024;

/// The formatters of one language. The data is compiled in, so each is there; a `None` would fall back
/// to a form every reader knows.
pub(super) struct Cache {
    plural: Option<PluralRules>,
    long: Dates,
    medium: Dates,
}

/// A formatter of dates, and what it wrote.
struct Dates {
    formatter: Option<DateFormatter>,
    written: RefCell<HashMap<Day, String>>,
}

thread_local! {
    static ALL: [OnceCell<Cache>; 3] = const { [OnceCell::new(), OnceCell::new(), OnceCell::new()] };
}

/// Calls `use_it` with the formatters of `lang`.
pub(super) fn with<T>(lang: Lang, use_it: impl FnOnce(&Cache) -> T) -> T {
    ALL.with(|[en, ko, zh_tw]| {
        let cell = match lang {
            Lang::En => en,
            Lang::Ko => ko,
            Lang::ZhTw => zh_tw,
            #[cfg(debug_assertions)]
            Lang::Pseudo => en,
        };
        use_it(cell.get_or_init(|| Cache::new(lang)))
    })
}

impl Cache {
    fn new(lang: Lang) -> Self {
        let locale = lang.locale();
        Self {
            plural: PluralRules::try_new((&locale).into(), PluralRulesOptions::default()).ok(),
            long: Dates::new(DateFormatter::try_new((&locale).into(), YMD::long()).ok()),
            medium: Dates::new(DateFormatter::try_new((&locale).into(), YMD::medium()).ok()),
        }
    }

    pub(super) fn plural(&self, count: i64) -> PluralCategory {
        self.plural.as_ref().map_or(PluralCategory::Other, |rules| rules.category_for(count))
    }

    pub(super) fn long(&self, day: Day) -> String {
        self.long.of(day)
    }

    pub(super) fn medium(&self, day: Day) -> String {
        self.medium.of(day)
    }
}

impl Dates {
    fn new(formatter: Option<DateFormatter>) -> Self {
        Self { formatter, written: RefCell::default() }
    }

    fn of(&self, day: Day) -> String {
        let mut kept = self.written.borrow_mut();
        if kept.len() >= MOST_DATES {
            kept.clear();
        }
        kept.entry(day).or_insert_with(|| written(self.formatter.as_ref(), day)).clone()
    }
}

fn written(formatter: Option<&DateFormatter>, day: Day) -> String {
    use chrono::Datelike as _;
    let date = day.date();
    let numbers = u8::try_from(date.month()).ok().zip(u8::try_from(date.day()).ok());
    let date = numbers.and_then(|(month, of_month)| Date::try_new_gregorian(date.year(), month, of_month).ok());
    match (formatter, date) {
        (Some(formatter), Some(date)) => formatter.format(&date).to_string(),
        (None, _) | (_, None) => day.to_string(),
    }
}
