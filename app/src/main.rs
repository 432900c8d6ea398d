//! The app in the browser: what is mounted, and which page stands at which address.

mod activity;
mod answer_name;
mod answer_text;
mod api;
mod app;
mod bars;
mod browser;
mod channel;
mod chunk;
mod clipboard;
mod clock;
mod components;
mod drafting;
mod file;
mod finding_text;
mod focus;
mod format;
mod id;
mod install;
mod kept_filter;
mod kind_look;
mod listener;
mod page_changes;
mod pages;
#[cfg(feature = "probes")]
mod probes;
mod push;
mod reason_text;
mod session;
mod storage_quota;
mod store;
mod sync;
mod taking_out;
mod task;
mod text;
mod timer;
mod title;
mod update;
mod work;
mod worker;

use chunk::Chunk;
use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Route, Routes};
use leptos_router::path;
use pages::audit::AuditLog;
use pages::choose::Choose;
use pages::desk::Desk;
use pages::form::{Check, DraftFrame, FormPage, NewAmendment, NewDraft, Overview, Sent};
use pages::home::Home;
use pages::not_found::NotFound;
use pages::people::People;
use pages::query_answer::QueryAnswer;
use pages::record::Record;
use pages::rules::Rules;
use pages::settings::Settings;
use pages::sign_in::SignInAgain;
use pages::sync::SyncPage;
use pages::team::Team;
use pages::training::Training;
use pages::work_list::WorkList;

fn main() {
    console_error_panic_hook::set_once();
    mount_to_body(app::App);
}

/// The route table: what every agent needs is in the first load, the rest comes as lazy chunks.
#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=NotFound>
            <Route path=path!("/") view=Home/>
            <Route path=path!("/work") view=WorkList/>
            <Route path=path!("/records/:id") view=Record/>
            <Route path=path!("/sync") view=SyncPage/>
            <Route path=path!("/settings") view={Chunk::<Settings>::new()}/>
            <Route path=path!("/sign-in") view=SignInAgain/>
            <Route path=path!("/desk/*rest") view={Chunk::<Desk>::new()}/>
            <Route path=path!("/training") view={Chunk::<Training>::new()}/>
            <Route path=path!("/training/*rest") view={Chunk::<Training>::new()}/>
            <Route path=path!("/audit") view={Chunk::<AuditLog>::new()}/>
            <Route path=path!("/team") view={Chunk::<Team>::new()}/>
            <Route path=path!("/team/*rest") view={Chunk::<Team>::new()}/>
            <Route path=path!("/people/*rest") view={Chunk::<People>::new()}/>
            <Route path=path!("/units/*rest") view={Chunk::<People>::new()}/>
            <Route path=path!("/rules/*rest") view={Chunk::<Rules>::new()}/>
            <Route path=path!("/connections/*rest") view={Chunk::<People>::new()}/>
            <Route path=path!("/new/:kind") view=NewDraft/>
            <Route path=path!("/amend/:id") view=NewAmendment/>
            <ParentRoute path=path!("/draft/:key") view=DraftFrame>
                <Route path=path!("") view=Overview/>
                <Route path=path!("/check") view=Check/>
                <Route path=path!("/sent") view=Sent/>
                <Route path=path!("/:page") view=FormPage/>
            </ParentRoute>
            <Route path=path!("/answer/:key") view=QueryAnswer/>
            <Route path=path!("/choose/:seq") view={Chunk::<Choose>::new()}/>
        </Routes>
    }
}
