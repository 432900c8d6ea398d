//! The items of a repeated page: beneficiaries, riders.

use super::address;
use super::extras::Extras;
use super::finding_message::message_with_name;
use super::head::Head;
use super::page_flow::{next_step, step_before};
use crate::answer_text::answer_text;
use crate::components::button::Weight;
use crate::components::chip::Tone;
use crate::components::dialog::Dialog;
use crate::components::error_summary::{ErrorSummary, SummaryLine};
use crate::components::icon::{Icon, IconName};
use crate::components::notice::Notice;
use crate::drafting::{Items, OpenDraft, Step, use_open_draft, visit_name};
use crate::text::{language, t, t_of, tf};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use shared::answers::Answers;
use shared::form::{CatalogueChoice, FieldKind, PlacedPage};
use shared::key;

/// The list of items, with adding, changing and removing.
#[component]
pub fn ItemsPage(items: Items, from_check: bool) -> impl IntoView {
    let open = use_open_draft();
    let (id, section, group, repeat) = (items.id, items.section, items.group, items.repeat);
    let there = Memo::new(move |_| answered_items(open, id));
    let count = move || there.with(Vec::len);
    let asked_for = RwSignal::new(0);
    let lines = summary(open, id, asked_for);
    let navigate = use_navigate();
    let go_on = move |event: SubmitEvent| {
        event.prevent_default();
        open.visit(visit_name(id, None));
        asked_for.update(|asked| *asked += 1);
        if lines.with_untracked(Vec::is_empty) && count() >= repeat.fewest {
            navigate(&next_step(open, id, from_check), Default::default());
        }
    };
    let back = match from_check {
        true => address::check(&open.key()),
        false => step_before(open, id),
    };
    let too_few = move || asked_for.get() > 0 && count() < repeat.fewest;
    view! {
        <Head back section title=t_of("pages", id)/>
        <form class="form" novalidate on:submit=go_on>
            <ErrorSummary
                heading=t(key!("form.mend_title")).to_owned()
                lines
                asked_for=asked_for.into()
            />
            <Show when=too_few>
                <Notice title=t(key!("form.items.too_few")) tone=Tone::Danger/>
            </Show>
            <ul class="items">
                <For
                    each=move || there.get()
                    key=|page| (page.item, page.fields.clone().into_iter().map(|f| f.path).collect::<Vec<_>>())
                    let:page
                >
                    <ItemCard open page group/>
                </For>
            </ul>
            <p class="soft" hidden=move || { count() > 0 }>
                {move || t_of("form.items.none", if can_add(open, id, group) { id } else { "no_riders" })}
            </p>
            <Show when=move || { count() < repeat.most && can_add(open, id, group) }>
                <A
                    href=address::page(&open.key(), id, Some(count()))
                    attr:class="button button-secondary button-wide"
                >
                    <Icon name=IconName::Add/>
                    <span>{t_of("form.items.add", id)}</span>
                </A>
            </Show>
            <Extras open page=id/>
            <div class="form-actions">
                <button type="submit" class="button button-primary button-wide button-large">
                    {t(key!("form.continue"))}
                </button>
            </div>
        </form>
    }
}

/// The items in which something is answered: an untouched one is no item yet.
fn answered_items(open: OpenDraft, id: &str) -> Vec<PlacedPage> {
    open.steps.with(|steps| {
        let pages = steps.iter().find(|step| step.id() == id).map(Step::pages);
        open.answers.with(|answers| {
            pages
                .unwrap_or_default()
                .iter()
                .filter(|page| is_begun(answers, page))
                .cloned()
                .collect()
        })
    })
}

/// Whether something is answered in it.
pub fn is_begun(answers: &Answers, page: &PlacedPage) -> bool {
    let mut fields = page.fields.iter();
    fields.any(|placed| answers.get(&placed.path).is_some())
}

/// Whether there is another item to add: a rider only if the catalogue has one.
pub fn can_add(open: OpenDraft, id: &str, group: &str) -> bool {
    if id != "riders" {
        return true;
    }
    let path = format!("{group}.new.code");
    open.with_offers(|offers| offers.offers(CatalogueChoice::Rider, &path))
        .flatten()
        .is_some_and(|offers| !offers.is_empty())
}

fn summary(
    open: OpenDraft,
    id: &'static str,
    asked_for: RwSignal<u32>,
) -> Signal<Vec<SummaryLine>> {
    Signal::derive(move || {
        if asked_for.get() == 0 {
            return Vec::new();
        }
        let catalogue = open.work.catalogue.get();
        let key = open.key();
        open.steps.with(|steps| {
            let Some(step) = steps.iter().find(|step| step.id() == id) else {
                return Vec::new();
            };
            open.findings.with(|findings| {
                let errors = findings.iter().filter(|finding| finding.is_error());
                errors
                    .filter_map(|finding| {
                        let page = step.page_of(&finding.path)?;
                        Some(SummaryLine {
                            href: address::page(&key, id, page.item),
                            text: message_with_name(open.form, finding, catalogue.as_deref()),
                            severity: finding.severity,
                        })
                    })
                    .collect()
            })
        })
    })
}

/// One item: what it is, changing and removing it.
#[component]
fn ItemCard(open: OpenDraft, page: PlacedPage, group: &'static str) -> impl IntoView {
    let item = page.item.unwrap_or(0);
    let asking = RwSignal::new(false);
    let remove = Callback::new(move |()| {
        asking.set(false);
        open.remove_item(group, item);
    });
    let href = address::page(&open.key(), page.id, Some(item));
    let said = {
        let page = page.clone();
        Memo::new(move |_| described(open, &page))
    };
    let name = move || said.with(|said| said.first().cloned().unwrap_or_default());
    let rest = move || said.with(|said| said.get(1..).unwrap_or_default().join(" · "));
    view! {
        <li class="item">
            <div class="item-main">
                <strong>{name}</strong>
                <span class="soft small">{rest}</span>
            </div>
            <A href=href attr:class="button button-quiet">
                {t(key!("form.change"))}
                <span class="visually-hidden">{name}</span>
            </A>
            <button
                type="button"
                class="button button-quiet"
                on:click=move |_| asking.set(true)
            >
                {t(key!("form.items.remove"))}
                <span class="visually-hidden">{name}</span>
            </button>
            <Dialog
                open=asking
                title=t(key!("form.items.remove_title"))
                confirm=t(key!("form.items.remove"))
                weight=Weight::Danger
                on_confirm=remove
            >
                <p>{move || tf(key!("form.items.remove_text"), &[("name", &name())])}</p>
            </Dialog>
        </li>
    }
}

/// What stands in an item, the most telling first: name or product, then relation, order, share, sum.
fn described(open: OpenDraft, page: &PlacedPage) -> Vec<String> {
    let catalogue = open.work.catalogue.get();
    let language = language();
    open.answers.with(|answers| {
        let tells = |kind: &FieldKind, name: &str| {
            matches!(name, "name" | "code" | "relation" | "order" | "share")
                || matches!(kind, FieldKind::Catalogue(_))
        };
        page.fields
            .iter()
            .filter(|placed| tells(&placed.field.kind, placed.field.name))
            .filter_map(|placed| {
                let said = answer_text(
                    language,
                    placed.field,
                    &placed.path,
                    answers,
                    catalogue.as_deref(),
                )?;
                Some(match placed.field.name {
                    "order" => tf(key!("form.items.order"), &[("n", &said)]),
                    _ => said,
                })
            })
            .collect()
    })
}
