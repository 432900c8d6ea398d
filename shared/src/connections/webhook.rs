//! Webhooks: addresses of other systems that are told what happens. What is told are ids, numbers and states, nothing
//! personal beyond the staff number.

use super::BoundUnit;
use crate::id::{DeliveryId, UnitId, WebhookId};
use crate::submission::PersonRef;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What a webhook can be told. Text key `connections.event.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum WebhookEvent {
    /// A submission was accepted.
    #[serde(rename = "submission.accepted")]
    SubmissionAccepted,
    /// A submission was rejected.
    #[serde(rename = "submission.rejected")]
    SubmissionRejected,
    /// Somebody enters: told when it is kept, with the first day.
    #[serde(rename = "person.entered")]
    PersonEntered,
    /// Somebody leaves: told when it is kept, with the last day.
    #[serde(rename = "person.left")]
    PersonLeft,
    /// An administrator tries whether the address is reached.
    #[serde(rename = "test")]
    Test,
}

impl WebhookEvent {
    /// Those that a webhook can be told of what happens.
    pub const CHOSEN: [Self; 4] = [
        Self::SubmissionAccepted,
        Self::SubmissionRejected,
        Self::PersonEntered,
        Self::PersonLeft,
    ];

    /// The name in JSON and columns.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SubmissionAccepted => "submission.accepted",
            Self::SubmissionRejected => "submission.rejected",
            Self::PersonEntered => "person.entered",
            Self::PersonLeft => "person.left",
            Self::Test => "test",
        }
    }

    /// The name in text keys.
    pub const fn text_name(self) -> &'static str {
        match self {
            Self::SubmissionAccepted => "submission_accepted",
            Self::SubmissionRejected => "submission_rejected",
            Self::PersonEntered => "person_entered",
            Self::PersonLeft => "person_left",
            Self::Test => "test",
        }
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        let mut all = Self::CHOSEN.into_iter().chain([Self::Test]);
        all.find(|event| event.as_str() == name)
    }
}

/// `POST /api/connections/webhooks`: an address is told from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MakeWebhook {
    /// Where: an https address in the public network.
    pub address: String,
    /// Of what.
    pub events: Vec<WebhookEvent>,
    /// The unit that it is bound to: what happens there and below it is told.
    pub unit: UnitId,
}

/// `POST /api/connections/webhooks/{id}/switch`: whether it is told from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SwitchWebhook {
    /// Whoever switches it on answers for it from now on.
    pub on: bool,
}

/// A webhook as it is listed: all but its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookView {
    /// Which.
    pub webhook_id: WebhookId,
    /// Where.
    pub address: String,
    /// Of what it is told.
    pub events: Vec<WebhookEvent>,
    /// The unit that it is bound to.
    pub unit: BoundUnit,
    /// Who answers for it: who made it, or switched it on last.
    pub made_by: PersonRef,
    /// When it was made.
    pub made_at: Timestamp,
    /// Since when nothing has arrived, if something was tried since.
    pub failing_since: Option<Timestamp>,
    /// Since when it is told nothing, and why.
    pub off: Option<WebhookOff>,
}

/// That a webhook is told nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookOff {
    /// Since when.
    pub at: Timestamp,
    /// Why.
    pub because: WebhookOffBecause,
}

/// Why a webhook is told nothing. Text key `connections.off.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WebhookOffBecause {
    /// An administrator switched it off.
    ByHand,
    /// Nothing has arrived for days, or the address says that it is gone.
    Failing,
    /// Whoever answers for it does not administer the unit any more.
    MakerLeft,
}

impl WebhookOffBecause {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::ByHand, Self::Failing, Self::MakerLeft];

    /// The name in JSON, columns and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ByHand => "by_hand",
            Self::Failing => "failing",
            Self::MakerLeft => "maker_left",
        }
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

/// A webhook that was just made, with its secret: nobody can ask for it again.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookMade {
    /// As it is listed.
    pub webhook: WebhookView,
    /// With what the other system checks that it is told by this server.
    pub secret: String,
}

/// It is a password: logs do not show it.
impl core::fmt::Debug for WebhookMade {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let webhook = &self.webhook;
        f.debug_struct("WebhookMade")
            .field("webhook", webhook)
            .finish_non_exhaustive()
    }
}

/// What a webhook was told lately, the latest first: the answer to `GET /api/connections/webhooks/{id}/deliveries`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deliveries {
    /// Each.
    pub deliveries: Vec<DeliveryView>,
}

/// One thing that a webhook is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryView {
    /// Which; sent as `webhook-id`, the same with every try.
    pub delivery_id: DeliveryId,
    /// What happened.
    pub event: WebhookEvent,
    /// The number of the record or person; empty for a test.
    pub subject: String,
    /// When it happened.
    pub made_at: Timestamp,
    /// What became of it.
    pub state: DeliveryState,
    /// How often it was tried.
    pub tries: u32,
    /// When it was tried last.
    pub tried_at: Option<Timestamp>,
    /// When it is tried next, if it waits.
    pub due_at: Option<Timestamp>,
    /// The HTTP status of the last answer, if there was one.
    pub answer: Option<u16>,
    /// Why there was none.
    pub failure: Option<DeliveryFailure>,
}

/// What became of something that is told. Text key `connections.delivery.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// It is tried, or tried again.
    Waits,
    /// It arrived.
    Arrived,
    /// It is not tried any more.
    GivenUp,
}

impl DeliveryState {
    /// The name in JSON and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waits => "waits",
            Self::Arrived => "arrived",
            Self::GivenUp => "given_up",
        }
    }
}

/// Why there was no answer. Text key `connections.failure.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryFailure {
    /// The address leads into a network that is not public.
    Private,
    /// Nobody is there: the name is not known, or no connection comes about.
    Unreachable,
    /// No answer came in time.
    TooSlow,
}

impl DeliveryFailure {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Private, Self::Unreachable, Self::TooSlow];

    /// The name in JSON, columns and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Unreachable => "unreachable",
            Self::TooSlow => "too_slow",
        }
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, lookup};

    #[test]
    fn everything_that_is_shown_of_webhooks_has_one_name_and_words() {
        let events = WebhookEvent::CHOSEN.into_iter().chain([WebhookEvent::Test]);
        let events = events.map(|it| {
            assert_eq!(WebhookEvent::from_name(it.as_str()), Some(it));
            assert_eq!(serde_json::to_value(it).unwrap(), it.as_str());
            format!("event.{}", it.text_name())
        });
        let off = WebhookOffBecause::ALL.map(|it| {
            assert_eq!(WebhookOffBecause::from_name(it.as_str()), Some(it));
            format!("off.{}", it.as_str())
        });
        let failures = DeliveryFailure::ALL.map(|it| {
            assert_eq!(DeliveryFailure::from_name(it.as_str()), Some(it));
            format!("failure.{}", it.as_str())
        });
        let states = [
            DeliveryState::Waits,
            DeliveryState::Arrived,
            DeliveryState::GivenUp,
        ];
        let states = states.map(|it| format!("delivery.{}", it.as_str()));
        for name in events.chain(off).chain(failures).chain(states) {
            for language in [Language::ZhHans, Language::En] {
                let words = lookup(language, &format!("connections.{name}"));
                assert!(words.is_some(), "{name}");
            }
        }
    }
}
