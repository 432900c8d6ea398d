//! The audit log: whether it is as it was written, and its heads for keeping elsewhere.

mod command;
mod heads;
mod log;
mod shown;

pub use command::{AuditHead, VerifyAudit, audit_head, verify_audit};
pub use log::{Reading, log};

use crate::store::{Store, Stored, audit};

/// Says the head of every chain in the log, now and once a day: whoever keeps the log elsewhere can
/// find a log of acts that was cut or rewritten.
pub async fn tell_heads_daily(store: Store) {
    let mut daily = tokio::time::interval(core::time::Duration::from_secs(24 * 3_600));
    loop {
        daily.tick().await;
        if let Err(error) = tell_heads(&store).await {
            tracing::error!(%error, "the audit heads cannot be read");
        }
    }
}

async fn tell_heads(store: &Store) -> Stored<()> {
    for head in audit::heads(&mut *store.read().await?).await? {
        tracing::info!(
            chain = head.chain,
            seq = head.seq,
            hash = head.hash,
            "audit head"
        );
    }
    Ok(())
}
