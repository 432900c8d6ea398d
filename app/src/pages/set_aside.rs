//! An entry the server did not take: cause, effect, next step, and one button that helps.

mod way_out;
mod words;

pub use self::way_out::Place;
use self::way_out::WayOut;
use self::words::{cause, effect_and_next, reasons};
use crate::components::button::{Button, LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::dialog::Dialog;
use crate::components::notice::Notice;
use crate::components::toast::use_toasts;
use crate::pages::form::changing_page;
use crate::pages::training::Screen as TrainingScreen;
use crate::store::StoreError;
use crate::text::{language, t, t_of, tf};
use crate::work::use_work;
use crate::work::waiting::{Waiting, waiting};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::id::RecordId;
use shared::key;
use shared::kinds::{self, OfficeKind};
use shared::record::{RecordKind, RecordView};
use shared::sync::{EntryState, OutboxEntry};

/// An entry the server did not take.
#[component]
pub fn SetAsideNotice(
    /// The entry; nothing is shown unless it is set aside.
    entry: OutboxEntry,
    /// Where this is said.
    #[prop(optional)]
    place: Place,
) -> impl IntoView {
    let EntryState::SetAside(set_aside) = entry.state.clone() else {
        return ().into_any();
    };
    let work = use_work();
    let about = work.drafts.with_untracked(|drafts| {
        work.all::<RecordView>()
            .with_untracked(|records| waiting(&entry, drafts, records))
    });
    let catalogue = work.catalogue.get_untracked();
    let way_out = WayOut::of(&entry, &set_aside);
    let reasons = match way_out {
        // The cause says it, and the next step what helps.
        WayOut::SetClock => Vec::new(),
        _ => reasons(language(), about.kind, &set_aside, catalogue.as_deref()),
    };
    let reasons = reasons.into_iter().map(|reason| view! { <p>{reason}</p> });
    let (effect, next) = effect_and_next(way_out, place);
    view! {
        <Notice title=heading(&about) tone=Tone::Danger>
            <p><strong>{cause(&set_aside, way_out)}</strong></p>
            {reasons.collect_view()}
            <p>{t(effect)}</p>
            <p>{t(next)}</p>
            <div class="button-row">
                {(!way_out.is_at(place)).then(|| view! { <Help entry=entry.clone() about way_out/> })}
                <DropEntry entry/>
            </div>
        </Notice>
    }
    .into_any()
}

/// What it was to do, to which record.
pub fn heading(about: &Waiting) -> String {
    let kind = about
        .kind
        .map_or("", |kind| t_of("states.kind", kind.as_str()));
    let what = tf(
        &format!("ui.sync.operation_{}", about.operation),
        &[("kind", kind)],
    );
    match about.title.as_str() {
        "" => what,
        title => format!("{what} · {title}"),
    }
}

/// The one button that helps.
#[component]
fn Help(entry: OutboxEntry, about: Waiting, way_out: WayOut) -> impl IntoView {
    let work = use_work();
    let toasts = use_toasts();
    match way_out {
        WayOut::Correct => {
            let href = changing_page(&entry.draft);
            let label = t(key!("ui.sync.rejected_button"));
            view! { <LinkButton label href weight=Weight::Primary/> }.into_any()
        }
        WayOut::Choose => {
            let href = format!("/choose/{}", entry.seq);
            let label = t(key!("ui.sync.clash_button"));
            view! { <LinkButton label href weight=Weight::Primary/> }.into_any()
        }
        WayOut::Look => {
            let (href, label) = where_it_stands(about.kind, entry.record_id);
            let label = t(label);
            view! { <LinkButton label href weight=Weight::Primary/> }.into_any()
        }
        WayOut::SendAnew | WayOut::SetClock => {
            let send = Callback::new(move |()| {
                let entry = entry.clone();
                spawn_local(async move { tell(toasts, work.send_anew(&entry).await) });
            });
            let label = t(key!("ui.sync.quarantined_anew_button")).to_owned();
            view! { <Button label weight=Weight::Primary on_press=send/> }.into_any()
        }
        WayOut::TellOffice => {
            let number = about.number.map(|number| number.to_string());
            let copy = Callback::new(move |()| {
                crate::clipboard::copy(number.clone().unwrap_or_default());
                toasts.say(t(key!("ui.copied")));
            });
            let label = t(key!("ui.sync.quarantined_office_button")).to_owned();
            view! { <Button label weight=Weight::Primary on_press=copy/> }.into_any()
        }
    }
}

/// The page that shows the record, and the text key of what leads there.
fn where_it_stands(kind: Option<RecordKind>, id: RecordId) -> (String, &'static str) {
    match kind.map(|kind| kinds::of(kind).office) {
        Some(OfficeKind::Roster) => (
            TrainingScreen::Session(id).path(),
            key!("training.session.look"),
        ),
        Some(OfficeKind::CheckIn) => (
            TrainingScreen::Home.path(),
            key!("training.check_in.to_attendance"),
        ),
        Some(OfficeKind::Review) | None => {
            (format!("/records/{id}"), key!("ui.sync.conflict_button"))
        }
    }
}

fn tell(toasts: crate::components::toast::Toasts, outcome: Result<(), StoreError>) {
    if let Err(error) = outcome {
        toasts.say(t(error.text_key()));
    }
}

/// Not sending it at all.
#[component]
fn DropEntry(entry: OutboxEntry) -> impl IntoView {
    let work = use_work();
    let toasts = use_toasts();
    let open = RwSignal::new(false);
    let seq = entry.seq;
    let drop = Callback::new(move |()| {
        open.set(false);
        spawn_local(async move { tell(toasts, work.drop_entry(seq).await) });
    });
    view! {
        <Button
            label=t(key!("ui.sync.drop")).to_owned()
            weight=Weight::Quiet
            on_press=Callback::new(move |()| open.set(true))
        />
        <Dialog
            open
            title=t(key!("ui.sync.drop_title"))
            confirm=t(key!("ui.sync.drop"))
            weight=Weight::Danger
            on_confirm=drop
        >
            <p>{t(key!("ui.sync.drop_text"))}</p>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_at_is_looked_at_where_it_stands() {
        let id = RecordId::from_number(7);
        let page = |kind| where_it_stands(Some(kind), id).0;
        let session = page(RecordKind::TrainingSession);
        assert_eq!(session, format!("/training/session/{id}"));
        assert_eq!(page(RecordKind::CheckIn), "/training");
    }
}
