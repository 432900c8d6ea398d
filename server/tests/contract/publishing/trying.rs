//! A draft of tables is tried on the last month: whose pay would change, and by how much.

use super::with_two;
use shared::money::Money;
use shared::rule_book::Tried;

/// A table with one version more, whose lowest tier begins with the first yuan and pays more.
pub fn with_a_version_from(text: &str, day: &str, until: &str) -> String {
    let mut table: toml::Table = text.parse().unwrap();
    let versions = table["version"].as_array_mut().unwrap();
    let mut last = versions.pop().unwrap();
    let mut new = last.clone();
    last.as_table_mut()
        .unwrap()
        .insert("until".to_owned(), until.into());
    let fields = new.as_table_mut().unwrap();
    fields.insert("version".to_owned(), "next".into());
    fields.insert("from".to_owned(), day.into());
    let tiers = fields["table"]["tiers"].as_array_mut().unwrap();
    let tier = tiers[0].as_table_mut().unwrap();
    tier.insert("from".to_owned(), "1.00".into());
    tier.insert("pays".to_owned(), "0.06".into());
    versions.extend([last, new]);
    toml::to_string(&table).unwrap()
}

#[tokio::test]
async fn whose_pay_of_the_last_month_would_change_is_told_to_the_fen() {
    let server = with_two().await;
    let administrator = server.person("fengtao").await;
    let seen = administrator.sees_rule("tables", "production_bonus").await;
    let changed = with_a_version_from(&seen.file.text, "2027-01-01", "2026-12-31");
    let draft = administrator
        .drafts("tables", &[("production_bonus.toml", &changed)])
        .await;
    let path = format!("/api/rules/drafts/{}/trial", draft.draft.id);
    let answer = administrator.get(&path).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let tried: Tried = answer.json();
    assert_eq!(tried.month.to_string(), "2026-10");
    assert!(tried.as_if_begun);
    assert!(tried.counted >= u64::try_from(tried.different.len()).unwrap());
    assert!(!tried.different.is_empty(), "{tried:?}");
    for pay in &tried.different {
        assert_eq!(pay.more, pay.tried - pay.published, "{pay:?}");
        assert!(pay.more > Money::ZERO, "{pay:?}");
    }
    // A setting is not paid by.
    let text = super::watch_from("2026-12-01");
    let setting = administrator
        .drafts("settings", &[("watch.toml", &text)])
        .await;
    let path = format!("/api/rules/drafts/{}/trial", setting.draft.id);
    assert_eq!(administrator.get(&path).await.status, 404);
}
