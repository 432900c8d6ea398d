//! The audit log in words: a chunk of its own, at `/audit`. What is looked for stands in no address.

mod changes;
mod entry;
mod filters;
mod reading;
mod words;

pub use self::words::actor;
use crate::api::ApiError;
use crate::components::button::{Button, LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::empty::Empty;
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::components::take_out::TakeOut;
use crate::kept_filter::KeptFilter;
use crate::pages::not_found::NotFound;
use crate::session::use_profile;
use crate::taking_out::{TakingOut, address};
use crate::text::{t, tf};
use entry::Entry;
use filters::Filters;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use reading::Reading;
use shared::audit::{LogEntry, LogFilter};
use shared::key;
use shared::people::Role;

thread_local! {
    static LAST: KeptFilter<LogFilter> = const { KeptFilter::new() };
}

/// The route of the audit log.
#[derive(Debug)]
pub struct AuditLog;

#[lazy_route]
impl LazyRoute for AuditLog {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let audits = use_profile().with_untracked(|profile| profile.has(Role::Auditor));
        match audits {
            true => view! { <LogPage/> }.into_any(),
            false => view! { <NotFound/> }.into_any(),
        }
    }
}

#[component]
fn LogPage() -> impl IntoView {
    let person = use_profile().with_untracked(|profile| profile.person.id);
    let wanted = RwSignal::new(LAST.with(|last| last.of(person)));
    let reading = Reading::begin();
    let wrong = RwSignal::new(false);
    let is_read = Memo::new(move |_| reading.entries.with(Option::is_some));
    Effect::new(move |_| {
        let filter = wanted.get();
        LAST.with(|last| last.keep(person, &filter));
        reading.read(filter);
    });
    view! {
        <div class="page page-wide page-audit">
            <header class="row-between row-wrap">
                <h1>{t(key!("audit.title"))}</h1>
                <Button
                    label=t(key!("audit.refresh")).to_owned()
                    weight=Weight::Quiet
                    icon=IconName::Sending
                    busy=reading.busy
                    on_press=Callback::new(move |()| reading.read(wanted.get_untracked()))
                />
            </header>
            <p class="soft">{t(key!("audit.intro"))}</p>
            <Filters wanted wrong/>
            <Unread reading wanted/>
            // Everything is not what somebody looks for who mistyped a number.
            {move || (is_read.get() && !wrong.get()).then(|| view! { <Entries reading wanted/> })}
        </div>
    }
}

/// Why nothing newer is shown, and the way out.
#[component]
fn Unread(
    /// What is read.
    reading: Reading,
    /// What is wanted.
    wanted: RwSignal<LogFilter>,
) -> impl IntoView {
    let again = Callback::new(move |()| reading.read(wanted.get_untracked()));
    move || match reading.error.get() {
        Some(error) => {
            let way_out = match error == ApiError::SignIn {
                true => view! { <LinkButton label=t(key!("audit.sign_in")) href="/sign-in"/> }
                    .into_any(),
                false => view! { <Button label=t(key!("ui.retry")).to_owned() on_press=again/> }
                    .into_any(),
            };
            view! {
                <Notice title=t(key!("audit.failed")) tone=Tone::Warning>
                    <p>{words::api_error(&error)}</p>
                    {way_out}
                </Notice>
            }
            .into_any()
        }
        None if reading.entries.with(Option::is_none) => {
            view! { <p role="status">{t(key!("audit.reading"))}</p> }.into_any()
        }
        None => ().into_any(),
    }
}

#[component]
fn Entries(
    /// What is read.
    reading: Reading,
    /// What is wanted.
    wanted: RwSignal<LogFilter>,
) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let entries = move || reading.entries.get().unwrap_or_default();
    let is_empty = Memo::new(move |_| entries().is_empty());
    let row_key = |entry: &LogEntry| (entry.chain.clone(), entry.seq);
    let list = move || match is_empty.get() {
        true => view! {
            <Empty
                icon=IconName::Search
                title=t(key!("audit.empty_title"))
                text=t(key!("audit.empty_text"))
            />
        }
        .into_any(),
        false => view! {
            <ol class="audit-list" aria-label=t(key!("audit.list"))>
                <For each=entries key=row_key let:entry>
                    <li><Entry entry offset_minutes=offset/></li>
                </For>
            </ol>
            <Checked reading/>
        }
        .into_any(),
    };
    let more = move || {
        reading.next.get().map(|after| {
            let on_press = Callback::new(move |()| {
                reading.read_more(wanted.get_untracked(), after.clone());
            });
            view! { <Button label=t(key!("audit.more")).to_owned() busy=reading.busy on_press/> }
        })
    };
    let taking = TakingOut::new();
    let on_take = Callback::new(move |format| {
        taking.take_wanted(address("audit-log", format), &wanted.get_untracked());
    });
    view! {
        {list}
        {more}
        <TakeOut busy=taking.is_busy() error=taking.error() on_take/>
    }
}

/// Whether what is shown is as it was written.
#[component]
fn Checked(
    /// What is read.
    reading: Reading,
) -> impl IntoView {
    let broken = move || {
        reading.entries.with(|entries| {
            let entries = entries.iter().flatten();
            entries.filter(|entry| !entry.intact).count()
        })
    };
    let said = move || match broken() {
        0 => t(key!("audit.checked")).to_owned(),
        n => tf(key!("audit.checked_not"), &[("n", &n.to_string())]),
    };
    view! { <p class="soft small" role="status">{said}" "{t(key!("audit.whole"))}</p> }
}
