//! One setting, product or table: its versions, each to be looked at, taken out, compared and, before its first day,
//! taken back.

use super::reading::Reading;
use super::take_back::TakeBackOf;
use super::words::{called, called_in_full, difference, period, publisher, refusal, refused};
use crate::api;
use crate::components::button::{Button, LinkButton, Weight};
use crate::components::chip::{Chip, Tone};
use crate::components::icon::{Icon, IconName};
use crate::components::notice::Notice;
use crate::file;
use crate::task::Task;
use crate::text::{t, tf};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::components::A;
use shared::key;
use shared::rule_book::{RulePage, RuleSubject, RuleText, RuleVersion};

/// The media type of what is taken out.
const TOML: &str = "application/toml";

/// The page of a setting, product or table.
#[component]
pub fn Item(
    /// Which of the three.
    subject: RuleSubject,
    /// Its name.
    name: String,
) -> impl IntoView {
    let path = format!("/api/rules/{subject}/{name}");
    let reading: Reading<RulePage> = Reading::begin(path);
    // Stays when it is read anew.
    let taken_back = RwSignal::new(false);
    view! {
        <div class="page page-rules">
            <A href="/rules" attr:class="training-back">
                <Icon name=IconName::Back/>
                {t(key!("ui.back"))}
            </A>
            <h1>
                {move || reading.page.with(|page| match page {
                    Some(page) => called_in_full(&page.item),
                    None => called(subject, &name),
                })}
            </h1>
            {reading.unread()}
            <div role="status">
                {move || taken_back.get().then(|| view! {
                    <Notice title=t(key!("rule_book.taken_back")) tone=Tone::Success/>
                })}
            </div>
            {move || reading.page.get().map(|page| view! { <Whole reading page taken_back/> })}
        </div>
    }
}

#[component]
fn Whole(reading: Reading<RulePage>, page: RulePage, taken_back: RwSignal<bool>) -> impl IntoView {
    let (subject, name) = (page.item.subject, page.item.name.clone());
    let looking = Looking::new(subject, name.clone());
    let edit = page.may_change.then(|| {
        let href = format!("/rules/new/{subject}/{name}");
        view! { <LinkButton label=t(key!("rule_book.edit")) href weight=Weight::Secondary/> }
    });
    let file = StoredValue::new(page.file);
    let download = file.with_value(|file| tf(key!("rule_book.download"), &[("name", &file.name)]));
    let taking_back = RwSignal::new(None::<RuleVersion>);
    let versions = StoredValue::new(page.versions);
    let today = page.today;
    let rows = versions.with_value(|versions| {
        let names: Vec<String> = versions.iter().map(|it| it.version.clone()).collect();
        let row = |(at, version): (usize, &RuleVersion)| {
            // The one before stands below.
            let other = names.get(at + 1).cloned();
            let version = version.clone();
            view! { <Version version other looking taking_back today/> }
        };
        versions.iter().enumerate().map(row).collect_view()
    });
    view! {
        <div class="button-row">
            {edit}
            <Button
                label=download
                on_press=Callback::new(move |()| file.with_value(save))
            />
        </div>
        <section class="stack-tight" aria-labelledby="versions">
            <h2 id="versions">{t(key!("rule_book.versions"))}</h2>
            <ul class="list">{rows}</ul>
        </section>
        {refused(looking.failed)}
        {move || looking.seen.get().map(|seen| view! { <SeenVersion seen/> })}
        <TakeBackOf subject name version=taking_back on_taken=Callback::new(move |()| {
            taken_back.set(true);
            reading.read();
        })/>
    }
}

/// What is not saved stands on the page all the same.
fn save(text: &RuleText) {
    drop(file::save(&text.name, TOML, &text.text));
}

/// What was looked at last.
#[derive(Clone, Copy)]
struct Looking {
    of: StoredValue<(RuleSubject, String)>,
    seen: RwSignal<Option<Seen>>,
    failed: RwSignal<Vec<String>>,
    task: Task,
}

/// A version as it was looked at.
#[derive(Debug, Clone)]
struct Seen {
    version: String,
    against: Option<String>,
    text: RuleText,
}

impl Looking {
    fn new(subject: RuleSubject, name: String) -> Self {
        Self {
            of: StoredValue::new((subject, name)),
            seen: RwSignal::new(None),
            failed: RwSignal::new(Vec::new()),
            task: Task::new(),
        }
    }

    fn look(self, version: String, against: Option<String>) {
        let (subject, name) = self.of.get_value();
        let path = format!("/api/rules/{subject}/{name}/versions/{version}");
        let path = match &against {
            Some(other) => format!("{path}?against={other}"),
            None => path,
        };
        self.task.run(async move {
            match api::get::<RuleText>(&path).await {
                Ok(text) => {
                    self.failed.try_set(Vec::new());
                    self.seen.try_set(Some(Seen {
                        version,
                        against,
                        text,
                    }));
                }
                Err(error) => drop(self.failed.try_set(refusal(&error))),
            }
        });
    }
}

#[component]
fn Version(
    version: RuleVersion,
    other: Option<String>,
    looking: Looking,
    taking_back: RwSignal<Option<RuleVersion>>,
    today: NaiveDate,
) -> impl IntoView {
    let is_over = version.until.is_some_and(|until| until < today);
    let (label, tone) = match version.from > today {
        true => (key!("rule_book.is_to_come"), Tone::Accent),
        false if is_over => (key!("rule_book.is_past"), Tone::Neutral),
        false => (key!("rule_book.in_force"), Tone::Success),
    };
    let named = |key: &str| tf(key, &[("version", &version.version)]);
    let (look, back) = (
        named(key!("rule_book.look_at")),
        named(key!("rule_book.take_back_of")),
    );
    let name = version.version.clone();
    let compare = other.map(|other| {
        let label = tf(key!("rule_book.compare"), &[("version", &other)]);
        let name = name.clone();
        let on_press = Callback::new(move |()| looking.look(name.clone(), Some(other.clone())));
        view! { <Button label weight=Weight::Quiet on_press/> }
    });
    let (title, when, by) = (
        version.version.clone(),
        period(&version),
        publisher(&version.by),
    );
    let may_take_back = version.may_take_back;
    let on_back = Callback::new(move |()| taking_back.set(Some(version.clone())));
    view! {
        <li class="rules-version">
            <p class="list-title">{title} " " <Chip label=t(label) tone/></p>
            <p class="list-detail">{when} " · " {by}</p>
            <div class="row row-wrap">
                <Button
                    label=look
                    weight=Weight::Quiet
                    on_press=Callback::new(move |()| looking.look(name.clone(), None))
                />
                {compare}
                {may_take_back.then(|| view! {
                    <Button label=back weight=Weight::Quiet on_press=on_back/>
                })}
            </div>
        </li>
    }
}

/// A version as publishing reads it, or what it says otherwise than another.
#[component]
fn SeenVersion(seen: Seen) -> impl IntoView {
    let title = match &seen.against {
        Some(other) => tf(
            key!("rule_book.differs_from"),
            &[("version", &seen.version), ("other", other)],
        ),
        None => seen.version.clone(),
    };
    let text = StoredValue::new(seen.text);
    let lines = text.with_value(|text| {
        text.differences
            .as_ref()
            .map(|it| it.iter().map(difference).collect::<Vec<_>>())
    });
    let shown = match lines {
        Some(lines) if lines.is_empty() => view! { <p>{t(key!("rule_book.same"))}</p> }.into_any(),
        Some(lines) => {
            let lines = lines.into_iter().map(|line| view! { <li>{line}</li> });
            view! { <ul class="rules-differences">{lines.collect_view()}</ul> }.into_any()
        }
        None => {
            let label =
                text.with_value(|text| tf(key!("rule_book.download"), &[("name", &text.name)]));
            let body = text.with_value(|text| text.text.clone());
            view! {
                <pre class="rules-text" tabindex="0">{body}</pre>
                <Button label on_press=Callback::new(move |()| text.with_value(save))/>
            }
            .into_any()
        }
    };
    view! {
        <section class="card stack-tight" aria-labelledby="seen" role="status">
            <h2 id="seen">{title}</h2>
            {shown}
        </section>
    }
}
