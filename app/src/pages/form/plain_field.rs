//! From a field to the component that asks it.

use super::quoted::premium_state;
use crate::answer_text::choice_text;
use crate::clock;
use crate::components::field::{
    Choice, Consent, DateField, Entry, InputFormat, LongText, MomentField, MoneyField, Offer,
    PolicyNumber, Premium, PremiumState, Question, Radios, SumInsured, TimeField, YesNo,
};
use crate::drafting::with_offers;
use crate::session::use_profile;
use crate::text::{language, t};
use crate::work::Work;
use chrono::NaiveDate;
use leptos::prelude::*;
use shared::answers::Answers;
use shared::form::{CatalogueChoice, ChoiceSet, Field, FieldKind};
use shared::key;
use shared::policy::PolicyView;
use shared::text::lookup;

/// The component for a field.
#[component]
pub fn PlainField(
    work: Work,
    /// The answers the offers of the catalogue depend on.
    answers: Signal<Answers>,
    path: String,
    field: &'static Field,
    question: Question,
    /// The day whose rules hold.
    today: NaiveDate,
) -> impl IntoView {
    let question = kept_when_left(field, &path, answers, question);
    match field.kind {
        FieldKind::Text(most) => {
            view! { <Entry question format=InputFormat::text(most)/> }.into_any()
        }
        FieldKind::LongText(most) => view! { <LongText question most/> }.into_any(),
        FieldKind::Date => view! { <DateField question/> }.into_any(),
        FieldKind::Moment => {
            let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
            let now = Callback::new(move |()| clock::civil_minute(offset));
            view! { <MomentField question now/> }.into_any()
        }
        FieldKind::TimeOfDay => view! { <TimeField question/> }.into_any(),
        FieldKind::Choice(set) => view! { <Choice question options=offers_of(set)/> }.into_any(),
        FieldKind::YesNo => view! { <YesNo question/> }.into_any(),
        FieldKind::Consent => view! { <Consent question/> }.into_any(),
        FieldKind::Money => view! { <MoneyField question/> }.into_any(),
        FieldKind::Quantity { unit, places, .. } => {
            let unit = lookup(language(), &format!("units.{unit}")).map(str::to_owned);
            view! { <Entry question format=InputFormat::quantity(unit, places)/> }.into_any()
        }
        FieldKind::IdentityNumber => {
            view! { <Entry question format=InputFormat::document()/> }.into_any()
        }
        FieldKind::Mobile => view! { <Entry question format=InputFormat::mobile()/> }.into_any(),
        FieldKind::Email => view! { <Entry question format=InputFormat::email()/> }.into_any(),
        FieldKind::BankAccount => {
            view! { <Entry question format=InputFormat::bank_account()/> }.into_any()
        }
        FieldKind::PolicyNumber => {
            let policies = work.all::<PolicyView>().into();
            view! { <PolicyNumber question policies/> }.into_any()
        }
        FieldKind::SessionCode => {
            view! { <Entry question format=InputFormat::session_code()/> }.into_any()
        }
        FieldKind::SessionNumber => {
            view! { <Entry question format=InputFormat::session_number()/> }.into_any()
        }
        // Made by the phone, never typed.
        FieldKind::SessionSecret => ().into_any(),
        FieldKind::Catalogue(choice) => {
            view! { <FromCatalogue work answers question path choice today/> }.into_any()
        }
    }
}

/// What is typed stands as it is typed until the field is left; then it is kept in the one form of its
/// kind, if it is certain.
fn kept_when_left(
    field: &'static Field,
    path: &str,
    answers: Signal<Answers>,
    question: Question,
) -> Question {
    let (value, on_input, on_leave) = (question.value, question.on_input, question.on_leave);
    let path = path.to_owned();
    let keep = move |()| {
        let typed = value.get_untracked();
        let kept = answers.with_untracked(|answers| field.kept(&path, &typed, answers));
        if kept != typed {
            on_input.run(kept);
        }
        on_leave.run(());
    };
    Question {
        on_leave: Callback::new(keep),
        ..question
    }
}

/// What the product catalogue offers.
#[component]
fn FromCatalogue(
    work: Work,
    answers: Signal<Answers>,
    question: Question,
    path: String,
    choice: CatalogueChoice,
    today: NaiveDate,
) -> impl IntoView {
    match choice {
        CatalogueChoice::SumInsured => {
            let limits = Signal::derive(move || {
                with_offers(work, today, answers, |offers| offers.sum_limits(&path)).flatten()
            });
            view! { <SumInsured question limits/> }.into_any()
        }
        CatalogueChoice::Premium => {
            let state = premium_of(work, answers);
            view! { <Premium question state/> }.into_any()
        }
        CatalogueChoice::MainProduct
        | CatalogueChoice::Rider
        | CatalogueChoice::Plan
        | CatalogueChoice::Coverage
        | CatalogueChoice::PaymentYears
        | CatalogueChoice::PaymentMode => {
            let offers = Memo::new(move |_| {
                with_offers(work, today, answers, |offers| offers.offers(choice, &path))
            });
            let nothing = Signal::derive(move || {
                t(match offers.get() {
                    None => key!("form.nothing.no_catalogue"),
                    Some(None) => needed_before(choice),
                    Some(Some(_)) => key!("form.nothing.none"),
                })
            });
            let options = Signal::derive(move || offers.get().flatten().unwrap_or_default());
            view! { <Radios question options nothing/> }.into_any()
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
