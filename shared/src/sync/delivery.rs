//! Exactly once: whether a mutation that reaches the server is a new one, the same again, or none that may count.

use super::{Outcome, Quarantine, fingerprint};
use crate::id::PersonId;

/// A mutation that came before, as the server has kept it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownMutation {
    /// Of its bytes: [`fingerprint`].
    pub fingerprint: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The content version it brought, if it brought content.
    pub content_version: Option<u64>,
}

/// What came before a mutation in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Earlier {
    /// Nothing.
    None,
    /// One with its id.
    Same(KnownMutation),
    /// Another one with its number on the device.
    SameSequence,
}

/// What a mutation that has come is to the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// It is judged now, and kept with what becomes of it, even if that is a refusal: only a new mutation can
    /// mend it.
    First,
    /// It came before and takes no effect again.
    Again {
        /// What is answered.
        outcome: Outcome,
        /// The content version it brought, whose acknowledgement goes with the answer.
        content_version: Option<u64>,
    },
    /// It takes no effect and nothing of it is kept: what is kept in its place is somebody else's.
    Refused(Quarantine),
}

/// What the mutation with these bytes is, sent by `sender` and made on a device of `owner`, with what came
/// before in its place.
pub fn delivery(
    sender: PersonId,
    owner: Option<PersonId>,
    earlier: Earlier,
    body: &str,
) -> Delivery {
    if owner != Some(sender) {
        return Delivery::Refused(Quarantine::NotYours);
    }
    match earlier {
        Earlier::None => Delivery::First,
        Earlier::SameSequence => Delivery::Refused(Quarantine::SequenceReused),
        Earlier::Same(known) if known.fingerprint != fingerprint(body) => {
            Delivery::Refused(Quarantine::DifferentBody)
        }
        Earlier::Same(known) => Delivery::Again {
            outcome: again(known.outcome),
            content_version: known.content_version,
        },
    }
}

fn again(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Applied { version } => Outcome::AlreadyApplied { version },
        Outcome::AlreadyApplied { .. }
        | Outcome::Conflict { .. }
        | Outcome::Rejected { .. }
        | Outcome::Quarantined { .. }
        | Outcome::RetryLater { .. } => outcome,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AGENT: PersonId = PersonId::from_number(1);
    const OTHER: PersonId = PersonId::from_number(2);
    const BODY: &str = r#"{"mutation_id":1}"#;

    fn known(outcome: Outcome) -> Earlier {
        Earlier::Same(KnownMutation {
            fingerprint: fingerprint(BODY),
            outcome,
            content_version: Some(3),
        })
    }

    fn of(earlier: Earlier, body: &str) -> Delivery {
        delivery(AGENT, Some(AGENT), earlier, body)
    }

    #[test]
    fn what_came_before_is_told_the_same_and_takes_no_effect() {
        let applied = Outcome::Applied { version: 3 };
        let rejected = Outcome::Rejected { findings: vec![] };
        for (first, answered) in [
            (applied, Outcome::AlreadyApplied { version: 3 }),
            (rejected.clone(), rejected),
        ] {
            let told = Delivery::Again {
                outcome: answered,
                content_version: Some(3),
            };
            assert_eq!(of(known(first), BODY), told);
        }
        assert_eq!(of(Earlier::None, BODY), Delivery::First);
    }

    #[test]
    fn what_only_bears_the_id_or_the_number_of_another_is_refused() {
        let applied = known(Outcome::Applied { version: 3 });
        let other_bytes = of(applied, r#"{"mutation_id":1 }"#);
        assert_eq!(other_bytes, Delivery::Refused(Quarantine::DifferentBody));
        let other_id = of(Earlier::SameSequence, BODY);
        assert_eq!(other_id, Delivery::Refused(Quarantine::SequenceReused));
    }

    #[test]
    fn nobody_learns_what_became_of_a_mutation_of_somebody_elses_device() {
        for owner in [None, Some(OTHER)] {
            let earlier = known(Outcome::Applied { version: 3 });
            let told = delivery(AGENT, owner, earlier, BODY);
            assert_eq!(told, Delivery::Refused(Quarantine::NotYours), "{owner:?}");
        }
    }
}
