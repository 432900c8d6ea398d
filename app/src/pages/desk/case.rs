//! A case: its answers with every finding in place, its course, and the decision.

mod actions;
mod amendments;
mod answers;
mod changed;
mod confirm;
mod course_panel;
mod deciding;
mod explain_panel;
mod happened;
mod heading;
mod history_panel;
mod holding;
mod matters;
mod opening;
mod policy_panel;
mod proposed;
mod queries;
mod query_panel;
mod related;
mod replies;
mod seen;
mod shown;
mod side;
mod writing;

use super::asking::Occasion;
use super::course::review;
use super::keys::{self, Press};
use super::sheet::{Laying, Sheet};
use super::sitting::Sitting;
use super::{focus, queue_address, words};
use crate::api::ApiError;
use crate::components::button::{Button, LinkButton};
use crate::components::chip::Tone;
use crate::components::empty::Empty;
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::session::use_profile;
use crate::store::{CaseDraft, HalfWritten, Panel};
use crate::text::{language, t};
use crate::work::decisions::Contact;
use crate::work::use_work;
use actions::Actions;
use answers::{Answers, FINDING, PICK};
use changed::ChangedMeanwhile;
use confirm::Confirm;
use deciding::Deciding;
use heading::Heading;
use holding::HeldByAnother;
use leptos::prelude::*;
use opening::Opening;
use seen::Seen;
use shared::desk::Case;
use shared::id::RecordId;
use shared::key;
use shared::people::Role;
use side::Side;
use std::sync::Arc;

/// A case.
#[component]
pub fn CasePage(
    /// Which.
    id: RecordId,
    /// Whose sitting it is.
    sitting: Sitting,
    /// Whether the keys are shown.
    help: RwSignal<bool>,
) -> impl IntoView {
    let decides = use_profile().with_untracked(|profile| profile.any_role(Role::decides));
    sitting.opens(id);
    let opening = Opening::begin(id, sitting, decides);
    open_again_when_reached(opening, sitting);
    let is_there = Memo::new(move |_| opening.case.with(Option::is_some));
    move || {
        if let (true, Some(case)) = (is_there.get(), opening.case.get_untracked()) {
            return view! { <CaseView case opening sitting decides help/> }.into_any();
        }
        match opening.error.get() {
            Some(error) => view! { <NotOpened error opening sitting/> }.into_any(),
            None => view! {
                <p class="desk-loading" role="status">{t(key!("desk.case.loading"))}</p>
            }
            .into_any(),
        }
    }
}

/// Why there is no case.
#[component]
fn NotOpened(
    /// Why.
    error: ApiError,
    /// To try again.
    opening: Opening,
    /// The way back.
    sitting: Sitting,
) -> impl IntoView {
    let back = move || {
        let href = untrack(|| queue_address(sitting));
        view! { <LinkButton label=t(key!("desk.case.back")) href/> }
    };
    match error {
        ApiError::Problem(problem) if problem.status == 404 => view! {
            <Empty
                is_page=true
                icon=IconName::Search
                title=t(key!("desk.case.not_found_title"))
                text=t(key!("desk.case.not_found_text"))
            >
                {back()}
            </Empty>
        }
        .into_any(),
        error => view! {
            <Notice title=t(key!("desk.case.failed_title")) tone=Tone::Warning>
                <p>{words::api_error(&error)}</p>
                <div class="button-row">
                    <Button
                        label=t(key!("ui.retry")).to_owned()
                        on_press=Callback::new(move |()| opening.on(Occasion::Looked))
                    />
                    {back()}
                </div>
            </Notice>
        }
        .into_any(),
    }
}

#[component]
fn CaseView(
    /// The case as it was first there.
    case: Arc<Case>,
    /// Brings it up to date.
    opening: Opening,
    /// Whose sitting it is.
    sitting: Sitting,
    /// Whether the person decides.
    decides: bool,
    /// Whether the keys are shown.
    help: RwSignal<bool>,
) -> impl IntoView {
    let id = case.record.record_id;
    let case = Signal::derive(move || opening.case.get().unwrap_or_else(|| Arc::clone(&case)));
    let draft = RwSignal::new(sitting.draft_of_refused(id));
    Effect::new(move |_| sitting.keep_draft(id, draft.get()));
    sitting.bring_in(id, draft);
    forget_when_over(case, draft);
    take_up_again_when_refused(id, opening, sitting, draft);
    let sheet = laid_out(case);
    let seen = Seen::follow(sheet);
    let deciding = Deciding::of(case, opening, sitting, draft, seen, decides);
    let selecting = Signal::derive(move || deciding.may_query());
    listen(sitting, deciding);
    holding::keep(id, opening, sitting);
    focus::focus_from_top(heading::TITLE_ID);
    view! {
        <article class="desk-case" aria-labelledby=heading::TITLE_ID>
            <div class="desk-case-top">
                <Heading case sitting help/>
                <Actions case deciding/>
            </div>
            <HeldByAnother case opening sitting decides/>
            <Confirm case deciding/>
            <ChangedMeanwhile case sitting sheet/>
            <div class="desk-case-body">
                <Answers sheet seen draft selecting/>
                <Side case sheet draft deciding sitting/>
            </div>
        </article>
    }
}

/// Nobody goes on writing about what others have decided meanwhile.
fn forget_when_over(case: Signal<Arc<Case>>, draft: RwSignal<CaseDraft>) {
    Effect::new(move |_| {
        let is_over = case.with(|case| review(case).is_some_and(|review| review.status.is_final()));
        let reopens = draft.with_untracked(|draft| draft.panel == Panel::Reopen);
        if is_over && !reopens {
            draft.set(CaseDraft::default());
        }
    });
}

/// What the server does not take while its case is open is read and written again.
fn take_up_again_when_refused(
    id: RecordId,
    opening: Opening,
    sitting: Sitting,
    draft: RwSignal<CaseDraft>,
) {
    let decisions = sitting.decisions;
    let is_refused = Memo::new(move |_| decisions.is_refused_about(id));
    Effect::new(move |was_refused: Option<bool>| {
        let is_refused = is_refused.get();
        if is_refused && was_refused == Some(false) {
            if draft.with_untracked(CaseDraft::is_empty) {
                draft.set(sitting.draft_of_refused(id));
            }
            opening.on(Occasion::Changed);
        }
        is_refused
    });
}

/// The server may not have heard that the case was opened, nor said what it is now.
fn open_again_when_reached(opening: Opening, sitting: Sitting) {
    Effect::new(move |before: Option<Contact>| {
        let contact = sitting.decisions.contact.get();
        let was_away = before.is_some_and(|before| before != Contact::Open);
        if was_away && contact == Contact::Open && !opening.is_current.get_untracked() {
            opening.on(Occasion::Looked);
        }
        contact
    });
}

/// The case laid out in the language of the page, by the day it was captured.
fn laid_out(case: Signal<Arc<Case>>) -> Memo<Sheet> {
    let catalogue = use_work().catalogue;
    let profile = use_profile();
    Memo::new(move |_| {
        let offset = profile.with(|profile| profile.branch.offset_minutes);
        let case = case.get();
        catalogue.with(|catalogue| {
            Laying::of(&case, language(), catalogue.as_deref(), offset).sheet(&case)
        })
    })
}

fn listen(sitting: Sitting, deciding: Deciding) {
    keys::listen(sitting.keys, move |press| match press {
        Press::Down => focus::step(PICK, true),
        Press::Up => focus::step(PICK, false),
        Press::Finding => focus::step(FINDING, true),
        Press::Select => deciding.select(focus::focused_path()),
        Press::Accept => deciding.accept(),
        Press::Query => deciding.turn_to(Panel::Query),
        Press::Reject => deciding.turn_to(Panel::Reject),
        Press::Reopen => deciding.turn_to(Panel::Reopen),
        Press::Skip => deciding.go_on(),
        Press::Back => deciding.step_back(),
        Press::Search | Press::Help | Press::Undo => {}
    });
}
