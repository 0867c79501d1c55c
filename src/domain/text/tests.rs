use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

#[test]
fn names_of_any_language_are_kept_as_nfc() {
    assert_eq!(CompanyName::parse("\u{1112}\u{1161}\u{11ab}글").unwrap().as_str(), "한글");
    assert_eq!(CompanyName::parse("  Contoso, Ltd. \r\n").unwrap().as_str(), "Contoso, Ltd.");
    assert_eq!(PersonName::parse("王小明").unwrap().as_str(), "王小明");
    assert_eq!(SubscriptionName::parse("개발 (test) #1").unwrap().as_str(), "개발 (test) #1");
    assert_eq!(CompanyName::parse(" "), Err(TextError::Empty));
    assert_eq!(CompanyName::parse("---"), Err(TextError::Malformed));
    assert!(CompanyName::parse(&"한".repeat(120)).is_ok());
    assert_eq!(CompanyName::parse(&"한".repeat(121)), Err(TextError::TooLong { max: 120 }));
}

#[test]
fn what_cannot_be_seen_is_refused() {
    for hidden in [
        '\r',
        '\n',
        '\t',
        '\0',
        '\u{7f}',
        '\u{85}',
        '\u{202e}',
        '\u{2066}',
        '\u{200f}',
        '\u{2028}',
        '\u{200b}',
        '\u{3164}',
        '\u{fffd}',
        '\u{e0041}',
    ] {
        let text = format!("Con{hidden}toso");
        assert_eq!(CompanyName::parse(&text), Err(TextError::Invisible), "{hidden:?}");
        assert_eq!(PurchaseOrderNumber::parse(&text), Err(TextError::Invisible), "{hidden:?}");
        assert!(Email::parse(&format!("a{hidden}b@contoso.com")).is_err(), "{hidden:?}");
    }
}

#[test]
fn reservation_names_are_letters_digits_spaces_and_two_signs() {
    for good in ["web-farm_01", "웹 서버 예약", "保留 2026", "a"] {
        assert_eq!(DisplayName::parse(good).unwrap().as_str(), good);
    }
    assert_eq!(DisplayName::parse("a<b"), Err(TextError::Character('<')));
    assert_eq!(DisplayName::parse("a/b"), Err(TextError::Character('/')));
    assert_eq!(DisplayName::parse(&"a".repeat(65)), Err(TextError::TooLong { max: 64 }));
}

#[test]
fn domains_are_lower_case_and_have_two_labels() {
    for (typed, kept) in [
        ("contoso.com", "contoso.com"),
        (" CONTOSO.onmicrosoft.com ", "contoso.onmicrosoft.com"),
        ("콘토소.한국", "콘토소.한국"),
        ("xn--c79ak4zbz2a.xn--3e0b707e", "xn--c79ak4zbz2a.xn--3e0b707e"),
        ("ｃｏｎｔｏｓｏ。ｃｏｍ", "contoso.com"),
        ("a-1.b.co.kr", "a-1.b.co.kr"),
    ] {
        assert_eq!(Domain::parse(typed).unwrap().as_str(), kept);
    }
    for bad in ["contoso", "-a.com", "a-.com", "a..com", ".com", "a.com.", "10.0.0.1", "xn--콘토소.com"] {
        assert_eq!(Domain::parse(bad), Err(TextError::Malformed), "{bad}");
    }
    assert_eq!(Domain::parse(&format!("{}.com", "a".repeat(64))), Err(TextError::Malformed));
    assert_eq!(Domain::parse("https://a.com"), Err(TextError::Character(':')));
    assert_eq!(Domain::parse("a b.com"), Err(TextError::Character(' ')));
    assert_eq!(Domain::parse("a.b.onmicrosoft.com"), Err(TextError::Character('.')));
    assert_eq!(Domain::parse("a-b.onmicrosoft.com"), Err(TextError::Character('-')));
    assert_eq!(Domain::parse(&format!("{}.onmicrosoft.com", "a".repeat(28))), Err(TextError::TooLong { max: 27 }));
}

#[test]
fn addresses_are_pragmatic() {
    assert_eq!(Email::parse("Min.Jun+csp@Contoso.com").unwrap().as_str(), "min.jun+csp@contoso.com");
    assert_eq!(Email::parse("ａ＠contoso.com").unwrap().as_str(), "a@contoso.com");
    for bad in
        ["contoso.com", "@contoso.com", "a@", "a@contoso", ".a@contoso.com", "a.@contoso.com", "a..b@contoso.com"]
    {
        assert_eq!(Email::parse(bad), Err(TextError::Malformed), "{bad}");
    }
    assert_eq!(Email::parse("a b@contoso.com"), Err(TextError::Character(' ')));
    assert_eq!(Email::parse("a@b@contoso.com"), Err(TextError::Character('@')));
    assert_eq!(Email::parse("<a>@contoso.com"), Err(TextError::Character('<')));
    assert_eq!(Email::parse(&format!("{}@contoso.com", "a".repeat(65))), Err(TextError::Malformed));
    assert_eq!(Email::parse(&format!("a@{}contoso.com", "a.".repeat(130))), Err(TextError::TooLong { max: 254 }));
}

#[test]
fn codes_have_their_form() {
    assert_eq!(CountryCode::parse("kr").unwrap().as_str(), "KR");
    assert_eq!(CountryCode::parse("k"), Err(TextError::Malformed));
    assert_eq!(CountryCode::parse("k1"), Err(TextError::Character('1')));
    assert_eq!(CountryCode::parse("kor"), Err(TextError::TooLong { max: 2 }));
    assert_eq!(SizeName::parse("Standard_D2s_v3").unwrap().as_str(), "Standard_D2s_v3");
    assert_eq!(SizeName::parse("D2;DROP"), Err(TextError::Character(';')));
    assert_eq!(RegionName::parse("KoreaCentral").unwrap().as_str(), "koreacentral");
    assert_eq!(RegionName::parse("korea central"), Err(TextError::Character(' ')));
    assert_eq!(MpnId::parse("４２３１２３４").unwrap().as_str(), "4231234");
    assert_eq!(MpnId::parse("0423"), Err(TextError::Malformed));
    assert_eq!(MpnId::parse("12a"), Err(TextError::Character('a')));
    assert!(PurchaseOrderNumber::parse("  ").unwrap().is_empty());
    assert_eq!(PurchaseOrderNumber::parse("PO-2026/001 (서울)").unwrap().as_str(), "PO-2026/001 (서울)");
    assert_eq!(PurchaseOrderNumber::parse(&"9".repeat(65)), Err(TextError::TooLong { max: 64 }));
}

#[test]
fn quantities_are_one_to_a_hundred_in_any_width() {
    const OUT: TextError = TextError::OutOfRange { min: 1, max: 100 };
    for (typed, count) in [("1", 1), ("100", 100), (" ４２ ", 42), ("007", 7)] {
        assert_eq!(Quantity::parse(typed).unwrap().get(), count);
    }
    for outside in ["0", "101", "000", "4294967297", "99999999999999999999"] {
        assert_eq!(Quantity::parse(outside), Err(OUT), "{outside}");
    }
    assert_eq!(Quantity::parse(""), Err(TextError::Empty));
    assert_eq!(Quantity::parse("-1"), Err(TextError::Character('-')));
    assert_eq!(Quantity::parse("1.5"), Err(TextError::Character('.')));
    assert_eq!(Quantity::parse("1e2"), Err(TextError::Character('e')));
    let hundred = Quantity::new(100).unwrap();
    assert_eq!(hundred.plus(Quantity::ONE), Err(OUT), "what people order at once");
    assert_eq!(Quantity::new(500).map(Quantity::get), Ok(500), "what programs say");
    assert_eq!(Quantity::new(501), Err(TextError::OutOfRange { min: 1, max: 500 }));
    assert!(serde_json::from_str::<Quantity>("0").is_err());
    assert_eq!(serde_json::to_string(&Quantity::ONE).unwrap(), "1");
}

#[test]
fn checked_text_is_checked_when_read_from_json() {
    assert_eq!(serde_json::from_str::<CountryCode>("\"tw\"").unwrap().as_str(), "TW");
    assert!(serde_json::from_str::<CountryCode>("\"Taiwan\"").is_err());
    assert_eq!(serde_json::to_string(&CountryCode::parse("KR").unwrap()).unwrap(), "\"KR\"");
}

#[test]
fn the_list_of_common_passwords_is_long_and_lists_what_could_be_chosen() {
    let list: Vec<&str> = include_str!("../common_passwords.txt").lines().collect();
    assert!(list.len() >= 3_000, "{}", list.len());
    assert_eq!(list.iter().collect::<BTreeSet<_>>().len(), list.len());
    for word in list {
        assert_eq!(search_key(word), word);
        assert!(word.chars().count() >= Password::MIN, "{word}");
        assert_eq!(Password::parse(word), Err(TextError::Common), "{word}");
    }
}

#[test]
fn passwords_that_many_would_try_first_are_refused() {
    for guessed in [
        "Password2026",
        "passwordpassword",
        "P@ssw0rd2026!",
        "123456789012",
        "AAAAAAAAAAAA",
        "abcabcabcabc",
        "qwertyuiopasdfghjkl",
        "0987654321098765",
    ] {
        assert_eq!(Password::parse(guessed), Err(TextError::Common), "{guessed}");
    }
    for named in ["my dashboard key 7", "M1crosoft-forever-9", "azureskies-and-sea"] {
        assert_eq!(Password::parse(named), Err(TextError::HoldsName), "{named}");
    }
    let names = ["Contoso Ltd", "min.jun@contoso.com", "한빛 상사"];
    for named in ["c0nt0so-sells-much", "우리한빛회사의비밀번호하나더"] {
        assert_eq!(Password::choose(named, &names), Err(TextError::HoldsName), "{named}");
        assert!(Password::parse(named).is_ok(), "{named}");
    }
    assert!(Password::choose("minutes of a ltd jam", &names).is_ok());
}

#[test]
fn passwords_are_twelve_to_a_hundred_and_twenty_eight_characters_and_otherwise_free() {
    assert_eq!(Password::parse(""), Err(TextError::Empty));
    assert_eq!(Password::parse("kd93,fkw02a"), Err(TextError::TooShort { min: 12 }));
    assert_eq!(Password::parse("kd93,fkw02ax").unwrap().reveal(), "kd93,fkw02ax");
    assert_eq!(Password::parse(" spaces stay here ").unwrap().reveal(), " spaces stay here ");
    assert_eq!(
        Password::parse("\u{1112}\u{1161}\u{11ab}글열두자리비밀번호로한다").unwrap().reveal(),
        "한글열두자리비밀번호로한다"
    );
    let long: String = "kd93,fkw02ax3v.q".repeat(8);
    assert!(Password::parse(&long).is_ok());
    assert_eq!(Password::parse(&format!("{long}x")), Err(TextError::TooLong { max: 128 }));
    assert_eq!(format!("{:?}", Password::typed("secret")), "Password(..)");
}

#[test]
fn search_meets_what_was_stored() {
    for (stored, typed) in [
        ("Contoso  Ltd", "ＣＯＮＴＯＳＯ　ｌｔｄ"),
        ("한글 상사", "\u{1112}\u{1161}\u{11ab}글 상사"),
        ("ΟΔΟΣ", "οδοσ"),
        ("㈱東京", "(株)東京"),
        ("a\u{200d}b", "AB"),
    ] {
        assert_eq!(search_key(stored), search_key(typed));
    }
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
        let once = search_key(&text);
        prop_assert_eq!(search_key(&once), once);
    }

    #[test]
    fn parsed_text_parses_to_itself(text in "\\PC{0,130}") {
        for kept in [CompanyName::parse(&text).map(|t| t.to_string()), DisplayName::parse(&text).map(|t| t.to_string())].into_iter().flatten() {
            prop_assert_eq!(CompanyName::parse(&kept).unwrap().to_string(), kept);
        }
        if let Ok(kept) = Email::parse(&text) {
            prop_assert_eq!(Email::parse(kept.as_str()).unwrap(), kept);
        }
        if let Ok(kept) = Domain::parse(&text) {
            prop_assert_eq!(Domain::parse(kept.as_str()).unwrap(), kept);
        }
    }

    #[test]
    fn addresses_made_of_good_parts_are_good(local in "[a-z0-9]{1,20}([.+_-][a-z0-9]{1,20}){0,2}", host in "[a-z0-9]{1,20}(-[a-z0-9]{1,10})?[.](com|kr|tw)") {
        let address = format!("{local}@{host}");
        prop_assert_eq!(Email::parse(&address).unwrap().to_string(), address);
    }
}
