//! A table of people or units is imported: a file is chosen, what it comes to is looked at, and then it is taken.

mod choose;
mod importing;
mod looked;
mod wrong;

use crate::components::button::{Button, Weight};
use crate::components::chip::Tone;
use crate::components::icon::{Icon, IconName};
use crate::components::notice::Notice;
use crate::components::take_out::TakenOut;
use crate::taking_out::{TakingOut, address_of_template};
use crate::text::{t, tf};
use choose::ChooseFile;
use importing::Importing;
use leptos::prelude::*;
use leptos_router::components::A;
use looked::{Looked, Taken};
use shared::export::FileFormat;
use shared::key;
use shared::people::import::TableKind;

/// Where tables of a kind are imported.
pub const fn import_page_of(kind: TableKind) -> &'static str {
    match kind {
        TableKind::People => "/people/import",
        TableKind::Units => "/units/import",
    }
}

/// Where what was imported is seen.
const fn seen_at(kind: TableKind) -> &'static str {
    match kind {
        TableKind::People => "/people",
        TableKind::Units => "/units",
    }
}

const fn title(kind: TableKind) -> &'static str {
    match kind {
        TableKind::People => key!("people.title"),
        TableKind::Units => key!("organisation.title"),
    }
}

/// The page of an import.
#[component]
pub fn Import(
    /// What the table is of.
    kind: TableKind,
) -> impl IntoView {
    let importing = Importing::begin(kind);
    view! {
        <div class="page page-wide page-people">
            <A href=seen_at(kind) attr:class="training-back">
                <Icon name=IconName::Back/>
                {t(key!("ui.back"))}
            </A>
            <h1>{t(key!("imports.title"))}</h1>
            <p class="soft">{t(key!("imports.lead"))}</p>
            <Kinds chosen=kind/>
            <Template kind/>
            <ChooseFile importing/>
            <Failed importing/>
            {move || importing.looked.get().map(|looked| match looked.kept {
                true => view! { <Taken importing looked/> }.into_any(),
                false => view! { <Looked importing looked/> }.into_any(),
            })}
        </div>
    }
}

/// People or units.
#[component]
fn Kinds(chosen: TableKind) -> impl IntoView {
    let pill = |kind: TableKind| {
        let current = (kind == chosen).then_some("page");
        view! {
            <li>
                <a class="pill" href=import_page_of(kind) aria-current=current>{t(title(kind))}</a>
            </li>
        }
    };
    view! {
        <nav aria-label=t(key!("imports.kind"))>
            <ul class="pills">{TableKind::ALL.map(pill).collect_view()}</ul>
        </nav>
    }
}

/// An empty table with its headings.
#[component]
fn Template(kind: TableKind) -> impl IntoView {
    let taking = TakingOut::new();
    let button = move |format: FileFormat| {
        let name = format.as_str().to_uppercase();
        let label = tf(key!("imports.template"), &[("format", &name)]);
        let on_press = Callback::new(move |()| taking.take(address_of_template(kind, format)));
        view! { <Button label weight=Weight::Quiet busy=taking.is_busy() on_press/> }
    };
    view! {
        <div class="row row-wrap take-out">{FileFormat::ALL.map(button).collect_view()}</div>
        <TakenOut busy=taking.is_busy() error=taking.error()/>
    }
}

/// Why nothing came of the file, and that something else would come of it by now.
#[component]
fn Failed(importing: Importing) -> impl IntoView {
    let notice = |title: &'static str, texts: Vec<String>| {
        let texts = texts.into_iter().map(|text| view! { <li>{text}</li> });
        view! {
            <div role="alert">
                <Notice title=t(title) tone=Tone::Warning>
                    <ul class="bullets">{texts.collect_view()}</ul>
                </Notice>
            </div>
        }
    };
    view! {
        {move || {
            let texts = importing.failed.get();
            (!texts.is_empty()).then(|| notice(key!("imports.failed"), texts))
        }}
        {move || importing.meanwhile.get().then(|| {
            notice(key!("imports.meanwhile"), vec![t(key!("imports.meanwhile_text")).to_owned()])
        })}
    }
}
