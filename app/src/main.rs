//! The app in the browser. Starts the router and, per role, a chunk of its own.

mod pages;

use leptos::prelude::*;
use leptos_router::{
    Lazy,
    components::{Route, Router, Routes},
    path,
};
use pages::{desk::Desk, home::Home, training::Training};

fn main() {
    console_error_panic_hook::set_once();
    mount_to_body(App);
}

/// The route table: what every agent needs is in the first load, the rest comes as lazy chunks.
#[component]
fn App() -> impl IntoView {
    view! {
        <Router>
            <main>
                <Routes fallback=Home>
                    <Route path=path!("/") view=Home/>
                    <Route path=path!("/desk") view={Lazy::<Desk>::new()}/>
                    <Route path=path!("/training") view={Lazy::<Training>::new()}/>
                </Routes>
            </main>
        </Router>
    }
}
