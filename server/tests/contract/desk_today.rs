//! How the desk stands: the figures of a start page are what the lists behind them have.

use crate::person::{Person, query_about};
use crate::settings::{from, publish};
use crate::world::{DAY, TestServer};
use shared::desk::{Decision, DeskFigures, OfficeCalendar, OfficeDays, QueueFilter, Standing};
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
        let calendar = OfficeCalendar(&reviewer.profile.office_days);
        let overdue = QueueFilter::overdue(told.day, calendar);
        assert_eq!(told.overdue, listed(&reviewer, overdue).await);
        let due = match QueueFilter::due_today(told.day, calendar) {
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

/// 2026-11-20, the day of the stories, is a Friday.
#[tokio::test]
async fn a_holiday_of_the_company_is_no_day_of_the_service_level() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    let holidays = serde_json::json!(["2026-11-23", "2026-11-24"]);
    publish::<OfficeDays>(&server, from("2026-11-21", &[("holidays", holidays)])).await;
    let mut due_on = Vec::new();
    for _ in 0..9 {
        server.wait(DAY);
        let reviewer = server.person("linmei").await;
        let told = figures(&reviewer).await;
        let calendar = OfficeCalendar(&reviewer.profile.office_days);
        let due = QueueFilter::due_today(told.day, calendar);
        let friday = Some("2026-11-20".parse().unwrap());
        let is_due = |due: QueueFilter| due.received_from <= friday && friday <= due.received_until;
        if due.is_some_and(is_due) {
            due_on.push((told.day.to_string(), told.due_today > 0));
        }
    }
    assert_eq!(due_on, [("2026-11-27".to_owned(), true)]);
}
