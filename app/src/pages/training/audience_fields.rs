//! For whom a session is: units, role, months of joining, and people by name. What is left out asks nothing.

use super::audience_people::AudiencePeople;
use super::opening::Opening;
use crate::components::field::{Choice, Offer};
use crate::text::{t, t_of, tf};
use crate::work::use_work;
use leptos::prelude::*;
use shared::answers::Answers;
use shared::key;
use shared::kinds::training_session::form::AUDIENCE_ROLE;
use shared::people::{PersonView, UnitRef};
use shared::training::{Member, invited};
use std::collections::BTreeSet;

/// Folded away with how many it is for; who opens it chooses.
#[component]
pub fn AudienceFields(
    /// What is filled in.
    opening: Opening,
) -> impl IntoView {
    let people = use_work().all::<PersonView>();
    let said =
        move || people.with(|people| opening.answers.with(|answers| for_whom(answers, people)));
    view! {
        <section class="card stack">
            <h2>{t(key!("pages.session_audience"))}</h2>
            <p role="status">{said}</p>
            <details class="audience">
                <summary>{t(key!("training.audience.choose"))}</summary>
                <div class="stack">
                    <p class="soft small">{t(key!("training.audience.hint"))}</p>
                    <Units opening/>
                    <Choice question=opening.question("audience_role") options=roles()/>
                    <Choice question=opening.question("audience_joined_from") options=months(people)/>
                    <Choice question=opening.question("audience_joined_until") options=months(people)/>
                    <AudiencePeople opening/>
                </div>
            </details>
        </section>
    }
}

/// Everybody, or how many of them.
fn for_whom(session: &Answers, people: &[PersonView]) -> String {
    let members: Vec<Member> = people.iter().map(Member::from).collect();
    let (those, all) = (invited(session, &members, &[]).len(), members.len());
    let params = [("n", those.to_string()), ("all", all.to_string())];
    let params = params.each_ref().map(|(name, text)| (*name, text.as_str()));
    match those == all {
        true => tf(key!("training.audience.everybody"), &params),
        false => tf(key!("training.audience.some"), &params),
    }
}

fn roles() -> Vec<Offer> {
    let role = |role: &&str| Offer::new(*role, t_of("choices.audience_role", role));
    any().chain(AUDIENCE_ROLE.values.iter().map(role)).collect()
}

fn any() -> impl Iterator<Item = Offer> {
    core::iter::once(Offer::new("", t(key!("training.audience.any"))))
}

/// The months in which people joined, the latest first.
fn months(people: ReadSignal<Vec<PersonView>>) -> Vec<Offer> {
    let joined: BTreeSet<_> = people.with_untracked(|people| {
        let joined = people.iter().filter_map(|person| person.joined);
        joined.collect()
    });
    let month = |month: shared::month::Month| Offer::new(month.to_string(), month.to_string());
    any().chain(joined.into_iter().rev().map(month)).collect()
}

/// A box for each unit that somebody belongs to.
#[component]
fn Units(opening: Opening) -> impl IntoView {
    let people = use_work().all::<PersonView>();
    let units: BTreeSet<(String, UnitRef)> = people.with_untracked(|people| {
        let units = people.iter().flat_map(|person| person.units.clone());
        units.map(|unit| (unit.name.clone(), unit)).collect()
    });
    let boxes = units.into_iter().map(|(name, unit)| {
        let entry = Named {
            group: "audience_units",
            id_name: "unit",
            id: unit.id.to_string(),
            name,
        };
        view! { <NamedBox opening entry/> }
    });
    view! {
        <fieldset class="stack-tight audience-boxes">
            <legend class="entry-label">{t(key!("pages.session_units"))}</legend>
            {boxes.collect_view()}
        </fieldset>
    }
}

/// One item of a group of the audience.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The group's prefix.
    pub group: &'static str,
    /// The name of the answer with the id.
    pub id_name: &'static str,
    /// The id.
    pub id: String,
    /// What it is called.
    pub name: String,
}

impl Named {
    fn place(&self, answers: &Answers) -> Option<usize> {
        answers.iter().find_map(|(path, text)| {
            let item = path.strip_prefix(self.group)?.strip_prefix('.')?;
            let item = item.strip_suffix(self.id_name)?.strip_suffix('.')?;
            item.parse().ok().filter(|_| text == self.id)
        })
    }

    /// Whether it is chosen.
    pub fn is_in(&self, answers: &Answers) -> bool {
        self.place(answers).is_some()
    }

    /// Chooses it, or takes it away.
    pub fn toggle(&self, answers: &mut Answers) {
        if let Some(item) = self.place(answers) {
            answers.remove_item(self.group, item);
        } else {
            let item = answers.items(self.group);
            answers.set(
                format!("{}.{item}.{}", self.group, self.id_name),
                self.id.clone(),
            );
            answers.set(format!("{}.{item}.name", self.group), self.name.clone());
        }
    }
}

/// A box that chooses one of a group.
#[component]
pub fn NamedBox(
    /// What is filled in.
    opening: Opening,
    /// What is chosen.
    entry: Named,
) -> impl IntoView {
    let answers = opening.answers;
    let label = entry.name.clone();
    let known = entry.clone();
    let chosen = Memo::new(move |_| answers.with(|answers| known.is_in(answers)));
    view! {
        <label class="session-option audience-box" class:is-chosen=chosen>
            <input
                type="checkbox"
                prop:checked=chosen
                on:change=move |_| answers.update(|answers| entry.toggle(answers))
            />
            <span>{label}</span>
        </label>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choosing_twice_takes_it_away_and_the_others_move_up() {
        let unit = |name: &str| Named {
            group: "audience_units",
            id_name: "unit",
            id: format!("id of {name}"),
            name: name.to_owned(),
        };
        let (dawn, rock) = (unit("晨曦组"), unit("磐石组"));
        let mut answers = Answers::new();
        dawn.toggle(&mut answers);
        rock.toggle(&mut answers);
        assert!(dawn.is_in(&answers) && rock.is_in(&answers));
        dawn.toggle(&mut answers);
        assert!(!dawn.is_in(&answers));
        assert_eq!(answers.get("audience_units.0.name"), Some("磐石组"));
        rock.toggle(&mut answers);
        assert!(answers.is_empty());
    }
}
