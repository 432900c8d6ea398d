//! Facts as a case file writes them: names instead of ids, shorthands for what always goes together.

use shared::facts::Fact;
use shared::id::PersonId;
use std::path::Path;

/// The facts of a file, numbered where they have no id.
pub fn read_facts(path: &Path, facts: Vec<toml::Table>) -> Vec<Fact> {
    let spelled = facts.into_iter().flat_map(spell_out).enumerate();
    let read = |(n, mut fact): (usize, toml::Table)| {
        fact.entry("id")
            .or_insert_with(|| format!("{:03}", n + 1).into());
        let fact = with_names(fact).try_into();
        fact.unwrap_or_else(|error| panic!("{}: fact {}: {error}", path.display(), n + 1))
    };
    spelled.map(read).collect()
}

/// `@chen` is a person or a unit: the letters of the name are the number of its id.
fn number(name: &str) -> u128 {
    assert!(
        (2..=16).contains(&name.len()),
        "a name has 1 to 15 letters: {name}"
    );
    name.bytes()
        .skip(1)
        .fold(0, |number, byte| number << 8 | u128::from(byte))
}

pub fn name(number: u128) -> String {
    let letters = number.to_be_bytes().into_iter().filter(|byte| *byte != 0);
    core::iter::once('@')
        .chain(letters.map(char::from))
        .collect()
}

pub fn person(name: &str) -> PersonId {
    PersonId::from_number(number(name))
}

pub fn with_names(fact: toml::Table) -> toml::Table {
    fn replace(value: toml::Value) -> toml::Value {
        match value {
            toml::Value::String(text) if text.starts_with('@') => person(&text).to_string().into(),
            toml::Value::Array(values) => {
                toml::Value::Array(values.into_iter().map(replace).collect())
            }
            toml::Value::Table(table) => with_names(table).into(),
            other => other,
        }
    }
    fact.into_iter()
        .map(|(key, value)| (key, replace(value)))
        .collect()
}

/// `sold` stands for a policy issued, paid, delivered, receipt returned and called back on one day;
/// `issued_and_paid` for its issue and first premium alone.
fn spell_out(mut fact: toml::Table) -> Vec<toml::Table> {
    let (sold, events) = match (fact.remove("sold"), fact.remove("issued_and_paid")) {
        (Some(sold), _) => (sold, &["delivered", "receipt_returned", "called_back"][..]),
        (None, Some(issued)) => (issued, &[][..]),
        (None, None) => return vec![fact],
    };
    let on = fact.get("on").unwrap().as_str().unwrap().to_owned();
    let get = |key: &str| sold.get(key).map(|value| value.to_string());
    let or = |key: &str, other: &str| get(key).unwrap_or_else(|| format!("{other:?}"));
    let (policy, premium) = (get("policy").unwrap(), get("premium").unwrap());
    let (product, line) = (or("product", "WL-A"), or("line", "long_term"));
    let years = get("payment_years").unwrap_or_else(|| "20".to_owned());
    let insured = sold
        .get("insured")
        .map_or_else(|| policy.clone(), ToString::to_string);
    let paid = get("paid").unwrap_or_else(|| premium.clone());
    let (agent, effective_on) = (get("agent").unwrap(), or("effective_on", &on));
    let mut spelled = vec![
        format!(
            "issued = {{ policy = {policy}, agent = {agent}, insured = {insured}, \
             effective_on = {effective_on}, lines = [{{ product = {product}, line = {line}, \
             payment_years = {years}, premium = {premium} }}] }}"
        ),
        format!(
            "premium = {{ policy = {policy}, product = {product}, due_on = {effective_on}, \
             amount = {paid} }}"
        ),
    ];
    spelled.extend(
        events
            .iter()
            .map(|event| format!("policy_event = {{ policy = {policy}, event = {event:?} }}")),
    );
    let with_dates = |text: String| {
        let mut spelled: toml::Table = text.parse().unwrap();
        spelled.extend(fact.clone());
        spelled
    };
    spelled.into_iter().map(with_dates).collect()
}
