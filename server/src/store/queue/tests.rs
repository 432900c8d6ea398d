//! That a search goes by its index, whatever else is wanted: it stays quick when there is much.

use super::{Asking, Viewer, filter};
use crate::store::a_store;
use crate::store::asked::Asked;
use shared::desk::{QueueFilter, Standing};
use shared::id::PersonId;
use shared::time::Timestamp;

#[tokio::test]
async fn a_search_looks_only_at_what_has_its_terms() {
    let (database, store) = a_store().await;
    if database.url().is_some() {
        return;
    }
    let filter = QueueFilter {
        search: Some("王芳 5678".to_owned()),
        status: Standing::Any,
        ..QueueFilter::default()
    };
    let asking = Asking {
        viewer: Viewer {
            person: PersonId::from_number(1),
            today: chrono::NaiveDate::default(),
            within: None,
        },
        filter: &filter,
        offset_minutes: 480,
        now: Timestamp::default(),
    };
    let mut asked = Asked::by(asking.viewer);
    asked.push("EXPLAIN QUERY PLAN SELECT r.record_id FROM record r WHERE");
    filter::ask(&mut asked, &asking);
    let mut db = store.read().await.unwrap();
    let steps = asked.rows(&mut db).await.unwrap();
    let steps: Vec<String> = steps
        .iter()
        .map(|row| sqlx::Row::get(row, "detail"))
        .collect();
    let plan = steps.join("\n");
    assert!(plan.contains("record_term_by_term"), "{plan}");
    assert!(
        !plan.contains("SCAN r") && !plan.contains("SCAN t"),
        "{plan}"
    );
}
