//! Who works on this device. Known without network; the server is asked only on an exchange.

mod leaving;
mod tabs;

use crate::api::{self, ApiError};
use crate::channel::Channel;
use crate::finding_text::finding_text;
use crate::push;
use crate::reason_text::know_reasons;
use crate::storage_quota::ask_to_persist;
use crate::store::{DeviceStore, KnownPerson, StoreError, Vault};
use crate::text::{language, t};
use leptos::prelude::*;
use shared::id::{DeviceId, PersonId};
use shared::people::SignInName;
use shared::session::{Profile, SignInRequest};
use tabs::Word;

/// Where signing in and out happens.
const PATH: &str = "/api/session";

/// Whether somebody works here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionState {
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
    /// What is said of it.
    pub fn said(&self) -> String {
        match self {
            Self::Api(error) => said(error),
            Self::Store(error) => t(error.text_key()).to_owned(),
        }
    }

    /// Whether login name and password do not fit.
    pub fn is_wrong_login(&self) -> bool {
        matches!(self, Self::Api(ApiError::Problem(problem)) if problem.code == "wrong_login")
    }

    /// Whether a one-time code was right: a passphrase is to be chosen with it.
    pub fn wants_passphrase(&self) -> bool {
        matches!(self, Self::Api(ApiError::Problem(problem)) if problem.code == "passphrase_to_choose")
    }
}

/// What is said of a request that failed: what the rules found tells more than the problem.
pub fn said(error: &ApiError) -> String {
    let found = match error {
        ApiError::Problem(problem) => problem.findings.first(),
        ApiError::Unreachable | ApiError::SignIn | ApiError::NotNow { .. } => None,
    };
    match found {
        Some(finding) => finding_text(language(), finding, None),
        None => t(&error.text_key()).to_owned(),
    }
}

/// What somebody signs in with.
#[derive(Clone, Copy)]
pub struct SignIn<'a> {
    /// The login name, as typed.
    pub login: &'a str,
    /// The passphrase, or a one-time code.
    pub password: &'a str,
    /// The passphrase that is chosen with a one-time code.
    pub new_passphrase: Option<&'a str>,
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
    session_state: RwSignal<SessionState>,
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
            session_state: RwSignal::new(SessionState::Opening),
            profile: RwSignal::new(None),
            cleared: RwSignal::new(false),
            device: StoredValue::new_local(None),
            tabs: StoredValue::new_local(None),
            again: RwSignal::new(0),
        };
        session.listen();
        leptos::task::spawn_local(async move {
            if let Err(error) = session.open().await {
                session.session_state.set(SessionState::Unavailable(error));
            }
        });
        session
    }

    /// Whether somebody works here.
    pub fn session_state(self) -> SessionState {
        self.session_state.get()
    }

    /// Whether the server still knows somebody here whom this device has forgotten: the browser
    /// has deleted what was kept.
    pub fn was_cleared(self) -> bool {
        self.cleared.get()
    }

    async fn open(self) -> Result<(), StoreError> {
        let device = DeviceStore::open().await?;
        DeviceStore::on_storage_loss(move || {
            self.session_state
                .set(SessionState::Unavailable(StoreError::Cleared));
        });
        let current = device.current().await?;
        self.device.set_value(Some(device));
        match current {
            Some(profile) => {
                self.enter(profile);
                leptos::task::spawn_local(self.refresh());
            }
            None => {
                self.session_state.set(SessionState::SignedOut);
                self.tell_server_of_sign_out().await?;
                self.cleared.set(api::get::<Profile>(PATH).await.is_ok());
            }
        }
        Ok(())
    }

    fn enter(self, profile: Profile) {
        know_reasons(&profile);
        let session_state = SessionState::SignedIn(profile.person.id);
        let is_news = self
            .profile
            .with_untracked(|known| known.as_ref() != Some(&profile));
        if is_news {
            self.profile.set(Some(profile));
        }
        if self.session_state.get_untracked() != session_state {
            self.session_state.set(session_state);
        }
    }

    /// Asks the server for today's roles; without an answer yesterday's stand. Who has left has none.
    async fn refresh(self) {
        let profile = match api::get::<Profile>(PATH).await {
            Err(error) if error.says_left() => {
                self.profile.get_untracked().map(Profile::without_roles)
            }
            asked => asked.ok(),
        };
        let Some(profile) = profile else { return };
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

    /// Days may have gone by, and with them roles: whoever is signed in here learns theirs of today.
    pub fn learn_roles(self) {
        if self.person().is_some() {
            leptos::task::spawn_local(self.refresh());
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
    pub async fn sign_in(self, with: SignIn<'_>) -> Result<(), SignInError> {
        let device = self.device()?;
        let login: Result<SignInName, _> = with.login.parse();
        // What is none is the server's to refuse, as it refuses every wrong name.
        let login = login.map_or_else(|_| with.login.to_owned(), |login| login.to_string());
        let with = SignIn {
            login: &login,
            ..with
        };
        let (profile, device_id) = match ask(&device, with).await {
            Err(SignInError::Api(ApiError::Problem(problem)))
                if problem.code == "device_of_another" =>
            {
                device.forget_device_id(&login).await?;
                ask(&device, with).await?
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
        self.session_state.set(SessionState::SignedOut);
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
async fn ask(device: &DeviceStore, with: SignIn<'_>) -> Result<(Profile, DeviceId), SignInError> {
    let (device_id, device_number) = device.installation(with.login).await?;
    let request = SignInRequest {
        login: with.login.to_owned(),
        password: with.password.to_owned(),
        new_passphrase: with.new_passphrase.map(str::to_owned),
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
