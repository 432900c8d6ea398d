//! What of a case nobody accepts without having seen it: what it is about, and what matters in it.

use super::{Essential, Matter, Sheet};

/// Something that has to be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToSee {
    /// What the decision is about.
    Essential(Essential),
    /// What the rules found, or the agent answered to a query.
    Matter(Matter),
}

impl ToSee {
    /// The paths where it stands among the answers.
    pub fn places(&self) -> Vec<&str> {
        match self {
            Self::Essential(essential) => essential.paths.iter().map(String::as_str).collect(),
            Self::Matter(matter) => matter.places().collect(),
        }
    }
}

impl Sheet {
    /// Everything that has to be seen, in the order in which it stands above the answers.
    pub fn to_see(&self) -> Vec<ToSee> {
        let essentials = self.essentials.iter().cloned().map(ToSee::Essential);
        let matters = self.matters().into_iter().map(ToSee::Matter);
        essentials.chain(matters).collect()
    }
}
