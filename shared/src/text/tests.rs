//! The catalogue is whole, and holds nothing that nobody says.

use super::*;
use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, io};

/// Before the beginning of a key whose end is told apart.
const OF_GROUP: &str = "t_of(";

#[test]
fn both_languages_have_every_key() {
    let keys = |language: Language| language.texts().iter().map(|(key, _)| *key);
    assert!(keys(Language::En).eq(keys(Language::ZhHans)));
    assert!(keys(Language::En).all(has));
    assert!(!has("ui.no_such_text"));
}

#[test]
fn parameters_are_filled_in() {
    assert_eq!(fill("{n} of {m}", [("n", "3"), ("m", "10")]), "3 of 10");
    assert_eq!(fill("{n} of {m}", [("n", "3")]), "3 of {m}");
    assert_eq!(fill("a { or }b{", [("n", "3")]), "a { or }b{");
}

#[test]
fn one_is_said_otherwise_than_many() {
    let said = |n| fill("{n} {n|is|are} credited 2 h{n|| each}.", [("n", n)]);
    assert_eq!(said("1"), "1 is credited 2 h.");
    assert_eq!(said("0"), "0 are credited 2 h each.");
}

#[test]
fn what_somebody_wrote_is_no_place() {
    let filled = fill("{name}: {note}", [("name", "{note}"), ("note", "{name}")]);
    assert_eq!(filled, "{note}: {name}");
}

#[test]
fn every_text_is_named_somewhere() {
    let code = code();
    let names = names(&code);
    let texts = Language::En.texts().iter().map(|(key, _)| *key);
    let unnamed: Vec<&str> = texts.filter(|key| !is_named(key, &names)).collect();
    assert_eq!(unnamed, [""; 0], "no code says these");
}

#[test]
fn a_text_is_named_by_its_key_or_by_what_its_key_begins_with() {
    let named = |code: &str| is_named("no.such.text", &names(code));
    for code in [
        "t(key!(\"no.such.text\"))",
        "t_of(\"no.such\",name)",
        "format!(\"no.such.{name}\")",
        "///Textkey`no.such.<name>`.",
    ] {
        assert!(named(code), "{code}");
    }
    for code in [
        "\"no.such.text_at_all\"",
        "\"no.such\"",
        "\"no.suc.{name}\"",
    ] {
        assert!(!named(code), "{code}");
    }
}

/// Whether code names the text: its key, or a beginning of it where the rest is put together.
fn is_named(key: &str, names: &BTreeSet<&str>) -> bool {
    let named = |name: String| names.contains(name.as_str());
    let mut groups = key.match_indices('.').map(|(at, _)| &key[..at]);
    named(format!("\"{key}\""))
        || groups.any(|group| {
            named(format!("t_of(\"{group}\""))
                || named(format!("\"{group}.{{"))
                || named(format!("`{group}.<"))
        })
}

/// Everything in the code that may name texts, with what stands before and after it.
fn names(code: &str) -> BTreeSet<&str> {
    let is_of_key = |letter: char| letter.is_ascii_alphanumeric() || "._".contains(letter);
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices(['"', '`']) {
        let rest = &code[at + 1..];
        let Some(end) = rest.find(|letter| !is_of_key(letter)) else {
            continue;
        };
        let end = at + 1 + end;
        if let Some(name) = code.get(at..=end) {
            names.insert(name);
            let before = code[..at].ends_with(OF_GROUP).then(|| at - OF_GROUP.len());
            names.extend(before.map(|before| &code[before..=end]));
        }
    }
    names
}

/// All code that says texts, without white space.
fn code() -> String {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut code = String::new();
    for folder in ["app/src", "server/src", "shared/src"] {
        read(&project.join(folder), &mut code).unwrap();
    }
    code.retain(|letter| !letter.is_whitespace());
    code
}

fn read(folder: &Path, code: &mut String) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(&path, code)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            code.push_str(&fs::read_to_string(&path)?);
        }
    }
    Ok(())
}
