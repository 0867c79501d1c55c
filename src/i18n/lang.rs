//! The languages and how one is chosen (L-2).

use icu_locale_core::{Locale, locale};

/// A language of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Korean.
    Ko,
    /// Traditional Chinese as written in Taiwan.
    ZhTw,
    /// English made strange, for tests of pages; a release build does not have it.
    #[cfg(debug_assertions)]
    Pseudo,
}

impl Lang {
    /// What a person can choose from.
    pub const ALL: [Self; 3] = [Self::En, Self::Ko, Self::ZhTw];

    /// The tag for `lang` attributes, cookies and columns.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ko => "ko",
            Self::ZhTw => "zh-TW",
            #[cfg(debug_assertions)]
            Self::Pseudo => "qps-ploc",
        }
    }

    /// The language's name for itself, for the switch.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ko => "한국어",
            Self::ZhTw => "繁體中文",
            #[cfg(debug_assertions)]
            Self::Pseudo => "[Þšéûðö]",
        }
    }

    /// The language with this code.
    pub fn parse(code: &str) -> Option<Self> {
        #[cfg(debug_assertions)]
        if code == Self::Pseudo.code() {
            return Some(Self::Pseudo);
        }
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The language for an `Accept-Language` header: the most wanted of those we have, else English.
    pub fn negotiate(accept_language: &str) -> Self {
        let mut best = (0, Self::En);
        for range in accept_language.split(',') {
            let mut parts = range.split(';');
            let tag = parts.next().unwrap_or_default();
            let quality = parts.next().map_or(1000, quality);
            if let Some(lang) = spoken(tag.trim())
                && quality > best.0
            {
                best = (quality, lang);
            }
        }
        best.1
    }

    /// The locale of the CLDR data.
    pub(super) const fn locale(self) -> Locale {
        match self {
            Self::En => locale!("en"),
            Self::Ko => locale!("ko"),
            Self::ZhTw => locale!("zh-TW"),
            #[cfg(debug_assertions)]
            Self::Pseudo => locale!("en"),
        }
    }
}

/// Our language for a tag. Traditional Chinese of any place is `zh-TW`; for Chinese that is Simplified
/// or does not say, English is nearer than the wrong script.
fn spoken(tag: &str) -> Option<Lang> {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split('-');
    match parts.next()? {
        "en" | "*" => Some(Lang::En),
        "ko" => Some(Lang::Ko),
        "zh" => match parts.next() {
            Some("tw" | "hk" | "mo" | "hant") => Some(Lang::ZhTw),
            Some(_) | None => Some(Lang::En),
        },
        _ => None,
    }
}

/// Thousandths of `q=0.8`; what is not a quality counts as not wanted.
fn quality(parameter: &str) -> u16 {
    let Some(value) = parameter.trim().strip_prefix("q=").or_else(|| parameter.trim().strip_prefix("Q=")) else {
        return 0;
    };
    let (whole, part) = value.split_once('.').unwrap_or((value, ""));
    if part.len() > 3 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    match whole {
        "1" => 1000,
        "0" => format!("{part:0<3}").parse().unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn l_2_first_visit_by_accept_language() {
        for (header, expected) in [
            ("", Lang::En),
            ("ko", Lang::Ko),
            ("ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7", Lang::Ko),
            ("KO-kr", Lang::Ko),
            ("zh-TW,zh;q=0.9,en-US;q=0.8", Lang::ZhTw),
            ("zh-HK", Lang::ZhTw),
            ("zh-MO", Lang::ZhTw),
            ("zh-Hant", Lang::ZhTw),
            ("zh-Hant-TW", Lang::ZhTw),
            ("zh-CN", Lang::En),
            ("zh-CN,zh;q=0.9,ko;q=0.5", Lang::En),
            ("zh", Lang::En),
            ("zh-Hans-TW", Lang::En),
            ("en;q=0.5, ko;q=0.8", Lang::Ko),
            ("en;q=0.8, ko;q=0.8", Lang::En),
            ("fr-FR, de;q=0.9, zh-TW;q=0.1", Lang::ZhTw),
            ("ja", Lang::En),
            ("*", Lang::En),
            ("ko;q=0, en;q=0.1", Lang::En),
            ("ko;q=0", Lang::En),
            ("ko ; q=0.5 , zh-TW ; q=0.25", Lang::Ko),
            ("ko;q=1.000,zh-TW", Lang::Ko),
            ("ko;q=best", Lang::En),
            (";;;,,,q=1", Lang::En),
        ] {
            assert_eq!(Lang::negotiate(header), expected, "{header}");
        }
    }

    #[test]
    fn a_code_names_its_language_and_nothing_else_does() {
        for lang in Lang::ALL {
            assert_eq!(Lang::parse(lang.code()), Some(lang));
        }
        for code in ["", "EN", "zh", "zh-CN", "korean", "../en"] {
            assert_eq!(Lang::parse(code), None, "{code}");
        }
    }
}
