//! A session that somebody is about to open or change.

mod unsaved;

pub use unsaved::Unsaved;

use super::session_defaults::new_session;
use super::sessions::use_sessions;
use crate::clock::{now, today};
use crate::components::error_summary::SummaryLine;
use crate::components::field::{Message, Question};
use crate::finding_text::finding_text;
use crate::session::use_profile;
use crate::store::HalfWritten;
use crate::text::{language, t, t_of, tf};
use crate::work::Work;
use leptos::prelude::*;
use shared::answers::{Answers, Changes};
use shared::finding::{Finding, has_errors};
use shared::id::RecordId;
use shared::key;
use shared::kinds::check;
use shared::note::{self, MOST_NOTE};
use shared::product::Catalogue;
use shared::record::{Office, RecordKind, RecordView};
use shared::rules::Context;
use shared::session::Profile;
use shared::sync::Operation;
use shared::training::{Backdated, Telling, counts_differently};

/// What the page is told while somebody fills it in.
#[derive(Clone, Copy)]
pub struct Opening {
    /// What is answered.
    pub answers: RwSignal<Answers>,
    /// Who fills it in.
    profile: Signal<Profile>,
    /// The session that is changed, as it was read; a new one is opened without.
    changed: StoredValue<Option<Read>>,
    /// What of it is kept on the device until it is saved.
    pub unsaved: Unsaved,
    /// Where a new one begins.
    last_place: StoredValue<Option<String>>,
    /// Why it is changed.
    note: RwSignal<String>,
    /// What the rules found when it was last tried to save.
    findings: RwSignal<Vec<Finding>>,
    /// How often it was tried.
    pub tried: RwSignal<u32>,
    /// Whether it is being saved, or is saved: it is saved once.
    pub saving: RwSignal<bool>,
    /// Whether the last try to save failed.
    pub failed: RwSignal<bool>,
}

/// A session as it was read before it is changed.
#[derive(Debug, Clone)]
struct Read {
    record: RecordId,
    content_version: u64,
    content: Answers,
    /// What it waits for, or was refused.
    backdated: Option<Backdated>,
}

impl Read {
    /// Whether what counts is another, or a second person did not agree: then they are asked again, whatever is
    /// changed.
    fn asks_with(&self, answers: &Answers) -> bool {
        let is_refused = self.backdated.as_ref().is_some_and(Backdated::is_refused);
        is_refused || counts_differently(&self.content, answers)
    }

    /// Whether a second person is asked about it with these answers.
    fn waits_with(&self, answers: &Answers, telling: Telling) -> bool {
        let both = (&self.content, answers);
        let question = || telling.of_change(both, "", self.backdated.clone());
        self.asks_with(answers) && question().is_some()
    }
}

impl Opening {
    /// A session that begins soon, at the place of the last one; with what was half filled in.
    pub fn begin(offset: i32) -> Self {
        let place = use_sessions().with_untracked(|sessions| {
            let last = sessions.first()?;
            last.record.content.get("place").map(str::to_owned)
        });
        let opening = Self::of(fresh(offset, place.as_deref()), None);
        opening.last_place.set_value(place);
        opening
    }

    /// A session that is to be changed; with what was half filled in.
    pub fn change(session: &RecordView) -> Self {
        let read = Read {
            record: session.record_id,
            content_version: session.content_version,
            content: session.content.clone(),
            backdated: backdated(session),
        };
        Self::of(session.content.clone(), Some(read))
    }

    fn of(begun: Answers, changed: Option<Read>) -> Self {
        let about = changed.as_ref();
        let about = about.map(|read| (read.record, read.content_version));
        let (unsaved, draft) = Unsaved::begin(begun.clone(), about);
        let opening = Self {
            answers: RwSignal::new(draft.on(unsaved.content_version, &begun)),
            profile: use_profile(),
            changed: StoredValue::new(changed),
            unsaved,
            last_place: StoredValue::new(None),
            note: RwSignal::new(draft.note),
            findings: RwSignal::new(Vec::new()),
            tried: RwSignal::new(0),
            saving: RwSignal::new(false),
            failed: RwSignal::new(false),
        };
        unsaved.keep_as_typed(opening.answers, opening.note);
        opening
    }

    /// Everything as the form begins with nothing typed.
    pub fn start_anew(self, offset: i32) {
        let begun = match self.changed.get_value() {
            Some(read) => read.content,
            None => self
                .last_place
                .with_value(|place| fresh(offset, place.as_deref())),
        };
        self.findings.set(Vec::new());
        self.unsaved.start_anew(begun.clone());
        self.note.set(String::new());
        self.answers.set(begun);
    }

    /// What a field component is told.
    pub fn question(self, path: &'static str) -> Question {
        self.asked_as(path, t_of("fields.session", path))
    }

    fn asked_as(self, path: &'static str, label: &str) -> Question {
        Question {
            id: path.replace('_', "-"),
            label: label.to_owned(),
            hint: None,
            optional: false,
            messages: Signal::derive(move || self.messages(path)),
            prefilled: Signal::stored(None),
            value: Signal::derive(move || {
                self.answers.with(|answers| answers.typed(path).to_owned())
            }),
            on_input: Callback::new(move |text: String| {
                self.answers.update(|answers| answers.set(path, text));
                self.forget(path);
            }),
            on_leave: Callback::new(|()| ()),
        }
    }

    /// What the field is told that asks why a session is changed.
    pub fn question_why(self) -> Question {
        Question {
            value: Signal::derive(move || self.note.get()),
            on_input: Callback::new(move |text: String| {
                self.note.set(text);
                self.forget("note");
            }),
            ..self.asked_as("note", t(key!("training.edit.why")))
        }
    }

    fn forget(self, path: &str) {
        self.findings
            .update(|all| all.retain(|finding| finding.path != path));
    }

    /// Whether the session is over for whoever opens it now.
    pub fn is_late(self) -> bool {
        let telling = telling(self.profile);
        self.answers.with(|answers| telling.is_late(answers))
    }

    /// Whether the pay of its month is closed, and it is over.
    pub fn is_in_closed_month(self) -> bool {
        let telling = telling(self.profile);
        self.answers
            .with(|answers| telling.is_late(answers) && telling.closed_month(answers).is_some())
    }

    /// Whether a second person is asked before it counts.
    pub fn needs_second_person(self) -> bool {
        let telling = telling(self.profile);
        self.answers.with(|answers| {
            self.changed.with_value(|changed| match changed {
                None => telling.of_new(answers).is_some(),
                Some(read) => read.waits_with(answers, telling),
            })
        })
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

    /// What is to be mended.
    pub fn lines(self) -> Signal<Vec<SummaryLine>> {
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

    /// Runs the rules the server runs; false also while it is being saved.
    pub fn is_complete(self, offset: i32) -> bool {
        let no_products = Catalogue {
            products: Vec::new(),
        };
        let context = Context::complete(today(offset), &no_products);
        let mut findings = self
            .answers
            .with_untracked(|answers| check(RecordKind::TrainingSession, answers, &context));
        findings.extend(self.findings_of_time());
        let complete = !has_errors(&findings);
        self.findings.set(findings);
        self.tried.update(|tried| *tried += 1);
        complete && !self.saving.get_untracked()
    }

    /// What the server would say to when it is told.
    fn findings_of_time(self) -> Vec<Finding> {
        let answers = self.answers.get_untracked();
        let note = self.note.with_untracked(|note| note::written(note));
        let telling = telling(self.profile);
        self.changed.with_value(|changed| match changed {
            None => {
                let reason = ("backdating_reason", answers.typed("backdating_reason"));
                telling.findings(&answers, reason)
            }
            Some(_) if note.is_empty() => vec![Finding::error("required", "note")],
            Some(read) => {
                let too_long = note::check("note", &note, MOST_NOTE);
                let asks = read.asks_with(&answers);
                let question = asks.then(|| telling.findings(&answers, ("note", &note)));
                too_long
                    .into_iter()
                    .chain(question.into_iter().flatten())
                    .collect()
            }
        })
    }

    /// Whether something was typed that is not saved.
    pub fn is_begun(self) -> bool {
        untrack(|| !self.unsaved.typed(self.answers, self.note).is_empty())
    }

    /// The session's id once it is on the disk, and nothing half filled in with it.
    pub async fn save(self, work: Work) -> Option<RecordId> {
        self.saving.set(true);
        self.unsaved.stops();
        let answers = self.answers.get_untracked();
        let saved = match self.changed.get_value() {
            None => work.open_session(answers).await,
            Some(read) => {
                let changes = Changes::between(&read.content, &answers);
                let note = self.note.with_untracked(|note| note::written(note));
                let edit = Operation::Amend { changes, note };
                let changed = work.change_session(read.record, read.content_version, edit);
                changed.await.map(|()| read.record)
            }
        };
        self.failed.set(saved.is_err());
        if saved.is_err() {
            self.unsaved.goes_on(self.answers, self.note);
            self.saving.set(false);
        }
        saved.ok()
    }
}

/// A session that begins soon.
fn fresh(offset: i32, last_place: Option<&str>) -> Answers {
    new_session(now().civil(offset).unwrap_or_default(), last_place)
}

fn backdated(session: &RecordView) -> Option<Backdated> {
    match &session.office {
        Office::Roster(roster) => roster.backdated.clone(),
        Office::Review(_) | Office::CheckIn(_) => None,
    }
}

/// Told now, by this phone's clock, by whoever has this profile.
pub fn telling(profile: Signal<Profile>) -> Telling {
    profile.with_untracked(|profile| {
        let calendar = profile.pay_calendar.as_ref();
        Telling::at(now(), profile.branch.offset_minutes, calendar)
    })
}

/// What is wrong, with the name of the field in front.
fn with_label(finding: &Finding) -> String {
    let label = match finding.path.as_str() {
        "note" => t(key!("training.edit.why")),
        path => t_of("fields.session", path),
    };
    let text = finding_text(language(), finding, None);
    tf(
        key!("training.open.at"),
        &[("field", label), ("text", &text)],
    )
}
