//! Somebody with the database in their hands, and what of it is found.

use super::fault::Fault;
use super::records::{Stray, strayed};
use super::verify::{Report, verify};
use crate::engine::TestDatabase;
use crate::store::audit::{Act, Detail, Head, append, heads};
use crate::store::{Store, Stored, a_store};
use shared::audit::AuditAction;
use shared::id::{DeviceId, PersonId, RecordId, UnitId};
use shared::time::Timestamp;

const ACTS: [AuditAction; 6] = [
    AuditAction::Submit,
    AuditAction::OpenCase,
    AuditAction::RaiseQuery,
    AuditAction::AnswerQuery,
    AuditAction::Accept,
    AuditAction::ReadCase,
];

fn act(action: AuditAction) -> Act {
    let at = Timestamp::from_millis(1_790_000_000_000);
    let subject = format!("the {}", action.as_str());
    Act {
        device: Some(DeviceId::from_number(2)),
        units: vec![UnitId::from_number(3), UnitId::from_number(4)],
        after: "00".to_owned(),
        detail: Detail {
            content_version: Some(1),
            ..Detail::default()
        },
        ..Act::new(at, PersonId::from_number(1), action, subject)
    }
}

/// The log of two branches.
struct Log {
    _database: TestDatabase,
    store: Store,
}

impl Log {
    async fn new() -> Self {
        let (database, store) = a_store().await;
        let mut log = Self {
            _database: database,
            store,
        };
        for action in ACTS {
            log.gets("east", action).await;
            log.gets("west", action).await;
        }
        log
    }

    async fn gets(&mut self, chain: &str, action: AuditAction) {
        let act = &act(action);
        let done = self.store.write(chain, |mut db| async move {
            append(&mut db, chain, act).await?;
            Stored::Ok(db.commit().await?)
        });
        done.await.unwrap();
    }

    async fn suffers(&mut self, sql: &'static str) {
        let done = self.store.write("", |mut db| async move {
            let done = sqlx::query(sql).execute(&mut *db).await?;
            db.commit().await?;
            Stored::Ok(done.rows_affected())
        });
        assert!(done.await.unwrap() > 0, "{sql} changes nothing");
    }

    async fn heads(&mut self) -> Vec<Head> {
        heads(&mut self.store.read().await.unwrap()).await.unwrap()
    }

    async fn verified(&mut self, exported: &[Head]) -> Report {
        let mut db = self.store.read().await.unwrap();
        verify(&mut db, exported).await.unwrap()
    }

    /// The one fault: where it shows first, and what it is.
    async fn fault(&mut self, exported: &[Head]) -> (String, u64, Fault) {
        let mut report = self.verified(exported).await;
        assert!(!report.whole);
        assert_eq!(report.faults.len(), 1, "{:?}", report.faults);
        let found = report.faults.remove(0);
        (found.chain, found.seq, found.fault)
    }
}

fn east(seq: u64, fault: Fault) -> (String, u64, Fault) {
    ("east".to_owned(), seq, fault)
}

#[tokio::test]
async fn a_log_as_it_was_written_is_whole() {
    let mut log = Log::new().await;
    let exported = log.heads().await;
    log.gets("east", AuditAction::Withdraw).await;
    let report = log.verified(&exported).await;
    assert!(report.whole);
    assert_eq!(report.rows, 13);
    assert_eq!(report.heads[0].seq, 7);
}

#[tokio::test]
async fn a_row_from_before_devices_were_kept_is_whole() {
    let mut log = Log::new().await;
    log.suffers(
        "INSERT INTO audit (chain, seq, at, person_id, action, subject, before_hash, after_hash,
                            previous_hash, hash)
         VALUES ('old', 1, 5, 'nobody', 'sign_in', 'x', '', '', '',
                 'f8da53319cf9c252cf188c05a70fea84a067d08d61d4eaf194fbda41571934fe')",
    )
    .await;
    assert!(log.verified(&[]).await.whole);
}

#[tokio::test]
async fn somebody_edits_a_row() {
    for edit in [
        "UPDATE audit SET action = 'reject' WHERE chain = 'east' AND seq = 5",
        "UPDATE audit SET at = at + 1 WHERE chain = 'east' AND seq = 5",
        "UPDATE audit SET person_id = 'somebody else' WHERE chain = 'east' AND seq = 5",
        "UPDATE audit SET subject = '' WHERE chain = 'east' AND seq = 5",
        "UPDATE audit SET after_hash = '01' WHERE chain = 'east' AND seq = 5",
        "UPDATE audit SET previous_hash = '01' WHERE chain = 'east' AND seq = 5",
        "UPDATE audit SET hash = '01' WHERE chain = 'east' AND seq = 5",
        "UPDATE audit SET device_id = '' WHERE chain = 'east' AND seq = 5",
        "UPDATE audit SET units = '' WHERE chain = 'east' AND seq = 5",
        "UPDATE audit SET detail = '{}' WHERE chain = 'east' AND seq = 5",
    ] {
        let mut log = Log::new().await;
        log.suffers(edit).await;
        assert_eq!(log.fault(&[]).await, east(5, Fault::Edited), "{edit}");
    }
}

#[tokio::test]
async fn somebody_edits_a_row_and_makes_its_hash_anew() {
    let mut log = Log::new().await;
    // Row 6 as it was written, aside; then a forged row 5 with a hash that fits it.
    log.suffers("UPDATE audit SET chain = 'aside' WHERE chain = 'east' AND seq = 6")
        .await;
    log.suffers("DELETE FROM audit WHERE chain = 'east' AND seq = 5")
        .await;
    log.gets("east", AuditAction::Reject).await;
    log.suffers("UPDATE audit SET chain = 'east' WHERE chain = 'aside'")
        .await;
    assert_eq!(log.fault(&[]).await, east(6, Fault::Unlinked));
}

#[tokio::test]
async fn somebody_takes_rows_out() {
    let mut log = Log::new().await;
    log.suffers("DELETE FROM audit WHERE chain = 'east' AND seq IN (3, 4)")
        .await;
    assert_eq!(log.fault(&[]).await, east(3, Fault::Deleted { until: 4 }));
}

#[tokio::test]
async fn somebody_takes_the_first_row_out() {
    let mut log = Log::new().await;
    log.suffers("DELETE FROM audit WHERE chain = 'east' AND seq = 1")
        .await;
    assert_eq!(log.fault(&[]).await, east(1, Fault::Deleted { until: 1 }));
}

#[tokio::test]
async fn somebody_takes_a_row_out_and_closes_the_gap() {
    let mut log = Log::new().await;
    log.suffers("DELETE FROM audit WHERE chain = 'east' AND seq = 3")
        .await;
    for close in [
        "UPDATE audit SET seq = 3 WHERE chain = 'east' AND seq = 4",
        "UPDATE audit SET seq = 4 WHERE chain = 'east' AND seq = 5",
        "UPDATE audit SET seq = 5 WHERE chain = 'east' AND seq = 6",
    ] {
        log.suffers(close).await;
    }
    assert_eq!(log.fault(&[]).await, east(3, Fault::Reordered { from: 4 }));
}

#[tokio::test]
async fn somebody_exchanges_two_rows() {
    let mut log = Log::new().await;
    for exchange in [
        "UPDATE audit SET seq = 99 WHERE chain = 'east' AND seq = 2",
        "UPDATE audit SET seq = 2 WHERE chain = 'east' AND seq = 5",
        "UPDATE audit SET seq = 5 WHERE chain = 'east' AND seq = 99",
    ] {
        log.suffers(exchange).await;
    }
    assert_eq!(log.fault(&[]).await, east(2, Fault::Reordered { from: 5 }));
}

#[tokio::test]
async fn somebody_puts_a_row_of_another_branch_in() {
    let mut log = Log::new().await;
    log.suffers("DELETE FROM audit WHERE chain = 'east' AND seq = 6")
        .await;
    log.suffers("UPDATE audit SET chain = 'east' WHERE chain = 'west' AND seq = 6")
        .await;
    assert_eq!(log.fault(&[]).await, east(6, Fault::Edited));
}

#[tokio::test]
async fn somebody_cuts_the_end_off() {
    let mut log = Log::new().await;
    let exported = log.heads().await;
    log.suffers("DELETE FROM audit WHERE chain = 'east' AND seq > 4")
        .await;
    assert!(log.verified(&[]).await.whole, "the chain alone cannot tell");
    assert_eq!(
        log.fault(&exported).await,
        east(5, Fault::CutTail { until: 6 })
    );
}

#[tokio::test]
async fn somebody_cuts_the_end_off_and_work_goes_on() {
    let mut log = Log::new().await;
    let exported = log.heads().await;
    log.suffers("DELETE FROM audit WHERE chain = 'east' AND seq > 4")
        .await;
    for action in [
        AuditAction::Reject,
        AuditAction::ReadCase,
        AuditAction::ReadCase,
    ] {
        log.gets("east", action).await;
    }
    assert!(log.verified(&[]).await.whole, "the chain alone cannot tell");
    assert_eq!(log.fault(&exported).await, east(6, Fault::Rewritten));
}

#[tokio::test]
async fn somebody_removes_a_whole_branch() {
    let mut log = Log::new().await;
    let exported = log.heads().await;
    log.suffers("DELETE FROM audit WHERE chain = 'east'").await;
    assert!(log.verified(&[]).await.whole, "the chain alone cannot tell");
    assert_eq!(
        log.fault(&exported).await,
        east(1, Fault::CutTail { until: 6 })
    );
}

#[tokio::test]
async fn somebody_writes_a_whole_chain_anew() {
    let mut log = Log::new().await;
    let exported = log.heads().await;
    log.suffers("DELETE FROM audit WHERE chain = 'east'").await;
    for action in [
        AuditAction::Submit,
        AuditAction::OpenCase,
        AuditAction::RaiseQuery,
        AuditAction::AnswerQuery,
        AuditAction::Reject,
        AuditAction::ReadCase,
    ] {
        log.gets("east", action).await;
    }
    assert!(log.verified(&[]).await.whole, "the chain alone cannot tell");
    assert_eq!(log.fault(&exported).await, east(6, Fault::Rewritten));
}

#[tokio::test]
async fn each_branch_tells_its_own_fault() {
    let mut log = Log::new().await;
    log.suffers("UPDATE audit SET action = 'reject' WHERE chain = 'east' AND seq = 5")
        .await;
    log.suffers("DELETE FROM audit WHERE chain = 'west' AND seq = 2")
        .await;
    let report = log.verified(&[]).await;
    let places: Vec<_> = report
        .faults
        .iter()
        .map(|it| (it.chain.as_str(), it.seq))
        .collect();
    assert_eq!(places, [("east", 5), ("west", 2)]);
}

#[tokio::test]
async fn somebody_takes_a_record_out() {
    let log = Log::new().await;
    let record = RecordId::from_number(7).to_string();
    let act = Act {
        subject: record.clone(),
        ..act(AuditAction::Submit)
    };
    let done = log.store.write("east", |mut db| {
        let act = &act;
        async move {
            append(&mut db, "east", act).await?;
            Stored::Ok(db.commit().await?)
        }
    });
    done.await.unwrap();
    let mut db = log.store.read().await.unwrap();
    let (found, records) = strayed(&mut db).await.unwrap();
    assert_eq!((found.len(), records), (1, 0));
    assert_eq!((&found[0].record, found[0].fault), (&record, Stray::Gone));
}
