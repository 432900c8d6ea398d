//! What a passphrase may be (OWASP ASVS 5, 6.2): long, and not what anybody would try first. No kind of
//! character is asked for or forbidden. The phone says it while somebody types; the server has the last
//! word, which also knows what is often chosen.

use crate::finding::Finding;
use crate::input::{composed, half_width};

/// Fewest characters of a passphrase.
pub const SHORTEST_PASSPHRASE: usize = 12;
/// Most characters of a passphrase.
pub const LONGEST_PASSPHRASE: usize = 128;

/// A passphrase that may be chosen, as it is hashed.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(String);

/// Why a passphrase cannot be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassphraseRefusal {
    /// It has fewer characters than [`SHORTEST_PASSPHRASE`].
    TooShort,
    /// It has more characters than [`LONGEST_PASSPHRASE`].
    TooLong,
    /// It is made of the person's own words, and of digits at most besides.
    OwnWords,
    /// It is among the first that are tried; only the server finds that.
    Guessable,
    /// It is the one-time code, which others have seen; only the server finds that.
    OneTimeCode,
}

impl Passphrase {
    /// What somebody typed, if it may be their passphrase. `own` are the words that everybody knows of
    /// them: login name, name, staff number, company.
    ///
    /// # Errors
    /// The first rule that says no.
    pub fn try_new(typed: &str, own: &[&str]) -> Result<Self, PassphraseRefusal> {
        let passphrase = as_hashed(typed);
        match passphrase.chars().count() {
            ..SHORTEST_PASSPHRASE => Err(PassphraseRefusal::TooShort),
            SHORTEST_PASSPHRASE..=LONGEST_PASSPHRASE if is_of_words(&passphrase, own) => {
                Err(PassphraseRefusal::OwnWords)
            }
            SHORTEST_PASSPHRASE..=LONGEST_PASSPHRASE => Ok(Self(passphrase)),
            _ => Err(PassphraseRefusal::TooLong),
        }
    }

    /// As it is hashed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// It is a secret: logs do not show it.
impl core::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// What is typed, as it is hashed and compared: keyboards compose characters differently.
pub fn as_hashed(typed: &str) -> String {
    composed(typed)
}

impl PassphraseRefusal {
    /// The same for people: text key `findings.<code>`, about the answer at `path`.
    pub fn finding(self, path: &str) -> Finding {
        match self {
            Self::TooShort => {
                Finding::error("passphrase_too_short", path).with("least", SHORTEST_PASSPHRASE)
            }
            Self::TooLong => {
                Finding::error("passphrase_too_long", path).with("most", LONGEST_PASSPHRASE)
            }
            Self::OwnWords => Finding::error("passphrase_of_own_words", path),
            Self::Guessable => Finding::error("passphrase_guessable", path),
            Self::OneTimeCode => Finding::error("passphrase_is_the_code", path),
        }
    }
}

/// Whether nothing but digits is left without these words, however they are written.
fn is_of_words(passphrase: &str, own: &[&str]) -> bool {
    let whole = letters(passphrase);
    let mut words: Vec<String> = own.iter().map(|word| letters(word)).collect();
    // A word that has another in it goes first.
    words.sort_by_key(|word| core::cmp::Reverse(word.len()));
    let without = words
        .iter()
        .filter(|word| !word.is_empty())
        .fold(whole.clone(), |rest, word| rest.replace(word, ""));
    without != whole && without.chars().all(char::is_numeric)
}

/// Small letters and digits alone, of one width.
fn letters(text: &str) -> String {
    let text = half_width(&composed(text)).to_lowercase();
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, lookup};
    use proptest::prelude::*;

    const OWN: [&str; 4] = ["wangfang", "王芳", "31001007", "安和保险代理有限公司"];

    fn refusal(typed: &str) -> Option<PassphraseRefusal> {
        Passphrase::try_new(typed, &OWN).err()
    }

    #[test]
    fn twelve_characters_are_enough_and_128_not_too_many() {
        let (short, long) = (PassphraseRefusal::TooShort, PassphraseRefusal::TooLong);
        for (typed, expected) in [
            (String::new(), Some(short)),
            ("correct hor".to_owned(), Some(short)),
            ("correct hors".to_owned(), None),
            ("春眠不觉晓处处闻啼鸟夜来".to_owned(), None),
            ("春眠不觉晓处处闻啼鸟夜".to_owned(), Some(short)),
            ("á".repeat(128), None),
            ("a\u{301}".repeat(128), None),
            ("a\u{301}".repeat(11), Some(short)),
            ("á".repeat(129), Some(long)),
            ("            ".to_owned(), None),
            ("🐎🔋📎🏇🐎🔋📎🏇🐎🔋📎🏇".to_owned(), None),
        ] {
            assert_eq!(refusal(&typed), expected, "{typed}");
        }
    }

    #[test]
    fn own_words_alone_or_with_digits_are_no_passphrase() {
        for typed in [
            "wangfang2026",
            "Wang-Fang-2026!",
            "ＷＡＮＧＦＡＮＧ１２３４",
            "2026wangfang2026",
            "wangfangwangfang",
            "王芳王芳王芳王芳王芳王芳",
            "王芳1234567890",
            "31001007 31001007",
            "310010071234",
            "wangfang31001007",
            "安和保险代理有限公司2026",
        ] {
            assert_eq!(refusal(typed), Some(PassphraseRefusal::OwnWords), "{typed}");
        }
        for typed in [
            "wangfang rides at dawn",
            "王芳每天早上七点骑马上班",
            "correct horse battery",
            "135792468013",
        ] {
            assert_eq!(refusal(typed), None, "{typed}");
        }
        assert!(Passphrase::try_new("123456789012", &["", "-"]).is_ok());
    }

    /// What is hashed never changes: nobody could sign in any more.
    #[test]
    fn is_hashed_as_it_always_was() {
        for (typed, hashed) in [
            ("Ame\u{301}lie  Ⅻ ＡＢ", "Amélie  Ⅻ ＡＢ"),
            (" blanks count ", " blanks count "),
            ("密码\u{2F00}", "密码一"),
        ] {
            assert_eq!(as_hashed(typed), hashed);
        }
    }

    #[test]
    fn every_refusal_has_words() {
        for refusal in [
            PassphraseRefusal::TooShort,
            PassphraseRefusal::TooLong,
            PassphraseRefusal::OwnWords,
            PassphraseRefusal::Guessable,
        ] {
            let code = refusal.finding("new_passphrase").code;
            for language in [Language::ZhHans, Language::En] {
                let words = lookup(language, &format!("findings.{code}"));
                assert!(words.is_some(), "{code}");
            }
        }
    }

    proptest! {
        #[test]
        fn what_may_be_chosen_is_hashed_the_same_again(typed in "\\PC{12,40}") {
            if let Ok(passphrase) = Passphrase::try_new(&typed, &OWN) {
                prop_assert_eq!(as_hashed(passphrase.as_str()), passphrase.as_str());
            }
        }
    }
}
