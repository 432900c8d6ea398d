//! What the company decides: published from files, and printed as they are read.

mod as_delivered;
mod publish;
mod show;

pub use as_delivered::publish_as_delivered;
pub use publish::{PublishSettings, publish_settings};
pub use show::{ShowSettings, show_settings};

use clap::ValueEnum;
use shared::desk::OfficeDays;
use shared::facts::FactLimits;
use shared::pay_calendar::PayClose;
use shared::people::AuthorityTable;
use shared::reason::ReasonCodes;
use shared::rules::Watch;
use shared::session::SessionLimits;
use shared::setting::Setting;
use shared::training::PresenceRules;

/// What a company decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Kind {
    /// Who may decide how much, from which amount on two people.
    Authority,
    /// What a fact of payroll may say before it is taken for a slip.
    FactLimits,
    /// On which days the office works, and within how many of them it decides.
    OfficeDays,
    /// When the pay of a month closes.
    PayCalendar,
    /// As what somebody counts who comes late to a session or leaves early.
    Presence,
    /// By which codes the desk explains what it does.
    Reasons,
    /// How long a sign-in lasts, by role.
    Sessions,
    /// What the desk is shown of a case besides its answers.
    Watch,
}

/// Does something with the type of a setting.
pub trait Through {
    /// What comes of it.
    type Output;

    /// Of this setting.
    async fn of<S: Setting + Send + Sync>(self) -> Self::Output;
}

impl Kind {
    /// Its name in the store and of its file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Authority => AuthorityTable::NAME,
            Self::FactLimits => FactLimits::NAME,
            Self::OfficeDays => OfficeDays::NAME,
            Self::PayCalendar => PayClose::NAME,
            Self::Presence => PresenceRules::NAME,
            Self::Reasons => ReasonCodes::NAME,
            Self::Sessions => SessionLimits::NAME,
            Self::Watch => Watch::NAME,
        }
    }

    /// All of them, in the order of their names.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::value_variants().iter().copied()
    }

    /// The setting of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|kind| kind.name() == name)
    }

    /// Does it with the type of this setting.
    pub async fn through<T: Through>(self, work: T) -> T::Output {
        match self {
            Self::Authority => work.of::<AuthorityTable>().await,
            Self::FactLimits => work.of::<FactLimits>().await,
            Self::OfficeDays => work.of::<OfficeDays>().await,
            Self::PayCalendar => work.of::<PayClose>().await,
            Self::Presence => work.of::<PresenceRules>().await,
            Self::Reasons => work.of::<ReasonCodes>().await,
            Self::Sessions => work.of::<SessionLimits>().await,
            Self::Watch => work.of::<Watch>().await,
        }
    }
}
