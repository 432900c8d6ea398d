//! One page of the form: its fields, and going on.

use super::asked_field::{AskedField, Shown};
use super::extras::Extras;
use super::frame;
use super::head::Head;
use super::items::ItemsPage;
use super::no_to_all::NoToAll;
use super::page_flow::PageFlow;
use super::people::People;
use super::sold_anew::SoldAnew;
use crate::components::error_summary::ErrorSummary;
use crate::components::icon::{Icon, IconName};
use crate::drafting::{OpenDraft, Step, page_at, use_open_draft, visit_name};
use crate::text::{t, t_of, tf};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use shared::form::{FieldKind, PlacedPage};
use shared::key;

/// The page that the address names.
#[component]
pub fn FormPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let place = Memo::new(move |_| {
        let id = params.with(|params| params.get("page").unwrap_or_default());
        let item = query.with(|query| query.get("item").and_then(|item| item.parse().ok()));
        let from_check = query.with(|query| query.get("from").as_deref() == Some("check"));
        (id, item, from_check)
    });
    move || {
        let (id, item, from_check) = place.get();
        let open = use_open_draft();
        let found = (
            open.steps
                .with_untracked(|steps| steps.iter().find(|step| step.id() == id).cloned()),
            item,
        );
        match found {
            _ if open.on_its_way.get() => view! { <super::sent::Sent/> }.into_any(),
            (Some(Step::Items(items)), None) => view! { <ItemsPage items from_check/> }.into_any(),
            (Some(_), item) => match placed(open, &id, item) {
                Some(page) => view! { <OnePage page from_check/> }.into_any(),
                None => view! { <frame::Missing/> }.into_any(),
            },
            (None, _) => view! { <frame::Missing/> }.into_any(),
        }
    }
}

fn placed(open: OpenDraft, id: &str, item: Option<usize>) -> Option<PlacedPage> {
    open.steps.with_untracked(|steps| {
        open.answers
            .with_untracked(|answers| page_at(open.form, steps, id, item, answers, open.today))
    })
}

/// Fields, summary and buttons of one page.
#[component]
fn OnePage(page: PlacedPage, from_check: bool) -> impl IntoView {
    let open = use_open_draft();
    let (id, item, section) = (page.id, page.item, page.section);
    let asks_who = page
        .fields
        .iter()
        .any(|placed| matches!(placed.field.kind, FieldKind::IdentityNumber));
    let prefix = page.prefix.clone();
    let now = Memo::new(move |before: Option<&PlacedPage>| {
        open.steps.track();
        let placed = open.answers.with(|_| placed(open, id, item));
        placed
            .or_else(|| before.cloned())
            .unwrap_or_else(|| page.clone())
    });
    let fields = Memo::new(move |_| open.fields_to_show(now.get().fields));
    let paths = Signal::derive(move || {
        let fields = fields.get();
        fields.into_iter().map(|placed| placed.path).collect()
    });
    let name = visit_name(id, item);
    let seen = open
        .draft
        .with_untracked(|draft| draft.visited.contains(&name));
    let way = PageFlow {
        open,
        id,
        item,
        from_check,
        fields: fields.into(),
        shown: Shown::new(seen),
        asked_for: RwSignal::new(0),
        before: StoredValue::new(open.findings.get_untracked()),
    };
    let adds = RwSignal::new(false);
    // A page is left by Back, too, with a field still being typed in.
    on_cleanup(move || open.follow());
    let navigate = use_navigate();
    let go_on = move |event: SubmitEvent| {
        event.prevent_default();
        open.follow();
        let another = adds.try_update(core::mem::take).unwrap_or_default();
        if way.may_go_on() {
            let another = untrack(|| way.another()).filter(|_| another);
            let next = another.unwrap_or_else(|| way.next());
            navigate(&next, Default::default());
        }
    };
    let title = title(id, item);
    view! {
        <Head back=Signal::derive(move || way.back()) section title/>
        <form class="form" novalidate on:submit=go_on>
            <ErrorSummary
                heading=t(key!("form.mend_title")).to_owned()
                lines=way.summary()
                asked_for=way.asked_for.into()
            />
            <SoldAnew open of=paths/>
            <div class="form-fields">
                {asks_who.then(|| view! { <People open prefix/> })}
                <For each=move || fields.get() key=|placed| placed.path.clone() let:placed>
                    <AskedField open shown=way.shown placed/>
                </For>
                <Extras open page=id/>
                <NoToAll open fields=fields.into()/>
            </div>
            <Buttons way adds/>
        </form>
    }
}

/// Going on: to the next page, and from an item to one more.
#[component]
fn Buttons(
    way: PageFlow,
    /// Set while what is asked for is one more item.
    adds: RwSignal<bool>,
) -> impl IntoView {
    let asked = move || way.asked_for.get() > 0;
    view! {
        <div class="form-actions">
            <button type="submit" class="button button-primary button-wide button-large">
                {t(key!("form.continue"))}
            </button>
            // After Continue, which the Enter key means.
            <Show when=move || way.another().is_some()>
                <button
                    type="submit"
                    class="button button-secondary button-wide"
                    on:click=move |_| adds.set(true)
                >
                    <Icon name=IconName::Add/>
                    <span>{t_of("form.items.add", way.id)}</span>
                </button>
            </Show>
            <Show when=move || asked() && way.has_errors()>
                <A href=way.next() attr:class="button button-quiet button-wide">
                    {t(key!("form.later"))}
                </A>
            </Show>
        </div>
    }
}

/// The title of a page; items are counted.
fn title(id: &str, item: Option<usize>) -> String {
    let title = t_of("pages", id);
    match item {
        None => title.to_owned(),
        Some(item) => tf(
            key!("form.item_title"),
            &[("title", title), ("n", &(item + 1).to_string())],
        ),
    }
}
