//! Texts that are nearly right: they get further into a parser than chance does.

use proptest::prelude::*;

/// One change of a text.
#[derive(Debug, Clone)]
enum Slip {
    Replace(usize, String),
    Insert(usize, String),
    Delete(usize, usize),
    Repeat(usize, usize),
}

/// Any text; or `right` with up to `slips` slips of the pen.
pub fn near(right: &str, slips: usize) -> impl Strategy<Value = String> + use<> {
    let right: Vec<char> = right.chars().collect();
    let spoilt = proptest::collection::vec(slip(), 0..=slips)
        .prop_map(move |slips| slips.iter().fold(right.clone(), spoil))
        .prop_map(|characters| characters.into_iter().collect());
    prop_oneof![4 => spoilt, 1 => "\\PC{0,40}"]
}

fn slip() -> impl Strategy<Value = Slip> {
    let place = || any::<usize>();
    let character = prop_oneof![
        3 => "[0-9]",
        2 => "[A-Za-z]",
        2 => "[ \\-._,\"{}\\[\\]:*+\n]",
        1 => "\\PC",
        1 => "(99999999999999999999|-1|1e9|null|true|\\{\\}|\\[\\])",
    ];
    let (replaced, inserted) = (character.clone(), character);
    prop_oneof![
        (place(), replaced).prop_map(|(at, text)| Slip::Replace(at, text)),
        (place(), inserted).prop_map(|(at, text)| Slip::Insert(at, text)),
        (place(), 1usize..12).prop_map(|(at, many)| Slip::Delete(at, many)),
        (place(), 1usize..12).prop_map(|(at, many)| Slip::Repeat(at, many)),
    ]
}

fn spoil(mut text: Vec<char>, slip: &Slip) -> Vec<char> {
    let length = text.len();
    let within = |at: usize| at % (length + 1);
    let span = |at: usize, many: usize| within(at)..(within(at) + many).min(length);
    match slip {
        Slip::Replace(at, new) => drop(text.splice(span(*at, 1), new.chars())),
        Slip::Insert(at, new) => drop(text.splice(within(*at)..within(*at), new.chars())),
        Slip::Delete(at, many) => drop(text.drain(span(*at, *many))),
        Slip::Repeat(at, many) => {
            let again = text[span(*at, *many)].to_vec();
            drop(text.splice(within(*at)..within(*at), again));
        }
    }
    text
}
