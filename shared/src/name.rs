//! Names of persons.

use crate::contact::simple_error;
use crate::newtype::text_newtype;
use core::str::FromStr;

/// A person's name as on the identity document, 2 to 50 characters.
///
/// Chinese characters of every plane (䶮, 𠅤), the middle dot of translated and minority names
/// (买买提·吐尔逊), and Latin letters with space, hyphen, apostrophe and point. The dots people type
/// for the middle dot (`•`, `・`, `．`) are read as `·`; spaces around and between are kept single.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName(String);

text_newtype!(PersonName);

simple_error!(
    /// The text is not a person's name.
    InvalidName,
    "not a person's name: 2 to 50 letters or Chinese characters"
);

impl FromStr for PersonName {
    type Err = InvalidName;

    fn from_str(text: &str) -> Result<Self, InvalidName> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let name: String = words.join(" ").chars().map(middle_dot).collect();
        let form = (2..=50).contains(&name.chars().count())
            && name.chars().all(|c| is_letter(c) || is_joint(c))
            && name.starts_with(is_letter)
            && name.ends_with(|c| is_letter(c) || c == '.')
            && !doubled_joint(&name);
        form.then_some(Self(name)).ok_or(InvalidName)
    }
}

fn middle_dot(c: char) -> char {
    match c {
        '•' | '・' | '．' | '‧' | '∙' => '·',
        '’' | '‘' | '＇' => '\'',
        _ => c,
    }
}

/// Latin letters with every accent (Latin-1 to Extended-B, Extended Additional), and Chinese.
fn is_letter(c: char) -> bool {
    let latin = matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}');
    c.is_ascii_alphabetic() || (latin && c.is_alphabetic()) || is_han(c) || c == '〇'
}

/// Unified ideographs, their extensions A to I, and the compatibility ideographs that some
/// household registers still use.
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
        let name: PersonName = " 买买提•吐尔逊 ".parse().unwrap();
        assert_eq!(name.as_str(), "买买提·吐尔逊");
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
            "王\u{200B}芳",
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
