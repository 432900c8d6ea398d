//! Who works on this device. Known without network; the server is asked only on an exchange.

mod leaving;
mod tabs;

use crate::api::{self, ApiError};
use crate::channel::Channel;
use crate::push;
use crate::room::ask_to_persist;
use crate::store::{DeviceStore, KnownPerson, StoreError, Vault};
use leptos::prelude::*;
use shared::id::{DeviceId, PersonId};
use shared::session::{Profile, SignInRequest};
use tabs::Word;

/// Where signing in and out happens.
const PATH: &str = "/api/session";

/// Whether somebody works here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Presence {
    /// The device's store is being opened.
    Opening,
    /// The device's store cannot be opened.
    Unavailable(StoreError),
    /// Nobody.
    SignedOut,
    /// Somebody, by the store, whatever the server thinks.
    SignedIn(PersonId),
}

/// Why signing in failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignInError {
    /// The server's word, or no word from it.
    Api(ApiError),
    /// The device could not keep it.
    Store(StoreError),
}

impl SignInError {
    /// The key of the text that says it.
    pub fn text_key(&self) -> String {
        match self {
            Self::Api(error) => error.text_key(),
            Self::Store(error) => error.text_key().to_owned(),
        }
    }
}

impl From<ApiError> for SignInError {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

impl From<StoreError> for SignInError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Who works on this device.
#[derive(Clone, Copy)]
pub struct Session {
    presence: RwSignal<Presence>,
    profile: RwSignal<Option<Profile>>,
    cleared: RwSignal<bool>,
    device: StoredValue<Option<DeviceStore>, LocalStorage>,
    tabs: StoredValue<Option<Channel>, LocalStorage>,
    again: RwSignal<u32>,
}

impl Session {
    /// Begins to find out who works here.
    pub fn start() -> Self {
        let session = Self {
            presence: RwSignal::new(Presence::Opening),
            profile: RwSignal::new(None),
            cleared: RwSignal::new(false),
            device: StoredValue::new_local(None),
            tabs: StoredValue::new_local(None),
            again: RwSignal::new(0),
        };
        session.listen();
        leptos::task::spawn_local(async move {
            if let Err(error) = session.open().await {
                session.presence.set(Presence::Unavailable(error));
            }
        });
        session
    }

    /// Whether somebody works here.
    pub fn presence(self) -> Presence {
        self.presence.get()
    }

    /// Whether the server still knows somebody here whom this device has forgotten: the browser
    /// has deleted what was kept.
    pub fn was_cleared(self) -> bool {
        self.cleared.get()
    }

    async fn open(self) -> Result<(), StoreError> {
        let device = DeviceStore::open().await?;
        DeviceStore::when_taken_away(move || {
            self.presence
                .set(Presence::Unavailable(StoreError::Cleared));
        });
        let current = device.current().await?;
        self.device.set_value(Some(device));
        match current {
            Some(profile) => {
                self.enter(profile);
                leptos::task::spawn_local(self.refresh());
            }
            None => {
                self.presence.set(Presence::SignedOut);
                self.tell_server_of_sign_out().await?;
                self.cleared.set(api::get::<Profile>(PATH).await.is_ok());
            }
        }
        Ok(())
    }

    fn enter(self, profile: Profile) {
        let presence = Presence::SignedIn(profile.person.id);
        self.profile.set(Some(profile));
        if self.presence.get_untracked() != presence {
            self.presence.set(presence);
        }
    }

    /// Asks the server for today's roles; without an answer yesterday's stand.
    async fn refresh(self) {
        let Ok(profile) = api::get::<Profile>(PATH).await else {
            return;
        };
        let Ok(device) = self.device() else { return };
        let person = profile.person.id;
        match device.keep_profile(&profile).await {
            Ok(false) => self.look_again().await,
            // Not kept means asked again at the next start.
            Ok(true) | Err(_) if self.person() == Some(person) => {
                self.enter(profile);
                push::go_on(self, person).await;
            }
            Ok(true) | Err(_) => {}
        }
    }

    fn person(self) -> Option<PersonId> {
        self.profile
            .with_untracked(|profile| profile.as_ref().map(|profile| profile.person.id))
    }

    /// The device's own store.
    pub fn device(self) -> Result<DeviceStore, StoreError> {
        self.device.get_value().ok_or(StoreError::Missing)
    }

    /// Signs in and keeps who works here now.
    pub async fn sign_in(self, login: &str, password: &str) -> Result<(), SignInError> {
        let device = self.device()?;
        let login = login.trim().to_lowercase();
        let (profile, device_id) = match ask(&device, &login, password).await {
            Err(SignInError::Api(ApiError::Problem(problem)))
                if problem.code == "device_of_another" =>
            {
                device.forget_device_id(&login).await?;
                ask(&device, &login, password).await?
            }
            asked => asked?,
        };
        let person = profile.person.id;
        if let Some(before) = self.person().filter(|before| *before != person) {
            leaving::leave(&device, before).await?;
        }
        let vault = Vault::open(person).await?;
        leaving::settle(&device, &vault, person).await?;
        vault.keep_device(device_id, profile.device_number).await?;
        device.sign_in(&profile, device_id).await?;
        // Nobody waits for it; refused, it is offered on the page that says what is where.
        leptos::task::spawn_local(async {
            ask_to_persist().await;
        });
        self.enter(profile);
        self.tell_tabs(Word::Came(person));
        leptos::task::spawn_local(push::go_on(self, person));
        Ok(())
    }

    /// Nobody works here any more, in no tab. What waits stays in the person's own database; what is half
    /// written goes.
    pub async fn sign_out(self) -> Result<(), StoreError> {
        let device = self.device()?;
        if let Some(person) = self.person() {
            leaving::leave(&device, person).await?;
        }
        device.sign_out().await?;
        self.tell_tabs(Word::Left);
        self.presence.set(Presence::SignedOut);
        self.profile.set(None);
        let told = self.tell_server_of_sign_out().await;
        push::forget_subscription().await;
        told
    }

    /// Without network the server hears of it at the next start.
    async fn tell_server_of_sign_out(self) -> Result<(), StoreError> {
        let device = self.device()?;
        if !device.sign_out_pending().await? {
            return Ok(());
        }
        match api::delete(PATH).await {
            Ok(()) | Err(ApiError::SignIn) => device.sign_out_done().await,
            Err(_) => Ok(()),
        }
    }

    /// Who has signed in on this device.
    pub async fn people(self) -> Vec<KnownPerson> {
        match self.device() {
            Ok(device) => device.people().await.unwrap_or_default(),
            Err(_) => Vec::new(),
        }
    }
}

/// Asks the server to sign in, with this installation's id for the login.
async fn ask(
    device: &DeviceStore,
    login: &str,
    password: &str,
) -> Result<(Profile, DeviceId), SignInError> {
    let (device_id, device_number) = device.installation(login).await?;
    let request = SignInRequest {
        login: login.to_owned(),
        password: password.to_owned(),
        device_id,
        device_number,
    };
    Ok((api::post(PATH, &request).await?, device_id))
}

/// Who works on this device.
pub fn use_session() -> Session {
    expect_context()
}

/// The profile of who works here; only below the signed-in part of the app.
pub fn use_profile() -> Signal<Profile> {
    expect_context()
}

/// Makes [`use_profile`] work below: the last known profile, also while somebody signs out.
pub fn provide_profile(session: Session) -> Option<Signal<Profile>> {
    let first = session.profile.get_untracked()?;
    let last = StoredValue::new(first);
    let profile = Signal::derive(move || {
        if let Some(profile) = session.profile.get() {
            last.set_value(profile);
        }
        last.get_value()
    });
    provide_context(profile);
    Some(profile)
}
