//! No to every question of a page that is not answered yet: in one tap, said, and taken back in one.

use crate::components::button::{Button, Weight};
use crate::components::icon::IconName;
use crate::drafting::OpenDraft;
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::answers::Answers;
use shared::form::{FieldKind, PlacedField};
use shared::key;

/// Below the questions, so that they are read first. Every question stays on the page with its answer.
#[component]
pub fn NoToAll(
    open: OpenDraft,
    /// What the page asks.
    fields: Signal<Vec<PlacedField>>,
) -> impl IntoView {
    let unanswered = Memo::new(move |_| {
        fields.with(|fields| open.answers.with(|answers| deniable(fields, answers)))
    });
    // What was filled in here, and still stands.
    let denied = RwSignal::new(Vec::<String>::new());
    let standing = Memo::new(move |_| {
        open.answers.with(|answers| {
            denied.with(|denied| {
                let stands = denied.iter().filter(|path| answers.is(path, "no"));
                stands.cloned().collect::<Vec<_>>()
            })
        })
    });
    let deny = Callback::new(move |()| {
        let paths = unanswered.get_untracked();
        for path in &paths {
            open.answer(path, "no".to_owned());
        }
        denied.update(|denied| denied.extend(paths));
    });
    let undo = Callback::new(move |()| {
        for path in standing.get_untracked() {
            open.answer(&path, String::new());
        }
        denied.set(Vec::new());
    });
    let count = |paths: Memo<Vec<String>>| paths.with(Vec::len).to_string();
    view! {
        <div class="stack-tight">
            {move || {
                (!unanswered.with(Vec::is_empty)).then(|| {
                    let label = tf(key!("form.no_to_all.button"), &[("n", &count(unanswered))]);
                    view! {
                        <Button label weight=Weight::Secondary icon=IconName::Done on_press=deny/>
                    }
                })
            }}
            <p class="soft small" role="status">
                {move || {
                    (!standing.with(Vec::is_empty))
                        .then(|| tf(key!("form.no_to_all.said"), &[("n", &count(standing))]))
                }}
            </p>
            <Show when=move || !standing.with(Vec::is_empty)>
                <Button
                    label=t(key!("form.no_to_all.undo")).to_owned()
                    weight=Weight::Quiet
                    on_press=undo
                />
            </Show>
        </div>
    }
}

/// The questions of a page that can be answered no to together: of several, those without an answer.
/// A consent is no such question.
pub fn deniable(fields: &[PlacedField], answers: &Answers) -> Vec<String> {
    let questions = || {
        let fields = fields.iter();
        fields.filter(|placed| matches!(placed.field.kind, FieldKind::YesNo))
    };
    if questions().count() < 2 {
        return Vec::new();
    }
    questions()
        .filter(|placed| answers.get(&placed.path).is_none())
        .map(|placed| placed.path.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::kinds::application::form::FORM;

    fn offered(page: &str, answers: &Answers) -> Vec<String> {
        let today = "2026-10-31".parse().unwrap();
        let pages = FORM.laid_out(answers, today);
        let page = pages.iter().find(|placed| placed.id == page).unwrap();
        deniable(&page.fields, answers)
    }

    #[test]
    fn only_questions_without_an_answer_are_answered_no() {
        let answers = Answers::new().with("health.drinking", "yes");
        assert_eq!(
            offered("health_habits", &answers),
            ["health.smoking", "health.dangerous_activity"]
        );
    }

    #[test]
    fn consents_and_single_questions_are_never_answered_together() {
        for page in ["disclosure", "applicant_identity", "application_consents"] {
            assert!(offered(page, &Answers::new()).is_empty(), "{page}");
        }
    }
}
