//! Sends what is decided once its time is over, until the server has answered. The same decision id
//! decides once, however often it is sent and by however many tabs. What nobody else can have yet goes only
//! to a server that is there: without network it can be taken back for days.

use super::contact::is_sign_in;
use super::{Contact, Decisions, report};
use crate::api::{self, ApiError};
use crate::clock::now;
use crate::store::{DecisionState, KeptDecision, StoreError, Vault};
use crate::timer::after;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::IgnoredAny;
use shared::id::DecisionId;
use shared::problem::Problem;
use shared::time::Timestamp;
use std::time::Duration;

/// How long until what could not be sent is tried again, in milliseconds.
pub(super) const AGAIN_MS: i64 = 5_000;

impl Decisions {
    /// Sends what is due; what it finds in the store of another tab as well.
    pub fn go_on(self) {
        spawn_local(async move {
            self.read_again().await;
            self.send_due();
        });
    }

    /// Sends what is due and wakes for the next.
    pub(super) fn send_due(self) {
        let now = now();
        let is_there = self.answered_just_now(now);
        let due = self.kept.try_with_untracked(|kept| {
            let due = kept.iter().filter(|it| is_waiting(it, now));
            let (go, wait): (Vec<_>, Vec<_>) = due.partition(|it| may_go(it, is_there));
            let go: Vec<DecisionId> = go.into_iter().map(KeptDecision::id).collect();
            (go, !wait.is_empty())
        });
        let (go, waits) = due.unwrap_or_default();
        for id in go {
            self.send(id);
        }
        if waits {
            self.ask_whether_it_is_there();
        }
        self.wake_in_time();
    }

    /// The person says that what they left behind when they signed out is to go.
    pub fn send_left_behind(self, id: DecisionId) {
        let Some(vault) = self.vault() else { return };
        spawn_local(async move {
            match vault.send_left_behind(id).await {
                Ok(Some(_)) => {
                    self.show(id, DecisionState::OnItsWay);
                    self.send(id);
                }
                Ok(None) => self.read_again().await,
                Err(error) => report(Err(error)),
            }
        });
    }

    pub(super) fn wake_in_time(self) {
        let now = now();
        let signed_out = self.contact.try_get_untracked() == Some(Contact::SignInNeeded);
        self.inner.try_update_value(|inner| {
            // Who signs in again has it sent at once.
            let again = (!signed_out).then_some(inner.again_ms);
            let next = self
                .kept
                .try_with_untracked(|kept| next_wake(kept, now, again))
                .flatten();
            inner.timer = next.map(|wait| after(wait, move || self.send_due()));
        });
    }

    fn send(self, id: DecisionId) {
        let begun = self
            .inner
            .try_update_value(|inner| inner.sending.insert(id));
        if begun != Some(true) {
            return;
        }
        let Some(vault) = self.vault() else { return };
        spawn_local(async move {
            if let Some(decision) = self.begin(&vault, id).await {
                let sent = post(&decision).await;
                self.settle(&vault, &decision, sent).await;
            }
            self.inner
                .try_update_value(|inner| inner.sending.remove(&id));
            self.wake_in_time();
        });
    }

    /// From here on it cannot be taken back, in no tab.
    async fn begin(self, vault: &Vault, id: DecisionId) -> Option<KeptDecision> {
        match vault.begin_sending(id).await {
            Ok(Some(decision)) => {
                self.show(id, DecisionState::OnItsWay);
                Some(decision)
            }
            Ok(None) if !self.is_unkept(id) => {
                self.read_again().await;
                None
            }
            // What is kept is asked about at the next sign-in.
            Err(StoreError::SignedOut) => None,
            // The store took nothing or does not answer: what is in memory is sent.
            Ok(None) | Err(_) => self
                .kept
                .try_with_untracked(|kept| kept.iter().find(|it| it.id() == id).cloned())?,
        }
    }

    async fn settle(self, vault: &Vault, decision: &KeptDecision, sent: Result<(), ApiError>) {
        self.heard(&sent);
        match sent {
            Ok(()) => {
                report(vault.forget_taken(decision.id()).await);
                self.hide(decision.id());
                self.taken.try_update(|taken| {
                    taken.insert(decision.record_id, now());
                });
            }
            Err(error) if is_kept(&error) => self.wait_for(&error),
            Err(ApiError::Problem(problem)) => self.refuse(vault, decision, problem).await,
            Err(_) => {}
        }
    }

    /// As long as a busy server asks.
    pub(super) fn wait_for(self, error: &ApiError) {
        let wait = match error {
            ApiError::NotNow { after_ms, .. } => i64::try_from(*after_ms).unwrap_or(AGAIN_MS),
            _ => AGAIN_MS,
        };
        self.inner
            .try_update_value(|inner| inner.again_ms = wait.max(AGAIN_MS));
    }

    async fn refuse(self, vault: &Vault, decision: &KeptDecision, problem: Problem) {
        let state = DecisionState::Refused { problem };
        self.show(decision.id(), state.clone());
        let refused = KeptDecision {
            state,
            ..decision.clone()
        };
        let never_kept = self.is_unkept(decision.id());
        match vault.keep_refused(&refused, never_kept).await {
            Ok(true) => self.is_kept(decision.id()),
            Ok(false) => self.read_again().await,
            Err(error) => report(Err(error)),
        }
    }

    fn show(self, id: DecisionId, state: DecisionState) {
        self.kept.try_update(|kept| {
            if let Some(decision) = kept.iter_mut().find(|it| it.id() == id) {
                decision.state = state;
            }
        });
    }
}

async fn post(decision: &KeptDecision) -> Result<(), ApiError> {
    let path = format!("/api/desk/cases/{}/decisions", decision.record_id);
    let answer: Result<IgnoredAny, ApiError> = api::post(&path, &decision.request).await;
    answer.map(drop)
}

/// Whether the same decision may be taken later.
fn is_kept(error: &ApiError) -> bool {
    is_sign_in(error) || error.is_passing()
}

/// Whether its time is over and it does not wait for the person.
fn is_waiting(decision: &KeptDecision, now: Timestamp) -> bool {
    match decision.state {
        DecisionState::Undoable => !decision.is_undoable(now),
        DecisionState::OnItsWay => true,
        DecisionState::LeftBehind | DecisionState::Refused { .. } => false,
    }
}

/// Whether it may be sent now: it was before, or the server is there to take it.
fn may_go(decision: &KeptDecision, is_there: bool) -> bool {
    is_there || !decision.may_be_taken_back()
}

/// How long until something is due; what is on its way is tried `again`.
fn next_wake(kept: &[KeptDecision], now: Timestamp, again: Option<i64>) -> Option<Duration> {
    let wait = |decision: &KeptDecision| match decision.state {
        _ if decision.is_undoable(now) => Some(decision.sent_at.millis_since(now)),
        DecisionState::LeftBehind | DecisionState::Refused { .. } => None,
        DecisionState::Undoable | DecisionState::OnItsWay => again,
    };
    let next = kept.iter().filter_map(wait).min()?;
    Some(Duration::from_millis(
        u64::try_from(next).unwrap_or_default(),
    ))
}

#[cfg(test)]
mod tests {
    use super::super::example::kept;
    use super::*;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    #[test]
    fn each_decision_is_due_when_its_own_time_is_over() {
        let both = [kept(1, 8_000), kept(2, 9_500)];
        assert_eq!(
            next_wake(&both, at(4_000), None),
            Some(Duration::from_secs(4))
        );
        let due: Vec<_> = both.iter().filter(|it| is_waiting(it, at(8_000))).collect();
        assert_eq!(due, [&both[0]]);
        assert_eq!(next_wake(&[], at(0), Some(1)), None);
    }

    #[test]
    fn what_nobody_else_can_have_goes_only_to_a_server_that_is_there() {
        let mut decision = kept(1, 8_000);
        assert!(!may_go(&decision, false) && may_go(&decision, true));
        decision.state = DecisionState::OnItsWay;
        assert!(may_go(&decision, false), "it may have been taken");
    }

    #[test]
    fn what_is_on_its_way_waits_for_who_has_to_sign_in() {
        let sent = [kept(1, 8_000)];
        assert_eq!(next_wake(&sent, at(8_000), None), None);
        let again = Some(Duration::from_secs(5));
        assert_eq!(next_wake(&sent, at(8_000), Some(AGAIN_MS)), again);
    }

    #[test]
    fn what_was_left_behind_waits_for_the_person_alone() {
        let mut decision = kept(1, 8_000);
        decision.state = DecisionState::LeftBehind;
        assert!(!is_waiting(&decision, at(9_000)));
        assert_eq!(next_wake(&[decision], at(9_000), Some(1)), None);
    }

    #[test]
    fn what_the_server_refused_is_not_sent_again_by_itself() {
        let mut decision = kept(1, 8_000);
        let problem = Problem {
            status: 409,
            code: "changed_meanwhile".to_owned(),
            detail: String::new(),
            findings: Vec::new(),
        };
        decision.state = DecisionState::Refused { problem };
        assert!(!is_waiting(&decision, at(9_000)));
        assert_eq!(next_wake(&[decision], at(9_000), Some(1)), None);
    }
}
