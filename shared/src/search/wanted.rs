//! What somebody looks for.

use super::coded::{Coded, Side};
use super::{folded, is_code, narrow};

/// Each word that is looked for, as the beginnings of terms of which a record must have one.
pub fn wanted(search: &str) -> Vec<Vec<Coded>> {
    let narrow: String = search.chars().map(narrow).collect();
    joined(narrow.split_whitespace())
        .iter()
        .map(|word| alternatives(word))
        .filter(|alternatives| !alternatives.is_empty())
        .collect()
}

/// Groups of digits that stand beside each other are one number: `138 1234 5678`.
fn joined<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for word in words {
        match joined.last_mut() {
            Some(last) if is_part_of_number(last) && is_part_of_number(word) => last.push_str(word),
            _ => joined.push(word.to_owned()),
        }
    }
    joined
}

fn is_part_of_number(word: &str) -> bool {
    let code = folded(word);
    is_code(&code) && (code.len() == 1 || code.bytes().any(|byte| byte.is_ascii_digit()))
}

fn alternatives(word: &str) -> Vec<Coded> {
    let word = without_country(&folded(word));
    let mut alternatives = Vec::new();
    if !word.is_empty() {
        alternatives.push(Coded::new(Side::Start, &word));
    }
    if is_code(&word) {
        alternatives.push(Coded::new(Side::End, &word));
    }
    alternatives
}

/// A mobile as it is in a telephone's contacts: +86 138 1234 5678.
fn without_country(word: &str) -> String {
    let mobile = |rest: &&str| {
        rest.len() == 11 && rest.starts_with('1') && rest.bytes().all(|b| b.is_ascii_digit())
    };
    let bare = ["0086", "86"]
        .iter()
        .find_map(|code| word.strip_prefix(code).filter(mobile));
    bare.unwrap_or(word).to_owned()
}
