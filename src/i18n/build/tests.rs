//! What the build refuses, each with file and key in the message, and what it writes.

use std::fs;

#[path = "check.rs"]
mod check;
#[path = "model.rs"]
mod model;
#[path = "pseudo.rs"]
mod pseudo;
#[path = "read.rs"]
mod read;
#[path = "write.rs"]
mod write;

/// Reads `cart.ftl` of the three languages; the folder is gone afterwards.
fn read_all(texts: [&str; 3]) -> (model::Languages, Vec<String>) {
    let root = tempfile::tempdir().unwrap();
    let mut problems = Vec::new();
    let [en, ko, zh_tw] = ["en", "ko", "zh-TW"].map(|code| root.path().join(code));
    for (folder, text) in [&en, &ko, &zh_tw].into_iter().zip(texts) {
        fs::create_dir(folder).unwrap();
        fs::write(folder.join("cart.ftl"), text).unwrap();
    }
    let mut read_one = |folder: &std::path::PathBuf| read::language(folder, &mut problems);
    let all = model::Languages { en: read_one(&en), ko: read_one(&ko), zh_tw: read_one(&zh_tw) };
    check::same_everywhere(&all, &mut problems);
    (all, problems)
}

#[track_caller]
fn refused(texts: [&str; 3], because: &str) {
    let (_, problems) = read_all(texts);
    assert!(problems.iter().any(|problem| problem == because), "{problems:#?}");
}

#[test]
fn l_1_a_key_is_in_all_three() {
    refused(["cart-a = A", "", "cart-a = 甲"], "en/cart.ftl: cart-a: missing in ko");
    refused(["", "", "cart-a = 甲"], "zh-TW/cart.ftl: cart-a: missing in en");
}

#[test]
fn l_1_a_variable_is_in_all_three() {
    let en = "cart-a = { $name } has it";
    refused([en, "cart-a = 있음", "cart-a = { $name }"], "en/cart.ftl: cart-a: $name of en is missing in ko");
    refused([en, "cart-a = { $nom }", en], "ko/cart.ftl: cart-a: $nom of ko is missing in en");
}

#[test]
fn a_text_we_cannot_write_is_refused_where_it_stands() {
    for (text, because) in [
        ("orders-a = A", "en/cart.ftl: orders-a: the key does not start with \"cart-\""),
        ("carta = A", "en/cart.ftl: carta: the key does not start with \"cart-\""),
        ("cart-A = A", "en/cart.ftl: cart-A: a key is lower-case letters, digits and single hyphens"),
        ("cart-a =\n    .hint = B", "en/cart.ftl: cart-a: the message has no value"),
        ("cart-a = A\n    .hint = B", "en/cart.ftl: cart-a: attributes are not supported; give each text its own key"),
        ("cart-a = A\ncart-a = B", "en/cart.ftl: cart-a: the key is defined twice"),
        ("-a = A\n-a = B", "en/cart.ftl: -a: the term is defined twice"),
        ("cart-a = { -none }", "en/cart.ftl: cart-a: there is no term -none"),
        ("cart-a = { cart-b }", "en/cart.ftl: cart-a: refer to a term, not to a message"),
        ("cart-a = { DATETIME($at) }", "en/cart.ftl: cart-a: NUMBER($name) is the only function"),
        ("cart-a = { $type }", "en/cart.ftl: cart-a: $type cannot be a variable's name"),
        ("cart-a = { $n ->\n   *[few] A\n}", "en/cart.ftl: cart-a: the default variant is *[other]"),
        (
            "cart-a = { $n ->\n    [few] A\n   *[other] B\n}",
            "en/cart.ftl: cart-a: [few] is never taken in this language",
        ),
        (
            "cart-a = { $n ->\n    [one] A\n   *[other] A\n}",
            "en/cart.ftl: cart-a: a variant says the same as *[other], or there is no other; leave it out",
        ),
    ] {
        refused([text, "", ""], because);
    }
}

#[test]
fn a_plural_that_korean_and_chinese_do_not_have_is_refused() {
    let text = "cart-a = { $n ->\n    [one] { $n } A\n   *[other] { $n } B\n}";
    refused([text, text, text], "ko/cart.ftl: cart-a: [one] is never taken in this language");
}

#[test]
fn broken_syntax_is_refused_with_its_line() {
    let (_, problems) = read_all(["cart-a = { $n", "", ""]);
    assert!(
        problems.iter().any(|problem| problem.starts_with("en/cart.ftl: near \"cart-a = { $n\": ")),
        "{problems:#?}"
    );
}

#[test]
fn a_missing_folder_is_a_problem() {
    let mut problems = Vec::new();
    assert!(read::language(std::path::Path::new("no/such/en"), &mut problems).is_empty());
    assert!(problems.concat().starts_with("no/such/en: "));
}

#[test]
fn languages_that_say_the_same_share_an_arm() {
    let text = "cart-id = Microsoft ID";
    let (all, problems) = read_all([text, text, "-id = 識別碼\ncart-id = 購物車{ -id }"]);
    assert_eq!(problems, Vec::<String>::new());
    insta::assert_snapshot!(write::functions(&all), @r##"
    impl Texts {
    /// `Microsoft ID`
    pub fn cart_id(self) -> &'static str {
    match self.lang {
    Lang::En | Lang::Ko => "Microsoft ID",
    Lang::ZhTw => "購物車識別碼",
    #[cfg(debug_assertions)]
    Lang::Pseudo => "[Ṁîçŕöšöƒţ ÎÐ ~~~~~]",
    }
    }
    }
    "##);
    assert_eq!(write::table(&all), "[\n(\"cart-id\", [\"Microsoft ID\", \"Microsoft ID\", \"購物車識別碼\"]),\n]");
}

#[test]
fn a_line_break_is_a_space_but_not_in_chinese() {
    let (all, _) = read_all(["cart-a = one\n    two", "cart-a = 하나\n    둘", "cart-a = 一\n    二"]);
    assert!(write::table(&all).contains(r#"["one two", "하나 둘", "一二"]"#));
}
