//! A session that somebody is about to open.

use super::session_defaults::new_session;
use super::sessions::use_sessions;
use crate::clock::{now, today};
use crate::components::error_summary::SummaryLine;
use crate::components::field::{Asked, Message};
use crate::finding_text::finding_text;
use crate::text::{language, t_of, tf};
use crate::work::Work;
use leptos::prelude::*;
use shared::answers::Answers;
use shared::finding::{Finding, has_errors};
use shared::id::RecordId;
use shared::key;
use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::rules::{Context, check};

/// What the page is told while somebody fills it in.
#[derive(Clone, Copy)]
pub struct Opening {
    answers: RwSignal<Answers>,
    /// What the rules found when it was last tried to save.
    findings: RwSignal<Vec<Finding>>,
    /// How often it was tried.
    pub tried: RwSignal<u32>,
    /// Whether it is being saved.
    pub saving: RwSignal<bool>,
    /// Whether the last try to save failed.
    pub failed: RwSignal<bool>,
}

impl Opening {
    /// A session that begins soon, at the place of the last one.
    pub fn begin(offset: i32) -> Self {
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

    /// What a field component is told.
    pub fn asked(self, path: &'static str) -> Asked {
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
        let findings = self
            .answers
            .with_untracked(|answers| check(RecordKind::TrainingSession, answers, &context));
        let complete = !has_errors(&findings);
        self.findings.set(findings);
        self.tried.update(|tried| *tried += 1);
        complete && !self.saving.get_untracked()
    }

    /// The session's id once it is on the disk.
    pub async fn save(self, work: Work) -> Option<RecordId> {
        self.saving.set(true);
        let answers = self.answers.get_untracked();
        let saved = work.capture(RecordKind::TrainingSession, answers).await;
        self.saving.set(false);
        self.failed.set(saved.is_err());
        saved.ok()
    }
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
