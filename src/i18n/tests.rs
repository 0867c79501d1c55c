//! The catalogue as a whole: golden strings and what each language may contain (L-1, L-6).

use super::*;
use crate::domain::roles::{Perm, Role};
use crate::domain::term::Term;

/// Every key with its text in en, ko and zh-TW.
const CATALOGUE: &[(&str, [&str; 3])] = &include!(concat!(env!("OUT_DIR"), "/texts_table.rs"));

fn is_cjk(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{1100}'..='\u{11ff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

/// The text without `{variables}`.
fn words(text: &str) -> String {
    let mut depth = 0_u32;
    let mut words = String::new();
    for letter in text.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth == 0 => words.push(letter),
            _ => {}
        }
    }
    words
}

#[test]
fn texts_of_the_three_languages() {
    let [en, ko, zh] = Lang::ALL.map(Texts::new);
    let (one, last) = (&1_usize, &50_i32);
    assert_eq!([en, ko, zh].map(Texts::common_product), ["Partner Dashboard", "파트너 대시보드", "合作夥伴儀表板"]);
    assert_eq!([en, ko, zh].map(|t| t.common_results(0)), ["No results", "결과 없음", "沒有結果"]);
    assert_eq!([en, ko, zh].map(|t| t.common_results(one)), ["1 result", "결과 1개", "1 筆結果"]);
    assert_eq!([en, ko, zh].map(|t| t.common_results(1234_u64)), ["1,234 results", "결과 1,234개", "1,234 筆結果"]);
    assert_eq!(en.common_range_of(1_u32, last, 10_000_i64), "1–50 of 10,000");
    assert_eq!(
        [en, ko, zh].map(|t| t.role(&Role::HelpdeskAgent)),
        ["Helpdesk agent", "기술 지원팀 에이전트", "技術服務代理人"]
    );
    assert_eq!(
        [en, ko, zh].map(|t| t.permission(&Perm::ExportCustomers)),
        ["Export the customer list", "고객 목록 내보내기", "匯出客戶清單"]
    );
    assert_eq!([en, ko, zh].map(|t| t.term(&Term::ThreeYears)), ["3 years", "3년", "3 年"]);
    assert_eq!(
        [en, ko, zh].map(|t| t.errors_reference("a1b2")),
        ["Reference ID: a1b2", "참조 ID: a1b2", "參考識別碼：a1b2"]
    );
    assert_eq!([en, ko, zh].map(|t| t.common_minutes(15_u32)), ["15 minutes", "15분", "15 分鐘"]);
    assert_eq!(
        [en, ko, zh].map(|t| t.common_title(t.nav_customers())),
        ["Customers - Partner Dashboard", "고객 - 파트너 대시보드", "客戶 - 合作夥伴儀表板"]
    );
}

/// Templates pass references, of references in loops, and results of other texts.
#[derive(askama::Template)]
#[template(
    source = "{% for n in counts %}{{ t.common_results(n) }}, {% endfor %}{{ t.common_range(1, last) }}, {{ t.common_change_of(t.nav_customers()) }}, {{ t.common_change_of(name) }}",
    ext = "html"
)]
struct Page<'a> {
    t: Texts,
    counts: &'a [usize],
    last: u64,
    name: &'a str,
}

#[test]
fn a_template_calls_texts_with_what_it_has() {
    let page = Page { t: Texts::new(Lang::En), counts: &[1, 2], last: 50, name: "<b>" };
    let html = askama::Template::render(&page).unwrap();
    assert_eq!(html, "1 result, 2 results, 1–50, Change Customers, Change &#60;b&#62;");
}

#[test]
#[cfg(debug_assertions)]
fn l_3_the_pseudo_locale_is_english_in_brackets() {
    let t = Texts::new(Lang::Pseudo);
    assert_eq!(t.nav_customers(), "[Çûšţöɱéŕš ~~~~]");
    assert_eq!(t.common_results(2), "[2 ŕéšûļţš ~~~~]");
    assert_eq!(t.common_change_of("Customers"), "[Çĥåñĝé Customers ~~~]");
}

#[test]
fn l_1_no_han_or_hangul_in_english() {
    for (key, [en, ..]) in CATALOGUE {
        assert!(!en.chars().any(is_cjk), "{key}: {en}");
    }
}

/// Keys whose words are the same in every language: names, formats and abbreviations.
const SAME_EVERYWHERE: &[&str] = &[
    "common-range",
    "customers-microsoft-id",
    "carts-of-line",
    "orders-mpn-id",
    "activity-field-sku",
    "catalog-compare-saved",
    "orders-timeline-event",
    "record-kind-vm",
    "support-files-size",
    "activity-thing-webhook",
    "webhooks-title",
    "downloads-gigabytes",
    "downloads-kilobytes",
    "downloads-megabytes",
];

#[test]
fn l_1_no_english_left_in_korean_and_chinese() {
    for (key, [_, ko, zh]) in CATALOGUE {
        for text in [ko, zh] {
            let english = !words(text).chars().any(is_cjk);
            assert!(!english || SAME_EVERYWHERE.contains(key), "{key}: {text}");
        }
    }
    for key in SAME_EVERYWHERE {
        assert!(CATALOGUE.iter().any(|(known, _)| known == key), "{key} is not in the catalogue");
    }
}

/// Frequent characters that only Simplified Chinese writes, or that Taiwan writes otherwise.
const SIMPLIFIED: &str = "这们来时说对会发为与从还没问题买卖车单价订购账号码钥软网络连选择认证书签约计费税务项数据库\
    资产业员动态运营规则处试验错误报销预览开关闭启级别权组织联电邮话传输专区国际语设备额余总结续终历记录变换释义应该实体\
    节统审图标击链压缩转让归类显后个复确状条仅请过进远现间长门见边键顺须页频满滤执获范围团场坏块声头宽寻导将尔尝尽层属币\
    帐带师并异张弹强户迁适损费贴宁样检检测浏览灵热环继维编缓缘职脑营补详谁调谈购质赔输达违钱银锁阅队阶险难鱼齐";

#[test]
fn l_6_no_simplified_characters_in_traditional_chinese() {
    for (key, [.., zh]) in CATALOGUE {
        let wrong: String = zh.chars().filter(|letter| SIMPLIFIED.contains(*letter)).collect();
        assert!(wrong.is_empty(), "{key}: {wrong} in {zh}");
    }
}

#[test]
fn l_5_punctuation_of_chinese_is_full_width() {
    for (key, [.., zh]) in CATALOGUE {
        let mut before = ' ';
        for letter in zh.chars() {
            assert!(!(is_cjk(before) && matches!(letter, ',' | '.' | ':' | ';' | '?' | '!')), "{key}: {zh}");
            before = letter;
        }
    }
}
