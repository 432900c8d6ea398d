//! Answering a reviewer's query: only what is asked, with what stood there and why it is asked.

mod beside;
mod item;
mod open_answer;
mod to_mend;

use self::beside::Beside;
use self::item::ItemField;
use self::open_answer::OpenAnswer;
use crate::components::button::LinkButton;
use crate::components::empty::Empty;
use crate::components::error_summary::ErrorSummary;
use crate::components::icon::{Icon, IconName};
use crate::drafting::{Whereabouts, change_of, entry_of, whereabouts};
use crate::format;
use crate::pages::form::{CameBack, Delete, SoldAnew, Title, named_by_key};
use crate::pages::store_failed::StoreFailed;
use crate::store::{Draft, DraftKey, StoreError};
use crate::task::Task;
use crate::text::{t, tf};
use crate::update::use_open_form;
use crate::work::{Work, use_work};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use shared::key;
use shared::record::{Office, RecordView};
use shared::submission::Query;

/// The query that the address names, with the draft of its answer.
#[component]
pub fn QueryAnswer() -> impl IntoView {
    named_by_key(
        load,
        |(record, query, draft)| view! { <Asked record query draft/> }.into_any(),
        || view! { <Gone/> }.into_any(),
    )
}

/// The open query with this key, its record and the draft of its answer.
async fn load(work: Work, key: String) -> Result<Option<(RecordView, Query, Draft)>, StoreError> {
    let Some((record, query)) = work
        .all::<RecordView>()
        .with_untracked(|records| open_query(records, &key))
    else {
        return Ok(None);
    };
    if let Some(draft) = restored(work, &key, &record) {
        return Ok(Some((record, query, draft)));
    }
    let draft = work.answer_draft(record.record_id, query.id).await?;
    Ok(Some((record, query, draft)))
}

fn open_query(records: &[RecordView], key: &str) -> Option<(RecordView, Query)> {
    let Some(DraftKey::Answer(id)) = DraftKey::read(key) else {
        return None;
    };
    records.iter().find_map(|record| {
        let Office::Review(review) = &record.office else {
            return None;
        };
        let query = review.open_query().filter(|query| query.id == id)?;
        Some((record.clone(), query.clone()))
    })
}

/// An answer whose draft is gone but whose outbox entry is still here.
fn restored(work: Work, key: &str, record: &RecordView) -> Option<Draft> {
    let there = work
        .drafts
        .with_untracked(|drafts| drafts.iter().any(|draft| draft.key == key));
    let entry = work
        .outbox
        .with_untracked(|outbox| entry_of(outbox, key).cloned())?;
    (!there).then(|| change_of(&entry, record)).flatten()
}

/// The query is answered, or its record decided; an answer that was begun is seen no more, and can go.
#[component]
fn Gone() -> impl IntoView {
    let work = use_work();
    let key = use_params_map().with_untracked(|params| params.get("key").unwrap_or_default());
    let begun = work.drafts.with_untracked(|drafts| {
        let mut drafts = drafts.iter();
        drafts.any(|draft| draft.key == key && !draft.sent)
    });
    view! {
        <CameBack work key=key.clone()/>
        <Empty
            is_page=true
            icon=IconName::Query
            title=t(key!("form.answer.gone_title"))
            text=t(key!("form.answer.gone_text"))
        >
            <LinkButton label=t(key!("form.missing.button")) href="/work"/>
        </Empty>
        {begun.then(|| view! { <Delete work key/> })}
    }
}

#[component]
fn Asked(record: RecordView, query: Query, draft: Draft) -> impl IntoView {
    use_open_form();
    let href = format!("/records/{}", record.record_id);
    let (work, key) = (use_work(), draft.key.clone());
    let answer = OpenAnswer::new(work, query, draft);
    // Another tab, or another phone, may have answered meanwhile.
    let is_asked = Memo::new(move |_| {
        work.all::<RecordView>()
            .with(|records| open_query(records, &key).is_some())
    });
    move || match (answer.open.on_its_way.get(), is_asked.get()) {
        (true, _) => view! { <Sent answer href=href.clone()/> }.into_any(),
        (false, true) => view! { <Answering answer href=href.clone()/> }.into_any(),
        (false, false) => view! { <Gone/> }.into_any(),
    }
}

#[component]
fn Sent(answer: OpenAnswer, href: String) -> impl IntoView {
    let key = answer.open.draft.with_untracked(|draft| draft.key.clone());
    let place = whereabouts(answer.open.work, key);
    let said = move || match place.get()? {
        Whereabouts::Waiting => Some(t(key!("form.sent.saved"))),
        Whereabouts::Received => Some(t(key!("form.sent.received"))),
        // Not on its way: it is shown as what is still to be sent.
        Whereabouts::Draft | Whereabouts::SetAside | Whereabouts::Unknown => None,
    };
    view! {
        <div class="page form-page">
            <section class="sent">
                <span class="sent-mark"><Icon name=IconName::Done/></span>
                <Title title=t(key!("form.answer.sent_title")).to_owned()/>
                <p role="status">{said}</p>
                <p class="soft">{t(key!("form.answer.sent_text"))}</p>
            </section>
            <div class="stack-tight">
                <LinkButton label=t(key!("form.sent.open")) href/>
                <LinkButton label=t(key!("form.sent.home")) href="/"/>
            </div>
        </div>
    }
}

#[component]
fn Answering(answer: OpenAnswer, href: String) -> impl IntoView {
    let asked_for = RwSignal::new(0);
    let failed = RwSignal::new(None::<StoreError>);
    let task = Task::new();
    let busy = task.is_busy();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !task.is_free() {
            return;
        }
        // Sent from the field itself, nothing was left before.
        answer.open.follow();
        answer.checked.set(true);
        if answer
            .lines()
            .with_untracked(|lines| lines.iter().any(OpenAnswer::stops))
        {
            asked_for.update(|asked| *asked += 1);
            return;
        }
        task.run(async move {
            if let Err(error) = answer.send().await {
                // Gone with the page, if it was left meanwhile.
                let _ = failed.try_set(Some(error));
            }
        });
    };
    let count = answer.query.with_value(|query| query.items.len());
    view! {
        <div class="page form-page">
            <header class="form-head">
                <div class="form-bar">
                    <A href=href attr:class="form-back">
                        <Icon name=IconName::Back/>
                        <span>{t(key!("ui.back"))}</span>
                    </A>
                </div>
                <Title title=t(key!("form.answer.title")).to_owned()/>
                <p class="soft">{tf(key!("form.answer.lead"), &[("count", &count.to_string())])}</p>
                <Due answer/>
            </header>
            <CameBack work=answer.open.work key=answer.open.draft.with_untracked(|draft| draft.key.clone())/>
            <SoldAnew open=answer.open/>
            <form class="form" novalidate on:submit=send>
                <ErrorSummary
                    heading=t(key!("form.mend_title")).to_owned()
                    lines=answer.lines()
                    asked_for=asked_for.into()
                />
                {move || {
                    let title = t(key!("form.check.failed"));
                    failed.get().map(|error| view! { <StoreFailed title error/> })
                }}
                <ol class="query-items">
                    {(0..count).map(|at| view! { <ItemField answer at count/> }).collect_view()}
                </ol>
                <Beside answer/>
                <div class="form-actions">
                    <button
                        type="submit"
                        class="button button-primary button-wide button-large"
                        aria-disabled=move || busy.get().then_some("true")
                    >
                        {t(key!("form.answer.send"))}
                    </button>
                    <p class="soft small">{t(key!("form.check.promise"))}</p>
                </div>
            </form>
            <Begun answer/>
        </div>
    }
}

/// What is begun can be thrown away.
#[component]
fn Begun(answer: OpenAnswer) -> impl IntoView {
    let key = answer.open.draft.with_untracked(|draft| draft.key.clone());
    let kept = {
        let key = key.clone();
        let drafts = answer.open.work.drafts;
        Memo::new(move |_| drafts.with(|drafts| drafts.iter().any(|draft| draft.key == key)))
    };
    move || {
        kept.get().then(|| {
            view! { <Delete work=answer.open.work key=key.clone() saver=answer.open.saver/> }
        })
    }
}

/// Who asked, and until when.
#[component]
fn Due(answer: OpenAnswer) -> impl IntoView {
    let (due, name) = answer
        .query
        .with_value(|query| (query.due, query.raised_by.name.clone()));
    let late = due < answer.today;
    let text = if late {
        key!("form.answer.overdue")
    } else {
        key!("form.answer.due")
    };
    view! {
        <p class="query-due" class:is-late=late>
            <Icon name=IconName::Waiting/>
            <span>{tf(text, &[("date", &format::date(due))])}</span>
            <span class="soft">{tf(key!("form.answer.asked_by"), &[("name", &name)])}</span>
        </p>
    }
}
