//! One queried item: why, what stood there, the new answer, a remark.

use super::open_answer::OpenAnswer;
use super::to_mend::remark_control;
use crate::answer_name::answer_name;
use crate::answer_text::answer_text;
use crate::components::field::{LongText, Message, Question};
use crate::pages::form::{PlainField, control, labelled, message};
use crate::reason_text::reason_text;
use crate::text::{language, t, tf};
use leptos::prelude::*;
use shared::answers::Answers;
use shared::finding::Severity;
use shared::form::Field;
use shared::key;
use shared::note::MOST_NOTE;
use shared::submission::QueryItem;
use shared::text::lookup;

/// One item: what it is about and why it is asked come first, on the screen and for who hears it.
#[component]
pub fn ItemField(answer: OpenAnswer, at: usize, count: usize) -> impl IntoView {
    let item = answer
        .query
        .with_value(|query| query.items.get(at).cloned());
    item.map(|item| {
        let field = answer.open.form.field_at(&item.raised.path);
        let name = answer_name(language(), answer.open.form, &item.raised.path);
        let ids = ["name", "reason"].map(|what| format!("query-{what}-{at}"));
        view! {
            <li>
                <div
                    class="card query-item"
                    role="group"
                    aria-labelledby=ids[0].clone()
                    aria-describedby=ids[1].clone()
                >
                    <p class="soft small">
                        {tf(
                            key!("form.answer.item"),
                            &[("n", &(at + 1).to_string()), ("m", &count.to_string())],
                        )}
                    </p>
                    <h2 id=ids[0].clone()>{name.clone()}</h2>
                    <div class="query-reason" id=ids[1].clone()>
                        <strong>{reason_text(&item.raised.reason)}</strong>
                        <p>{item.raised.note.clone()}</p>
                    </div>
                    <Before answer item=item.clone() field/>
                    {field.map(|field| view! { <NewAnswer answer item=item.clone() field name/> })}
                    <Remark answer item/>
                </div>
            </li>
        }
    })
}

/// What stood there when it was asked.
#[component]
fn Before(answer: OpenAnswer, item: QueryItem, field: Option<&'static Field>) -> impl IntoView {
    let path = &item.raised.path;
    let answers = answer
        .open
        .draft
        .with_untracked(|draft| draft.answers.clone())
        .with(path, &item.before);
    let catalogue = answer.open.work.catalogue.get_untracked();
    let said = field
        .filter(|_| !item.before.is_empty())
        .and_then(|field| answer_text(language(), field, path, &answers, catalogue.as_deref()));
    let said = said.unwrap_or_else(|| t(key!("form.answer.nothing_stood_there")).to_owned());
    view! {
        <dl class="facts">
            <div>
                <dt>{t(key!("form.answer.stood_there"))}</dt>
                <dd>{said}</dd>
            </div>
        </dl>
    }
}

/// The answer as it should be.
#[component]
fn NewAnswer(
    answer: OpenAnswer,
    item: QueryItem,
    field: &'static Field,
    /// What the answer is called: who hears it read out has no heading before their eyes.
    name: String,
) -> impl IntoView {
    let path = item.raised.path.clone();
    let question = Question {
        id: control(&path),
        label: labelled(t(key!("form.answer.new_answer")), &name),
        hint: lookup(language(), &format!("hints.{}", field.label)).map(str::to_owned),
        optional: false,
        messages: messages(answer, path.clone()),
        prefilled: unchanged(answer, path.clone()),
        value: {
            let path = path.clone();
            Memo::new(move |_| {
                answer
                    .open
                    .draft
                    .with(|draft| draft.answers.typed(&path).to_owned())
            })
            .into()
        },
        on_input: {
            let path = path.clone();
            Callback::new(move |text| answer.open.answer(&path, text))
        },
        on_leave: Callback::new(move |()| {
            answer.open.follow();
            answer.open.saver.now();
        }),
    };
    let answers: Signal<Answers> =
        Signal::derive(move || answer.open.draft.with(|draft| draft.answers.clone()));
    view! { <PlainField work=answer.open.work answers path field question today=answer.open.today/> }
}

/// Said while the answer is as it was.
fn unchanged(answer: OpenAnswer, path: String) -> Signal<Option<String>> {
    Signal::derive(move || {
        (!answer.is_changed(&path)).then(|| t(key!("form.answer.unchanged")).to_owned())
    })
}

fn messages(answer: OpenAnswer, path: String) -> Signal<Vec<Message>> {
    Signal::derive(move || {
        let shown = answer.checked.get() || answer.is_changed(&path);
        let catalogue = answer.open.work.catalogue.get();
        answer.open.findings.with(|findings| {
            findings
                .iter()
                .filter(|finding| shown && finding.path == path)
                .map(|finding| Message {
                    text: message(answer.open.form, finding, catalogue.as_deref()),
                    severity: finding.severity,
                })
                .collect()
        })
    })
}

#[component]
fn Remark(answer: OpenAnswer, item: QueryItem) -> impl IntoView {
    let path = item.raised.path;
    let needed = {
        let path = path.clone();
        Signal::derive(move || {
            let missing = answer.checked.get() && answer.is_unanswered(&path);
            missing
                .then(|| Message {
                    text: t(key!("form.answer.remark_needed")).to_owned(),
                    severity: Severity::Error,
                })
                .into_iter()
                .collect::<Vec<_>>()
        })
    };
    let question = Question {
        id: remark_control(&path),
        label: t(key!("form.answer.remark")).to_owned(),
        hint: Some(t(key!("form.answer.remark_hint")).to_owned()),
        optional: false,
        messages: needed,
        prefilled: Signal::stored(None),
        value: {
            let path = path.clone();
            Signal::derive(move || {
                answer
                    .open
                    .draft
                    .with(|draft| draft.remarks.get(&path).cloned().unwrap_or_default())
            })
        },
        on_input: Callback::new(move |text| answer.remark(&path, text)),
        on_leave: Callback::new(move |()| answer.open.saver.now()),
    };
    view! { <LongText question most=MOST_NOTE/> }
}
