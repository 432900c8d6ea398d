//! The people of an administrator, as they are listed and shown.

mod table_import;
mod unit_page;
mod unit_tree;

pub use table_import::{ImportAsked, RowsTaken, TableDifference, TableImported, WrongRow};
pub use unit_page::{NameOver, PersonInUnit, PlaceOver, UnitPage};
pub use unit_tree::{UnitLine, UnitTree, UnitsAsked};

use crate::audit::{AuditAction, LogActor};
use crate::id::{PersonId, UnitId};
use crate::identity::IdentityKind;
use crate::number::DeviceNumber;
use crate::people::{Difference, Period, Role};
use crate::session::Platform;
use crate::submission::Level;
use crate::time::Timestamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Whom of their people an administrator wants to see: the body of `POST /api/people/list`, because whom somebody
/// looks for must not stand in an address. What is left out does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PeopleFilter {
    /// Only those whose name has this in it, or whose staff number or sign-in name begins with it; empty for all.
    pub search: String,
    /// Only those of this unit and the units below it.
    pub unit: Option<UnitId>,
    /// Only those with whom it stands so.
    pub state: PeopleState,
    /// Where the page before ended.
    pub after: Option<String>,
}

/// Which people are wanted. Text key `states.people_state.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeopleState {
    /// Those who work here, or are going to.
    #[default]
    Here,
    /// Those of them who have no way in: no passphrase, and no code or one that has lapsed.
    NotInvited,
    /// Those of them whose code waits to be used.
    CodeWaits,
    /// Those whose last day is over.
    Left,
    /// Everybody.
    All,
}

impl PeopleState {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Here,
        Self::NotInvited,
        Self::CodeWaits,
        Self::Left,
        Self::All,
    ];

    /// The name in JSON, addresses and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::NotInvited => "not_invited",
            Self::CodeWaits => "code_waits",
            Self::Left => "left",
            Self::All => "all",
        }
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// A page of people, by unit and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeoplePage {
    /// The page.
    pub people: Vec<PersonLine>,
    /// How many there are in all.
    pub total: u64,
    /// Where this page ended, if there is another.
    pub next: Option<String>,
}

/// Somebody in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonLine {
    /// Who.
    pub id: PersonId,
    /// What they are called.
    pub name: String,
    /// 工号
    pub staff_number: Option<String>,
    /// What they sign in with.
    pub login: String,
    /// Where they belong: today, or from their first day on, or until their last.
    pub unit_id: UnitId,
    /// What it is called.
    pub unit: String,
    /// What they do today; before the first day and after the last nothing.
    pub roles: Vec<Role>,
    /// Their first day, if it is still to come.
    pub begins_on: Option<NaiveDate>,
    /// Their last day, over or to come.
    pub left_on: Option<NaiveDate>,
    /// How they come in.
    pub sign_in: SignInState,
}

/// How somebody comes in. Text key `states.sign_in.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum SignInState {
    /// Not at all: nobody gave them a code yet.
    NeverInvited,
    /// With a one-time code, the first time.
    CodeWaits {
        /// From then on it is good for nothing.
        until: Timestamp,
    },
    /// Not at all: they did not use the code in time.
    CodeLapsed {
        /// Since then it is good for nothing.
        since: Timestamp,
    },
    /// With a passphrase.
    Passphrase {
        /// Until when a one-time code waits as well, as of somebody who has forgotten it.
        code_until: Option<Timestamp>,
    },
    /// Not any more: their last day is over.
    Left,
}

impl SignInState {
    /// The name in JSON and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NeverInvited => "never_invited",
            Self::CodeWaits { .. } => "code_waits",
            Self::CodeLapsed { .. } => "code_lapsed",
            Self::Passphrase { .. } => "passphrase",
            Self::Left => "left",
        }
    }
}

/// Everything of somebody: the answer to `GET /api/people/{id}`. Of numbers that identify them only the ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonPage {
    /// As the list has them.
    pub person: PersonLine,
    /// What was read: a change says it as `expected`, so that nobody changes what they have not seen.
    pub version: String,
    /// Whether the one who asks may change anything of them: not if they do something elsewhere as well.
    pub changeable: bool,
    /// 手机号码, masked.
    pub mobile: Option<String>,
    /// 证件, its number masked: `POST /api/people/{id}/identity-number` answers with the whole.
    pub identity: Option<IdentityShown>,
    /// 执业证编号
    pub licence_number: Option<String>,
    /// 执业证有效期至
    pub licence_expires_on: Option<NaiveDate>,
    /// 入职日期
    pub joined_on: NaiveDate,
    /// 离职原因
    pub left_because: Option<String>,
    /// Every role they hold, held or will hold, by first day.
    pub appointments: Vec<AppointmentOver>,
    /// Where they are signed in, the latest sign-in first.
    pub devices: Vec<DeviceSeen>,
    /// What was done to them, the latest first; no more than the last hundred.
    pub changes: Vec<LoggedChange>,
}

/// The document by which somebody is known, and its number: masked, or whole in the answer to
/// `POST /api/people/{id}/identity-number`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityShown {
    /// What it is.
    pub kind: IdentityKind,
    /// Its number.
    pub number: String,
}

/// A role over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentOver {
    /// Where.
    pub unit_id: UnitId,
    /// What it is called.
    pub unit: String,
    /// What.
    pub role: Role,
    /// How far they may decide.
    pub level: Option<Level>,
    /// When.
    pub period: Period,
}

/// A device on which somebody is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceSeen {
    /// The number in the records that are made there.
    pub number: DeviceNumber,
    /// What it is.
    pub platform: Platform,
    /// When they signed in.
    pub begun_at: Timestamp,
    /// When they last did something there; known to the hour, of a desk to the minute.
    pub acted_at: Timestamp,
}

/// Something that was done to somebody or to a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedChange {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: LogActor,
    /// What.
    pub action: AuditAction,
    /// What is different since then, without the words: the log keeps nothing personal. Rows of before it was told say
    /// nothing.
    pub differences: Vec<Difference>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, lookup};

    fn assert_words(key: &str) {
        for language in [Language::ZhHans, Language::En] {
            assert!(lookup(language, key).is_some(), "{key}");
        }
    }

    #[test]
    fn every_state_has_one_name_and_words() {
        for state in PeopleState::ALL {
            assert_eq!(PeopleState::from_name(state.as_str()), Some(state));
            assert_words(&format!("states.people_state.{}", state.as_str()));
        }
        let at = Timestamp::from_millis(0);
        for state in [
            SignInState::NeverInvited,
            SignInState::CodeWaits { until: at },
            SignInState::CodeLapsed { since: at },
            SignInState::Passphrase { code_until: None },
            SignInState::Left,
        ] {
            let json = serde_json::to_value(state).unwrap();
            assert_eq!(json["state"], state.as_str());
            assert_words(&format!("states.sign_in.{}", state.as_str()));
        }
    }

    #[test]
    fn a_filter_that_says_nothing_means_everybody_here() {
        let filter: PeopleFilter = serde_json::from_str("{}").unwrap();
        assert_eq!(filter, PeopleFilter::default());
        assert_eq!(filter.state, PeopleState::Here);
    }
}
