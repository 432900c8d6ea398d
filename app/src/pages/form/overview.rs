//! The sections of a draft: how far it is, and where to go on.

use super::delete::Delete;
use super::head::Title;
use super::progress::{SectionProgress, SectionState, next_open, progress};
use super::{address, banners::Banners};
use crate::components::button::{LinkButton, Weight};
use crate::components::icon::{Icon, IconName};
use crate::drafting::{OpenDraft, use_open_draft};
use crate::store::{Draft, Purpose};
use crate::text::{t, t_of, tf};
use leptos::prelude::*;
use leptos_router::components::A;
use shared::key;

/// The sections of the draft.
#[component]
pub fn Overview() -> impl IntoView {
    let open = use_open_draft();
    move || {
        if open.on_its_way.get() {
            view! { <super::sent::Sent/> }.into_any()
        } else {
            view! { <Sections open/> }.into_any()
        }
    }
}

#[component]
fn Sections(open: OpenDraft) -> impl IntoView {
    let key = open.key();
    let sections = Memo::new(move |_| {
        open.draft.with(|draft| {
            open.steps.with(|steps| {
                open.findings.with(|findings| {
                    progress(
                        open.form,
                        steps,
                        &draft.own_answers(),
                        &draft.visited,
                        findings,
                    )
                })
            })
        })
    });
    let done = move || {
        sections.with(|all| {
            let done = all.iter().filter(|one| one.state == SectionState::Done);
            (done.count(), all.len())
        })
    };
    let number = move || {
        let number = open.draft.with(|draft| draft.number.clone());
        number.map(
            |number| view! { <p class="soft"><span class="number">{number.to_string()}</span></p> },
        )
    };
    let kind = open.kind.as_str();
    view! {
        <header class="page-head">
            {number}
            <Title title=t_of("states.kind", kind).to_owned()/>
            <p class="soft">
                {move || {
                    let (done, count) = done();
                    tf(key!("form.done_of"), &[("n", &done.to_string()), ("m", &count.to_string())])
                }}
            </p>
        </header>
        <Banners open/>
        <GoOn open/>
        <ol class="list sections">
            <For each=move || sections.get() key=|one| one.section let:one>
                <SectionItem draft_key=key.clone() sections section=one.section/>
            </For>
        </ol>
        <Delete work=open.work key=open.key() saver=open.saver/>
    }
}

/// The one thing to do next.
#[component]
fn GoOn(open: OpenDraft) -> impl IntoView {
    move || {
        let (label, href) = open.draft.with(|draft| {
            let next = open.steps.with(|steps| {
                open.findings
                    .with(|findings| next_open(steps, &draft.visited, findings))
            });
            next_step(draft, next)
        });
        view! { <div class="go-on"><LinkButton label=t(label) href weight=Weight::Primary icon=IconName::Forward/></div> }
    }
}

/// What it is called, and where it is done: beginning, going on at the next open page, or checking all
/// answers. What answers a query is sent from there.
fn next_step(draft: &Draft, next: Option<&str>) -> (&'static str, String) {
    let key = &draft.key;
    match next {
        _ if matches!(draft.purpose(), Purpose::Answer(_)) => {
            (key!("form.beside.back"), address::answer(key))
        }
        Some(id) if draft.visited.is_empty() => (key!("form.begin"), address::page(key, id, None)),
        Some(id) => (key!("form.go_on"), address::page(key, id, None)),
        None => (key!("form.check_and_send"), address::check(key)),
    }
}

#[component]
fn SectionItem(
    draft_key: String,
    sections: Memo<Vec<SectionProgress>>,
    section: &'static str,
) -> impl IntoView {
    let one = move || sections.with(|all| all.iter().find(|one| one.section == section).cloned());
    move || {
        one().map(|one| {
            let (icon, class, text) = look(one.state);
            let next = one.next.unwrap_or_default();
            view! {
                <li>
                    <A href=address::page(&draft_key, next, None) attr:class="list-item">
                        <span class=format!("section-mark {class}")><Icon name=icon/></span>
                        <span class="list-main">
                            <span class="list-title">{t_of("sections", section)}</span>
                            <span class="list-detail">{text}</span>
                        </span>
                        <Icon name=IconName::Forward/>
                    </A>
                </li>
            }
        })
    }
}

fn look(state: SectionState) -> (IconName, &'static str, String) {
    match state {
        SectionState::Untouched => (
            IconName::Waiting,
            "is-untouched",
            t(key!("form.state.untouched")).to_owned(),
        ),
        SectionState::Begun => (
            IconName::Draft,
            "is-begun",
            t(key!("form.state.begun")).to_owned(),
        ),
        SectionState::ToMend(count) => (
            IconName::Alert,
            "is-to-mend",
            tf(key!("form.state.to_mend"), &[("count", &count.to_string())]),
        ),
        SectionState::Done => (
            IconName::Done,
            "is-done",
            t(key!("form.state.done")).to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::DraftKey;
    use shared::id::{QueryId, RecordId};
    use shared::record::RecordKind;
    use shared::time::Timestamp;

    fn draft() -> Draft {
        let id = RecordId::from_number(1);
        Draft::new_record(id, RecordKind::LossNotice, Timestamp::default())
    }

    #[test]
    fn a_new_record_is_begun_gone_on_with_and_checked() {
        let mut draft = draft();
        let page = |draft: &Draft| address::page(&draft.key, "loss", None);
        let begins = ("form.begin", page(&draft));
        assert_eq!(next_step(&draft, Some("loss")), begins);
        draft.visited.insert("policy".to_owned());
        let goes_on = ("form.go_on", page(&draft));
        assert_eq!(next_step(&draft, Some("loss")), goes_on);
        let checks = ("form.check_and_send", address::check(&draft.key));
        assert_eq!(next_step(&draft, None), checks);
    }

    #[test]
    fn what_answers_a_query_leads_back_to_the_answer() {
        let query = QueryId::from_number(2);
        let draft = Draft {
            key: DraftKey::Answer(query).to_string(),
            query: Some(query),
            ..draft()
        };
        for next in [Some("loss"), None] {
            let answers = ("form.beside.back", format!("/answer/query:{query}"));
            assert_eq!(next_step(&draft, next), answers);
        }
    }
}
