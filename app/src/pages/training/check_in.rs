//! Signing in to a session: its number, the code, done. No network.

use super::attendance::{called_off, invitations, is_todays, own_entry};
use super::attended::Attended;
use super::check_in_result::{CheckInResult, use_attendance};
use super::code_field::{CodeField, Typed};
use super::screen::Screen;
use super::session::BackToTraining;
use super::session_choice::{ChooseSession, SessionChoice};
use crate::clock::now;
use crate::components::button::{Button, LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::error_summary::focus;
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::session::use_profile;
use crate::store::StoreError;
use crate::text::t;
use crate::work::{Work, use_work};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;
use shared::answers::Answers;
use shared::id::{PersonId, RecordId};
use shared::key;
use shared::record::{RecordKind, RecordView};
use shared::training::{AttendanceRules, CheckInSlip, SessionTimes};

/// What somebody types.
#[derive(Clone, Copy)]
struct SigningIn {
    choice: RwSignal<SessionChoice>,
    typed: RwSignal<String>,
    tried: RwSignal<bool>,
    saving: RwSignal<bool>,
    failed: RwSignal<Option<StoreError>>,
    /// The check-in, once it is on the disk, and what shows it to the trainer.
    saved: RwSignal<Option<(RecordId, CheckInSlip)>>,
}

/// The page.
#[component]
pub fn CheckIn() -> impl IntoView {
    let sessions = todays_sessions();
    let wanted = use_location()
        .query
        .with_untracked(|query| query.get("session"));
    let signing_in = SigningIn::begin(SessionChoice::first(wanted.as_deref(), &sessions));
    view! {
        <div class="page">
            <BackToTraining/>
            <h1>{t(key!("training.check_in.title"))}</h1>
            {move || match signing_in.saved.get() {
                Some((id, slip)) => view! {
                    <CheckInResult id slip on_again=Callback::new(move |()| signing_in.begin_again())/>
                }
                .into_any(),
                None => view! { <CheckInForm signing_in sessions=sessions.clone()/> }.into_any(),
            }}
        </div>
    }
}

/// Today's sessions that the person is invited to; first those they can sign in to now.
fn todays_sessions() -> Vec<RecordView> {
    let (person, offset) =
        use_profile().with_untracked(|profile| (profile.person.id, profile.branch.offset_minutes));
    let mut sessions = use_work()
        .all::<RecordView>()
        .with_untracked(|records| invitations(records, person, now(), offset));
    sessions.retain(|session| is_todays(session, now(), offset) && called_off(session).is_none());
    sessions.sort_by_key(|session| !awaits(session, person, offset));
    sessions
}

/// Whether signing in is open and the person is not counted yet.
fn awaits(session: &RecordView, person: PersonId, offset: i32) -> bool {
    let counted = own_entry(session, person).is_some_and(|entry| entry.presence.is_some());
    let times = SessionTimes::of(&session.content, offset, &AttendanceRules::CURRENT);
    !counted && times.is_some_and(|times| times.is_open(now()))
}

#[component]
fn CheckInForm(signing_in: SigningIn, sessions: Vec<RecordView>) -> impl IntoView {
    let work = use_work();
    let person = use_profile().with_untracked(|profile| profile.person.id);
    let known = signed_in_already(signing_in);
    view! {
        <form
            class="card stack"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                if known.with_untracked(Option::is_none) {
                    signing_in.save(work, person);
                }
            }
        >
            {move || signing_in.failed.get().map(not_saved)}
            <ChooseSession choice=signing_in.choice today=sessions tried=signing_in.tried.into()/>
            {move || known.get().map(one_is_enough)}
            <Show when=move || known.with(Option::is_none)>
                <CodeField value=signing_in.typed tried=signing_in.tried.into()/>
                <Button
                    label=Signal::derive(move || save_label(signing_in.saving.get()))
                    on_press=Callback::new(move |()| signing_in.save(work, person))
                    weight=Weight::Primary
                    icon=IconName::CheckIn
                    busy=signing_in.saving
                    wide=true
                />
            </Show>
        </form>
    }
}

/// How the person is signed in already to the session that is chosen.
fn signed_in_already(signing_in: SigningIn) -> Memo<Option<Attended>> {
    let attended = use_attendance();
    Memo::new(move |_| {
        let number = signing_in.choice.with(SessionChoice::number)?;
        let is_this = |one: &&Attended| one.is_signed_in_to(number, now());
        attended.with(|all| all.iter().find(is_this).cloned())
    })
}

/// One sign-in per session: said kindly, with the way to what shows it to the trainer.
fn one_is_enough(known: Attended) -> impl IntoView {
    let slip = known.slip.map(|_| {
        view! {
            <LinkButton
                label=t(key!("training.slip.again"))
                href=Screen::SignedIn(known.record).path()
                weight=Weight::Secondary
                icon=IconName::Scan
            />
        }
    });
    view! {
        <div role="status">
            <Notice title=t(key!("training.check_in.already")) tone=Tone::Success>
                <p>{t(key!("training.check_in.already_text"))}</p>
                {slip}
            </Notice>
        </div>
    }
}

fn not_saved(error: StoreError) -> impl IntoView {
    view! {
        <Notice title=t(key!("training.check_in.failed")) tone=Tone::Danger>
            <p>{t(error.text_key())}</p>
        </Notice>
    }
}

fn save_label(saving: bool) -> String {
    let key = if saving {
        key!("training.check_in.saving")
    } else {
        key!("training.check_in.save")
    };
    t(key).to_owned()
}

impl SigningIn {
    fn begin(choice: SessionChoice) -> Self {
        Self {
            choice: RwSignal::new(choice),
            typed: RwSignal::new(String::new()),
            tried: RwSignal::new(false),
            saving: RwSignal::new(false),
            failed: RwSignal::new(None),
            saved: RwSignal::new(None),
        }
    }

    /// The same session with another code.
    fn begin_again(self) {
        self.typed.set(String::new());
        self.tried.set(false);
        self.saved.set(None);
    }

    /// What is complete, or where it is not.
    fn slip(self, person: PersonId) -> Result<CheckInSlip, &'static str> {
        let number = self.choice.with_untracked(SessionChoice::number);
        let session_number = number.ok_or("session-number")?;
        match self.typed.with_untracked(|text| Typed::of(text)) {
            Typed::Good(code) => Ok(CheckInSlip {
                session_number,
                code,
                person,
            }),
            Typed::Short(_) | Typed::NotSevenDigits | Typed::Mistyped => Err("code"),
        }
    }

    fn save(self, work: Work, person: PersonId) {
        if self.saving.get_untracked() {
            return;
        }
        self.tried.set(true);
        match self.slip(person) {
            Ok(slip) => spawn_local(self.keep(work, slip)),
            Err(field) => focus(field),
        }
    }

    async fn keep(self, work: Work, slip: CheckInSlip) {
        self.saving.set(true);
        let answers = Answers::new()
            .with("session_number", &slip.session_number.to_string())
            .with("code", &slip.code.to_string());
        let kept = work.capture(RecordKind::CheckIn, answers).await;
        self.saving.set(false);
        self.failed.set(kept.as_ref().err().cloned());
        self.saved.set(kept.ok().map(|id| (id, slip)));
    }
}
