//! The training pages: a chunk of its own. A trainer opens sessions, shows the code and keeps the
//! roster; an agent signs in and sees their own attendance. All of it without network.

mod agent_home;
mod agent_progress;
mod attendance;
mod attendance_list;
mod attended;
mod audience_fields;
mod audience_people;
mod awaited;
mod awaited_list;
mod call_off;
mod camera;
mod changing_code;
mod check_in;
mod check_in_result;
mod close_session;
mod closed_month;
mod closing_summary;
mod code_field;
mod code_panel;
mod correct_number;
mod correction_reason;
mod credited_elsewhere;
mod credits_list;
mod edit_session;
mod full_screen;
mod home;
mod late_changes;
mod late_closing;
mod late_people;
mod late_session;
mod late_sessions;
mod mark_choice;
mod mark_dialog;
mod mark_question;
mod mark_reasons;
mod mark_the_open;
mod marking;
mod open_session;
mod opening;
mod overlaps;
mod people_search;
mod presence_words;
mod roster;
mod roster_filter;
mod roster_row;
mod scan;
mod scanner;
mod screen;
mod second_word;
mod seen;
mod session;
mod session_card;
mod session_choice;
mod session_defaults;
mod session_fields;
mod session_form;
mod session_state;
mod sessions;
mod signed_in;
mod slip_code;
mod take_month_out;
mod ticking;
mod trainers_day;
mod trainers_today;
mod wake_lock;
mod words;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};
pub use screen::Screen;
pub use trainers_today::trainers_today;

/// The route of the training pages: everything below `/training`.
#[derive(Debug)]
pub struct Training;

#[lazy_route]
impl LazyRoute for Training {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <Screens/> }.into_any()
    }
}

/// The screen the address names.
#[component]
fn Screens() -> impl IntoView {
    let params = use_params_map();
    let screen = Memo::new(move |_| {
        let rest = params.with(|params| params.get("rest"));
        Screen::of_path(&rest.unwrap_or_default())
    });
    Effect::new(move |before: Option<Screen>| {
        let screen = screen.get();
        // The router sees one address here: another screen begins at its top all the same.
        if before.is_some_and(|before| before != screen) {
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        screen
    });
    move || match screen.get() {
        Screen::Home => view! { <home::Home/> }.into_any(),
        Screen::Open => view! { <open_session::OpenSession/> }.into_any(),
        Screen::Session(id) => view! { <session::Session id/> }.into_any(),
        Screen::Edit(id) => view! { <edit_session::EditSession id/> }.into_any(),
        Screen::CheckIn => view! { <check_in::CheckIn/> }.into_any(),
        Screen::SignedIn(id) => view! { <signed_in::SignedIn id/> }.into_any(),
    }
}
