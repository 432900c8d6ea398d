//! An entry the server did not take: cause, effect, next step, and one button that helps.

use crate::components::button::{Button, LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::dialog::Dialog;
use crate::components::notice::Notice;
use crate::components::toast::use_toasts;
use crate::finding_text::finding_text;
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
use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::sync::{EntryState, Mutation, Operation, OutboxEntry, Quarantine, SetAside};
use shared::text::Language;

/// The way out of being set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WayOut {
    /// Mend the draft and submit it again.
    Correct,
    /// Say which of two answers counts.
    Choose,
    /// Look at how the record stands now.
    Look,
    /// Send the same again, as a new mutation.
    SendAnew,
    /// Only the office can help; it needs the number.
    TellOffice,
}

impl WayOut {
    fn of(entry: &OutboxEntry, set_aside: &SetAside) -> Self {
        match set_aside {
            SetAside::Rejected { .. } if !has_form(entry) => Self::Look,
            SetAside::Rejected { .. } => Self::Correct,
            SetAside::Conflict { refusal: None, .. } if is_change(entry) => Self::Choose,
            SetAside::Conflict { .. } => Self::Look,
            SetAside::Quarantined { quarantine, .. } => match quarantine {
                // A server that is older than the app reads it once it is updated.
                Quarantine::Unreadable
                | Quarantine::DifferentBody
                | Quarantine::SequenceReused
                | Quarantine::UnknownRecord => Self::SendAnew,
                Quarantine::NotYours | Quarantine::WrongOperation | Quarantine::NumberTaken => {
                    Self::TellOffice
                }
            },
        }
    }
}

/// Whether there is a form in which what the rules found can be mended.
fn has_form(entry: &OutboxEntry) -> bool {
    let mutation: Result<Mutation, _> = serde_json::from_str(&entry.body);
    let is_reviewed = mutation.is_ok_and(|mutation| mutation.kind.is_reviewed());
    is_reviewed && !entry.draft.is_empty()
}

/// Whether it changes answers of a record that is there.
fn is_change(entry: &OutboxEntry) -> bool {
    let mutation: Result<Mutation, _> = serde_json::from_str(&entry.body);
    mutation.is_ok_and(|mutation| {
        matches!(
            mutation.operation,
            Operation::Answer { .. } | Operation::Amend { .. }
        )
    })
}

/// An entry the server did not take.
#[component]
pub fn SetAsideNotice(
    /// The entry; nothing is shown unless it is set aside.
    entry: OutboxEntry,
) -> impl IntoView {
    let EntryState::SetAside(set_aside) = entry.state.clone() else {
        return ().into_any();
    };
    let work = use_work();
    let about = work.drafts.with_untracked(|drafts| {
        work.records
            .with_untracked(|records| waiting(&entry, drafts, records))
    });
    let catalogue = work.catalogue.get_untracked();
    let why = said_why(language(), &set_aside, catalogue.as_deref());
    let way_out = WayOut::of(&entry, &set_aside);
    let (effect, next) = effect_and_next(way_out);
    view! {
        <Notice title=heading(&about) tone=Tone::Danger>
            <p><strong>{cause(&set_aside, way_out)}</strong></p>
            {why.map(|why| view! { <p>{why}</p> })}
            <p>{t(effect)}</p>
            <p>{t(next)}</p>
            <div class="button-row">
                <Help entry=entry.clone() about way_out/>
                <Drop entry/>
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

fn cause(set_aside: &SetAside, way_out: WayOut) -> String {
    match set_aside {
        SetAside::Rejected { findings } => {
            let n = findings.len().to_string();
            tf(key!("ui.sync.rejected_cause"), &[("n", &n)])
        }
        SetAside::Conflict { .. } if way_out == WayOut::Choose => {
            t(key!("ui.sync.clash_cause")).to_owned()
        }
        SetAside::Conflict { refusal, .. } => {
            let moved = t(key!("ui.sync.conflict_cause"));
            match refusal {
                Some(refusal) => format!("{moved} {}", t_of("refusals", refusal.as_str())),
                None => moved.to_owned(),
            }
        }
        SetAside::Quarantined { quarantine, .. } => {
            t_of("ui.set_aside", quarantine.as_str()).to_owned()
        }
    }
}

/// What the server found, where it says so.
fn said_why(
    language: Language,
    set_aside: &SetAside,
    catalogue: Option<&Catalogue>,
) -> Option<String> {
    let (SetAside::Quarantined { findings, .. } | SetAside::Rejected { findings }) = set_aside
    else {
        return None;
    };
    let said: Vec<String> = findings
        .iter()
        .map(|finding| finding_text(language, finding, catalogue))
        .collect();
    (!said.is_empty()).then(|| said.join(" "))
}

const fn effect_and_next(way_out: WayOut) -> (&'static str, &'static str) {
    match way_out {
        WayOut::Correct => (
            key!("ui.sync.rejected_effect"),
            key!("ui.sync.rejected_next"),
        ),
        WayOut::Choose => (key!("ui.sync.clash_effect"), key!("ui.sync.clash_next")),
        WayOut::Look => (
            key!("ui.sync.conflict_effect"),
            key!("ui.sync.conflict_next"),
        ),
        WayOut::SendAnew => (
            key!("ui.sync.quarantined_effect"),
            key!("ui.sync.quarantined_anew_next"),
        ),
        WayOut::TellOffice => (
            key!("ui.sync.quarantined_effect"),
            key!("ui.sync.quarantined_office_next"),
        ),
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
        WayOut::SendAnew => {
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
    match kind {
        Some(RecordKind::TrainingSession) => (
            TrainingScreen::Session(id).path(),
            key!("training.session.look"),
        ),
        Some(RecordKind::CheckIn) => (
            TrainingScreen::Home.path(),
            key!("training.check_in.to_attendance"),
        ),
        Some(RecordKind::Application | RecordKind::LossNotice) | None => {
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
fn Drop(entry: OutboxEntry) -> impl IntoView {
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
    use crate::sync::fixture::entry;
    use shared::answers::Changes;
    use shared::finding::Finding;
    use shared::id::{DeviceId, MutationId};
    use shared::record::RuleVersion;
    use shared::submission::Refusal;
    use shared::time::Timestamp;

    fn way_out(operation: Operation, set_aside: &SetAside) -> WayOut {
        let mutation = Mutation {
            mutation_id: MutationId::from_number(1),
            device_id: DeviceId::from_number(2),
            device_seq: 1,
            record_id: RecordId::from_number(1),
            kind: RecordKind::LossNotice,
            base_version: 1,
            base_hash: None,
            made_at: Timestamp::default(),
            rules: RuleVersion::CURRENT,
            operation,
        };
        let entry = OutboxEntry {
            unsent: false,
            draft: String::new(),
            body: serde_json::to_string(&mutation).unwrap(),
            ..entry(EntryState::SetAside(set_aside.clone()))
        };
        WayOut::of(&entry, set_aside)
    }

    fn an_amendment() -> Operation {
        Operation::Amend {
            changes: Changes::new().with("loss.place", "地铁站"),
            note: "写错了".to_owned(),
        }
    }

    fn a_withdrawal() -> Operation {
        Operation::Withdraw {
            note: "客户改变了主意".to_owned(),
        }
    }

    fn conflict(refusal: Option<Refusal>) -> SetAside {
        SetAside::Conflict {
            version: 2,
            refusal,
            clashes: Vec::new(),
        }
    }

    #[test]
    fn a_change_that_no_longer_fits_is_chosen_about_even_if_the_server_names_no_clash() {
        let way_out = way_out(an_amendment(), &conflict(None));
        assert_eq!(way_out, WayOut::Choose);
    }

    #[test]
    fn what_came_too_late_is_looked_at() {
        for operation in [an_amendment(), a_withdrawal()] {
            let decided = conflict(Some(Refusal::AlreadyDecided));
            assert_eq!(way_out(operation, &decided), WayOut::Look);
        }
    }

    fn cancelled_meanwhile() -> SetAside {
        SetAside::Rejected {
            findings: vec![Finding::error("session_cancelled", "date")],
        }
    }

    #[test]
    fn what_no_form_was_filled_in_for_is_looked_at_where_it_stands() {
        let way_out = way_out(Operation::Close {}, &cancelled_meanwhile());
        assert_eq!(way_out, WayOut::Look);
        let id = RecordId::from_number(7);
        let page = |kind| where_it_stands(Some(kind), id).0;
        let session = page(RecordKind::TrainingSession);
        assert_eq!(session, format!("/training/session/{id}"));
        assert_eq!(page(RecordKind::CheckIn), "/training");
    }

    #[test]
    fn what_the_server_found_is_said_in_words() {
        let said = said_why(Language::ZhHans, &cancelled_meanwhile(), None);
        assert_eq!(said.as_deref(), Some("本场次已取消"));
    }

    #[test]
    fn what_an_older_server_could_not_read_can_be_sent_anew() {
        let way_out = way_out(an_amendment(), &Quarantine::Unreadable.into());
        assert_eq!(way_out, WayOut::SendAnew);
    }
}
