//! Words and formats of three languages. A leaf: imports only `domain`. Rules L-1 to L-8.
//!
//! # Using it
//! [`Texts`] is a language and nothing else; it is `Copy`. Each key of the catalogue is a method, so a
//! missing key or a wrong argument does not build:
//! ```
//! use ground::i18n::{Lang, Texts};
//! let t = Texts::new(Lang::Ko);
//! assert_eq!(t.common_save(), "저장");
//! assert_eq!(t.common_range(1, 50), "1–50");
//! ```
//! Numbers, money and dates are methods too: [`Texts::money`], [`Texts::date`], ... (`format.rs`,
//! `money.rs`). Words for values of the domain are chosen by an exhaustive `match` on the enum.
//!
//! # Adding words
//! One file per noun in each of `locales/en`, `locales/ko` and `locales/zh-TW`. In `customers.ftl` every
//! key starts with `customers-`; `customers-title = Customers` becomes `customers_title()`.
//! - `{ $name }` takes anything that implements `Display`: `t.errors_reference(&id)`.
//! - `{ $count -> [0] No lines [one] { $count } line *[other] { $count } lines }` (over several lines)
//!   takes a whole number ([`Count`]) and prints it with the language's grouping. `ko` and `zh-TW` have
//!   only `*[other]`, so they write `{ NUMBER($count) }` or a plain `{ $count }` without a selector.
//! - `-brand = Words` is a term; `{ -brand }` puts it into a text of the same language.
//! - Space at either end is written `{ " " }`. There are no attributes, functions or references to
//!   messages.
//!
//! The build fails, naming file and key, when a language lacks a key or a variable, when a key has the
//! wrong prefix or no value, when it is there twice, or when the syntax is wrong. Terms of the glossary
//! (domain.md section 9) are binding; the tests of this module refuse Simplified characters, English
//! left in `ko` or `zh-TW`, and Han or Hangul in `en`.
//!
//! [`Lang::Pseudo`] is English with accents, 40 % longer and in brackets; only debug builds have it.

use std::fmt::{Display, Write as _};

use icu_plurals::PluralCategory;

mod access_words;
#[cfg(test)]
#[path = "build/tests.rs"]
mod build_tests;
mod cache;
mod count;
mod digits;
mod download_words;
mod event_words;
mod format;
mod lang;
mod message_words;
mod money;
mod policy_words;
mod record_words;
mod refund_words;
mod support_words;
#[cfg(test)]
mod tests;
mod webhook_words;
mod words;

pub use count::Count;
pub use lang::Lang;

/// The words and formats of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Texts {
    lang: Lang,
}

impl Texts {
    /// The texts of `lang`.
    pub const fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// The language.
    pub const fn lang(self) -> Lang {
        self.lang
    }

    /// Which plural of a text goes with `count`.
    fn plural(self, count: i64) -> PluralCategory {
        cache::with(self.lang, |cache| cache.plural(count))
    }
}

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

fn append(text: &mut String, value: &dyn Display) {
    let _a_string_takes_all = write!(text, "{value}");
}
