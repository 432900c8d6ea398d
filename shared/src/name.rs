//! Names of persons.

use crate::contact::simple_error;
use crate::input::{in_signs_of_names, plain};
use crate::newtype::text_newtype;
use core::str::FromStr;

/// A person's name as on the identity document, 2 to 50 characters.
///
/// Chinese characters of every plane (䶮, 𠅤), the middle dot of translated and minority names
/// (买买提·吐尔逊), and Latin letters with space, hyphen, apostrophe and point. The dots people type
/// for the middle dot (`•`, `・`, `．`) are read as `·`, spaces between Chinese characters fall away
/// (王　芳), others are kept single. Characters are [`composed`](crate::input::composed): what a
/// scanner wrote with radicals or compatibility ideographs is the same name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName(String);

text_newtype!(PersonName);

simple_error!(
    /// The text is not a person's name.
    InvalidName,
    "not a person's name: 2 to 50 letters or Chinese characters"
);

impl PersonName {
    /// Whether both name the same: documents and banks write Latin names in capitals or not.
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.0.to_lowercase() == other.0.to_lowercase()
    }
}

impl FromStr for PersonName {
    type Err = InvalidName;

    fn from_str(text: &str) -> Result<Self, InvalidName> {
        let name = without_loose_spaces(&plain(&in_signs_of_names(text)));
        let form = (2..=50).contains(&name.chars().count())
            && name.chars().all(|c| is_letter(c) || is_joint(c))
            && name.starts_with(is_letter)
            && name.ends_with(|c| is_letter(c) || c == '.')
            && !doubled_joint(&name);
        form.then_some(Self(name)).ok_or(InvalidName)
    }
}

/// Takes out the spaces between Chinese characters and around the middle dot, and makes the point
/// between Chinese characters a middle dot.
fn without_loose_spaces(name: &str) -> String {
    let all: Vec<char> = name.chars().collect();
    let beside = |at: usize| {
        (
            at.checked_sub(1).and_then(|at| all.get(at)),
            all.get(at + 1),
        )
    };
    let kept = |(at, c): (usize, &char)| match (*c, beside(at)) {
        (' ', (Some(before), Some(after))) if is_han(*before) && is_han(*after) => None,
        (' ', (Some('·'), _) | (_, Some('·'))) => None,
        ('.', (Some(before), Some(after))) if is_han(*before) && is_han(*after) => Some('·'),
        (c, _) => Some(c),
    };
    all.iter().enumerate().filter_map(kept).collect()
}

/// Latin letters with every accent (Latin-1 to Extended-B, Extended Additional), and Chinese.
fn is_letter(c: char) -> bool {
    let latin = matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}');
    c.is_ascii_alphabetic() || (latin && c.is_alphabetic()) || is_han(c) || c == '〇'
}

/// Unified ideographs, their extensions A to I, and those unified ones that stand among the
/// compatibility ideographs.
fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}')
}

fn is_joint(c: char) -> bool {
    matches!(c, '·' | ' ' | '-' | '\'' | '.')
}

/// Two joints side by side, other than the point of an initial and the space behind it.
fn doubled_joint(name: &str) -> bool {
    name.chars()
        .zip(name.chars().skip(1))
        .any(|(one, next)| is_joint(one) && is_joint(next) && (one, next) != ('.', ' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_of_many_peoples_are_read() {
        for right in [
            "王芳",
            "欧阳震华",
            "𠅤䶮",
            "买买提·吐尔逊",
            "阿卜杜热合曼·阿卜杜热西提·买买提明",
            "John F. Kennedy Jr.",
            "O'Brien-Smith",
            "José Núñez",
        ] {
            let name: PersonName = right.parse().unwrap();
            assert_eq!(name.as_str(), right);
        }
    }

    #[test]
    fn the_middle_dot_is_read_however_it_was_typed() {
        for typed in [
            " 买买提•吐尔逊 ",
            "买买提．吐尔逊",
            "买买提.吐尔逊",
            "买买提・吐尔逊",
            "买买提 · 吐尔逊",
            "买买提･吐尔逊",
            "买买提\u{200B}‧吐尔逊\u{FEFF}",
        ] {
            let name: PersonName = typed.parse().unwrap();
            assert_eq!(name.as_str(), "买买提·吐尔逊", "{typed}");
        }
    }

    #[test]
    fn what_phones_paste_into_a_name_changes_nothing() {
        for typed in [
            "王芳",
            "王　芳",
            "王 芳",
            "\u{202D}王\u{200B}芳\u{202C}",
            "\u{FEFF}王芳\u{A0}",
        ] {
            assert_eq!(
                typed.parse::<PersonName>().unwrap().as_str(),
                "王芳",
                "{typed:?}"
            );
        }
        let name: PersonName = "Ｏ’Ｂｒｉｅｎ  Anne\u{2010}Marie".parse().unwrap();
        assert_eq!(name.as_str(), "O'Brien Anne-Marie");
    }

    #[test]
    fn capitals_do_not_make_another_person() {
        let name = |text: &str| text.parse::<PersonName>().unwrap();
        assert!(name("JOSÉ NÚÑEZ").is_same_as(&name("José Núñez")));
        assert!(!name("Jose Nunez").is_same_as(&name("José Núñez")));
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for wrong in [
            "",
            "王",
            "王芳1",
            "王芳；",
            "·王芳",
            "王芳·",
            "买买提··吐尔逊",
            "王\u{202E}芳",
            "😀😀",
            "<b>王</b>",
        ] {
            assert_eq!(wrong.parse::<PersonName>(), Err(InvalidName), "{wrong}");
        }
        assert_eq!("长".repeat(51).parse::<PersonName>(), Err(InvalidName));
    }

    proptest! {
        #[test]
        fn print_then_parse_is_identity(text in "\\PC{0,60}") {
            if let Ok(name) = text.parse::<PersonName>() {
                prop_assert_eq!(name.to_string().parse(), Ok(name));
            }
        }
    }
}
