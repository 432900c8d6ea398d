//! The server's proof that a record has arrived: when, its short code, and a file to keep or pass on.

use crate::components::button::{Button, Weight};
use crate::components::icon::IconName;
use crate::components::toast::use_toasts;
use crate::file;
use crate::format::moment;
use crate::session::use_profile;
use crate::text::{t, tf};
use crate::work::{Work, use_work};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::id::RecordId;
use shared::key;
use shared::record::RecordView;
use shared::sync::ArrivalProof;

/// The proofs of a record; nothing while only this phone has it.
#[component]
pub fn Proofs(
    /// As the server has it.
    record: Option<RecordView>,
) -> impl IntoView {
    record.map(|record| view! { <Known record/> })
}

/// From this phone; or from the server, if this phone has none for what the record says now.
#[component]
fn Known(record: RecordView) -> impl IntoView {
    let work = use_work();
    let proofs = RwSignal::new(None);
    spawn_local(async move {
        let found = found(work, &record).await;
        // The page may have been left.
        proofs.try_set(Some(found));
    });
    move || {
        proofs.get().map(|proofs| {
            view! {
                <section class="card stack-tight" aria-labelledby="proof">
                    <h2 id="proof">{t(key!("ui.proof.title"))}</h2>
                    <List proofs/>
                </section>
            }
        })
    }
}

async fn found(work: Work, record: &RecordView) -> Vec<ArrivalProof> {
    let kept = kept(work, record.record_id).await;
    let is_proven = |proofs: &[ArrivalProof]| {
        let mut proofs = proofs.iter();
        proofs.any(|proof| proof.acknowledgement.is_of(&record.content))
    };
    if is_proven(&kept) || work.fetch_proofs(record.record_id).await.is_err() {
        return kept;
    }
    self::kept(work, record.record_id).await
}

async fn kept(work: Work, record: RecordId) -> Vec<ArrivalProof> {
    work.proofs(record).await.unwrap_or_default()
}

/// The newest first: it is what the record says now.
#[component]
fn List(proofs: Vec<ArrivalProof>) -> impl IntoView {
    if proofs.is_empty() {
        return view! { <p class="small soft">{t(key!("ui.proof.none"))}</p> }.into_any();
    }
    let several = proofs.len() > 1;
    view! {
        <p class="small soft">{t(key!("ui.proof.text"))}</p>
        <ul class="proofs">
            {proofs
                .into_iter()
                .rev()
                .map(|proof| view! { <li><One proof several/></li> })
                .collect_view()}
        </ul>
    }
    .into_any()
}

#[component]
fn One(proof: ArrivalProof, several: bool) -> impl IntoView {
    let (work, toasts) = (use_work(), use_toasts());
    let offset = use_profile().get_untracked().branch.offset_minutes;
    let arrival = proof.acknowledgement.arrival.clone();
    let when = moment(arrival.received_at, offset);
    let version = arrival.content_version.to_string();
    let code = proof.acknowledgement.short_code();
    let save = Callback::new(move |()| {
        let proof = proof.clone();
        spawn_local(async move {
            toasts.say(t(match with_content(work, proof).await {
                Some(whole) if saved(&whole) => key!("ui.proof.saved"),
                Some(_) => key!("ui.proof.not_saved"),
                None => key!("ui.proof.no_content"),
            }));
        });
    });
    view! {
        <div class="list-main">
            <strong class="tabular">{tf(key!("ui.proof.received"), &[("when", &when)])}</strong>
            {several.then(|| {
                let text = tf(key!("ui.proof.version"), &[("n", &version)]);
                view! { <span class="small soft">{text}</span> }
            })}
            <span class="small">
                <span class="soft">{t(key!("ui.proof.code"))}" "</span>
                <span class="number">{code}</span>
            </span>
        </div>
        <Button
            label=t(key!("ui.proof.save")).to_owned()
            weight=Weight::Secondary
            icon=IconName::Update
            on_press=save
        />
    }
}

/// An earlier version's content may have to be asked for.
async fn with_content(work: Work, proof: ArrivalProof) -> Option<ArrivalProof> {
    if proof.content.is_some() {
        return Some(proof);
    }
    let record = proof.acknowledgement.arrival.record_id;
    work.fetch_proofs(record).await.ok()?;
    let mut kept = kept(work, record).await.into_iter();
    kept.find(|it| it.acknowledgement == proof.acknowledgement && it.content.is_some())
}

fn saved(proof: &ArrivalProof) -> bool {
    let arrival = &proof.acknowledgement.arrival;
    let name = format!(
        "saddlebag-{}-{}.json",
        arrival.number, arrival.content_version
    );
    serde_json::to_string_pretty(proof)
        .is_ok_and(|text| file::save(&name, "application/json", &text).is_ok())
}
