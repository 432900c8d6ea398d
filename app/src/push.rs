//! Being told by the system, while the app is closed, that something waits. What arrives has no content;
//! the service worker says it in the words that are kept here, in the language of the app.
//!
//! The first load finds out whether anybody is told, or may be asked; the rest is in chunks: that of the
//! settings, and one named `push` for who is told already and for the offer.

mod browser;
mod telling;

use crate::api::{self, ApiError};
use crate::session::Session;
use crate::store::{StoreError, Told};
use crate::text::t;
use core::pin::Pin;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use shared::id::PersonId;
use shared::key;
use shared::push::{PushOffer, PushSubscription};

pub use browser::forget_subscription;
pub use telling::{Telling, use_telling};

const PATH: &str = "/api/push";

/// Whether the person is told on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The company does not offer it.
    NotOffered,
    /// The browser cannot.
    Unsupported,
    /// The browser can once the app is on the home screen.
    NeedsInstall,
    /// The person has told the browser not to ask again, or the system does not let it.
    Denied,
    /// Not told.
    Off,
    /// Told.
    On,
}

/// Why the person is not told, though they wanted to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PushError {
    /// They closed the browser's question, or said no.
    NotPermitted,
    /// The browser's push service cannot be reached, or there is none on this phone.
    NoService,
    /// The server's word, or no word from it.
    Api(ApiError),
    /// The device could not keep it.
    Store(StoreError),
}

impl PushError {
    /// The key of the text that says it; nothing of what the person decided themselves.
    pub fn text_key(&self) -> Option<String> {
        match self {
            Self::NotPermitted => None,
            Self::NoService => Some(key!("ui.push.no_service").to_owned()),
            Self::Api(error) => Some(error.text_key()),
            Self::Store(error) => Some(error.text_key().to_owned()),
        }
    }
}

impl From<ApiError> for PushError {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

impl From<StoreError> for PushError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Whether this person is told on this device; without network as far as the device knows.
pub async fn standing(session: Session, person: PersonId) -> Standing {
    if let Ok(PushOffer { public_key: None }) = offer().await {
        return Standing::NotOffered;
    }
    if !browser::can_tell() {
        return match browser::can_once_installed() {
            true => Standing::NeedsInstall,
            false => Standing::Unsupported,
        };
    }
    match browser::permission().as_deref() {
        Some("denied") => Standing::Denied,
        Some("granted") if is_kept(session, person).await && browser::is_subscribed().await => {
            Standing::On
        }
        _ => Standing::Off,
    }
}

/// Whether the browser would ask the person: they have never answered it.
pub fn would_ask() -> bool {
    browser::can_tell() && browser::permission().as_deref() == Some("default")
}

async fn is_kept(session: Session, person: PersonId) -> bool {
    match session.device() {
        Ok(device) => device
            .told()
            .await
            .is_ok_and(|told| told.is_some_and(|told| told.person_id == person)),
        Err(_) => false,
    }
}

async fn offer() -> Result<PushOffer, ApiError> {
    api::get(PATH).await
}

/// From now on the person is told on this device. Called from what they pressed: the browser asks them
/// first.
pub async fn turn_on(session: Session, person: PersonId) -> Result<(), PushError> {
    if !browser::ask_permission().await {
        return Err(PushError::NotPermitted);
    }
    subscribe().await?;
    session.device()?.keep_told(&told(person)).await?;
    Ok(())
}

/// The person is told no longer on this device.
pub async fn turn_off(session: Session) -> Result<(), PushError> {
    session.device()?.forget_told().await?;
    forget_subscription().await;
    api::delete(PATH).await?;
    Ok(())
}

/// A sign-in that has begun anew, or words in another language: what was agreed goes on. Who has agreed to
/// nothing loads nothing; what cannot be loaded is for the next start.
pub async fn go_on(session: Session, person: PersonId) {
    if is_kept(session, person).await
        && let Ok(going_on) = going_on(session, person).await
    {
        going_on.await;
    }
}

#[wasm_split(push, wasm_split_path = leptos::wasm_split, fallible)]
fn going_on(
    session: Session,
    person: PersonId,
) -> Result<Pin<Box<dyn Future<Output = ()>>>, SplitLoaderError> {
    Ok(Box::pin(keep_on(session, person)))
}

async fn keep_on(session: Session, person: PersonId) {
    if browser::permission().as_deref() != Some("granted") {
        return;
    }
    if let Ok(device) = session.device() {
        // Not kept: the words of before are shown.
        let _ = device.keep_told(&told(person)).await;
    }
    if let Err(error) = subscribe().await {
        leptos::logging::warn!("not told while the app is closed: {error:?}");
    }
}

async fn subscribe() -> Result<(), PushError> {
    let key = offer().await?.public_key.ok_or(PushError::NoService)?;
    let endpoint = browser::subscribe(&key).await.ok_or(PushError::NoService)?;
    Ok(api::announce(PATH, &PushSubscription { endpoint }).await?)
}

fn told(person_id: PersonId) -> Told {
    Told {
        person_id,
        title: t(key!("ui.push.notification_title")).to_owned(),
        text: t(key!("ui.push.notification_text")).to_owned(),
    }
}
