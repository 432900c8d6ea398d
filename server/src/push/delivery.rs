//! Who is told, and when.

use super::Push;
use super::sender::Sent;
use crate::auth::{SignedIn, lasting};
use crate::state::AppState;
use crate::store::push_subscriptions::{self, Due};
use crate::store::{Db, Stored, records};
use core::time::Duration;
use futures::{StreamExt, stream};
use shared::id::PersonId;
use shared::time::Timestamp;

/// So long after the first reason, in milliseconds: what comes until then goes with it.
const GATHERS_FOR: i64 = 60_000;
/// How often it is looked who is to be told.
const LOOKS_EVERY: Duration = Duration::from_secs(10);
/// How many are taken at once, and how many of them are told side by side.
const TAKEN_AT_ONCE: i64 = 100;
const SIDE_BY_SIDE: usize = 8;
/// How often a message is tried before it is given up.
const MOST_TRIES: i64 = 6;
/// The first wait before another try, in milliseconds; it doubles with each.
const FIRST_WAIT: i64 = 60_000;
/// The longest wait that a push service is granted, in milliseconds.
const LONGEST_WAIT: i64 = 6 * 3_600_000;

const LANE: &str = "push";

/// In the transaction of what somebody has to know: their devices are told soon.
pub async fn tell_soon(
    db: &mut Db,
    state: &AppState,
    person: PersonId,
    now: Timestamp,
) -> Stored<()> {
    if state.push.is_none() {
        return Ok(());
    }
    push_subscriptions::set_due(db, person, now.plus_millis(GATHERS_FOR)).await
}

/// Tells whoever is to be told, as long as the server runs.
pub async fn tell_again_and_again(state: AppState) {
    let mut looks = tokio::time::interval(LOOKS_EVERY);
    loop {
        looks.tick().await;
        if let Err(error) = tell_due(&state).await {
            tracing::warn!(%error, "it cannot be read who is to be told");
        }
    }
}

/// Tells whoever is to be told by now.
///
/// # Errors
/// If the store cannot be read or written. What was taken out of it by then is not told.
pub async fn tell_due(state: &AppState) -> Stored<()> {
    let Some(push) = &state.push else {
        return Ok(());
    };
    let now = state.clock.now();
    while push_subscriptions::any_due(&mut *state.store.read().await?, now).await? {
        let taken = state.store.write(LANE, |mut db| async move {
            let due = push_subscriptions::take_due(&mut db, now, TAKEN_AT_ONCE).await?;
            db.commit().await?;
            Stored::Ok(due)
        });
        let telling = stream::iter(taken.await?).map(|due| tell(state, push, due, now));
        let told: Vec<Stored<()>> = telling.buffer_unordered(SIDE_BY_SIDE).collect().await;
        told.into_iter().collect::<Stored<()>>()?;
    }
    Ok(())
}

/// What is to be done about a device.
enum Then {
    Nothing,
    Forget,
    TryAgain(Timestamp),
}

async fn tell(state: &AppState, push: &Push, due: Due, now: Timestamp) -> Stored<()> {
    let then = match standing(state, &due, now).await? {
        Standing::SignedOut => Then::Forget,
        Standing::NothingWaits => Then::Nothing,
        Standing::Waits => send(push, &due, now).await,
    };
    let (endpoint, tries) = (due.endpoint.as_str(), due.tries + 1);
    let written = state.store.write(LANE, |mut db| {
        let then = &then;
        async move {
            match then {
                Then::Nothing => return Ok(()),
                Then::Forget => push_subscriptions::forget_endpoint(&mut db, endpoint).await?,
                Then::TryAgain(at) => {
                    push_subscriptions::set_due_again(&mut db, endpoint, tries, *at).await?;
                }
            }
            Stored::Ok(db.commit().await?)
        }
    });
    written.await
}

/// Whether there is somebody to tell, and something to tell them.
enum Standing {
    SignedOut,
    NothingWaits,
    Waits,
}

/// As of now: who has left or whose sign-in is over is told nothing, and nobody of what they have
/// answered meanwhile.
async fn standing(state: &AppState, due: &Due, now: Timestamp) -> Stored<Standing> {
    let mut db = state.store.read().await?;
    let session = due.session;
    let person = SignedIn::load(&mut db, session.person, session.device, now).await?;
    let Some(person) = person.filter(|person| !person.has_left()) else {
        return Ok(Standing::SignedOut);
    };
    let lasting = lasting(&mut db, &person).await?;
    if lasting.is_over(session.begun_at, session.acted_at, now) {
        return Ok(Standing::SignedOut);
    }
    match records::has_open_query(&mut db, session.person).await? {
        true => Ok(Standing::Waits),
        false => Ok(Standing::NothingWaits),
    }
}

/// The address itself is never logged: whoever has it could follow the device.
async fn send(push: &Push, due: &Due, now: Timestamp) -> Then {
    // A push service may have been taken out of the configuration since.
    let Ok(endpoint) = push.endpoint(&due.endpoint) else {
        return Then::Forget;
    };
    let parts = &push.0;
    let contact = &parts.settings.contact;
    let Ok(authorization) = parts.key.authorization(&endpoint, contact, now) else {
        tracing::warn!("a message to a push service cannot be signed");
        return again(due, None, now);
    };
    let service = endpoint.origin();
    match parts.sender.send(&endpoint, &authorization, now).await {
        Sent::Taken => Then::Nothing,
        Sent::Gone => Then::Forget,
        Sent::Later(wait) => {
            tracing::info!(
                service,
                tries = due.tries,
                "a push service is to be asked later"
            );
            again(due, wait, now)
        }
        Sent::Refused(status) => {
            tracing::warn!(service, %status, "a push service refuses a message");
            Then::Nothing
        }
    }
}

fn again(due: &Due, wait: Option<u64>, now: Timestamp) -> Then {
    if due.tries + 1 >= MOST_TRIES {
        return Then::Nothing;
    }
    let doubled = FIRST_WAIT << due.tries.clamp(0, MOST_TRIES);
    let asked = wait.map(|wait| i64::try_from(wait).unwrap_or(LONGEST_WAIT));
    let wait = asked.unwrap_or(doubled).clamp(FIRST_WAIT, LONGEST_WAIT);
    Then::TryAgain(now.plus_millis(wait))
}
