//! Choosing a file: by its name, or dropped.

use super::importing::Importing;
use crate::components::button::Button;
use crate::format;
use crate::session::use_profile;
use crate::text::{t, tf};
use gloo_file::File;
use leptos::ev::DragEvent;
use leptos::prelude::*;
use shared::key;
use web_sys::{FileList, HtmlInputElement};

/// What a browser offers to choose from; whatever is chosen is looked at.
const OFFERED: &str = ".xlsx,.csv,.tsv,.txt";

/// Where a file is chosen or dropped, and which one was.
#[component]
pub fn ChooseFile(
    /// What becomes of it.
    importing: Importing,
) -> impl IntoView {
    let is_over = RwSignal::new(false);
    // What is being taken is not taken back by another file.
    let is_taking =
        move || importing.busy.get_untracked() && importing.looked.with_untracked(Option::is_some);
    let choose = move |files: Option<FileList>| {
        if let (Some(file), false) = (files.and_then(|files| files.get(0)), is_taking()) {
            importing.choose(File::from(file));
        }
    };
    let on_drag = move |event: DragEvent, over: bool| {
        event.prevent_default();
        is_over.set(over);
    };
    view! {
        <label
            class="import-drop"
            class:is-over=is_over
            on:dragover=move |event| on_drag(event, true)
            on:dragleave=move |event| on_drag(event, false)
            on:drop=move |event: DragEvent| {
                let files = event.data_transfer().and_then(|dropped| dropped.files());
                on_drag(event, false);
                choose(files);
            }
        >
            <span class="entry-label">{t(key!("imports.file"))}</span>
            <span class="soft small">{t(key!("imports.file_hint"))}</span>
            <input
                type="file"
                accept=OFFERED
                on:change=move |event| {
                    let input: HtmlInputElement = event_target(&event);
                    choose(input.files());
                    // The same file, corrected meanwhile, can be chosen again.
                    input.set_value("");
                }
            />
        </label>
        <Which importing/>
    }
}

/// Which file it is, and what is done with it.
#[component]
fn Which(importing: Importing) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let named = move || {
        importing.chosen.get().map(|chosen| {
            let at = format::moment(chosen.at, offset);
            tf(
                key!("imports.chosen"),
                &[("name", &chosen.name), ("at", &at)],
            )
        })
    };
    let doing = move || importing.busy.get().then(|| t(key!("imports.busy")));
    let again = move || {
        let is_stuck = !importing.failed.with(Vec::is_empty)
            && importing.chosen.with(Option::is_some)
            && importing.looked.with(Option::is_none);
        is_stuck.then(|| {
            view! {
                <Button
                    label=t(key!("ui.retry")).to_owned()
                    busy=importing.busy
                    on_press=Callback::new(move |()| importing.look_again())
                />
            }
        })
    };
    view! {
        <p class="import-file">{named}</p>
        <p class="soft small" role="status">{doing}</p>
        {again}
    }
}
