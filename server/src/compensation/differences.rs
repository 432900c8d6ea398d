//! What a table says otherwise than before.

use serde_json::Value;
use shared::setting::{RuleDifference, differences};

/// Each place where they differ. A version that is new is held against the one before it.
pub fn table_differences(before: &Value, after: &Value) -> Vec<RuleDifference> {
    let (Some(was), Some(is)) = (versions(before), versions(after)) else {
        return differences(before, after);
    };
    let mut lines = Vec::new();
    for version in &is {
        let name = text(version, "version");
        let same = was.iter().find(|held| text(held, "version") == name);
        if let Some(held) = same {
            lines.extend(under(name, differences(held, version)));
            continue;
        }
        lines.push(RuleDifference::Added {
            path: name.to_owned(),
            is: format!("from {}", text(version, "from")),
        });
        let first_day = text(version, "from");
        let begun = was.iter().filter(|held| text(held, "from") <= first_day);
        if let Some(held) = begun.max_by_key(|held| text(held, "from")) {
            let (held, version) = (held.get("table"), version.get("table"));
            let changed = held
                .zip(version)
                .map(|(held, version)| differences(held, version));
            lines.extend(under(name, changed.unwrap_or_default()));
        }
    }
    let is_gone = |held: &&&Value| {
        let name = text(held, "version");
        is.iter().all(|version| text(version, "version") != name)
    };
    let gone = was.iter().filter(is_gone);
    lines.extend(gone.map(|held| RuleDifference::Gone {
        path: text(held, "version").to_owned(),
        was: format!("from {}", text(held, "from")),
    }));
    lines
}

/// The versions of a table that has some.
fn versions(table: &Value) -> Option<Vec<&Value>> {
    let all = table.as_array()?;
    let dated = |version: &&Value| version.get("version").is_some();
    all.iter()
        .all(|version| dated(&version))
        .then(|| all.iter().collect())
}

fn text<'v>(version: &'v Value, key: &str) -> &'v str {
    version.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn under(name: &str, differences: Vec<RuleDifference>) -> impl Iterator<Item = RuleDifference> {
    differences.into_iter().map(move |it| it.within(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_version_is_held_against_itself_and_a_new_one_against_the_one_before() {
        let row =
            |product, rate| json!({ "product": product, "from_payment_years": 5, "rates": [rate] });
        let before = json!([{ "version": "1", "from": "2020-01-01", "table": [row("WL", "0.2"), row("TL", "0.1")] }]);
        let after = json!([
            { "version": "1", "from": "2020-01-01", "until": "2026-12-31", "table": [row("WL", "0.2"), row("TL", "0.1")] },
            { "version": "2", "from": "2027-01-01", "table": [row("CI", "0.3"), row("WL", "0.25"), row("TL", "0.1")] },
        ]);
        let told = [
            "1, until: new, 2026-12-31",
            "2: new, from 2027-01-01",
            "2, WL from 5.rates.0: 0.2 → 0.25",
            r#"2, CI from 5: new, {"from_payment_years":5,"product":"CI","rates":["0.3"]}"#,
        ];
        let lines = |before, after| {
            let found: Vec<RuleDifference> = table_differences(before, after);
            found.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(lines(&before, &after), told);
        let taken_back = [
            "1, until: gone, was 2026-12-31",
            "2: gone, was from 2027-01-01",
        ];
        assert_eq!(lines(&after, &before), taken_back);
    }
}
