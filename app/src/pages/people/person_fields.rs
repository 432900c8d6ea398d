//! What is known of somebody, as it is typed. Nothing typed is nothing said.

use super::change::Typed;
use crate::answer_text::choice_text;
use crate::components::field::{DateField, Entry, InputFormat, Offer, Select};
use crate::text::{language, t};
use leptos::prelude::*;
use shared::identity::IdentityKind;
use shared::key;
use shared::people::PersonFacts;

/// The longest line that is taken, in characters.
const MOST: usize = 64;

/// The lines that are the same for who is new and who is corrected.
#[derive(Clone, Copy)]
pub struct PersonFields {
    /// What they are called.
    pub name: Typed,
    /// 工号
    pub staff_number: Typed,
    login: Typed,
    mobile: Typed,
    identity_kind: Typed,
    identity_number: Typed,
    licence_number: Typed,
    licence_expires_on: Typed,
    /// 入职日期
    pub joined_on: Typed,
}

impl PersonFields {
    /// Nothing is typed.
    pub fn new() -> Self {
        Self {
            name: Typed::new("name", ""),
            staff_number: Typed::new("staff-number", ""),
            login: Typed::new("login", ""),
            mobile: Typed::new("mobile", ""),
            identity_kind: Typed::new("identity-kind", IdentityKind::ResidentId.as_str()),
            identity_number: Typed::new("identity-number", ""),
            licence_number: Typed::new("licence-number", ""),
            licence_expires_on: Typed::new("licence-expires-on", ""),
            joined_on: Typed::new("joined-on", ""),
        }
    }

    /// What is typed.
    pub fn read(self) -> PersonFacts {
        let day = |typed: Typed| typed.text().and_then(|text| text.parse().ok());
        let number = self.identity_number.text();
        let kind = self.identity_kind.text();
        PersonFacts {
            staff_number: self.staff_number.text(),
            name: self.name.text(),
            login: self.login.text(),
            mobile: self.mobile.text(),
            // A kind alone says nothing.
            identity_kind: kind
                .filter(|_| number.is_some())
                .and_then(|kind| IdentityKind::from_name(&kind)),
            identity_number: number,
            licence_number: self.licence_number.text(),
            licence_expires_on: day(self.licence_expires_on),
            joined_on: day(self.joined_on),
        }
    }
}

/// The lines.
#[component]
pub fn PersonEntry(
    /// What is typed in them.
    fields: PersonFields,
    /// Whether it is somebody new: then name, staff number and the first day have to be there.
    is_new: bool,
) -> impl IntoView {
    let kinds = IdentityKind::ALL.map(|kind| {
        let name = choice_text(language(), "identity_kind", kind.as_str());
        Offer::new(kind.as_str(), name.unwrap_or_else(|| kind.as_str()))
    });
    let line = |typed: Typed, label: &'static str, hint, optional| {
        let question = typed.question(label, hint, optional);
        view! { <Entry question format=InputFormat::text(MOST)/> }
    };
    let login_hint = is_new.then(|| t(key!("people.enter.login_hint")));
    view! {
        {line(fields.name, t(key!("people.fields.name")), None, !is_new)}
        {line(fields.staff_number, t(key!("people.fields.staff_number")), None, !is_new)}
        {line(fields.login, t(key!("people.sign_in.login")), login_hint, true)}
        <Entry
            question=fields.mobile.question(t(key!("people.facts.mobile")), None, true)
            format=InputFormat::mobile()
        />
        <Select
            question=fields.identity_kind.question(t(key!("people.fields.identity_kind")), None, true)
            options=kinds.to_vec()
        />
        <Entry
            question=fields.identity_number.question(t(key!("people.fields.identity_number")), None, true)
            format=InputFormat::document()
        />
        {line(fields.licence_number, t(key!("people.facts.licence")), None, true)}
        <DateField question=fields.licence_expires_on.question(
            t(key!("people.fields.licence_expires_on")),
            None,
            true,
        )/>
        <DateField question=fields.joined_on.question(
            t(key!("people.facts.joined_on")),
            None,
            !is_new,
        )/>
    }
}
