//! What waits is sent, and tried again.

use super::address::{CallAddress, RefusedAddress};
use super::sender::{Answer, Message};
use super::{Calls, Parts};
use crate::connections::administers;
use crate::state::AppState;
use crate::store::deliveries::{self, Due, Tried};
use crate::store::webhooks;
use crate::store::{Db, Stored};
use core::time::Duration;
use futures::{StreamExt, stream};
use shared::connections::{DeliveryFailure, WebhookOff, WebhookOffBecause};
use shared::time::Timestamp;

/// How often it is looked what is to be sent.
const LOOKS_EVERY: Duration = Duration::from_secs(2);
/// How many are taken at once, and how many of them are sent side by side.
const TAKEN_AT_ONCE: i64 = 50;
const SIDE_BY_SIDE: usize = 8;
/// What was taken and not told of by then is sent again, in milliseconds: the server ended meanwhile.
const LEASE: i64 = 5 * 60_000;
/// The waits before another try, in milliseconds: 5 seconds, 5 and 30 minutes, then hours; three days in all.
const WAITS: [i64; 9] = [
    5_000,
    5 * 60_000,
    30 * 60_000,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    14 * HOUR,
    20 * HOUR,
    24 * HOUR,
];
const HOUR: i64 = 3_600_000;
/// What waits longer is not sent any more, and a webhook to which nothing arrived for so long is switched off, in
/// milliseconds.
const GIVEN_UP_AFTER: i64 = 72 * HOUR;
/// What is over is told of for so long, in milliseconds.
const TOLD_FOR: i64 = 30 * 24 * HOUR;
/// The status that says that an address is no more.
const GONE: u16 = 410;

const LANE: &str = "webhooks";

/// Sends what waits, as long as the server runs.
pub async fn send_again_and_again(state: AppState) {
    let mut looks = tokio::time::interval(LOOKS_EVERY);
    looks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        looks.tick().await;
        if let Err(error) = send_due(&state).await {
            tracing::warn!(%error, "it cannot be read which webhooks are to be told");
        }
    }
}

/// Sends what is due by now.
///
/// # Errors
/// If the store cannot be read or written: what was taken by then is sent again later.
pub async fn send_due(state: &AppState) -> Stored<()> {
    let Some(calls) = &state.calls else {
        return Ok(());
    };
    let now = state.clock.now();
    while deliveries::any_due(&mut *state.store.read().await?, now).await? {
        let taken = state.store.write(LANE, |mut db| async move {
            deliveries::forget_until(&mut db, now.plus_millis(-TOLD_FOR)).await?;
            let due = deliveries::take_due(&mut db, (now, now.plus_millis(LEASE)), TAKEN_AT_ONCE);
            let due = due.await?;
            db.commit().await?;
            Stored::Ok(due)
        });
        let sending = stream::iter(taken.await?).map(|due| send(state, calls, due));
        let sent: Vec<Stored<()>> = sending.buffer_unordered(SIDE_BY_SIDE).collect().await;
        sent.into_iter().collect::<Stored<()>>()?;
    }
    Ok(())
}

async fn send(state: &AppState, calls: &Calls, due: Due) -> Stored<()> {
    // What waited long behind others is signed as of now: a receiver refuses what is minutes old.
    let now = state.clock.now();
    let hook = (due.made_by, due.unit);
    let answers_for_it = administers(&mut *state.store.read().await?, hook, now).await?;
    let answer = match answers_for_it {
        true => Some(tried(&calls.0, &due, now).await),
        false => None,
    };
    let due = &due;
    let written = state.store.write(LANE, |mut db| async move {
        match answer {
            Some(answer) => note(&mut db, due, answer, now).await?,
            None => {
                deliveries::set_due(&mut db, due.id, now).await?;
                switch_off(&mut db, due, WebhookOffBecause::MakerLeft, now).await?;
            }
        }
        Stored::Ok(db.commit().await?)
    });
    written.await
}

async fn tried(parts: &Parts, due: &Due, now: Timestamp) -> Answer {
    // The server may have been told since to reach less far.
    let to = CallAddress::parse(&due.address, parts.reach).map_err(|refused| match refused {
        RefusedAddress::Private => DeliveryFailure::Private,
        RefusedAddress::Unreadable => DeliveryFailure::Unreachable,
    })?;
    let message = Message {
        id: &due.id.to_string(),
        secret: &due.secret,
        body: &due.body,
    };
    parts.sender.send(&to, message, now).await
}

async fn note(db: &mut Db, due: &Due, answer: Answer, now: Timestamp) -> Stored<()> {
    let has_arrived = matches!(answer, Ok(status) if (200..300).contains(&status));
    let tries = due.tries + 1;
    let next = match has_arrived {
        true => None,
        false => next_try(tries, due.begun_at, now),
    };
    let tried = Tried {
        tries,
        at: now,
        answer,
        has_arrived,
        next,
    };
    deliveries::note(db, due.id, &tried).await?;
    if has_arrived {
        return webhooks::arrives(db, due.webhook).await;
    }
    let since = webhooks::fails(db, due.webhook, now).await?;
    let is_gone = answer == Ok(GONE);
    let for_long = next.is_none() && now.millis_since(since) >= GIVEN_UP_AFTER;
    match is_gone || for_long {
        true => switch_off(db, due, WebhookOffBecause::Failing, now).await,
        false => Ok(()),
    }
}

/// When it is tried next; `None` if it is given up.
fn next_try(tries: u32, begun_at: Timestamp, now: Timestamp) -> Option<Timestamp> {
    let wait = usize::try_from(tries).ok()?.checked_sub(1)?;
    let wait = WAITS.get(wait)?;
    let is_over = now.millis_since(begun_at) >= GIVEN_UP_AFTER;
    (!is_over).then(|| now.plus_millis(*wait))
}

/// The address itself is not logged: some hold a secret.
async fn switch_off(
    db: &mut Db,
    due: &Due,
    because: WebhookOffBecause,
    now: Timestamp,
) -> Stored<()> {
    tracing::warn!(webhook = %due.webhook, because = because.as_str(), "a webhook is switched off");
    webhooks::switch_off(db, due.webhook, WebhookOff { at: now, because }).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_grow_further_apart_and_end_after_three_days() {
        let begun = Timestamp::from_millis(0);
        let mut now = begun;
        let mut waits = Vec::new();
        for tries in 1.. {
            let Some(next) = next_try(tries, begun, now) else {
                break;
            };
            waits.push(next.millis_since(now));
            now = next;
        }
        assert!(waits.is_sorted() && waits[0] == 5_000);
        let hours = now.millis_since(begun) / HOUR;
        assert!((72..=80).contains(&hours), "{hours}");
    }

    #[test]
    fn what_waited_through_an_outage_is_given_up_by_its_age() {
        let begun = Timestamp::from_millis(0);
        let late = begun.plus_millis(GIVEN_UP_AFTER);
        assert_eq!(next_try(1, begun, late), None);
        assert!(next_try(1, begun, late.plus_millis(-1)).is_some());
    }
}
