//! The modules of this crate can be read from the first to the last: each imports only from those that stand before
//! it. Tests and documentation may look anywhere.

#![allow(
    clippy::unwrap_used,
    reason = "a source that cannot be read fails the test"
)]

mod imports;
mod source;

use imports::{Import, imports};
use source::{Source, sources};
use std::collections::BTreeSet;

/// The modules of the crate, from the bottom up.
const MODULES: &[&[&str]] = &[
    // What any text, number, day or moment is, whatever it is about.
    &[
        "newtype", "text", "time", "id", "hex", "month", "input", "finding", "push",
    ],
    // Amounts, dates and numbers as people write them.
    &[
        "money",
        "money_words",
        "date",
        "number",
        "mask",
        "note",
        "problem",
    ],
    // What a company decides at all, and the tables that are imported.
    &["setting", "pay_calendar", "table"],
    // Who somebody is and how they are reached, then what was answered.
    &["identity", "contact", "name", "answers"],
    // What is sold, what is asked, how it is reviewed, who works here and may decide.
    &["product", "form", "submission", "people", "claim"],
    // Training decides on sessions and sign-ins; a record may be one.
    &["training", "record", "audit", "search"],
    // What happened to people and policies, and the life of a policy that follows from it.
    &["facts", "policy"],
    // What the kinds of records have in common, then the kinds.
    &["rules", "kinds", "sample", "reason"],
    // What is paid for what happened, and the figures of it.
    &["commission", "measures"],
    // What desk, team and phone are told: the domain knows nothing of it. Who signs in is told what holds for them.
    &["desk", "team"],
    &["session"],
    &["connections", "directory", "export", "rule_book", "sync"],
];

/// The rooms of `commission`, from the bottom up.
const ROOMS: &[&[&str]] = &[
    // What the company decides, then what is posted by it.
    &["tables", "posting"],
    // One policy, all of them, what they bring besides.
    &["accrual", "books", "allowances"],
    // Closed months, and what an agent is shown of them.
    &["ledger", "statement"],
    // A small history for examples.
    &["example"],
];

#[test]
fn each_module_imports_only_from_those_below_it() {
    let places: Vec<&str> = MODULES.concat();
    assert_listed(&places, "src", "MODULES");
    hold(&places, &[], "MODULES");
}

#[test]
fn each_room_of_the_pay_imports_only_from_those_below_it() {
    let places: Vec<&str> = ROOMS.concat();
    assert_listed(&places, "src/commission", "ROOMS");
    hold(&places, &["commission"], "ROOMS");
}

#[test]
fn what_is_imported_is_found_however_it_is_written() {
    let text = r##"//! use crate::told_in_words;
use super::sibling::{One, deeper::Two};
use crate::{
    above::Three,
    other::{self, more::Four},
};
/* crate::commented */
const WORDS: (&str, char, &str) = ("crate::quoted \"", '"', r#"super::quoted"#);
pub(in crate::folder) fn path<'a>(of: &'a str) -> super::super::far::Path<'a> {
    crate::by_path::function::<Five>(of)
}
#[cfg(test)]
mod tests {
    use crate::only_in_tests::{A, B};
}
#[cfg(test)]
use crate::only_in_tests;
macro_rules! of { () => { $crate::in_macro!() } }
"##;
    let source = Source::new("src/folder/file.rs", text);
    let found = imports(&source).into_iter();
    let found: Vec<String> = found
        .map(|import| format!("{} {}", import.line, import.path.join("::")))
        .collect();
    assert_eq!(
        found,
        [
            "2 folder::sibling::One",
            "2 folder::sibling::deeper::Two",
            "3 above::Three",
            "3 other",
            "3 other::more::Four",
            "9 folder",
            "9 far::Path",
            "10 by_path::function",
            "18 in_macro",
        ]
    );
}

/// Every module stands in the list once, and nothing else does.
fn assert_listed(places: &[&str], folder: &str, list: &str) {
    let listed: BTreeSet<&str> = places.iter().copied().collect();
    assert_eq!(listed.len(), places.len(), "a name stands twice in {list}");
    let there = source::modules_in(folder);
    let there: BTreeSet<&str> = there.iter().map(String::as_str).collect();
    let missing: Vec<_> = there.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&there).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "{list} in shared/tests/reading_order/main.rs: say where {missing:?} stand, and take out {gone:?}"
    );
}

/// Among the modules inside `inside` none imports from one that stands at its place or above it, but itself.
fn hold(places: &[&str], inside: &[&str], list: &str) {
    let height = |name: &str| places.iter().position(|place| *place == name);
    let mut broken = Vec::new();
    for source in sources() {
        let Some(own) = source.module_inside(inside) else {
            continue;
        };
        for import in imports(&source) {
            if let Some(fault) = fault(&source, own, &import, inside, &height) {
                broken.push(fault);
            }
        }
    }
    assert!(
        broken.is_empty(),
        "\n{}\n\nMove what is imported down to the module that it belongs to, or what imports it up; where the \
         order itself is wrong, mend {list} in shared/tests/reading_order/main.rs and say why.\n",
        broken.join("\n")
    );
}

fn fault(
    source: &Source,
    own: &str,
    import: &Import,
    inside: &[&str],
    height: &impl Fn(&str) -> Option<usize>,
) -> Option<String> {
    let (there, rest) = import.path.split_at_checked(inside.len())?;
    let is_inside = there.iter().eq(inside.iter());
    let name = rest.first().filter(|_| is_inside)?;
    let at = format!("{}:{}", source.file, import.line);
    let Some(theirs) = height(name) else {
        // Of the crate itself every path begins with a module; of a folder of rooms it may be what the folder offers to
        // others, which is above all its rooms.
        let path = import.path.join("::");
        return (!inside.is_empty()).then(|| {
            format!("{at}: `{own}` imports `{path}` as others do: name the room it is in")
        });
    };
    let ours = height(own)?;
    (ours < theirs).then(|| format!("{at}: `{own}` imports from `{name}`, which stands above it"))
}
