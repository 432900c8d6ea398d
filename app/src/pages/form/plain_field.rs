//! From a field to the component that asks it.

use super::offers::Shelf;
use super::quoted::premium_state;
use crate::answer_text::choice_text;
use crate::clock;
use crate::components::field::{
    Asked, Choice, Consent, DateField, Entry, LongText, Manner, MomentField, MoneyField, Offer,
    PolicyNumber, Premium, PremiumState, Radios, SumInsured, TimeField, YesNo,
};
use crate::session::use_profile;
use crate::text::{language, t};
use crate::work::Work;
use chrono::{NaiveDate, NaiveDateTime, Timelike};
use leptos::prelude::*;
use shared::answers::Answers;
use shared::form::{CatalogueChoice, ChoiceSet, Field, FieldKind};
use shared::key;
use shared::kinds::application::rules::suitability::risk_class;
use shared::rules::Settings;
use shared::text::lookup;

/// The component for a field.
#[component]
pub fn PlainField(
    work: Work,
    /// The answers the offers of the catalogue depend on.
    answers: Signal<Answers>,
    path: String,
    field: &'static Field,
    asked: Asked,
    /// The day whose rules hold.
    today: NaiveDate,
) -> impl IntoView {
    let asked = kept_when_left(field, &path, answers, asked);
    match field.kind {
        FieldKind::Text(most) => view! { <Entry asked manner=Manner::text(most)/> }.into_any(),
        FieldKind::LongText(most) => view! { <LongText asked most/> }.into_any(),
        FieldKind::Date => view! { <DateField asked/> }.into_any(),
        FieldKind::Moment => {
            let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
            let now = Callback::new(move |()| civil_now(offset));
            view! { <MomentField asked now/> }.into_any()
        }
        FieldKind::TimeOfDay => view! { <TimeField asked/> }.into_any(),
        FieldKind::Choice(set) => view! { <Choice asked options=offers_of(set)/> }.into_any(),
        FieldKind::YesNo => view! { <YesNo asked/> }.into_any(),
        FieldKind::Consent => view! { <Consent asked/> }.into_any(),
        FieldKind::Money => view! { <MoneyField asked/> }.into_any(),
        FieldKind::Quantity { unit, places, .. } => {
            let unit = lookup(language(), &format!("units.{unit}")).map(str::to_owned);
            view! { <Entry asked manner=Manner::quantity(unit, places)/> }.into_any()
        }
        FieldKind::IdentityNumber => view! { <Entry asked manner=Manner::document()/> }.into_any(),
        FieldKind::Mobile => view! { <Entry asked manner=Manner::mobile()/> }.into_any(),
        FieldKind::Email => view! { <Entry asked manner=Manner::email()/> }.into_any(),
        FieldKind::BankAccount => view! { <Entry asked manner=Manner::bank_account()/> }.into_any(),
        FieldKind::PolicyNumber => {
            view! { <PolicyNumber asked policies=work.policies.into()/> }.into_any()
        }
        FieldKind::SessionCode => view! { <Entry asked manner=Manner::session_code()/> }.into_any(),
        FieldKind::SessionNumber => {
            view! { <Entry asked manner=Manner::session_number()/> }.into_any()
        }
        // Made by the phone, never typed.
        FieldKind::SessionSecret => ().into_any(),
        FieldKind::Catalogue(choice) => {
            view! { <FromCatalogue work answers asked path choice today/> }.into_any()
        }
    }
}

/// What is typed stands as it is typed until the field is left; then it is kept in the one form of its
/// kind, if it is certain.
fn kept_when_left(
    field: &'static Field,
    path: &str,
    answers: Signal<Answers>,
    asked: Asked,
) -> Asked {
    let (value, on_input, on_leave) = (asked.value, asked.on_input, asked.on_leave);
    let path = path.to_owned();
    let keep = move |()| {
        let typed = value.get_untracked();
        let kept = answers.with_untracked(|answers| field.kept(&path, &typed, answers));
        if kept != typed {
            on_input.run(kept);
        }
        on_leave.run(());
    };
    Asked {
        on_leave: Callback::new(keep),
        ..asked
    }
}

/// What the product catalogue offers.
#[component]
fn FromCatalogue(
    work: Work,
    answers: Signal<Answers>,
    asked: Asked,
    path: String,
    choice: CatalogueChoice,
    today: NaiveDate,
) -> impl IntoView {
    match choice {
        CatalogueChoice::SumInsured => {
            let limits = Signal::derive(move || {
                look(work, today, answers, |shelf| shelf.sum_limits(&path)).flatten()
            });
            view! { <SumInsured asked limits/> }.into_any()
        }
        CatalogueChoice::Premium => {
            let state = premium_of(work, answers);
            view! { <Premium asked state/> }.into_any()
        }
        _ => {
            let offers =
                Memo::new(move |_| look(work, today, answers, |shelf| shelf.offers(choice, &path)));
            let nothing = Signal::derive(move || {
                t(match offers.get() {
                    None => key!("form.nothing.no_catalogue"),
                    Some(None) => needed_before(choice),
                    Some(Some(_)) => key!("form.nothing.none"),
                })
            });
            let options = Signal::derive(move || offers.get().flatten().unwrap_or_default());
            view! { <Radios asked options nothing/> }.into_any()
        }
    }
}

/// The premium of the answers as they stand.
pub fn premium_of(work: Work, answers: Signal<Answers>) -> Signal<PremiumState> {
    Signal::derive(move || {
        let catalogue = work.catalogue.get();
        answers.with(|answers| premium_state(language(), catalogue.as_deref(), answers))
    })
}

/// What has to be answered before the catalogue can offer anything.
const fn needed_before(choice: CatalogueChoice) -> &'static str {
    match choice {
        CatalogueChoice::MainProduct => key!("form.nothing.before_main"),
        CatalogueChoice::Coverage | CatalogueChoice::Plan => key!("form.nothing.before_coverage"),
        CatalogueChoice::PaymentYears => key!("form.nothing.before_payment_years"),
        CatalogueChoice::PaymentMode => key!("form.nothing.before_payment_mode"),
        CatalogueChoice::Rider | CatalogueChoice::SumInsured | CatalogueChoice::Premium => {
            key!("form.nothing.before_rider")
        }
    }
}

/// The values of a closed set with their names.
fn offers_of(set: ChoiceSet) -> Vec<Offer> {
    set.values
        .iter()
        .map(|value| {
            Offer::new(
                *value,
                choice_text(language(), set.name, value).unwrap_or(value),
            )
        })
        .collect()
}

/// The catalogue with the answers; tracks both. `None` before the catalogue came.
pub fn look<T>(
    work: Work,
    today: NaiveDate,
    answers: Signal<Answers>,
    look: impl FnOnce(Shelf<'_>) -> T,
) -> Option<T> {
    let catalogue = work.catalogue.get()?;
    let language = language();
    Some(answers.with(|answers| {
        look(Shelf {
            catalogue: &catalogue,
            answers,
            language,
            client: risk_class(answers, &Settings::in_force(today)),
        })
    }))
}

/// The civil time at the branch, as a moment is kept.
pub fn civil_now(offset_minutes: i32) -> String {
    let now = clock::now().civil(offset_minutes);
    let kept = |now: NaiveDateTime| format!("{}T{:02}:{:02}", now.date(), now.hour(), now.minute());
    now.map_or_else(String::new, kept)
}
