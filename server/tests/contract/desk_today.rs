//! How the desk stands: the figures of a start page are what the lists behind them have.

use crate::person::{Person, query_about};
use crate::world::{DAY, TestServer};
use shared::desk::{Decision, DeskFigures, QueueFilter, Standing};
use shared::id::QueryId;
use shared::submission::Status;

async fn figures(person: &Person<'_>) -> DeskFigures {
    let answer = person.get("/api/desk/today").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

async fn listed(person: &Person<'_>, filter: QueueFilter) -> u64 {
    person.queue(&filter).await.total
}

#[tokio::test]
async fn each_figure_counts_what_its_list_has_on_every_day_of_a_week() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    for day in 0..7 {
        let losses = [agent.a_loss_of(3_000), agent.a_loss_of(4_000)];
        agent.sends(&[&losses[0], &losses[1]]).await;
        let reviewer = server.person("linmei").await;
        if day == 1 {
            let asked = query_about("loss.place", QueryId::from_number(78), "2026-11-27");
            assert_eq!(reviewer.decides(losses[0].record, asked).await.status, 200);
            let accepted = Decision::Accept {};
            assert_eq!(
                reviewer.decides(losses[1].record, accepted).await.status,
                200
            );
        }
        let told = figures(&reviewer).await;
        let waiting = reviewer.queue(&QueueFilter::default()).await;
        assert_eq!(told.waiting, waiting.total);
        assert_eq!(told.today, waiting.today);
        assert_eq!(told.oldest, Some(waiting.entries[0].received_at));
        let overdue = QueueFilter::overdue(told.day);
        assert_eq!(told.overdue, listed(&reviewer, overdue).await);
        let due = match QueueFilter::due_today(told.day) {
            Some(due) => listed(&reviewer, due).await,
            None => 0,
        };
        assert_eq!(told.due_today, due);
        for (status, count) in [
            (Status::Queried, told.queried),
            (Status::Answered, told.answered),
        ] {
            let standing = QueueFilter {
                status: Standing::Status(status),
                ..QueueFilter::default()
            };
            assert_eq!(count, listed(&reviewer, standing).await);
        }
        server.wait(DAY);
    }
    let told = figures(&server.person("linmei").await).await;
    assert!(
        told.overdue > 0 && told.due_today > 0 && told.queried > 0,
        "{told:?}"
    );
}

#[tokio::test]
async fn where_nothing_waits_nothing_is_oldest() {
    let server = TestServer::start().await;
    let agent = server.person("wangfang").await;
    let told = figures(&agent).await;
    assert_eq!((told.waiting, told.oldest), (0, None));
    assert_eq!((told.late_sessions, told.today.left), (0, 0));
}
