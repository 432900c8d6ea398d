//! Training sessions: who is invited, who signs in, in whichever order the phones find network, and
//! what a trainer may change.

mod by_hand;
mod late;
mod order;
mod planning;
mod signing_in;
mod statements;

use crate::person::{Made, Person};
use crate::world::TestServer;
use shared::answers::Answers;
use shared::id::RecordId;
use shared::record::{Office, RecordKind};
use shared::sync::{Operation, Outcome};
use shared::time::Timestamp;
use shared::training::{
    CheckInRefusal, CheckInState, Presence, Roster, RosterEntry, SessionSecret, code_at,
};

const KIND: RecordKind = RecordKind::TrainingSession;
const APPLIED: Outcome = Outcome::Applied { version: 1 };

/// A session of today at 10:30, half an hour from the start of every story.
fn session() -> Answers {
    shared::sample::training_session(55, "2026-11-20".parse().unwrap())
        .with("start", "10:30")
        .with("end", "12:30")
        .with("hours", "2")
}

/// A trainer whose phone has made a session, and somebody who is invited.
struct Class<'s> {
    trainer: Person<'s>,
    agent: Person<'s>,
    session: Answers,
    opened: Made,
}

impl<'s> Class<'s> {
    /// The session has not reached the server.
    async fn with(server: &'s TestServer, session: Answers) -> Self {
        let mut trainer = server.person("guoyan").await;
        let opened = trainer.submits(KIND, session.clone());
        Self {
            agent: server.person("wangfang").await,
            trainer,
            session,
            opened,
        }
    }

    /// The session has reached the server.
    async fn that_is_known(server: &'s TestServer, session: Answers) -> Self {
        let class = Self::with(server, session).await;
        assert_eq!(class.trainer.sends(&[&class.opened]).await, [APPLIED]);
        class
    }

    /// A check-in with the code that is shown at a moment.
    fn check_in_at(&self, at: Timestamp) -> Answers {
        let secret: SessionSecret = self.session.get("secret").unwrap().parse().unwrap();
        Answers::new()
            .with(
                "session_number",
                self.session.get("session_number").unwrap(),
            )
            .with("code", &code_at(&secret, at).to_string())
    }

    /// A check-in with the code that is shown now.
    fn check_in(&self) -> Answers {
        self.check_in_at(self.agent.server.now())
    }

    /// The agent signs in with the code that is shown now; nothing is sent yet.
    fn signs_in(&mut self) -> Made {
        let content = self.check_in();
        self.agent.submits(RecordKind::CheckIn, content)
    }

    /// What the agent's phone knows of a check-in after it was sent.
    async fn sent(&mut self, signed_in: &Made) -> CheckInState {
        assert_eq!(self.agent.sends(&[signed_in]).await, [APPLIED]);
        self.agent.pulls().await;
        state(&self.agent, signed_in.record)
    }

    /// The trainer's next change of the session at a version.
    fn changes(&mut self, version: u64, operation: Operation) -> Made {
        self.trainer
            .make(KIND, self.opened.record, version, operation)
    }

    /// The trainer marks the agent by hand; nothing is sent yet.
    fn marks(&mut self, presence: Presence, reason: &str) -> Made {
        let mark = Operation::Mark {
            person: self.agent.profile.person.id,
            presence,
            reason: reason.to_owned(),
            correction: false,
        };
        self.changes(1, mark)
    }

    /// The agent's line on the roster as the trainer sees it now.
    async fn line(&mut self) -> RosterEntry {
        let agent = self.agent.profile.person.id;
        let mut entries = self.roster().await.entries.into_iter();
        entries.find(|entry| entry.person.id == agent).unwrap()
    }

    /// The roster as the trainer sees it now.
    async fn roster(&mut self) -> Roster {
        self.trainer.pulls().await;
        roster(&self.trainer, self.opened.record)
    }
}

fn state(agent: &Person<'_>, record: RecordId) -> CheckInState {
    match agent.holds(record).unwrap().office {
        Office::CheckIn(state) => state,
        other => panic!("{other:?}"),
    }
}

fn roster(person: &Person<'_>, record: RecordId) -> Roster {
    match person.holds(record).unwrap().office {
        Office::Roster(roster) => roster,
        other => panic!("{other:?}"),
    }
}

fn not_counted(reason: CheckInRefusal) -> CheckInState {
    CheckInState::NotCounted { reason }
}

/// What the rules found in the first mutation that was sent.
fn found(outcomes: &[Outcome]) -> Vec<&str> {
    match &outcomes[0] {
        Outcome::Rejected { findings } => findings.iter().map(|it| it.code.as_str()).collect(),
        other => panic!("{other:?}"),
    }
}
