//! Where a record is, as its agent sees it.

use shared::submission::Status;

/// Where a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Only on this phone, not complete.
    Draft,
    /// Only on this phone, on its way.
    Ready,
    /// Only on this phone, and the server did not take it.
    SetAside,
    /// The server has it.
    At(Status),
}

impl Place {
    /// The order in which they are counted and filtered.
    pub const ALL: [Self; 10] = [
        Self::SetAside,
        Self::At(Status::Queried),
        Self::Draft,
        Self::Ready,
        Self::At(Status::Received),
        Self::At(Status::InReview),
        Self::At(Status::Answered),
        Self::At(Status::Accepted),
        Self::At(Status::Rejected),
        Self::At(Status::Withdrawn),
    ];

    /// The name in addresses and in text keys `states.status.<name>`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ready => "ready",
            Self::SetAside => "set_aside",
            Self::At(status) => status.as_str(),
        }
    }

    /// The place with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.as_str() == name)
    }

    /// Whether only the person can bring it further.
    pub const fn needs_person(self) -> bool {
        matches!(self, Self::SetAside | Self::At(Status::Queried))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_by_its_name() {
        for place in Place::ALL {
            assert_eq!(Place::from_name(place.as_str()), Some(place));
        }
    }
}
