//! Finding a case: by what people know of it, in the order they want, and how far they are today.

use crate::person::{Made, Person};
use crate::world::{DAY, TestServer};
use shared::answers::{Answers, Changes};
use shared::desk::{Decision, Order, Queue, QueueEntry, QueueFilter, Standing};
use shared::id::RecordId;
use shared::money::Money;
use shared::record::RecordKind;
use shared::submission::Status;
use shared::sync::Operation;
use shared::time::CHINA_OFFSET_MINUTES;

fn of_losses(filter: QueueFilter) -> QueueFilter {
    QueueFilter {
        kind: Some(RecordKind::LossNotice),
        ..filter
    }
}

fn searching(search: &str) -> QueueFilter {
    QueueFilter {
        search: Some(search.to_owned()),
        status: Standing::Any,
        ..QueueFilter::default()
    }
}

fn ids(queue: &Queue) -> Vec<RecordId> {
    queue.entries.iter().map(|entry| entry.record_id).collect()
}

/// Every page, to the end.
async fn whole(reviewer: &Person<'_>, filter: &QueueFilter) -> Vec<QueueEntry> {
    let mut filter = filter.clone();
    let mut entries = Vec::new();
    loop {
        let page = reviewer.queue(&filter).await;
        entries.extend(page.entries);
        match page.next {
            Some(next) => filter.after = Some(next),
            None => return entries,
        }
    }
}

/// A claim report with people whom nobody else has.
fn a_loss(agent: &mut Person<'_>) -> (Made, Answers) {
    let today = agent.server.now().civil_date(CHINA_OFFSET_MINUTES).unwrap();
    let content = shared::sample::loss_notice(4_711, today)
        .with("insured.name", "买买提·阿不都热合曼")
        .with("reporter.name", "司徒雪莹")
        .with("reporter.mobile", "13987654321")
        .with("policy.number", "PZ-2026-778899")
        .with("payee.account_number", "6222 0212 3456 7890 128");
    (
        agent.submits(RecordKind::LossNotice, content.clone()),
        content,
    )
}

#[tokio::test]
async fn a_case_is_found_by_everything_people_know_of_it_wherever_it_stands() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("linmei").await;
    let (made, content) = a_loss(&mut agent);
    agent.sends(&[&made]).await;
    let number = agent_number(&reviewer, made.record).await;
    reviewer
        .decides(
            made.record,
            Decision::Reject {
                reason: "not_covered".to_owned(),
                note: "不属于保险责任".to_owned(),
            },
        )
        .await;

    let identity = content.get("insured.identity_number").unwrap();
    let bare = number.replace('-', "").to_lowercase();
    let tail = bare[5..].to_owned();
    for search in [
        &number,
        &bare,
        &tail,
        "阿不都",
        "司徒雪莹",
        "雪莹",
        "139 8765 4321",
        "+8613987654321",
        identity,
        "pz2026778899",
        "6222021234567890128",
        "778899",
        "司徒 139",
    ] {
        let found = reviewer.queue(&searching(search)).await;
        assert!(ids(&found).contains(&made.record), "{search}");
        let waiting = QueueFilter {
            status: Standing::Waiting,
            ..searching(search)
        };
        assert!(
            !ids(&reviewer.queue(&waiting).await).contains(&made.record),
            "{search}"
        );
    }
    for search in [number.as_str(), identity, "司徒雪莹"] {
        assert_eq!(
            ids(&reviewer.queue(&searching(search)).await),
            [made.record],
            "{search}"
        );
    }
    for search in ["莹雪", "%", "_", "司徒雪莹 李"] {
        assert_eq!(
            reviewer.queue(&searching(search)).await.total,
            0,
            "{search}"
        );
    }
    let agents = reviewer.queue(&searching(&agent.profile.person.name)).await;
    assert!(agents.total > 1, "who captured it is somebody in it");
}

async fn agent_number(reviewer: &Person<'_>, record: RecordId) -> String {
    let queue = whole(
        reviewer,
        &QueueFilter {
            status: Standing::Any,
            ..Default::default()
        },
    )
    .await;
    let entry = queue.iter().find(|entry| entry.record_id == record);
    entry.unwrap().number.to_string()
}

#[tokio::test]
async fn who_does_not_see_a_case_does_not_find_it() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let (made, _) = a_loss(&mut agent);
    agent.sends(&[&made]).await;
    for login in ["wangfang", "guoyan", "fengtao"] {
        let person = server.person(login).await;
        let found = person.queue(&searching("司徒雪莹")).await;
        assert_eq!((found.total, found.counts.len()), (0, 0), "{login}");
    }
}

#[tokio::test]
async fn a_corrected_name_is_found_and_the_old_one_is_not() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("linmei").await;
    let (made, _) = a_loss(&mut agent);
    agent.sends(&[&made]).await;
    agent.pulls().await;
    let amend = Operation::Amend {
        changes: Changes::new().with("reporter.name", "诸葛明远"),
        note: "写错了".to_owned(),
    };
    let amend = agent.make(RecordKind::LossNotice, made.record, 1, amend);
    agent.sends(&[&amend]).await;
    assert_eq!(
        ids(&reviewer.queue(&searching("诸葛")).await),
        [made.record]
    );
    assert_eq!(reviewer.queue(&searching("司徒雪莹")).await.total, 0);
}

#[tokio::test]
async fn what_arrived_before_there_was_this_search_is_found_after_the_next_start() {
    let mut server = TestServer::start().await;
    let record = {
        let mut agent = server.person("wangfang").await;
        let (made, _) = a_loss(&mut agent);
        agent.sends(&[&made]).await;
        made.record
    };
    let mut db = server.connection().await;
    for sql in ["DELETE FROM record_term", "UPDATE record SET terms = 0"] {
        sqlx::raw_sql(sql).execute(&mut db).await.unwrap();
    }
    drop(db);
    server.restart().await;
    let reviewer = server.person("linmei").await;
    assert_eq!(ids(&reviewer.queue(&searching("司徒雪莹")).await), [record]);
}

#[tokio::test]
async fn pages_of_every_order_bring_each_case_once_and_in_that_order() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("linmei").await;
    for yuan in 0..60 {
        let made = agent.a_loss_of(1_000 + yuan % 7);
        agent.sends(&[&made]).await;
        server.wait(1_000);
    }
    let all = QueueFilter {
        status: Standing::Any,
        ..QueueFilter::default()
    };
    let total = reviewer.queue(&all).await.total;
    for order in Order::ALL {
        let entries = whole(
            &reviewer,
            &QueueFilter {
                order,
                ..all.clone()
            },
        )
        .await;
        assert_eq!(u64::try_from(entries.len()).unwrap(), total, "{order}");
        let mut ids: Vec<_> = entries.iter().map(|entry| entry.record_id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), entries.len(), "{order}");
        assert!(
            entries.is_sorted_by(|one, next| in_order(order, one, next)),
            "{order}"
        );
    }
}

fn in_order(order: Order, one: &QueueEntry, next: &QueueEntry) -> bool {
    let amount = |entry: &QueueEntry| entry.amount.unwrap_or_default();
    match order {
        Order::Oldest => one.received_at <= next.received_at,
        Order::Newest => one.received_at >= next.received_at,
        Order::Largest => amount(one) >= amount(next),
        Order::Smallest => amount(one) <= amount(next),
        Order::Riskiest => one.warnings >= next.warnings,
        // How names sort is the engine's; the same ones stand together.
        Order::Team | Order::Subject | Order::Captured => true,
    }
}

#[tokio::test]
async fn filters_leave_what_they_say_and_the_counts_follow() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    server.wait(5 * DAY);
    let reviewer = server.person("linmei").await;
    let (small, large) = (agent.a_loss_of(3_000), agent.a_loss_of(70_000));
    agent.sends(&[&small, &large]).await;
    let today = server.now().civil_date(CHINA_OFFSET_MINUTES).unwrap();
    let of_today = QueueFilter {
        received_from: Some(today),
        ..QueueFilter::default()
    };
    let found = reviewer.queue(&of_losses(of_today.clone())).await;
    assert_eq!(ids(&found), [small.record, large.record]);
    assert_eq!((found.total, found.counts.len()), (2, 1));
    let large_only = QueueFilter {
        amount_from: Some(Money::from_yuan(70_000)),
        ..of_today.clone()
    };
    assert_eq!(ids(&reviewer.queue(&large_only).await), [large.record]);
    let small_only = QueueFilter {
        amount_until: Some(Money::from_yuan(3_000)),
        ..of_today.clone()
    };
    assert_eq!(ids(&reviewer.queue(&small_only).await), [small.record]);
    let before = QueueFilter {
        received_until: today.pred_opt(),
        ..QueueFilter::default()
    };
    let before = whole(&reviewer, &before).await;
    assert!(before.iter().all(|entry| entry.record_id != small.record));

    let choices = found.choices.unwrap();
    let team = &found.entries[0].team;
    assert!(choices.teams.contains(team) && choices.teams.len() > 1);
    for team in &choices.teams {
        let filter = QueueFilter {
            team: Some(team.clone()),
            status: Standing::Any,
            ..Default::default()
        };
        let entries = whole(&reviewer, &filter).await;
        assert!(!entries.is_empty() && entries.iter().all(|entry| entry.team == *team));
    }
    for choice in choices.subjects {
        let filter = QueueFilter {
            subject: Some(choice.subject.clone()),
            kind: Some(choice.kind),
            status: Standing::Any,
            ..QueueFilter::default()
        };
        let found = reviewer.queue(&filter).await;
        assert!(found.total > 0 && found.entries.iter().all(|it| it.subject == choice.subject));
    }
    let warned = QueueFilter {
        with_warnings: true,
        status: Standing::Any,
        ..Default::default()
    };
    assert!(
        whole(&reviewer, &warned)
            .await
            .iter()
            .all(|entry| entry.warnings > 0)
    );
}

#[tokio::test]
async fn how_far_somebody_is_today_is_known_to_the_server() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    server.wait(DAY);
    let reviewer = server.person("linmei").await;
    let before = reviewer.queue(&QueueFilter::default()).await.today;
    assert_eq!(before.decided, 0);
    let (mine, above) = (agent.a_loss_of(3_000), agent.a_loss_of(70_000));
    agent.sends(&[&mine, &above]).await;
    // Another device sees the same; a filter that finds nothing does not make it done.
    let nothing = searching("无此人");
    let elsewhere = server.person("linmei").await;
    let left = elsewhere.queue(&nothing).await.today.left;
    assert_eq!(
        left,
        before.left + 1,
        "what is above somebody's level is not theirs"
    );
    reviewer.decides(mine.record, Decision::Accept {}).await;
    let after = elsewhere.queue(&nothing).await.today;
    assert_eq!((after.decided, after.left), (1, before.left));
    server.wait(DAY);
    let tomorrow = server.person("linmei").await;
    assert_eq!(tomorrow.queue(&nothing).await.today.decided, 0);
    let auditor = server.person("dongxue").await;
    assert_eq!(auditor.queue(&nothing).await.today.left, 0);
}

#[tokio::test]
async fn what_is_left_is_exactly_what_may_be_accepted() {
    let server = TestServer::start().await;
    for login in ["linmei", "hejun", "tangwen"] {
        let reviewer = server.person(login).await;
        let entries = whole(&reviewer, &QueueFilter::default()).await;
        let open = |entry: &&QueueEntry| entry.refusal.is_none();
        let mine = u64::try_from(entries.iter().filter(open).count()).unwrap();
        let today = reviewer.queue(&QueueFilter::default()).await.today;
        assert_eq!(today.left, mine, "{login}");
        assert!(entries.iter().all(|entry| entry.status != Status::Accepted));
    }
}
