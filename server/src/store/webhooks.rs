//! Addresses of other systems that are told what happens.

use super::asked::Asked;
use super::{Db, StoreError, Stored, named, parse, time};
use shared::connections::{WebhookEvent, WebhookOff, WebhookOffBecause};
use shared::id::{PersonId, UnitId, WebhookId};
use shared::time::Timestamp;
use sqlx::Row;
use sqlx::any::AnyRow;
use std::collections::{BTreeMap, BTreeSet};

/// A webhook as it is kept.
#[derive(Clone)]
pub struct StoredWebhook {
    pub id: WebhookId,
    pub address: String,
    pub secret: String,
    pub events: Vec<WebhookEvent>,
    pub unit: UnitId,
    /// Who answers for it.
    pub made_by: PersonId,
    pub made_at: Timestamp,
    pub failing_since: Option<Timestamp>,
    pub off: Option<WebhookOff>,
}

const COLUMNS: &str = "SELECT webhook_id, address, secret, events, unit_id, made_by, made_at,
     failing_since, off_at, off_because FROM webhook WHERE ended_at IS NULL";

pub async fn insert(db: &mut Db, hook: &StoredWebhook) -> Stored<()> {
    let events: Vec<&str> = hook.events.iter().map(|event| event.as_str()).collect();
    sqlx::query(
        "INSERT INTO webhook (webhook_id, address, secret, events, unit_id, made_by, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(hook.id.to_string())
    .bind(hook.address.clone())
    .bind(hook.secret.clone())
    .bind(events.join(" "))
    .bind(hook.unit.to_string())
    .bind(hook.made_by.to_string())
    .bind(hook.made_at.millis())
    .execute(db)
    .await?;
    Ok(())
}

/// The webhook, unless it has ended.
pub async fn find(db: &mut Db, hook: WebhookId) -> Stored<Option<StoredWebhook>> {
    let mut asked = Asked::new();
    asked
        .push(COLUMNS)
        .push(" AND webhook_id = ")
        .text(hook.to_string());
    Ok(hooks(db, asked).await?.pop())
}

/// Those of these units that have not ended, the latest first.
pub async fn of_units(db: &mut Db, units: &BTreeSet<UnitId>) -> Stored<Vec<StoredWebhook>> {
    if units.is_empty() {
        return Ok(Vec::new());
    }
    let mut asked = Asked::new();
    asked.push(COLUMNS).push(" AND unit_id IN ");
    asked.texts(units.iter().map(ToString::to_string));
    asked.push(" ORDER BY made_at DESC, webhook_id");
    hooks(db, asked).await
}

/// Those that are told something.
pub async fn listening(db: &mut Db) -> Stored<Vec<StoredWebhook>> {
    let mut asked = Asked::new();
    asked
        .push(COLUMNS)
        .push(" AND off_at IS NULL ORDER BY webhook_id");
    hooks(db, asked).await
}

/// The hosts of webhooks, ended or not.
pub async fn hosts(
    db: &mut Db,
    hooks: &BTreeSet<WebhookId>,
) -> Stored<BTreeMap<WebhookId, String>> {
    if hooks.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut asked = Asked::new();
    asked.push("SELECT webhook_id, address FROM webhook WHERE webhook_id IN ");
    asked.texts(hooks.iter().map(ToString::to_string));
    let rows = asked.rows(db).await?;
    let hosts = rows.iter().map(|row| {
        let id = parse(row.try_get::<&str, _>("webhook_id")?, "webhook_id")?;
        let address: url::Url = parse(row.try_get::<&str, _>("address")?, "address")?;
        Ok((id, address.host_str().unwrap_or_default().to_owned()))
    });
    hosts.collect()
}

/// From now on it is told nothing, unless it is off already.
pub async fn switch_off(db: &mut Db, hook: WebhookId, off: WebhookOff) -> Stored<()> {
    sqlx::query(
        "UPDATE webhook SET off_at = $2, off_because = $3 WHERE webhook_id = $1 AND off_at IS NULL",
    )
    .bind(hook.to_string())
    .bind(off.at.millis())
    .bind(off.because.as_str())
    .execute(db)
    .await?;
    Ok(())
}

/// From now on it is told again, and this person answers for it.
pub async fn switch_on(db: &mut Db, hook: WebhookId, by: PersonId) -> Stored<()> {
    sqlx::query(
        "UPDATE webhook SET off_at = NULL, off_because = NULL, failing_since = NULL, made_by = $2
         WHERE webhook_id = $1",
    )
    .bind(hook.to_string())
    .bind(by.to_string())
    .execute(db)
    .await?;
    Ok(())
}

/// It is told nothing any more, for ever.
pub async fn end(db: &mut Db, hook: WebhookId, at: Timestamp) -> Stored<()> {
    sqlx::query("UPDATE webhook SET ended_at = $2 WHERE webhook_id = $1")
        .bind(hook.to_string())
        .bind(at.millis())
        .execute(db)
        .await?;
    Ok(())
}

/// Something did not arrive; since when nothing does.
pub async fn fails(db: &mut Db, hook: WebhookId, now: Timestamp) -> Stored<Timestamp> {
    let since: Option<i64> = sqlx::query_scalar(
        "UPDATE webhook SET failing_since = COALESCE(failing_since, $2) WHERE webhook_id = $1
         RETURNING failing_since",
    )
    .bind(hook.to_string())
    .bind(now.millis())
    .fetch_optional(db)
    .await?;
    Ok(since.map_or(now, time))
}

/// Something arrived.
pub async fn arrives(db: &mut Db, hook: WebhookId) -> Stored<()> {
    sqlx::query(
        "UPDATE webhook SET failing_since = NULL
         WHERE webhook_id = $1 AND failing_since IS NOT NULL",
    )
    .bind(hook.to_string())
    .execute(db)
    .await?;
    Ok(())
}

async fn hooks(db: &mut Db, asked: Asked) -> Stored<Vec<StoredWebhook>> {
    asked.rows(db).await?.iter().map(hook).collect()
}

fn hook(row: &AnyRow) -> Stored<StoredWebhook> {
    let events: &str = row.try_get("events")?;
    let events = events
        .split(' ')
        .map(|name| named(WebhookEvent::from_name(name), "events"));
    let off_at: Option<i64> = row.try_get("off_at")?;
    let because: Option<String> = row.try_get("off_because")?;
    let off = off_at.zip(because).map(|(at, because)| {
        Ok::<_, StoreError>(WebhookOff {
            at: time(at),
            because: named(WebhookOffBecause::from_name(&because), "off_because")?,
        })
    });
    Ok(StoredWebhook {
        id: parse(row.try_get::<&str, _>("webhook_id")?, "webhook_id")?,
        address: row.try_get("address")?,
        secret: row.try_get("secret")?,
        events: events.collect::<Stored<Vec<_>>>()?,
        unit: parse(row.try_get::<&str, _>("unit_id")?, "unit_id")?,
        made_by: parse(row.try_get::<&str, _>("made_by")?, "made_by")?,
        made_at: time(row.try_get("made_at")?),
        failing_since: row.try_get::<Option<i64>, _>("failing_since")?.map(time),
        off: off.transpose()?,
    })
}
