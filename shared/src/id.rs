//! Identifiers. All are UUIDs made by whoever creates the thing, so nothing waits for the network.

use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The text is not a UUID.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidId;

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a UUID")
    }
}

impl core::error::Error for InvalidId {}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The id for a UUID the caller has made.
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// An id for tests and fixtures: the number, as a UUID.
            pub const fn from_number(number: u128) -> Self {
                Self(Uuid::from_u128(number))
            }

            /// The UUID inside.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Uuid::try_parse(text).map(Self).map_err(|_| InvalidId)
            }
        }
    };
}

id!(
    /// A captured record (application, loss notice, training session, check-in); UUIDv7 made on the phone.
    RecordId
);
id!(
    /// One change sent by a device; UUIDv7 made on the phone.
    MutationId
);
id!(
    /// A person of the organisation.
    PersonId
);
id!(
    /// A company, branch, department or team.
    UnitId
);
id!(
    /// One installation of the app for one person.
    DeviceId
);
id!(
    /// A reviewer's query (照会).
    QueryId
);
id!(
    /// One decision of the back office; made by the desk, so that a repeated request decides once.
    DecisionId
);
id!(
    /// A draft of what is to be published, or what was taken back of it.
    DraftId
);
id!(
    /// A key with which another system calls the server.
    KeyId
);
id!(
    /// An address that is told what happens.
    WebhookId
);
id!(
    /// One thing that a webhook is told.
    DeliveryId
);
