//! A trainer's sessions as their phone knows them: what the office has, with what still waits on
//! this phone laid over it.

use shared::finding::Finding;
use shared::id::{PersonId, RecordId};
use shared::month::Month;
use shared::record::{Office, RecordKind, RecordView};
use shared::sync::{Admission, EntryState, Known, Mutation, Operation, OutboxEntry, Sender, admit};
use shared::time::Timestamp;
use shared::training::{
    AttendanceRules, LateClosing, Presence, Roster, SessionTimes, Tally, Telling,
};
use std::collections::BTreeMap;

/// A session as this phone knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenSession {
    /// The session with everything laid over it.
    pub record: RecordView,
    /// How many changes of it wait on this phone.
    pub unsent: usize,
    /// Whether one of them was set aside.
    pub set_aside: bool,
}

/// Where a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Nobody can sign in yet.
    Upcoming,
    /// The code is shown.
    SigningIn,
    /// Signing in has ended; the trainer has not closed it.
    Over,
    /// The trainer has closed it.
    Closed,
    /// The trainer has called it off.
    Cancelled,
}

/// What marking somebody asks a second person for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Correcting {
    /// The month, if its pay is closed: then the trainer says that it is a correction.
    pub closed_month: Option<Month>,
}

/// What marking somebody as something does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkingDoes {
    /// It counts at once.
    Mark,
    /// It asks a second person.
    Ask,
    /// It stands already: what was asked for otherwise is taken back.
    TakeBack,
    /// It stands already, and nothing else waits.
    Nothing,
}

impl SeenSession {
    /// Who should come, who came.
    pub fn roster(&self) -> Roster {
        match &self.record.office {
            Office::Roster(roster) => roster.clone(),
            Office::Review(_) | Office::CheckIn(_) => Roster::default(),
        }
    }

    /// How many came.
    pub fn tally(&self) -> Tally {
        Tally::of(&self.roster())
    }

    /// How many changes of presence wait for a second person; none of what was called off.
    pub fn waiting_corrections(&self) -> usize {
        let roster = self.roster();
        match roster.cancelled {
            Some(_) => 0,
            None => roster.waiting_corrections().count(),
        }
    }

    /// When it is, at a branch whose clock is `offset` minutes ahead of UTC.
    pub fn times(&self, offset: i32) -> Option<SessionTimes> {
        SessionTimes::of(&self.record.content, offset, &AttendanceRules::CURRENT)
    }

    /// Whether it has begun: before that it cannot be closed.
    pub fn has_begun(&self, offset: i32, now: Timestamp) -> bool {
        self.times(offset).is_none_or(|times| times.start <= now)
    }

    /// What closing it asks; `None` in time.
    pub fn late_closing(&self, telling: Telling) -> Option<LateClosing> {
        self.roster().late_closing(&self.record.content, telling)
    }

    /// Whether it cannot be called off, for somebody came and its day is over.
    pub fn was_held(&self, telling: Telling) -> bool {
        self.roster().was_held(&self.record.content, telling)
    }

    /// As what somebody can be marked at `now`: as the server takes it.
    pub fn offers(&self, offset: i32, now: Timestamp) -> Vec<Presence> {
        if self.roster().cancelled.is_some() {
            return Vec::new();
        }
        let times = self.times(offset);
        let can_have_come = times.is_none_or(|times| times.can_have_come(now));
        let offered = |presence: &Presence| can_have_come || !presence.came();
        Presence::ALL.into_iter().filter(offered).collect()
    }

    /// What marking somebody now asks a second person for; `None` where it counts at once.
    pub fn correcting(&self, person: PersonId, telling: Telling) -> Option<Correcting> {
        let content = &self.record.content;
        let asks = self
            .roster()
            .is_corrected_by_marking(person, content, telling);
        asks.then(|| Correcting {
            closed_month: telling.closed_month(content),
        })
    }

    /// What marking somebody as that does now.
    pub fn marking_does(
        &self,
        person: PersonId,
        presence: Presence,
        telling: Telling,
    ) -> MarkingDoes {
        if self.correcting(person, telling).is_none() {
            return MarkingDoes::Mark;
        }
        let roster = self.roster();
        let mut entries = roster.entries.iter();
        let entry = entries.find(|entry| entry.person.id == person);
        let stands = entry.is_some_and(|entry| entry.presence == Some(presence));
        let waits = || roster.waiting_corrections().any(|it| it.person == person);
        match stands {
            false => MarkingDoes::Ask,
            true if waits() => MarkingDoes::TakeBack,
            true => MarkingDoes::Nothing,
        }
    }

    /// Where it stands at `now`.
    pub fn phase(&self, offset: i32, now: Timestamp) -> Phase {
        let roster = self.roster();
        if roster.cancelled.is_some() {
            return Phase::Cancelled;
        }
        if roster.closed_at.is_some() {
            return Phase::Closed;
        }
        match self.times(offset) {
            Some(times) if now < times.opens => Phase::Upcoming,
            Some(times) if times.is_open(now) => Phase::SigningIn,
            Some(_) | None => Phase::Over,
        }
    }
}

/// The sessions of `trainer`, the latest first: those the office has, and those that wait here.
pub fn seen_sessions(
    records: &[RecordView],
    outbox: &[OutboxEntry],
    trainer: &Sender,
) -> Vec<SeenSession> {
    let mut seen = BTreeMap::new();
    let own = |record: &&RecordView| {
        record.kind == RecordKind::TrainingSession && record.captured_by.id == trainer.person.id
    };
    for record in records.iter().filter(own) {
        seen.insert(record.record_id, as_pulled(record.clone()));
    }
    for entry in outbox {
        if let Some(mutation) = entry.mutation()
            && mutation.kind == RecordKind::TrainingSession
        {
            lay_over(&mut seen, entry, &mutation, trainer);
        }
    }
    let mut sessions: Vec<_> = seen.into_values().collect();
    sessions.sort_by(|one, other| begins(other).cmp(&begins(one)));
    sessions
}

/// Dates and times of day are written so that their texts sort as they do.
fn begins(session: &SeenSession) -> (&str, &str, RecordId) {
    let content = &session.record.content;
    let answer = |path| content.get(path).unwrap_or_default();
    (answer("date"), answer("start"), session.record.record_id)
}

const fn as_pulled(record: RecordView) -> SeenSession {
    SeenSession {
        record,
        unsent: 0,
        set_aside: false,
    }
}

fn lay_over(
    seen: &mut BTreeMap<RecordId, SeenSession>,
    entry: &OutboxEntry,
    mutation: &Mutation,
    trainer: &Sender,
) {
    let known = seen.get(&mutation.record_id);
    if is_in(known, &entry.state) {
        return;
    }
    let set_aside = matches!(entry.state, EntryState::SetAside(_));
    let waits = usize::from(entry.state == EntryState::Waiting);
    let unsent = known.map_or(0, |session| session.unsent) + waits;
    let set_aside_before = known.is_some_and(|session| session.set_aside);
    let after = after(mutation, known, trainer, set_aside);
    if let Some(record) = after.or_else(|| known.map(|session| session.record.clone())) {
        let session = SeenSession {
            record,
            unsent,
            set_aside: set_aside || set_aside_before,
        };
        seen.insert(mutation.record_id, session);
    }
}

/// Whether what was pulled has the entry in it already.
fn is_in(known: Option<&SeenSession>, state: &EntryState) -> bool {
    match (known, state) {
        (Some(session), EntryState::Applied { version }) => session.record.version >= *version,
        _ => false,
    }
}

/// The record after the mutation, by the server's own function. What was set aside changes
/// nothing, except that a session of which the server has nothing is still shown.
fn after(
    mutation: &Mutation,
    known: Option<&SeenSession>,
    trainer: &Sender,
    set_aside: bool,
) -> Option<RecordView> {
    let opens = matches!(mutation.operation, Operation::Submit { .. });
    if set_aside && !opens {
        return None;
    }
    let stored = known.map(|session| Known {
        record: &session.record,
        base: Some(&session.record.content)
            .filter(|_| session.record.content_version == mutation.base_version),
    });
    let no_findings = |_: RecordKind, _: &_| -> Vec<Finding> { Vec::new() };
    match admit(mutation, trainer, stored, &no_findings, mutation.made_at) {
        Admission::Apply(record) => Some(*record),
        Admission::Refuse(_) => None,
    }
}

#[cfg(test)]
mod tests;
