//! Everything that is published, the drafts on top.

use super::reading::Reading;
use super::words::{called_in_full, moment, publisher, state};
use super::{page_of, page_of_draft};
use crate::components::button::LinkButton;
use crate::components::chip::{Chip, Tone};
use crate::components::icon::{Icon, IconName};
use crate::components::notice::Notice;
use crate::format;
use crate::text::{t, t_of, tf};
use leptos::prelude::*;
use leptos_router::components::A;
use shared::key;
use shared::rule_book::{DraftLine, DraftState, Publisher, RuleItem, RuleSubject, RulesPage};

/// The page of the rules.
#[component]
pub fn List() -> impl IntoView {
    let reading: Reading<RulesPage> = Reading::begin("/api/rules".to_owned());
    view! {
        <div class="page page-wide page-rules">
            <header class="page-head">
                <h1>{t(key!("rule_book.title"))}</h1>
                <p class="soft">{t(key!("rule_book.lead"))}</p>
            </header>
            {reading.unread()}
            {move || reading.page.get().map(|page| view! { <Published page/> })}
        </div>
    }
}

#[component]
fn Published(page: RulesPage) -> impl IntoView {
    let notice = match (page.may_change, page.has_second_person) {
        (false, _) => Some(key!("rule_book.read_only")),
        (true, false) => Some(key!("rule_book.alone")),
        (true, true) => None,
    };
    let may_change = page.may_change;
    let subjects = RuleSubject::ALL.map(|subject| {
        let items = page.items.iter().filter(|item| item.subject == subject);
        let items: Vec<RuleItem> = items.cloned().collect();
        view! { <Items subject items may_change/> }
    });
    view! {
        {notice.map(|text| view! { <Notice title=t(text)/> })}
        <Drafts drafts=page.drafts/>
        {subjects.collect_view()}
    }
}

#[component]
fn Drafts(drafts: Vec<DraftLine>) -> impl IntoView {
    let row = |draft: DraftLine| {
        let tone = match draft.state {
            DraftState::Waiting => Tone::Warning,
            DraftState::PutInForce => Tone::Success,
            DraftState::Rejected => Tone::Neutral,
        };
        let (name, at) = (draft.by.name, moment(draft.at));
        let by = tf(key!("rule_book.drafted"), &[("name", &name), ("at", &at)]);
        view! {
            <li>
                <A href=page_of_draft(draft.id) attr:class="list-item">
                    <span class="list-icon"><Icon name=IconName::Draft/></span>
                    <span class="list-main">
                        <span class="list-title">
                            {t_of("rule_book.subject", draft.subject.as_str())}
                            " · "
                            {draft.files.join(t(key!("ui.between_names")))}
                        </span>
                        <span class="list-detail">{by} " · " {draft.reason}</span>
                        <Chip label=state(draft.state) tone/>
                    </span>
                    <Icon name=IconName::Forward/>
                </A>
            </li>
        }
    };
    let none = drafts.is_empty();
    view! {
        <section class="stack-tight" aria-labelledby="drafts">
            <h2 id="drafts">{t(key!("rule_book.drafts"))}</h2>
            {match none {
                true => {
                    view! { <p class="soft">{t(key!("rule_book.drafts_none"))}</p> }.into_any()
                }
                false => view! {
                    <ul class="list">{drafts.into_iter().map(row).collect_view()}</ul>
                }
                .into_any(),
            }}
        </section>
    }
}

#[component]
fn Items(subject: RuleSubject, items: Vec<RuleItem>, may_change: bool) -> impl IntoView {
    let id = format!("rules-{subject}");
    let labelled = id.clone();
    let href = format!("/rules/new/{subject}");
    view! {
        <section class="stack-tight" aria-labelledby=labelled>
            <div class="rules-head">
                <h2 id=id>{t_of("rule_book.subject", subject.as_str())}</h2>
                {may_change.then(|| view! {
                    <LinkButton label=t(key!("rule_book.draft_new")) href/>
                })}
            </div>
            <ul class="list">{items.into_iter().map(row).collect_view()}</ul>
        </section>
    }
}

fn row(item: RuleItem) -> impl IntoView {
    let title = called_in_full(&item);
    let held = item.in_force.map_or_else(
        || t(key!("rule_book.none_in_force")).to_owned(),
        |version| {
            let by = publisher(&version.by);
            // What the program comes with begins before everything.
            if matches!(version.by, Publisher::AsDelivered {}) {
                return by;
            }
            let from = format::date(version.from);
            let since = tf(key!("rule_book.since"), &[("date", &from)]);
            format!("{since} · {by}")
        },
    );
    let to_come = (item.to_come > 0).then(|| {
        let n = format::count(item.to_come);
        let label = tf(key!("rule_book.to_come"), &[("n", &n)]);
        view! { <Chip label tone=Tone::Accent/> }
    });
    let past = (item.past > 0).then(|| {
        let n = format::count(item.past);
        format!(" · {}", tf(key!("rule_book.past"), &[("n", &n)]))
    });
    view! {
        <li>
            <A href=page_of(item.subject, &item.name) attr:class="list-item">
                <span class="list-main">
                    <span class="list-title">{title}</span>
                    <span class="list-detail">{held} {past}</span>
                    {to_come}
                </span>
                <Icon name=IconName::Forward/>
            </A>
        </li>
    }
}
