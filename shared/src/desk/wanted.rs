//! Where a wanted case stands, and which comes first: by one name in JSON and addresses.

use crate::newtype::serde_as_text;
use crate::submission::Status;
use core::fmt;
use core::str::FromStr;

/// Where a wanted case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Standing {
    /// It waits for the office.
    #[default]
    Waiting,
    /// Anywhere.
    Any,
    /// It has this status.
    Status(Status),
}

/// Which case comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Order {
    /// What arrived first.
    #[default]
    Oldest,
    /// What arrived last.
    Newest,
    /// The highest amount.
    Largest,
    /// The lowest amount.
    Smallest,
    /// The most warnings.
    Riskiest,
    /// By team.
    Team,
    /// By product or type of loss.
    Subject,
    /// What was captured last.
    Captured,
}

/// No such name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownName;

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an unknown name")
    }
}

impl core::error::Error for UnknownName {}

impl Standing {
    /// All, in the order they are offered.
    pub fn all() -> impl Iterator<Item = Self> {
        let states = Status::ALL.into_iter().map(Self::Status);
        [Self::Waiting, Self::Any].into_iter().chain(states)
    }

    /// The name in JSON, addresses and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Any => "any",
            Self::Status(status) => status.as_str(),
        }
    }

    /// Whether what has this status is wanted.
    pub fn includes(self, status: Status) -> bool {
        match self {
            Self::Waiting => status.waits_for_office(),
            Self::Any => true,
            Self::Status(wanted) => status == wanted,
        }
    }
}

impl Order {
    /// All, in the order they are offered.
    pub const ALL: [Self; 8] = [
        Self::Oldest,
        Self::Newest,
        Self::Riskiest,
        Self::Largest,
        Self::Smallest,
        Self::Team,
        Self::Subject,
        Self::Captured,
    ];

    /// The name in JSON, addresses and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Oldest => "oldest",
            Self::Newest => "newest",
            Self::Largest => "largest",
            Self::Smallest => "smallest",
            Self::Riskiest => "riskiest",
            Self::Team => "team",
            Self::Subject => "subject",
            Self::Captured => "captured",
        }
    }
}

macro_rules! by_name {
    ($name:ty, $all:expr) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownName;

            fn from_str(name: &str) -> Result<Self, UnknownName> {
                let mut all = $all;
                all.find(|known| known.as_str() == name).ok_or(UnknownName)
            }
        }

        serde_as_text!($name);
    };
}

by_name!(Standing, Standing::all());
by_name!(Order, Order::ALL.into_iter());
