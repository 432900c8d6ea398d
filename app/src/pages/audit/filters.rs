//! What of the log is wanted. Nothing is read while it is typed: every reading is written down.

use crate::components::filter::{OneOf, Typed};
use crate::components::icon::{Icon, IconName};
use crate::text::{t, t_of};
use leptos::ev::{MouseEvent, SubmitEvent};
use leptos::prelude::*;
use shared::audit::{AuditAction, LogFilter, NumberSought};
use shared::key;
use shared::number::InvalidNumber;

/// The fields of the filter as they are filled in.
#[derive(Clone, Copy)]
struct Fields {
    person: RwSignal<String>,
    record: RwSignal<String>,
    action: RwSignal<String>,
    from: RwSignal<String>,
    until: RwSignal<String>,
}

impl Fields {
    fn of(filter: &LogFilter) -> Self {
        let text = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
        Self {
            person: text(filter.person.clone()),
            record: text(filter.record.as_ref().map(ToString::to_string)),
            action: text(filter.action.map(|action| action.as_str().to_owned())),
            from: text(filter.from.map(|day| day.to_string())),
            until: text(filter.until.map(|day| day.to_string())),
        }
    }

    fn clear(self) {
        for field in [self.person, self.record, self.action, self.from, self.until] {
            field.set(String::new());
        }
    }

    /// What they ask for; `None` if the number of the record is none.
    fn filter(self) -> Option<LogFilter> {
        let record = record(&self.record.get_untracked()).ok()?;
        let person = self.person.get_untracked().trim().to_owned();
        Some(LogFilter {
            person: (!person.is_empty()).then_some(person),
            record,
            action: AuditAction::from_name(&self.action.get_untracked()),
            from: self.from.get_untracked().parse().ok(),
            until: self.until.get_untracked().parse().ok(),
            after: None,
        })
    }
}

/// The number that was typed, if any was.
fn record(typed: &str) -> Result<Option<NumberSought>, InvalidNumber> {
    match typed.trim() {
        "" => Ok(None),
        typed => typed.parse().map(Some),
    }
}

/// The filter, as a form.
#[component]
pub fn Filters(
    /// What is wanted.
    wanted: RwSignal<LogFilter>,
    /// Set while the number looked for is none.
    wrong: RwSignal<bool>,
) -> impl IntoView {
    let fields = Fields::of(&wanted.get_untracked());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let filter = fields.filter();
        wrong.set(filter.is_none());
        if let Some(filter) = filter {
            wanted.set(filter);
        }
    };
    let clear = move |_: MouseEvent| {
        fields.clear();
        wrong.set(false);
        wanted.set(LogFilter::default());
    };
    view! {
        <form class="audit-filter card" role="search" on:submit=submit>
            <Person typed=fields.person/>
            <Record typed=fields.record wrong/>
            <Actions chosen=fields.action/>
            <Day label=t(key!("audit.from")) typed=fields.from/>
            <Day label=t(key!("audit.until")) typed=fields.until/>
            <div class="button-row audit-filter-end">
                <button type="submit" class="button button-primary">
                    <Icon name=IconName::Search/>
                    <span>{t(key!("audit.search"))}</span>
                </button>
                <button type="button" class="button button-quiet" on:click=clear>
                    {t(key!("audit.clear"))}
                </button>
            </div>
        </form>
    }
}

#[component]
fn Person(
    /// What stands there.
    typed: RwSignal<String>,
) -> impl IntoView {
    view! {
        <label class="entry">
            <span class="entry-label">{t(key!("audit.person"))}</span>
            <input
                class="entry-input"
                type="search"
                name="person"
                autocomplete="off"
                maxlength="100"
                placeholder=t(key!("audit.person_hint"))
                prop:value=typed
                on:input=move |event| typed.set(event_target_value(&event))
            />
        </label>
    }
}

#[component]
fn Record(
    /// What stands there.
    typed: RwSignal<String>,
    /// Whether it is no number.
    wrong: RwSignal<bool>,
) -> impl IntoView {
    let error = move || {
        wrong.get().then(|| {
            view! {
                <span class="entry-error" id="audit-record-error" role="alert">
                    <Icon name=IconName::Alert/>
                    {t(key!("audit.record_wrong"))}
                </span>
            }
        })
    };
    view! {
        <div class="entry">
            <label class="entry-label" for="audit-record">{t(key!("audit.record"))}</label>
            <input
                id="audit-record"
                class="entry-input number"
                type="search"
                name="record"
                autocomplete="off"
                autocapitalize="characters"
                aria-invalid=move || wrong.get().then_some("true")
                aria-describedby=move || wrong.get().then_some("audit-record-error")
                prop:value=typed
                on:input=move |event| typed.set(event_target_value(&event))
            />
            {error}
        </div>
    }
}

#[component]
fn Actions(
    /// What is chosen.
    chosen: RwSignal<String>,
) -> impl IntoView {
    let options = || {
        let option = |action: AuditAction| {
            let name = t_of("audit.action", action.as_str());
            (action.as_str().to_owned(), name.to_owned())
        };
        AuditAction::ALL.map(option).to_vec()
    };
    view! {
        <OneOf
            label=t(key!("audit.what"))
            any=t(key!("audit.any_action"))
            options=Signal::derive(options)
            chosen
            on_choose=Callback::new(move |name| chosen.set(name))
        />
    }
}

#[component]
fn Day(
    /// Which.
    label: &'static str,
    /// What stands there.
    typed: RwSignal<String>,
) -> impl IntoView {
    view! {
        <Typed
            label
            kind="date"
            typed=typed.into()
            on_type=Callback::new(move |day| typed.set(day))
        />
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::number::{DeviceNumber, RecordNumber};

    #[test]
    fn a_number_is_read_as_people_type_it_and_a_wrong_one_is_no_search() {
        let number = RecordNumber::new('A', DeviceNumber::new(7), 12);
        let typed = format!(" {} ", number.to_string().to_lowercase());
        assert_eq!(record(&typed), Ok(Some(number.into())));
        assert_eq!(record("000012"), Ok(Some(NumberSought::Running(12))));
        assert_eq!(record("  "), Ok(None));
        assert_eq!(record("A-0007-000012-0"), Err(InvalidNumber));
    }
}
