//! Somebody else puts a draft in force or turns it down; who made it takes it back.

use super::reading::Reading;
use super::words::{is_conflict, refusal, refused};
use crate::api;
use crate::components::button::{Button, Weight};
use crate::components::chip::Tone;
use crate::components::dialog::Dialog;
use crate::components::note_entry::NoteEntry;
use crate::components::notice::Notice;
use crate::task::Task;
use crate::text::{t, t_of};
use leptos::prelude::*;
use shared::key;
use shared::rule_book::{DraftDecided, DraftDecision, DraftPage, DraftState, Obstacle};

/// What the reader can decide, and why they cannot.
#[component]
pub fn Deciding(
    /// What is read of the draft.
    reading: Reading<DraftPage>,
    /// As it was read.
    page: DraftPage,
    /// Why the last thing was not done.
    failed: RwSignal<Vec<String>>,
) -> impl IntoView {
    let is_waiting = page.draft.state == DraftState::Waiting;
    let is_own = page.obstacle == Some(Obstacle::Own);
    let (putting, rejecting) = (RwSignal::new(false), RwSignal::new(false));
    let asking = Asking {
        reading,
        draft: StoredValue::new(page.clone()),
        failed,
        task: Task::new(),
    };
    let obstacle = page.obstacle.filter(|_| is_waiting).map(|obstacle| {
        view! { <p class="soft">{t_of("rule_book.obstacle", obstacle.as_str())}</p> }
    });
    let alone = (is_waiting && page.may_reject && !page.has_second_person).then(|| {
        view! { <Notice title=t(key!("rule_book.alone")) tone=Tone::Warning/> }
    });
    let put = (is_waiting && page.obstacle.is_none()).then(|| {
        view! {
            <Button
                label=t(key!("rule_book.put_in_force")).to_owned()
                weight=Weight::Primary
                on_press=Callback::new(move |()| putting.set(true))
            />
        }
    });
    let label = match is_own {
        true => t(key!("rule_book.reject_own")),
        false => t(key!("rule_book.reject")),
    };
    let reject = page.may_reject.then(|| {
        view! {
            <Button
                label=label.to_owned()
                on_press=Callback::new(move |()| rejecting.set(true))
            />
        }
    });
    let done = match page.draft.state {
        DraftState::Waiting => None,
        DraftState::PutInForce => Some((key!("rule_book.done_put_in_force"), Tone::Success)),
        DraftState::Rejected => Some((key!("rule_book.done_rejected"), Tone::Neutral)),
    };
    view! {
        <div role="status">
            {done.map(|(title, tone)| view! { <Notice title=t(title) tone/> })}
        </div>
        {alone}
        {obstacle}
        {refused(failed)}
        <div class="button-row">{put} {reject}</div>
        <Dialog
            open=putting
            title=t(key!("rule_book.put_in_force"))
            confirm=t(key!("rule_book.put_in_force"))
            busy=asking.task.is_busy()
            on_confirm=Callback::new(move |()| {
                asking.ask(DraftDecision::PutInForce, String::new(), putting);
            })
        >
            <p>{t(key!("rule_book.put_in_force_ask"))}</p>
        </Dialog>
        <Rejecting open=rejecting label asking/>
    }
}

/// Why it is turned down is asked.
#[component]
fn Rejecting(open: RwSignal<bool>, label: &'static str, asking: Asking) -> impl IntoView {
    let (reason, missing) = (RwSignal::new(String::new()), RwSignal::new(false));
    let on_confirm = Callback::new(move |()| {
        let text = reason.get_untracked();
        missing.set(text.trim().is_empty());
        if !text.trim().is_empty() {
            asking.ask(DraftDecision::Reject, text, open);
        }
    });
    view! {
        <Dialog
            open
            title=label
            confirm=label
            weight=Weight::Danger
            busy=asking.task.is_busy()
            on_confirm
        >
            <p>{t(key!("rule_book.reject_ask"))}</p>
            <NoteEntry
                id="reject-reason"
                label=t(key!("rule_book.reason"))
                lacking=t(key!("findings.rules_reason_missing"))
                rows=3
                value=reason
                missing
                on_input=Callback::new(move |text| reason.set(text))
            />
        </Dialog>
    }
}

/// A decision on its way.
#[derive(Clone, Copy)]
struct Asking {
    reading: Reading<DraftPage>,
    draft: StoredValue<DraftPage>,
    failed: RwSignal<Vec<String>>,
    task: Task,
}

impl Asking {
    /// Decides on what was seen; what has changed since is read anew.
    fn ask(self, decision: DraftDecision, reason: String, open: RwSignal<bool>) {
        let (id, token) = self
            .draft
            .with_value(|page| (page.draft.id, page.looked.token.clone()));
        let asked = DraftDecided {
            decision,
            token,
            reason,
        };
        let path = format!("/api/rules/drafts/{id}/decisions");
        self.task.run(async move {
            let answer = api::post::<DraftPage>(&path, &asked).await;
            open.try_set(false);
            match answer {
                Ok(page) => {
                    self.failed.try_set(Vec::new());
                    self.reading.show(page);
                }
                Err(error) => {
                    self.failed.try_set(refusal(&error));
                    if is_conflict(&error) {
                        self.reading.read();
                    }
                }
            }
        });
    }
}
