//! By how much the clocks were wrong when somebody signed in.

use crate::store::records::StoredRecord;
use crate::store::{Db, Stored, mutations, units};
use mutations::SenderClock;
use shared::id::RecordId;
use shared::record::RecordView;
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};
use shared::training::SignInClocks;
use std::collections::BTreeMap;

/// By how much the clocks were ahead on which sign-ins were captured, as learned when they came.
pub(super) struct AgentClocks(BTreeMap<RecordId, i64>);

impl AgentClocks {
    pub(super) async fn of(db: &mut Db, check_ins: &[StoredRecord]) -> Stored<Self> {
        let records = check_ins.iter().map(|it| it.view.record_id).collect();
        Ok(Self(mutations::first_clocks(db, &records).await?))
    }

    fn ahead(&self, check_in: &RecordView) -> i64 {
        self.0.get(&check_in.record_id).copied().unwrap_or_default()
    }
}

/// The clock on which the codes of a session are shown.
pub(super) struct SessionClock {
    trainer: SenderClock,
    branch_offset: i32,
}

impl SessionClock {
    pub(super) async fn of(db: &mut Db, session: &StoredRecord) -> Stored<Self> {
        Ok(Self {
            trainer: mutations::sender_clock(db, session.view.record_id).await?,
            branch_offset: units::offset(db, session.branch)
                .await?
                .unwrap_or(CHINA_OFFSET_MINUTES),
        })
    }

    /// As they were when somebody signed in: a clock that is set right later was wrong then.
    pub(super) fn when_signed_in(
        &self,
        check_in: &RecordView,
        agents: &AgentClocks,
    ) -> SignInClocks {
        let agent = agents.ahead(check_in);
        let trainer = self.trainer.ahead_at(moment_of(check_in, agent));
        SignInClocks {
            agent_ahead: agent.saturating_sub(trainer),
            trainer_ahead: trainer,
            branch_offset: self.branch_offset,
        }
    }
}

/// When somebody signed in, their clock set right.
fn moment_of(check_in: &RecordView, ahead: i64) -> Timestamp {
    let moment = check_in.captured_at.plus_millis(ahead.saturating_neg());
    moment.min(check_in.received_at)
}
