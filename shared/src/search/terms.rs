//! Under what a record is found.

use super::coded::{Coded, Side};
use super::{folded, is_code};
use crate::form::{Field, FieldKind, Form};
use crate::record::RecordView;
use std::collections::BTreeSet;

/// Longest part of an answer that is found.
const LONGEST: usize = 50;

/// Everything a record is found under: its number, who captured it, and of everybody in it name,
/// document, mobile and account; the policy it is about. `form` is that of its kind.
pub fn terms(record: &RecordView, form: &Form) -> BTreeSet<Coded> {
    let mut terms = BTreeSet::new();
    add_number(&mut terms, record.number.as_str());
    add_name(&mut terms, &record.captured_by.name);
    for (path, text) in record.content.iter() {
        let Some(field) = form.field_at(path) else {
            continue;
        };
        match found_by(field) {
            FoundBy::Name => add_name(&mut terms, text),
            FoundBy::Code => {
                let number = field.kept(path, text, &record.content);
                add_code(&mut terms, &shortened(&folded(&number)));
            }
            FoundBy::Nothing => {}
        }
    }
    terms
}

/// What every term of a document's, a mobile's or an account's number begins with that begins so.
pub fn beginning(number: &str) -> Coded {
    Coded::new(Side::Start, &shortened(&folded(number)))
}

enum FoundBy {
    Name,
    Code,
    Nothing,
}

/// A new kind of answer says here whether a record is found by it.
fn found_by(field: &Field) -> FoundBy {
    match field.kind {
        FieldKind::IdentityNumber
        | FieldKind::Mobile
        | FieldKind::BankAccount
        | FieldKind::PolicyNumber => FoundBy::Code,
        FieldKind::Text(_) if field.label == "person.name" => FoundBy::Name,
        FieldKind::Text(_)
        | FieldKind::LongText(_)
        | FieldKind::Date
        | FieldKind::Moment
        | FieldKind::TimeOfDay
        | FieldKind::Choice(_)
        | FieldKind::YesNo
        | FieldKind::Consent
        | FieldKind::Money
        | FieldKind::Quantity { .. }
        | FieldKind::Email
        | FieldKind::Catalogue(_)
        | FieldKind::SessionCode
        | FieldKind::SessionNumber
        | FieldKind::SessionSecret => FoundBy::Nothing,
    }
}

/// By its beginning, by its end, and by its end as people say it who leave the check character out.
fn add_number(terms: &mut BTreeSet<Coded>, number: &str) {
    add_code(terms, &folded(number));
    if let Some((body, _)) = number.rsplit_once('-') {
        terms.insert(Coded::new(Side::End, &folded(body)));
    }
}

fn add_code(terms: &mut BTreeSet<Coded>, code: &str) {
    if code.is_empty() {
        return;
    }
    terms.insert(Coded::new(Side::Start, code));
    terms.insert(Coded::new(Side::End, code));
}

/// From each word of it on, and from each character that is a word of its own, as in Chinese.
fn add_name(terms: &mut BTreeSet<Coded>, name: &str) {
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .map(folded)
        .collect();
    let whole = shortened(&words.concat());
    let mut word_begins = BTreeSet::new();
    let mut at = 0;
    for word in &words {
        word_begins.insert(at);
        at += word.len();
    }
    for (at, c) in whole.char_indices() {
        if word_begins.contains(&at) || !is_code(c.encode_utf8(&mut [0; 4])) {
            terms.insert(Coded::new(Side::Start, whole.get(at..).unwrap_or_default()));
        }
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}
