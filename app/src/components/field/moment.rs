//! A civil date and time, and a time of day.

use super::Question;
use super::date::DateBoxes;
use super::frame::{Frame, GroupFrame};
use crate::text::t;
use leptos::{html, prelude::*};
use shared::key;

/// A labelled date and time of day, with a button for now.
#[component]
pub fn MomentField(
    question: Question,
    /// Tells the civil time now, as it is kept: `2026-10-31T14:05`.
    now: Callback<(), String>,
) -> impl IntoView {
    let (value, on_input, on_leave) = (question.value, question.on_input, question.on_leave);
    let date = Signal::derive(move || value.with(|kept| split(kept).0.to_owned()));
    let time = Signal::derive(move || value.with(|kept| split(kept).1.to_owned()));
    let set_date =
        Callback::new(move |date: String| on_input.run(join(&date, &time.get_untracked())));
    let set_time =
        Callback::new(move |time: String| on_input.run(join(&date.get_untracked(), &time)));
    let invalid = question.invalid();
    view! {
        <GroupFrame question=question.clone()>
            <DateBoxes
                id=question.id.clone()
                label=question.label.clone()
                described_by=question.described_by()
                value=date
                invalid
                on_input=set_date
                on_leave
            />
            <div class="moment-time">
                <TimeBox id=format!("{}-time", question.id) label=Some(question.label.clone()) value=time invalid on_input=set_time on_leave/>
                <button
                    type="button"
                    class="button button-quiet"
                    on:click=move |_| {
                        on_input.run(now.run(()));
                        on_leave.run(());
                    }
                >
                    {t(key!("form.date.now"))}
                </button>
            </div>
        </GroupFrame>
    }
}

/// A labelled time of day.
#[component]
pub fn TimeField(question: Question) -> impl IntoView {
    let invalid = question.invalid();
    view! {
        <Frame question=question.clone()>
            <TimeBox
                id=question.id.clone()
                label=None
                value=question.value
                invalid
                on_input=question.on_input
                on_leave=question.on_leave
            />
        </Frame>
    }
}

/// The box alone; `label` only where no `<label>` belongs to it.
///
/// The browser says nothing of a time that is half typed; to write the same nothing back would wipe it.
#[component]
fn TimeBox(
    id: String,
    label: Option<String>,
    value: Signal<String>,
    invalid: Signal<bool>,
    on_input: Callback<String>,
    on_leave: Callback<()>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        let value = value.get();
        if let Some(input) = input.get()
            && input.value() != value
        {
            input.set_value(&value);
        }
    });
    view! {
        <input
            node_ref=input
            class="field-input is-figures is-time"
            id=id
            type="time"
            aria-label=label.map(|label| format!("{label} {}", t(key!("form.date.time"))))
            aria-invalid=move || invalid.get().then_some("true")
            on:input=move |event| on_input.run(event_target_value(&event))
            on:blur=move |_| on_leave.run(())
        />
    }
}

/// Date and time; a date that is still to be mended may have a `T` of its own, a time has none.
fn split(kept: &str) -> (&str, &str) {
    kept.rsplit_once('T').unwrap_or((kept, ""))
}

fn join(date: &str, time: &str) -> String {
    if date.is_empty() && time.is_empty() {
        String::new()
    } else {
        format!("{date}T{time}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_kept_part_by_part() {
        assert_eq!(join("2026-10-31", ""), "2026-10-31T");
        assert_eq!(split("2026-10-31T"), ("2026-10-31", ""));
        assert_eq!(split("T14:05"), ("", "14:05"));
        assert_eq!(join("", ""), "");
        let pasted = join("2026-11-05T08:30--", "14:05");
        assert_eq!(split(&pasted), ("2026-11-05T08:30--", "14:05"));
    }
}
