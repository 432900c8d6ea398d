//! The name somebody signs in with.

use crate::contact::simple_error;
use crate::input::plain;
use crate::newtype::text_newtype;
use core::str::FromStr;

/// Most characters of a sign-in name.
const MOST: usize = 64;

/// The name somebody signs in with: 1 to 64 small letters and digits of any script, and `. _ - @ + /`, so that it
/// can be said and typed anywhere.
///
/// ```
/// use shared::people::SignInName;
///
/// // Phones begin a name with a capital and end it with a space; Chinese keyboards write full width.
/// let name: SignInName = "Ｗangfang ".parse()?;
/// assert_eq!(name.as_str(), "wangfang");
/// assert!("wang fang".parse::<SignInName>().is_err());
/// # Ok::<(), shared::people::InvalidSignInName>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SignInName(String);

text_newtype!(SignInName);

simple_error!(
    /// The text is not a sign-in name.
    InvalidSignInName,
    "a sign-in name has 1 to 64 letters and digits, and . _ - @ + /"
);

impl FromStr for SignInName {
    type Err = InvalidSignInName;

    fn from_str(text: &str) -> Result<Self, InvalidSignInName> {
        let name = plain(text).to_lowercase();
        let form = (1..=MOST).contains(&name.chars().count())
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || "._-@+/".contains(c));
        form.then_some(Self(name)).ok_or(InvalidSignInName)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_people_and_keyboards_write_it() {
        let read = |text: &str| text.parse::<SignInName>().map(|name| name.to_string());
        for typed in [
            "wangfang",
            " WangFang ",
            "ｗａｎｇｆａｎｇ",
            "wang\u{200b}fang\u{a0}",
            "\u{feff}WANGFANG\n",
        ] {
            assert_eq!(read(typed).as_deref(), Ok("wangfang"), "{typed:?}");
        }
        for name in ["王芳", "a.b_c-d@e+f/7", "e\u{301}"] {
            assert!(read(name).is_ok(), "{name:?}");
        }
        assert_eq!(read("E\u{301}ve"), read("éve"), "one form of an accent");
        let long = "a".repeat(65);
        for wrong in ["", "  ", "wang fang", "wang\0fang", "a,b", "a\nb", &long] {
            assert_eq!(read(wrong), Err(InvalidSignInName), "{wrong:?}");
        }
    }

    #[test]
    fn what_was_read_once_is_read_the_same_again() {
        for text in ["Ｗang／7", "İstanbul", "ΑΣ", "ﬁ"] {
            let Ok(name) = text.parse::<SignInName>() else {
                continue;
            };
            assert_eq!(name.as_str().parse(), Ok(name.clone()), "{text:?}");
        }
    }
}
