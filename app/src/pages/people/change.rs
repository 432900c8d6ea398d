//! A change that is looked at before it is kept: what is typed is sent to be read, what would be different is shown,
//! and only then it is done.

use super::words::{Refused, is_conflict, refusal};
use crate::api::{self, ApiError};
use crate::components::button::{Button, LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::dialog::Dialog;
use crate::components::error_summary::{ErrorSummary, SummaryLine};
use crate::components::field::{Message, Question};
use crate::components::notice::Notice;
use crate::finding_text::finding_text;
use crate::listener::use_listener_with;
use crate::task::Task;
use crate::text::{language, t, tf};
use gloo_events::EventListenerOptions;
use leptos::ev;
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::finding::{Finding, Severity};
use shared::key;
use shared::people::{Difference, PersonChanged, UnitChanged, difference_words};

/// The answer to a change: what is different, or would be.
pub trait Looked: Clone + DeserializeOwned + Send + Sync + 'static {
    /// Whether it is kept.
    fn is_kept(&self) -> bool;
    /// What is different, each with whom or what it is different of, if that is not who was asked about.
    fn told(&self) -> Vec<Told>;
    /// What it brings about besides.
    fn consequences(&self) -> Vec<Finding>;
}

/// What is different of one person or unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Of whom or what; nothing of who was asked about.
    pub of: Option<String>,
    /// What.
    pub differences: Vec<Difference>,
    /// Whether it will not be there at all.
    pub gone: bool,
}

impl Looked for PersonChanged {
    fn is_kept(&self) -> bool {
        self.kept
    }

    fn told(&self) -> Vec<Told> {
        vec![Told {
            of: None,
            differences: self.differences.clone(),
            gone: false,
        }]
    }

    fn consequences(&self) -> Vec<Finding> {
        self.consequences.clone()
    }
}

impl Looked for UnitChanged {
    fn is_kept(&self) -> bool {
        self.kept
    }

    fn told(&self) -> Vec<Told> {
        let units = self.units.iter().map(|unit| Told {
            of: Some(unit.name.clone()),
            differences: unit.differences.clone(),
            gone: unit.gone,
        });
        let people = self.people.iter().map(|person| Told {
            of: Some(person.person.name.clone()),
            differences: person.differences.clone(),
            gone: false,
        });
        units.chain(people).collect()
    }

    fn consequences(&self) -> Vec<Finding> {
        Vec::new()
    }
}

/// What the server is asked to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// Something new.
    Post(String, Value),
    /// Something in the place of what stands there.
    Put(String, Value),
}

impl Asked {
    async fn answer<T: Looked>(self) -> Result<T, ApiError> {
        match self {
            Self::Post(path, body) => api::post(&path, &body).await,
            Self::Put(path, body) => api::change(&path, &body).await,
        }
    }
}

/// A line that is filled in, and what is missing there.
#[derive(Clone, Copy)]
pub struct Typed {
    /// The id of its control.
    pub id: &'static str,
    /// As it is typed.
    pub value: RwSignal<String>,
    missing: RwSignal<bool>,
}

impl Typed {
    /// One that stands so.
    pub fn new(id: &'static str, value: impl Into<String>) -> Self {
        Self {
            id,
            value: RwSignal::new(value.into()),
            missing: RwSignal::new(false),
        }
    }

    /// What is typed; nothing if it is empty.
    pub fn text(self) -> Option<String> {
        let text = self.value.with_untracked(|text| text.trim().to_owned());
        (!text.is_empty()).then_some(text)
    }

    /// What has to be typed; what is missing is said from now on.
    ///
    /// # Errors
    /// The line that says that it is missing.
    pub fn needed<T>(self, label: &str, read: Option<T>) -> Result<T, SummaryLine> {
        self.missing.set(read.is_none());
        let lacks = match self.text() {
            None => key!("people.needed"),
            Some(_) => key!("people.unreadable"),
        };
        read.ok_or_else(|| SummaryLine {
            href: format!("#{}", self.id),
            text: tf(lacks, &[("label", label)]),
            severity: Severity::Error,
        })
    }

    /// As a question of a form.
    pub fn question(self, label: &str, hint: Option<&str>, optional: bool) -> Question {
        let missing = self.missing;
        let value = self.value;
        Question {
            id: self.id.to_owned(),
            label: label.to_owned(),
            hint: hint.map(str::to_owned),
            optional,
            messages: Signal::derive(move || {
                let text = match value.with(String::is_empty) {
                    true => t(key!("form.required.fill")),
                    false => t(key!("people.unreadable_day")),
                };
                let message = Message {
                    text: text.to_owned(),
                    severity: Severity::Error,
                };
                missing.get().then_some(message).into_iter().collect()
            }),
            prefilled: Signal::stored(None),
            value: value.into(),
            on_input: Callback::new(move |text: String| {
                missing.set(false);
                value.set(text);
            }),
            on_leave: Callback::new(|()| ()),
        }
    }
}

/// The form of a change.
#[component]
pub fn Change<T: Looked>(
    /// What is done.
    title: &'static str,
    /// What has to be known before.
    #[prop(into)]
    lead: String,
    /// Where who does not want it goes.
    #[prop(into)]
    back: String,
    /// What is to be done as it is typed, or only looked at; or what is missing.
    ask: Callback<bool, Result<Asked, Vec<SummaryLine>>>,
    /// Somebody else was quicker: what stands now is read, and what is typed stays.
    #[prop(optional)]
    on_conflict: Option<Callback<()>>,
    /// It is done.
    on_kept: Callback<T>,
    /// What is typed.
    children: Children,
) -> impl IntoView {
    let lines = RwSignal::new(Vec::<SummaryLine>::new());
    let asked_for = RwSignal::new(0);
    let seen = RwSignal::new(Vec::<Told>::new());
    let brings = RwSignal::new(Vec::<Finding>::new());
    let open = RwSignal::new(false);
    let task = Task::new();
    // What is typed is kept nowhere: a browser asks before it starts the page anew, as for another language.
    let typed = StoredValue::new(false);
    let keeps_from_unloading = EventListenerOptions::enable_prevent_default();
    use_listener_with(
        &window(),
        ev::beforeunload,
        keeps_from_unloading,
        move |event| {
            if typed.get_value() {
                event.prevent_default();
            }
        },
    );
    let fails = move |why: Vec<SummaryLine>| {
        open.try_set(false);
        lines.try_set(why);
        asked_for.try_update(|asked| *asked += 1);
    };
    let send = move |preview: bool| match ask.run(preview) {
        Err(missing) => fails(missing),
        Ok(asked) => task.run(async move {
            match asked.answer::<T>().await {
                Ok(changed) if changed.is_kept() => drop(on_kept.try_run(changed)),
                Ok(changed) => {
                    let consequences = changed.consequences();
                    let told = changed.told().into_iter();
                    let told = told.filter(|told| told.gone || !told.differences.is_empty());
                    let told: Vec<Told> = told.collect();
                    match told.is_empty() {
                        true => fails(vec![line(Refused::whole(t(key!(
                            "people.nothing_different"
                        ))))]),
                        false => {
                            lines.try_set(Vec::new());
                            seen.try_set(told);
                            brings.try_set(consequences);
                            open.try_set(true);
                        }
                    }
                }
                Err(error) => {
                    if let (Some(on_conflict), true) = (on_conflict, is_conflict(&error)) {
                        on_conflict.try_run(());
                    }
                    fails(refusal(&error).into_iter().map(line).collect());
                }
            }
        }),
    };
    view! {
        <h1>{title}</h1>
        <p class="soft">{lead}</p>
        <form
            class="form"
            novalidate
            on:input=move |_| typed.set_value(true)
            on:submit=move |event| {
                event.prevent_default();
                send(true);
            }
        >
            <ErrorSummary
                heading=t(key!("people.cannot")).to_owned()
                lines=lines.into()
                asked_for=asked_for.into()
            />
            {children()}
            <div class="form-actions">
                <Button
                    label=t(key!("people.look")).to_owned()
                    weight=Weight::Primary
                    busy=task.is_busy()
                    on_press=Callback::new(move |()| send(true))
                    wide=true
                />
                <LinkButton label=t(key!("ui.cancel")) href=back weight=Weight::Quiet/>
            </div>
        </form>
        <Dialog
            open
            title=t(key!("people.different_title"))
            confirm=t(key!("people.keep"))
            weight=Weight::Primary
            busy=task.is_busy()
            on_confirm=Callback::new(move |()| send(false))
        >
            {move || seen.get().into_iter().map(|told| view! { <Different told/> }).collect_view()}
            {move || brings.with(|found| (!found.is_empty()).then(|| view! { <Brings found=found.clone()/> }))}
        </Dialog>
    }
}

/// What is different of one of them.
#[component]
fn Different(told: Told) -> impl IntoView {
    let rows = told.differences.iter().map(|it| {
        let (name, text) = difference_words(language(), it);
        view! { <div><dt>{name}</dt><dd>{text}</dd></div> }
    });
    view! {
        {told.of.clone().map(|of| view! { <h3>{of}</h3> })}
        {told.gone.then(|| view! { <p>{t(key!("organisation.gone"))}</p> })}
        <dl class="facts">{rows.collect_view()}</dl>
    }
}

/// What it brings about besides.
#[component]
fn Brings(found: Vec<Finding>) -> impl IntoView {
    let lines = found.into_iter().map(|it| {
        let text = finding_text(language(), &it, None);
        view! { <li>{text}</li> }
    });
    view! {
        <Notice title=t(key!("people.brings")) tone=Tone::Warning>
            <ul class="bullets">{lines.collect_view()}</ul>
        </Notice>
    }
}

/// A line leads to who or what is in the way, or to its field: its control is called as the field is.
fn line(refused: Refused) -> SummaryLine {
    let id = refused.path.replace('_', "-");
    let field = format!("#{}", if id.is_empty() { "main" } else { &id });
    SummaryLine {
        href: refused.href.unwrap_or(field),
        text: refused.text,
        severity: Severity::Error,
    }
}
