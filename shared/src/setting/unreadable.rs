//! A text that is no TOML, or says something that a file of its kind does not.

use core::fmt;

/// Where a file cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableToml {
    /// Line and place in it, from 1, if it is one place.
    pub place: Option<(u32, u32)>,
    /// What was expected there.
    pub reason: String,
    /// Both with the line itself, for a terminal.
    shown: String,
}

impl UnreadableToml {
    /// What is wrong with this text.
    pub fn of(error: &toml::de::Error, text: &str) -> Self {
        let before = error.span().and_then(|span| text.get(..span.start));
        let place = before.map(|before| {
            let line = before.matches('\n').count();
            let in_line = before.rsplit('\n').next().unwrap_or_default();
            let count = |number: usize| u32::try_from(number + 1).unwrap_or(u32::MAX);
            (count(line), count(in_line.chars().count()))
        });
        Self {
            place,
            reason: error.message().to_owned(),
            shown: error.to_string(),
        }
    }

    /// What cannot be written can be read nowhere.
    pub fn unwritable(error: &toml::ser::Error) -> Self {
        Self {
            place: None,
            reason: error.to_string(),
            shown: error.to_string(),
        }
    }
}

impl fmt::Display for UnreadableToml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_that_of_the_mistake() {
        let text = "name = \"名称\"\ndays = {";
        let error = toml::from_str::<toml::Table>(text).unwrap_err();
        let unreadable = UnreadableToml::of(&error, text);
        assert_eq!(unreadable.place.map(|(line, _)| line), Some(2));
        assert!(unreadable.to_string().contains(&unreadable.reason));
    }
}
