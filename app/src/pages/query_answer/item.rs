//! One queried item: why, what stood there, the new answer, a remark.

use super::open_answer::OpenAnswer;
use super::to_mend::remark_control;
use crate::answer_name::answer_name;
use crate::answer_text::answer_text;
use crate::components::field::{Asked, LongText, Message};
use crate::pages::form::{PlainField, control, labelled, said};
use crate::text::{language, t, t_of, tf};
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
pub fn ItemField(open: OpenAnswer, at: usize, count: usize) -> impl IntoView {
    let item = open.query.with_value(|query| query.items.get(at).cloned());
    item.map(|item| {
        let field = open.form.field_at(&item.raised.path);
        let name = answer_name(language(), open.form, &item.raised.path);
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
                        <strong>{t_of("reasons", &item.raised.reason)}</strong>
                        <p>{item.raised.note.clone()}</p>
                    </div>
                    <Before open item=item.clone() field/>
                    {field.map(|field| view! { <NewAnswer open item=item.clone() field name/> })}
                    <Remark open item/>
                </div>
            </li>
        }
    })
}

/// What stood there when it was asked.
#[component]
fn Before(open: OpenAnswer, item: QueryItem, field: Option<&'static Field>) -> impl IntoView {
    let path = &item.raised.path;
    let answers = open
        .draft
        .with_untracked(|draft| draft.answers.clone())
        .with(path, &item.before);
    let catalogue = open.work.catalogue.get_untracked();
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
    open: OpenAnswer,
    item: QueryItem,
    field: &'static Field,
    /// What the answer is called: who hears it read out has no heading before their eyes.
    name: String,
) -> impl IntoView {
    let path = item.raised.path.clone();
    let asked = Asked {
        id: control(&path),
        label: labelled(t(key!("form.answer.new_answer")), &name),
        hint: lookup(language(), &format!("hints.{}", field.label)).map(str::to_owned),
        optional: false,
        messages: messages(open, path.clone()),
        prefilled: unchanged(open, path.clone()),
        value: {
            let path = path.clone();
            Memo::new(move |_| {
                open.draft
                    .with(|draft| draft.answers.typed(&path).to_owned())
            })
            .into()
        },
        on_input: {
            let path = path.clone();
            Callback::new(move |text| open.answer(&path, text))
        },
        on_leave: Callback::new(move |()| {
            open.follow();
            open.saver.now();
        }),
    };
    let answers: Signal<Answers> =
        Signal::derive(move || open.draft.with(|draft| draft.answers.clone()));
    view! { <PlainField work=open.work answers path field asked today=open.today/> }
}

/// Said while the answer is as it was.
fn unchanged(open: OpenAnswer, path: String) -> Signal<Option<String>> {
    Signal::derive(move || {
        (!open.is_changed(&path)).then(|| t(key!("form.answer.unchanged")).to_owned())
    })
}

fn messages(open: OpenAnswer, path: String) -> Signal<Vec<Message>> {
    Signal::derive(move || {
        let shown = open.checked.get() || open.is_changed(&path);
        let catalogue = open.work.catalogue.get();
        open.findings.with(|findings| {
            findings
                .iter()
                .filter(|finding| shown && finding.path == path)
                .map(|finding| Message {
                    text: said(open.form, finding, catalogue.as_deref()),
                    severity: finding.severity,
                })
                .collect()
        })
    })
}

#[component]
fn Remark(open: OpenAnswer, item: QueryItem) -> impl IntoView {
    let path = item.raised.path;
    let needed = {
        let path = path.clone();
        Signal::derive(move || {
            let missing = open.checked.get() && open.is_unanswered(&path);
            missing
                .then(|| Message {
                    text: t(key!("form.answer.remark_needed")).to_owned(),
                    severity: Severity::Error,
                })
                .into_iter()
                .collect::<Vec<_>>()
        })
    };
    let asked = Asked {
        id: remark_control(&path),
        label: t(key!("form.answer.remark")).to_owned(),
        hint: Some(t(key!("form.answer.remark_hint")).to_owned()),
        optional: false,
        messages: needed,
        prefilled: Signal::stored(None),
        value: {
            let path = path.clone();
            Signal::derive(move || {
                open.draft
                    .with(|draft| draft.remarks.get(&path).cloned().unwrap_or_default())
            })
        },
        on_input: Callback::new(move |text| open.remark(&path, text)),
        on_leave: Callback::new(move |()| open.saver.now()),
    };
    view! { <LongText asked most=MOST_NOTE/> }
}
