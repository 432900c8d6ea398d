//! Opening a session: one page, no network.

use super::capture::capture;
use super::screen::Screen;
use super::session_defaults::new_session;
use super::sessions::use_sessions;
use crate::clock::now;
use crate::components::button::{Button, LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::error_summary::{ErrorSummary, SummaryLine};
use crate::components::field::{
    Asked, Choice, DateField, Entry, Manner, Message, Offer, TimeField,
};
use crate::components::icon::Name;
use crate::components::notice::Notice;
use crate::finding_text::finding_text;
use crate::session::use_profile;
use crate::text::{language, t, t_of, tf};
use crate::work::{Work, use_work};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::answers::Answers;
use shared::finding::{Finding, has_errors};
use shared::form::training_session::COURSE_KIND;
use shared::id::RecordId;
use shared::key;
use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::rules::{Context, check};

/// What the page is told while somebody fills it in.
#[derive(Clone, Copy)]
struct Opening {
    answers: RwSignal<Answers>,
    /// What the rules found when it was last tried to save.
    findings: RwSignal<Vec<Finding>>,
    /// How often it was tried.
    tried: RwSignal<u32>,
    saving: RwSignal<bool>,
    failed: RwSignal<bool>,
}

/// The page.
#[component]
pub fn OpenSession() -> impl IntoView {
    let work = use_work();
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let opening = Opening::begin(offset);
    let navigate = use_navigate();
    let save = Callback::new(move |()| {
        if opening.is_complete(offset) {
            let navigate = navigate.clone();
            spawn_local(async move {
                if let Some(id) = opening.save(work).await {
                    navigate(&Screen::Session(id).path(), Default::default());
                }
            });
        }
    });
    view! {
        <div class="page open-session">
            <h1>{t(key!("training.open.title"))}</h1>
            <ErrorSummary
                heading=t(key!("training.mend")).to_owned()
                lines=opening.lines()
                asked_for=opening.tried.into()
            />
            <Show when=move || opening.failed.get()>
                <Notice title=t(key!("training.open.failed")) tone=Tone::Danger/>
            </Show>
            <CourseFields opening/>
            <TimeFields opening/>
            <p class="soft small">{t(key!("training.open.hint"))}</p>
            <div class="button-row">
                <Button
                    label=Signal::derive(move || save_label(opening.saving.get()))
                    on_press=save
                    weight=Weight::Primary
                    icon=Name::Done
                    busy=opening.saving
                />
                <LinkButton label=t(key!("training.open.leave")) href=Screen::Home.path() weight=Weight::Quiet/>
            </div>
        </div>
    }
}

fn save_label(saving: bool) -> String {
    let key = if saving {
        key!("training.open.saving")
    } else {
        key!("training.open.save")
    };
    t(key).to_owned()
}

/// What is wrong, with the name of the field in front.
fn with_label(finding: &Finding) -> String {
    let label = t_of("fields.session", &finding.path);
    let text = finding_text(language(), finding, None);
    tf(
        key!("training.open.at"),
        &[("field", label), ("text", &text)],
    )
}

#[component]
fn CourseFields(opening: Opening) -> impl IntoView {
    let kinds = COURSE_KIND
        .values
        .iter()
        .map(|kind| Offer::new(*kind, t_of("choices.course_kind", kind)));
    view! {
        <section class="card stack">
            <h2>{t(key!("training.open.course"))}</h2>
            <Choice asked=opening.asked("course_kind") options=kinds.collect()/>
            <Entry asked=opening.asked("topic") manner=Manner::text(80)/>
            <Entry asked=opening.asked("place") manner=Manner::text(100)/>
        </section>
    }
}

#[component]
fn TimeFields(opening: Opening) -> impl IntoView {
    let unit = t_of("units", "hours").to_owned();
    view! {
        <section class="card stack">
            <h2>{t(key!("training.open.time"))}</h2>
            <DateField asked=opening.asked("date")/>
            <div class="training-times">
                <TimeField asked=opening.asked("start")/>
                <TimeField asked=opening.asked("end")/>
            </div>
            <Entry asked=opening.asked("hours") manner=Manner::integer(Some(unit))/>
        </section>
    }
}

impl Opening {
    fn begin(offset: i32) -> Self {
        let place = use_sessions().with_untracked(|sessions| {
            let last = sessions.first()?;
            last.record.content.get("place").map(str::to_owned)
        });
        let civil_now = now().civil(offset).unwrap_or_default();
        Self {
            answers: RwSignal::new(new_session(civil_now, place.as_deref())),
            findings: RwSignal::new(Vec::new()),
            tried: RwSignal::new(0),
            saving: RwSignal::new(false),
            failed: RwSignal::new(false),
        }
    }

    fn asked(self, path: &'static str) -> Asked {
        Asked {
            id: path.replace('_', "-"),
            label: t_of("fields.session", path).to_owned(),
            hint: None,
            optional: false,
            messages: Signal::derive(move || self.messages(path)),
            prefilled: Signal::stored(None),
            value: Signal::derive(move || {
                self.answers.with(|answers| answers.typed(path).to_owned())
            }),
            on_input: Callback::new(move |text: String| {
                self.answers.update(|answers| answers.set(path, text));
                self.findings
                    .update(|all| all.retain(|finding| finding.path != path));
            }),
            on_leave: Callback::new(|()| ()),
        }
    }

    fn messages(self, path: &str) -> Vec<Message> {
        self.findings.with(|all| {
            all.iter()
                .filter(|finding| finding.path == path)
                .map(|finding| Message {
                    text: finding_text(language(), finding, None),
                    severity: finding.severity,
                })
                .collect()
        })
    }

    fn lines(self) -> Signal<Vec<SummaryLine>> {
        Signal::derive(move || {
            self.findings.with(|all| {
                all.iter()
                    .map(|finding| SummaryLine {
                        href: format!("#{}", finding.path.replace('_', "-")),
                        text: with_label(finding),
                        severity: finding.severity,
                    })
                    .collect()
            })
        })
    }

    /// Runs the rules the server runs.
    fn is_complete(self, offset: i32) -> bool {
        let today = crate::clock::today(offset);
        let no_products = Catalogue {
            products: Vec::new(),
        };
        let context = Context::complete(today, &no_products);
        let findings = self
            .answers
            .with_untracked(|answers| check(RecordKind::TrainingSession, answers, &context));
        let complete = !has_errors(&findings);
        self.findings.set(findings);
        self.tried.update(|tried| *tried += 1);
        complete && !self.saving.get_untracked()
    }

    /// The session's id once it is on the disk.
    async fn save(self, work: Work) -> Option<RecordId> {
        self.saving.set(true);
        let answers = self.answers.get_untracked();
        let saved = capture(work, RecordKind::TrainingSession, answers).await;
        self.saving.set(false);
        self.failed.set(saved.is_err());
        saved.ok()
    }
}
