//! Which of a roster is shown.

use super::people_search::is_found;
use shared::training::RosterEntry;

/// Which of a roster is shown. Text key `training.roster.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Everybody.
    All,
    /// Whose presence is not known.
    Open,
    /// Who came.
    Came,
    /// Who did not.
    NotCame,
}

impl Shown {
    /// All, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::All, Self::Open, Self::Came, Self::NotCame];

    /// The name in text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Open => "open",
            Self::Came => "came",
            Self::NotCame => "not_came",
        }
    }

    /// Whether it shows this line.
    pub fn shows(self, entry: &RosterEntry) -> bool {
        match (self, entry.presence) {
            (Self::All, _) | (Self::Open, None) => true,
            (Self::Came, Some(presence)) => presence.came(),
            (Self::NotCame, Some(presence)) => !presence.came(),
            (Self::Open, Some(_)) | (Self::Came | Self::NotCame, None) => false,
        }
    }
}

/// A line of a roster with the person's team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterLine {
    /// The line.
    pub entry: RosterEntry,
    /// The team, if this phone knows the person.
    pub team: Option<String>,
    /// How the presence is known, and what was asked for since, in words.
    pub known_by: Vec<String>,
}

impl RosterLine {
    /// Whether name or team has what was typed.
    pub fn matches(&self, typed: &str) -> bool {
        is_found(typed, &self.entry.person.name, self.team.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::id::PersonId;
    use shared::submission::PersonRef;
    use shared::training::Presence;

    fn line(presence: Option<Presence>) -> RosterLine {
        RosterLine {
            entry: RosterEntry {
                presence,
                ..RosterEntry::awaited(PersonRef {
                    id: PersonId::from_number(1),
                    name: "古丽".to_owned(),
                })
            },
            team: Some("浦东一组".to_owned()),
            known_by: Vec::new(),
        }
    }

    #[test]
    fn everybody_is_shown_once_outside_all() {
        for presence in Presence::ALL.map(Some).into_iter().chain([None]) {
            let entry = line(presence).entry;
            let shown = Shown::ALL.iter().filter(|shown| shown.shows(&entry));
            assert_eq!(shown.count(), 2, "{presence:?}");
        }
    }
}
