//! Passphrases that are guessed too soon.

use shared::session::Passphrase;
use zxcvbn::{Score, zxcvbn};

/// What is tried early where this is used, and hardly stands in the lists of elsewhere.
const TRIED_HERE: [&str; 14] = [
    "woaini",
    "aini",
    "5201314",
    "1314520",
    "1314",
    "520",
    "zhongguo",
    "shanghai",
    "beijing",
    "nihao",
    "mima",
    "baoxian",
    "saddlebag",
    "passphrase",
];

/// Whether whoever knows these words of a person, and what is often chosen, would guess it too soon: within
/// 10⁸ attempts.
pub(super) fn is_guessable(passphrase: &Passphrase, own: &[String]) -> bool {
    let own = own.iter().map(String::as_str);
    let known: Vec<&str> = own.chain(TRIED_HERE).collect();
    zxcvbn(passphrase.as_str(), &known).score() < Score::Three
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessable(typed: &str) -> bool {
        let own = ["wangfang", "王芳", "安和保险代理有限公司"];
        let passphrase = Passphrase::try_new(typed, &own).unwrap();
        is_guessable(&passphrase, &own.map(str::to_owned))
    }

    #[test]
    fn what_everybody_tries_is_guessable_and_four_words_are_not() {
        for typed in [
            "password1234",
            "123456789012",
            "qwertyuiop12",
            "aaaaaaaaaaaa",
            "abcdefghijkl",
            "woaini1314520",
            "iloveyou2024",
            "            ",
            "passwordwangfang",
        ] {
            assert!(guessable(typed), "{typed:?}");
        }
        for typed in [
            "correct horse battery staple",
            "春眠不觉晓处处闻啼鸟夜来",
            "Reiten am Morgen, 7 Uhr",
            "ma3 an1 dai4 li3 de5 yu3",
        ] {
            assert!(!guessable(typed), "{typed}");
        }
    }
}
