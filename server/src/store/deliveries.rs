//! What webhooks are told: written with what it tells, and what became of it.

use super::{Db, Stored, count, named, parse, time};
use shared::connections::{DeliveryFailure, DeliveryState, DeliveryView, WebhookEvent};
use shared::id::{DeliveryId, PersonId, UnitId, WebhookId};
use shared::time::Timestamp;
use sqlx::Row;
use sqlx::any::AnyRow;

/// Something that is to be told.
#[derive(Debug, Clone)]
pub struct NewDelivery {
    pub id: DeliveryId,
    pub webhook: WebhookId,
    pub event: WebhookEvent,
    pub subject: String,
    /// Every byte of it: what is sent again is the same.
    pub body: String,
}

/// Something that is to be sent now.
#[derive(Clone)]
pub struct Due {
    pub id: DeliveryId,
    pub webhook: WebhookId,
    pub address: String,
    pub secret: String,
    /// Who answers for the webhook.
    pub made_by: PersonId,
    /// The unit that it is bound to.
    pub unit: UnitId,
    pub body: String,
    /// How often it was tried before.
    pub tries: u32,
    /// Since when it is tried.
    pub begun_at: Timestamp,
}

/// What became of a try.
#[derive(Debug, Clone)]
pub struct Tried {
    /// With this one.
    pub tries: u32,
    pub at: Timestamp,
    pub answer: Result<u16, DeliveryFailure>,
    pub has_arrived: bool,
    /// When it is tried again.
    pub next: Option<Timestamp>,
}

/// Those webhooks that are told something.
const LISTENING: &str =
    "webhook_id IN (SELECT webhook_id FROM webhook WHERE off_at IS NULL AND ended_at IS NULL)";

pub async fn insert(db: &mut Db, delivery: &NewDelivery, now: Timestamp) -> Stored<()> {
    sqlx::query(
        "INSERT INTO webhook_delivery
             (delivery_id, webhook_id, event, subject, body, made_at, begun_at, due_at, tries)
         VALUES ($1, $2, $3, $4, $5, $6, $6, $6, 0)",
    )
    .bind(delivery.id.to_string())
    .bind(delivery.webhook.to_string())
    .bind(delivery.event.as_str())
    .bind(delivery.subject.clone())
    .bind(delivery.body.clone())
    .bind(now.millis())
    .execute(db)
    .await?;
    Ok(())
}

/// Whether anything is to be sent by now.
pub async fn any_due(db: &mut Db, now: Timestamp) -> Stored<bool> {
    let pieces = [
        "SELECT due_at FROM webhook_delivery WHERE due_at <= $1 AND ",
        LISTENING,
        " LIMIT 1",
    ];
    let first: Option<i64> = sqlx::query_scalar(super::records::sql(&pieces))
        .bind(now.millis())
        .fetch_optional(db)
        .await?;
    Ok(first.is_some())
}

/// Takes the first that are to be sent by now, at most so many: they are due again at the end of the lease, unless it
/// is told what became of them. Of several servers one takes each.
pub async fn take_due(
    db: &mut Db,
    (now, lease): (Timestamp, Timestamp),
    most: i64,
) -> Stored<Vec<Due>> {
    let pieces = [
        "UPDATE webhook_delivery SET due_at = $2 WHERE delivery_id IN (
            SELECT delivery_id FROM webhook_delivery WHERE due_at <= $1 AND ",
        LISTENING,
        " ORDER BY due_at, delivery_id LIMIT $3) RETURNING delivery_id",
    ];
    let taken: Vec<(String,)> = sqlx::query_as(super::records::sql(&pieces))
        .bind(now.millis())
        .bind(lease.millis())
        .bind(most)
        .fetch_all(&mut *db)
        .await?;
    if taken.is_empty() {
        return Ok(Vec::new());
    }
    let mut asked = super::asked::Asked::new();
    asked.push(
        "SELECT d.delivery_id, d.webhook_id, w.address, w.secret, w.made_by, w.unit_id, d.body,
             d.tries, d.begun_at
         FROM webhook_delivery d JOIN webhook w ON w.webhook_id = d.webhook_id
         WHERE d.delivery_id IN ",
    );
    asked.texts(taken.into_iter().map(|(id,)| id));
    asked.push(" ORDER BY d.made_at, d.delivery_id");
    asked.rows(db).await?.iter().map(due).collect()
}

fn due(row: &AnyRow) -> Stored<Due> {
    Ok(Due {
        id: parse(row.try_get::<&str, _>("delivery_id")?, "delivery_id")?,
        webhook: parse(row.try_get::<&str, _>("webhook_id")?, "webhook_id")?,
        address: row.try_get("address")?,
        secret: row.try_get("secret")?,
        made_by: parse(row.try_get::<&str, _>("made_by")?, "made_by")?,
        unit: parse(row.try_get::<&str, _>("unit_id")?, "unit_id")?,
        body: row.try_get("body")?,
        tries: tries(row)?,
        begun_at: time(row.try_get("begun_at")?),
    })
}

fn tries(row: &AnyRow) -> Stored<u32> {
    Ok(u32::try_from(count(row.try_get("tries")?)).unwrap_or(u32::MAX))
}

/// Keeps what became of a try.
pub async fn note(db: &mut Db, delivery: DeliveryId, tried: &Tried) -> Stored<()> {
    sqlx::query(
        "UPDATE webhook_delivery SET tries = $2, tried_at = $3, answer = $4, failure = $5,
             arrived_at = $6, due_at = $7 WHERE delivery_id = $1",
    )
    .bind(delivery.to_string())
    .bind(i64::from(tried.tries))
    .bind(tried.at.millis())
    .bind(tried.answer.ok().map(i64::from))
    .bind(tried.answer.err().map(|failure| failure.as_str()))
    .bind(tried.has_arrived.then(|| tried.at.millis()))
    .bind(tried.next.map(Timestamp::millis))
    .execute(db)
    .await?;
    Ok(())
}

/// It is sent at this time.
pub async fn set_due(db: &mut Db, delivery: DeliveryId, at: Timestamp) -> Stored<()> {
    sqlx::query("UPDATE webhook_delivery SET due_at = $2 WHERE delivery_id = $1")
        .bind(delivery.to_string())
        .bind(at.millis())
        .execute(db)
        .await?;
    Ok(())
}

/// It is sent once more, as if it had not been.
pub async fn begin_again(db: &mut Db, delivery: DeliveryId, now: Timestamp) -> Stored<()> {
    sqlx::query(
        "UPDATE webhook_delivery SET due_at = $2, begun_at = $2, tries = 0, arrived_at = NULL
         WHERE delivery_id = $1",
    )
    .bind(delivery.to_string())
    .bind(now.millis())
    .execute(db)
    .await?;
    Ok(())
}

/// Nothing that waits for this webhook is sent any more.
pub async fn give_up_all(db: &mut Db, hook: WebhookId) -> Stored<()> {
    sqlx::query("UPDATE webhook_delivery SET due_at = NULL WHERE webhook_id = $1")
        .bind(hook.to_string())
        .execute(db)
        .await?;
    Ok(())
}

/// To which webhook it is told.
pub async fn webhook_of(db: &mut Db, delivery: DeliveryId) -> Stored<Option<WebhookId>> {
    let hook: Option<String> =
        sqlx::query_scalar("SELECT webhook_id FROM webhook_delivery WHERE delivery_id = $1")
            .bind(delivery.to_string())
            .fetch_optional(db)
            .await?;
    hook.map(|hook| parse(&hook, "webhook_id")).transpose()
}

/// What this webhook was told, the latest first, no more than `most`.
pub async fn of_webhook(db: &mut Db, hook: WebhookId, most: i64) -> Stored<Vec<DeliveryView>> {
    let rows = sqlx::query(
        "SELECT delivery_id, event, subject, made_at, due_at, tries, tried_at, answer, failure,
             arrived_at
         FROM webhook_delivery WHERE webhook_id = $1
         ORDER BY made_at DESC, delivery_id LIMIT $2",
    )
    .bind(hook.to_string())
    .bind(most)
    .fetch_all(db)
    .await?;
    rows.iter().map(view).collect()
}

fn view(row: &AnyRow) -> Stored<DeliveryView> {
    let event = WebhookEvent::from_name(row.try_get("event")?);
    let due_at: Option<i64> = row.try_get("due_at")?;
    let arrived_at: Option<i64> = row.try_get("arrived_at")?;
    let answer: Option<i64> = row.try_get("answer")?;
    let failure: Option<String> = row.try_get("failure")?;
    let failure = failure.map(|name| named(DeliveryFailure::from_name(&name), "failure"));
    Ok(DeliveryView {
        delivery_id: parse(row.try_get::<&str, _>("delivery_id")?, "delivery_id")?,
        event: named(event, "event")?,
        subject: row.try_get("subject")?,
        made_at: time(row.try_get("made_at")?),
        state: match (due_at, arrived_at) {
            (Some(_), _) => DeliveryState::Waits,
            (None, Some(_)) => DeliveryState::Arrived,
            (None, None) => DeliveryState::GivenUp,
        },
        tries: tries(row)?,
        tried_at: row.try_get::<Option<i64>, _>("tried_at")?.map(time),
        due_at: due_at.map(time),
        answer: answer.and_then(|status| u16::try_from(status).ok()),
        failure: failure.transpose()?,
    })
}

/// Forgets what is over and was made by then.
pub async fn forget_until(db: &mut Db, at: Timestamp) -> Stored<()> {
    sqlx::query("DELETE FROM webhook_delivery WHERE made_at <= $1 AND due_at IS NULL")
        .bind(at.millis())
        .execute(db)
        .await?;
    Ok(())
}
