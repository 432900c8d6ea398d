//! The five looks of the sync badge, computed from what is not acknowledged.

use super::{Progress, SyncStatus};
use shared::sync::{EntryState, OutboxEntry, Phase};

/// What the badge says. Text key `ui.badge.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Badge {
    /// The server has everything, and this device has seen it.
    UpToDate,
    /// So many are on their way.
    Sending(usize),
    /// Everything is sent; so much of what is new here has come.
    Fetching(Progress),
    /// So many wait until there is network.
    WaitingForNetwork(usize),
    /// So many things that only the person can do.
    NeedsYou(usize),
    /// A new version is here and no form is open.
    UpdateReady,
}

impl Badge {
    /// The look for what the exchange does and what is not acknowledged.
    pub fn of(status: &SyncStatus, outbox: &[OutboxEntry], update_ready: bool) -> Self {
        let set_aside = outbox.iter().filter(|entry| is_set_aside(entry)).count();
        let unsent = outbox.len() - set_aside;
        let blocked = match status.phase {
            Phase::SignInNeeded | Phase::StoreFull => 1,
            // A newer version mends this one.
            Phase::Refused => usize::from(!update_ready),
            Phase::Idle | Phase::Busy | Phase::Unreachable => 0,
        };
        if set_aside + blocked > 0 {
            return Self::NeedsYou(set_aside + blocked);
        }
        let reached = status.phase != Phase::Unreachable && status.last_exchange.is_some();
        match (unsent, reached) {
            (_, false) if status.phase == Phase::Busy => Self::Sending(unsent),
            (0, true) if status.progress.remaining > 0 => Self::Fetching(status.progress),
            (0, true) if update_ready => Self::UpdateReady,
            (0, true) => Self::UpToDate,
            (_, true) => Self::Sending(unsent),
            (_, false) => Self::WaitingForNetwork(unsent),
        }
    }

    /// With what the desk decided: so many are on their way, so many wait for the person.
    #[must_use]
    pub const fn with_decisions(self, on_their_way: usize, waiting: usize) -> Self {
        match self {
            Self::NeedsYou(n) => Self::NeedsYou(n + waiting),
            _ if waiting > 0 => Self::NeedsYou(waiting),
            Self::Sending(n) => Self::Sending(n + on_their_way),
            Self::WaitingForNetwork(n) => Self::WaitingForNetwork(n + on_their_way),
            _ if on_their_way > 0 => Self::Sending(on_their_way),
            _ => self,
        }
    }

    /// The name in text keys and class names.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UpToDate => "up_to_date",
            Self::Sending(_) | Self::Fetching(_) => "sending",
            Self::WaitingForNetwork(_) => "waiting",
            Self::NeedsYou(_) => "needs_you",
            Self::UpdateReady => "update_ready",
        }
    }

    /// How many things it is about; 0 shows none.
    pub const fn count(self) -> usize {
        match self {
            Self::Sending(n) | Self::WaitingForNetwork(n) | Self::NeedsYou(n) => n,
            Self::UpToDate | Self::Fetching(_) | Self::UpdateReady => 0,
        }
    }
}

fn is_set_aside(entry: &OutboxEntry) -> bool {
    matches!(entry.state, EntryState::SetAside(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sync::fixture::entry;
    use crate::work::decisions::Contact;
    use shared::sync::SetAside;
    use shared::time::Timestamp;

    fn set_aside() -> OutboxEntry {
        let findings = Vec::new();
        entry(EntryState::SetAside(SetAside::Rejected { findings }))
    }

    fn status(phase: Phase) -> SyncStatus {
        SyncStatus {
            phase,
            ..SyncStatus::starting(
                Timestamp::default(),
                Some(Timestamp::default()),
                Progress::default(),
            )
        }
    }

    #[test]
    fn all_sent_is_said_only_when_nothing_is_unacknowledged() {
        let applied = entry(EntryState::Applied { version: 1 });
        let idle = status(Phase::Idle);
        assert_eq!(Badge::of(&idle, &[], false), Badge::UpToDate);
        assert_eq!(Badge::of(&idle, &[applied], false), Badge::Sending(1));
    }

    #[test]
    fn a_decision_that_is_not_taken_is_not_up_to_date() {
        let idle = Badge::of(&status(Phase::Idle), &[], true);
        assert_eq!(idle.with_decisions(0, 0), Badge::UpdateReady);
        assert_eq!(idle.with_decisions(2, 0), Badge::Sending(2));
        assert_eq!(idle.with_decisions(1, 1), Badge::NeedsYou(1));
        let offline = Badge::of(&status(Phase::Unreachable), &[], true);
        let waiting = Badge::WaitingForNetwork(2);
        assert_eq!(offline.with_decisions(2, 0), waiting);
    }

    #[test]
    fn what_a_request_of_the_desk_found_out_is_said_before_the_exchange_notices() {
        let seen = |contact: Contact| Badge::of(&contact.seen_in(status(Phase::Idle)), &[], false);
        assert_eq!(seen(Contact::Open), Badge::UpToDate);
        assert_eq!(seen(Contact::Unreachable), Badge::WaitingForNetwork(0));
        assert_eq!(seen(Contact::SignInNeeded), Badge::NeedsYou(1));
    }

    #[test]
    fn before_the_first_exchange_nothing_is_up_to_date() {
        let new = SyncStatus::starting(Timestamp::default(), None, Progress::default());
        assert_eq!(Badge::of(&new, &[], false), Badge::WaitingForNetwork(0));
    }

    #[test]
    fn a_first_sync_that_is_under_way_is_not_up_to_date() {
        let progress = Progress {
            fetched: 400,
            remaining: 650,
            first: true,
        };
        let under_way = SyncStatus {
            progress,
            ..status(Phase::Busy)
        };
        assert_eq!(Badge::of(&under_way, &[], true), Badge::Fetching(progress));
        let stuck = SyncStatus {
            phase: Phase::Unreachable,
            ..under_way
        };
        assert_eq!(Badge::of(&stuck, &[], true), Badge::WaitingForNetwork(0));
    }

    #[test]
    fn what_only_the_person_can_mend_comes_first() {
        let waiting = entry(EntryState::Waiting);
        let offline = status(Phase::Unreachable);
        let outbox = [waiting, set_aside()];
        assert_eq!(Badge::of(&offline, &outbox, true), Badge::NeedsYou(1));
        assert_eq!(
            Badge::of(&status(Phase::SignInNeeded), &outbox, false),
            Badge::NeedsYou(2)
        );
    }

    #[test]
    fn an_update_is_offered_when_nothing_is_on_its_way() {
        let waiting = [entry(EntryState::Waiting)];
        assert_eq!(
            Badge::of(&status(Phase::Idle), &[], true),
            Badge::UpdateReady
        );
        assert_eq!(
            Badge::of(&status(Phase::Refused), &[], true),
            Badge::UpdateReady
        );
        assert_eq!(
            Badge::of(&status(Phase::Idle), &waiting, true),
            Badge::Sending(1)
        );
        assert_eq!(
            Badge::of(&status(Phase::Unreachable), &waiting, true),
            Badge::WaitingForNetwork(1)
        );
    }
}
