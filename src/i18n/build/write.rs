//! Writes Rust: one function per key, and the table that the tests walk.

use std::collections::BTreeSet;

use super::model::{Languages, Message, Piece, When, numbers, variables};
use super::pseudo;

/// `impl Texts { .. }` with a function per key.
pub(crate) fn functions(all: &Languages) -> String {
    let mut code = String::from("impl Texts {\n");
    for (key, message) in &all.en {
        let [ko, zh_tw] = all.others(key);
        let bodies = [&message.pieces, ko, zh_tw, &pseudo::accented(&message.pieces)].map(<[Piece]>::to_vec);
        function(&mut code, key, message, &bodies);
    }
    code.push_str("}\n");
    code
}

/// `[(key, [en, ko, zh-TW])]` with `{name}` for variables, variants one after the other.
pub(crate) fn table(all: &Languages) -> String {
    let mut code = String::from("[\n");
    for (key, message) in &all.en {
        let [ko, zh_tw] = all.others(key);
        let texts = [&message.pieces, ko, zh_tw].map(plain);
        say(&mut code, &format!("({key:?}, {texts:?}),\n"));
    }
    code.push(']');
    code
}

fn plain(pieces: &[Piece]) -> String {
    let one = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Variable(name) | Piece::Number(name) => format!("{{{name}}}"),
        Piece::Select { variants, otherwise, .. } => {
            let mut texts: Vec<String> = variants.iter().map(|(_, pieces)| plain(pieces)).collect();
            texts.push(plain(otherwise));
            texts.join(" / ")
        }
    };
    pieces.iter().map(one).collect()
}

/// The bodies are those of en, ko, zh-TW and the pseudo-locale.
fn function(code: &mut String, key: &str, message: &Message, bodies: &[Vec<Piece>; 4]) {
    let whole: BTreeSet<String> = bodies.iter().flat_map(|pieces| numbers(pieces)).collect();
    let names = variables(&message.pieces);
    let doc = plain(&message.pieces).replace('`', "'");
    say(code, &format!("/// `{doc}`\npub fn {}(self", key.replace('-', "_")));
    for name in &names {
        let kind = if whole.contains(name) { "Count" } else { "Display" };
        say(code, &format!(", {name}: impl {kind}"));
    }
    if names.is_empty() {
        code.push_str(") -> &'static str {\n");
        arms(code, &bodies.each_ref().map(|pieces| format!("{:?}", plain(pieces))));
    } else {
        code.push_str(") -> String {\nlet mut out_ = String::new();\n");
        for name in names.iter().filter(|name| whole.contains(*name)) {
            say(code, &format!("let {name} = {name}.count();\n"));
        }
        let bodies = bodies.each_ref().map(|pieces| format!("{{\n{}}}", statements(pieces, &whole)));
        arms(code, &bodies);
        code.push_str("out_\n");
    }
    code.push_str("}\n");
}

/// A `match` on the language; languages that say the same share an arm.
fn arms(code: &mut String, bodies: &[String; 4]) {
    let [en, ko, zh_tw, pseudo] = bodies;
    let mut groups: Vec<(Vec<&str>, &String)> = Vec::new();
    for (lang, body) in [("Lang::En", en), ("Lang::Ko", ko), ("Lang::ZhTw", zh_tw)] {
        match groups.iter_mut().find(|(_, known)| *known == body) {
            Some((langs, _)) => langs.push(lang),
            None => groups.push((vec![lang], body)),
        }
    }
    code.push_str("match self.lang {\n");
    for (langs, body) in groups {
        say(code, &format!("{} => {body},\n", langs.join(" | ")));
    }
    say(code, &format!("#[cfg(debug_assertions)]\nLang::Pseudo => {pseudo},\n}}\n"));
}

fn statements(pieces: &[Piece], whole: &BTreeSet<String>) -> String {
    let mut code = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => say(&mut code, &format!("out_ += {text:?};\n")),
            Piece::Variable(name) | Piece::Number(name) if whole.contains(name) => {
                say(&mut code, &format!("out_ += &self.number({name});\n"));
            }
            Piece::Variable(name) | Piece::Number(name) => {
                say(&mut code, &format!("append(&mut out_, &{name});\n"));
            }
            Piece::Select { variable, variants, otherwise } => {
                for (when, pieces) in variants {
                    let test = match when {
                        When::Exactly(number) => format!("{variable} == {number}"),
                        When::Category(name) => format!("self.plural({variable}) == PluralCategory::{name}"),
                    };
                    say(&mut code, &format!("if {test} {{\n{}}} else ", statements(pieces, whole)));
                }
                say(&mut code, &format!("{{\n{}}}\n", statements(otherwise, whole)));
            }
        }
    }
    code
}

fn say(code: &mut String, text: &str) {
    code.push_str(text);
}
