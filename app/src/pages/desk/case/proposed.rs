//! What the first of two wrote who turned the case down: who agrees need not write it anew.

use super::explain_panel::{NOTE_ID, REASON_ID};
use crate::components::button::Button;
use crate::pages::desk::course::review;
use crate::pages::desk::focus;
use crate::reason_text::reason_text;
use crate::store::{CaseDraft, HalfWritten};
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::desk::Case;
use shared::key;
use shared::submission::Rejection;
use std::sync::Arc;

const OFFER_ID: &str = "desk-proposed";

/// The first person's reason and words, to be taken over; nothing once something is written.
#[component]
pub fn Proposed(
    /// The case.
    case: Signal<Arc<Case>>,
    /// What is written.
    draft: RwSignal<CaseDraft>,
) -> impl IntoView {
    let offered =
        Memo::new(move |_| draft.with(|draft| case.with(|case| offered(case, draft).cloned())));
    move || {
        let Rejection {
            reason,
            note,
            approvals,
        } = offered.get()?;
        let name = approvals.first().map(|first| first.by.name.clone());
        let said = tf(
            key!("desk.reject.proposed"),
            &[
                ("name", &name.unwrap_or_default()),
                ("reason", &reason_text(&reason)),
            ],
        );
        let quoted = note.clone();
        let take = Callback::new(move |()| {
            draft.update(|draft| {
                draft.reason.clone_from(&reason);
                draft.note.clone_from(&note);
            });
            focus::focus_id(NOTE_ID);
        });
        Some(view! {
            <div class="desk-proposed" id=OFFER_ID>
                <p>{said}</p>
                <blockquote>{quoted}</blockquote>
                <Button label=t(key!("desk.reject.take_words")).to_owned() on_press=take/>
            </div>
        })
    }
}

/// Where the keyboard goes when a rejection or a reopening is begun: to what is offered, if anything is.
pub fn focus_beginning(case: &Case, draft: &CaseDraft) {
    match offered(case, draft) {
        Some(_) => focus::focus_within(OFFER_ID, "button"),
        None => focus::focus_id(REASON_ID),
    }
}

/// What can be taken over where nothing is written yet.
fn offered<'a>(case: &'a Case, draft: &CaseDraft) -> Option<&'a Rejection> {
    review(case)?
        .proposed_rejection()
        .filter(|_| draft.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::desk::example;
    use shared::submission::Action;

    #[test]
    fn the_words_of_the_first_are_offered_until_something_is_written() {
        let case = example::case_after(Action::Reject {
            reason: "duplicate".to_owned(),
            note: "与另一份相同".to_owned(),
        });
        let mut draft = CaseDraft::default();
        let words = offered(&case, &draft).unwrap();
        assert_eq!(
            (&*words.reason, &*words.note),
            ("duplicate", "与另一份相同")
        );
        draft.note = "另有原因".to_owned();
        assert_eq!(offered(&case, &draft), None);
        let fresh = CaseDraft::default();
        assert_eq!(offered(&example::answered_case(), &fresh), None);
    }
}
