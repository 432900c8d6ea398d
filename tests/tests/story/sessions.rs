//! A trainer's sessions beyond the class itself: recorded late, planned for some, called off.

use chrono::{Days, NaiveDate};
use shared::month::Month;
use tests::browser::{PHONE, Window};
use tests::clock::today;
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::{choice, t, tf};

#[tokio::test]
async fn a_session_recorded_late_counts_once_a_second_person_agrees() {
    let mut server = Server::with_demo();
    let (trainer, board) = a_trainer(&server).await;
    plans_without_network(&mut server, &board, "昨天的晨会", today() - Days::new(1)).await;
    board.sees(&t("training.late.second_person")).await;
    board.picture(&target().join("stories/late.png")).await;
    board.presses("button", &t("training.open.save")).await;
    board.sees(&t("findings.backdating_reason_missing")).await;
    let why = t("fields.session.backdating_reason");
    board.fills("textbox", &why, "手机没电").await;
    board.presses("button", &t("training.open.save")).await;
    board.arrives("/training/session/").await;
    board.sees(&t("training.late.to_close")).await;
    marks_with_an_impatient_finger(&board).await;
    board.presses("button", &t("training.session.close")).await;
    board.sees(&t("training.close.title")).await;
    let confirm = t("training.close.confirm");
    board.taps_thrice("button", &confirm).await;
    board.sees(&t("training.state.second_person")).await;
    assert_eq!(marking(&board).await, None, "the last tap fell through");
    board.goes_to(&server.at("/training")).await;
    board.sees(&t("training.awaited.title")).await;
    board.presses("link", &t("training.awaited.look")).await;
    board.arrives("/training/session/").await;

    server.starts_again();
    board.reloads().await;
    trainer.has_synced(&board).await;
    let manager = Person::new(&server, "manager", 0, PHONE).await;
    let office = manager.signs_in(&server).await;
    office.goes_to(&server.at("/training")).await;
    office.sees("昨天的晨会").await;
    office.sees("手机没电").await;
    office.sees("三楼会议室").await;
    let came = tf("training.came_of", &[("came", "1"), ("expected", "12")]);
    office.sees(&came).await;
    let month = Month::of(today() - Days::new(1)).to_string();
    let counts_in = tf("training.late.counts_in", &[("month", &month)]);
    office.sees(&counts_in).await;
    office.picture(&target().join("stories/second.png")).await;
    office.presses("button", &t("training.late.agree")).await;
    office.sees(&t("training.late.none")).await;

    board.reloads().await;
    trainer.has_synced(&board).await;
    let agreed = tf("training.late.agreed", &[("name", "唐文")]);
    board.sees(&agreed).await;
}

#[tokio::test]
async fn a_presence_changed_after_it_was_agreed_to_is_asked_for_and_a_refusal_is_named() {
    let server = Server::with_demo();
    let (trainer, board) = a_trainer(&server).await;
    board.goes_to(&server.at("/training")).await;
    // Both closed sessions of the demonstration are days old.
    board.presses("link", &t("training.state.closed")).await;
    board.arrives("/training/session/").await;
    board.presses("button", "孙浩然").await;
    board.presses("radio", &t("states.presence.present")).await;
    board.sees(&t("training.correct.title")).await;
    assert!(!board.has("button", &t("training.reason.phone_flat")).await);
    board.picture(&target().join("stories/correct.png")).await;
    board.presses("button", &t("training.correct.ask")).await;
    board.sees(&t("training.correct.why_missing")).await;
    let why = t("training.correct.why");
    board.fills("textbox", &why, "签到表上有名字").await;
    board.presses("button", &t("training.correct.ask")).await;
    board.sees("签到表上有名字").await;
    board.reloads().await;
    trainer.has_synced(&board).await;

    let manager = Person::new(&server, "manager", 0, PHONE).await;
    let office = manager.signs_in(&server).await;
    office.goes_to(&server.at("/training")).await;
    office.sees(&t("training.late.changes")).await;
    office.sees("签到表上有名字").await;
    office.picture(&target().join("stories/changes.png")).await;
    office
        .fills("textbox", &t("training.late.note"), "签到表上没有")
        .await;
    let refuse = t("training.late.correction.refuse");
    office.presses("button", &refuse).await;
    office.sees(&t("training.late.none")).await;

    board.goes_to(&server.at("/training")).await;
    trainer.has_synced(&board).await;
    board.sees(&t("training.awaited.refused")).await;
    board.sees("签到表上没有").await;
    board.picture(&target().join("stories/refused.png")).await;
    let again = t("training.awaited.mark_again");
    board.presses("link", &again).await;
    board.arrives("/training/session/").await;
}

#[tokio::test]
async fn a_session_that_was_forgotten_is_closed_with_a_reason_and_waits() {
    let mut server = Server::with_demo();
    let trainer = Person::new(&server, "trainer", 0, PHONE).await;
    let board = trainer.is_ready_for_the_field(&server).await;

    server.is_killed();
    board.clock_stands_days_later(2).await;
    board.goes_to(&server.at("/training")).await;
    // The one that the demonstration holds today.
    board.presses("link", &t("training.state.over")).await;
    board.arrives("/training/session/").await;
    board.presses("button", &t("training.session.close")).await;
    board.sees(&t("training.close.late")).await;
    let confirm = t("training.close.confirm");
    board.presses("button", &confirm).await;
    board.sees(&t("training.close.why_missing")).await;
    board.picture(&target().join("stories/forgotten.png")).await;
    let why = t("training.close.why");
    board.fills("textbox", &why, "忘记结束").await;
    board.presses("button", &confirm).await;
    board.sees(&t("training.late.waits")).await;
}

#[tokio::test]
async fn a_session_is_planned_for_some_changed_and_called_off_without_network() {
    let mut server = Server::with_demo();
    let (trainer, board) = a_trainer(&server).await;
    plans_without_network(&mut server, &board, "新人衔接", today() + Days::new(1)).await;
    is_for_one_team(&board).await;
    board.picture(&target().join("stories/audience.png")).await;
    board.presses("button", &t("training.open.save")).await;
    board.arrives("/training/session/").await;
    board.sees(&t("training.close.not_begun")).await;

    board.presses("link", &t("training.edit.title")).await;
    board.finds("button", &t("training.edit.save")).await;
    board
        .fills("textbox", &t("fields.session.topic"), "新人衔接二")
        .await;
    board.presses("button", &t("training.edit.save")).await;
    board.sees(&t("findings.required")).await;
    board
        .fills("textbox", &t("training.edit.why"), "换课")
        .await;
    board.presses("button", &t("training.edit.save")).await;
    board.finds("button", &t("training.call_off.button")).await;
    board.sees("新人衔接二").await;
    // What was saved is not half filled in any more.
    board.presses("link", &t("training.edit.title")).await;
    board.finds("button", &t("training.edit.save")).await;
    assert!(!board.text().await.contains(&t("training.open.restored")));
    board.presses("button", &t("training.open.leave")).await;
    board.finds("button", &t("training.call_off.button")).await;

    board
        .presses("button", &t("training.call_off.button"))
        .await;
    board
        .fills("textbox", &t("training.call_off.why"), "讲师生病")
        .await;
    board
        .presses("button", &t("training.call_off.confirm"))
        .await;
    board
        .sees(&tf("training.state.because", &[("reason", "讲师生病")]))
        .await;

    server.starts_again();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    board.reloads().await;
    trainer.has_synced(&board).await;
    let phone = agent.signs_in(&server).await;
    agent.has_synced(&phone).await;
    phone.goes_to(&server.at("/training")).await;
    phone.sees("新人衔接二").await;
    phone.sees(&t("training.state.cancelled")).await;
    phone
        .sees(&tf("training.state.because", &[("reason", "讲师生病")]))
        .await;
}

#[tokio::test]
async fn a_half_filled_session_outlives_a_reload_and_is_saved_once() {
    let mut server = Server::with_demo();
    let (_trainer, board) = a_trainer(&server).await;
    plans_without_network(&mut server, &board, "新人衔接", today() + Days::new(1)).await;
    let some = is_for_one_team(&board).await;

    board.reloads().await;
    board.sees(&t("training.open.restored")).await;
    let topic = t("fields.session.topic");
    board.reads("textbox", &topic, "新人衔接").await;
    let kind = choice("course_kind", "morning_meeting");
    let label = t("fields.session.course_kind");
    board.reads("combobox", &label, &kind).await;
    board.sees(&some).await;
    board.picture(&target().join("stories/restored.png")).await;
    board.taps_thrice("button", &t("training.open.save")).await;
    board.arrives("/training/session/").await;

    let session = board.path().await;
    board.asks("history.back(), ''").await;
    board.leaves(&session).await;
    assert!(!board.path().await.starts_with("/training/new"));
    board.goes_to(&server.at("/training")).await;
    board.sees("新人衔接").await;
    let listed = board.text().await.matches("新人衔接").count();
    assert_eq!(listed, 1, "three taps make one session");
    board.goes_to(&server.at("/training/new")).await;
    board.reads("textbox", &topic, "").await;
    assert!(!board.text().await.contains(&t("training.open.restored")));
}

#[tokio::test]
async fn what_is_half_filled_in_is_started_anew_or_discarded_as_the_trainer_says() {
    let mut server = Server::with_demo();
    let (_trainer, board) = a_trainer(&server).await;
    let topic = t("fields.session.topic");

    server.is_killed();
    board.goes_to(&server.at("/training/new")).await;
    board.fills("textbox", &topic, "填错了").await;
    board.presses("link", &t("ui.nav.settings")).await;
    board.presses("button", &t("ui.settings.sign_out")).await;
    board
        .sees(&tf("ui.settings.sign_out_half_filled", &[("n", "1")]))
        .await;
    board.goes_to(&server.at("/training/new")).await;
    board
        .presses("button", &t("training.open.start_anew"))
        .await;
    board.sees(&t("training.open.anew_title")).await;
    board.declines().await;
    board.reads("textbox", &topic, "填错了").await;
    board
        .presses("button", &t("training.open.start_anew"))
        .await;
    board.confirms(&t("training.open.anew")).await;
    board.reads("textbox", &topic, "").await;
    board.reloads().await;
    board.reads("textbox", &topic, "").await;

    board.fills("textbox", &topic, "又填错了").await;
    board.presses("button", &t("training.open.leave")).await;
    board.sees(&t("training.open.discard_title")).await;
    board.declines().await;
    board.reads("textbox", &topic, "又填错了").await;
    board.presses("button", &t("training.open.leave")).await;
    board.confirms(&t("training.open.discard")).await;
    board.leaves("/training/new").await;
    board.goes_to(&server.at("/training/new")).await;
    board.reads("textbox", &topic, "").await;
    // Of what nobody touched nothing is lost.
    board.presses("button", &t("training.open.leave")).await;
    board.leaves("/training/new").await;
}

#[tokio::test]
async fn a_class_that_is_told_late_is_marked_at_once_after_a_question() {
    let mut server = Server::with_demo();
    let (_trainer, board) = a_trainer(&server).await;
    plans_without_network(&mut server, &board, "昨天的晨会", today() - Days::new(1)).await;
    let why = t("fields.session.backdating_reason");
    board.fills("textbox", &why, "手机没电").await;
    board.presses("button", &t("training.open.save")).await;
    board.arrives("/training/session/").await;
    marks(&board, "王芳", "absent", "not_seen").await;

    let others = tf("training.mark.open", &[("n", "11")]);
    board.presses("button", &others).await;
    board.presses("radio", &t("states.presence.present")).await;
    assert!(!board.has("radio", &t("states.presence.late")).await);
    let reason = t("training.reason.no_phone");
    board.taps_thrice("button", &reason).await;
    let present = t("states.presence.present");
    let question = tf(
        "training.mark.question",
        &[("n", "11"), ("presence", &present), ("reason", &reason)],
    );
    board.sees(&question).await;
    board.picture(&target().join("stories/at-once.png")).await;
    let yes = tf("training.mark.question_yes", &[("n", "11")]);
    board.taps_thrice("button", &yes).await;
    let came = tf("training.came_of", &[("came", "11"), ("expected", "12")]);
    board.sees(&came).await;
    assert_eq!(marking(&board).await, None, "a tap fell through");
    assert!(!board.has("button", &others).await);
}

#[tokio::test]
async fn a_session_that_passes_midnight_ends_on_the_next_day_in_words() {
    let mut server = Server::with_demo();
    let (_trainer, board) = a_trainer(&server).await;
    plans_without_network(&mut server, &board, "夜间演练", today() + Days::new(1)).await;
    for (field, time) in [("start", "23:30"), ("end", "00:30")] {
        let label = t(&format!("fields.session.{field}"));
        board.sets("InputTime", &label, time).await;
    }
    let next_day = tf("training.next_day", &[("time", "00:30")]);
    board.sees(&next_day).await;
    board.presses("button", &t("training.open.save")).await;
    board.arrives("/training/session/").await;
    board.sees(&next_day).await;
    board.goes_to(&server.at("/training")).await;
    board.sees(&next_day).await;
}

/// A trainer whose phone works without network.
async fn a_trainer(server: &Server) -> (Person, Window) {
    let trainer = Person::new(server, "trainer", 0, PHONE).await;
    let board = trainer.is_ready_for_the_field(server).await;
    (trainer, board)
}

/// The form of a session filled in while there is no network; not saved.
async fn plans_without_network(server: &mut Server, board: &Window, topic: &str, day: NaiveDate) {
    server.is_killed();
    board.goes_to(&server.at("/training/new")).await;
    fills_in(board, topic, day).await;
}

/// Chooses one team of the branch to come; what is said of how many that is.
async fn is_for_one_team(board: &Window) -> String {
    let choose = t("training.audience.choose");
    board.presses("DisclosureTriangle", &choose).await;
    board.presses("checkbox", "晨曦组").await;
    let some = tf("training.audience.some", &[("n", "4"), ("all", "12")]);
    board.sees(&some).await;
    some
}

/// Nobody else is marked by the taps that come after the dialog has closed.
async fn marks_with_an_impatient_finger(board: &Window) {
    marks(board, "王芳", "late", "came_later").await;
    let one = tf("training.came_of", &[("came", "1"), ("expected", "12")]);
    board.sees(&one).await;
    assert_eq!(marking(board).await, None, "a tap fell through");
}

/// Marks one person with one reason, tapped with an impatient finger.
async fn marks(board: &Window, name: &str, presence: &str, reason: &str) {
    board.presses("button", name).await;
    let presence = t(&format!("states.presence.{presence}"));
    board.presses("radio", &presence).await;
    let reason = t(&format!("training.reason.{reason}"));
    board.taps_thrice("button", &reason).await;
}

/// The heading of the dialog in which somebody is marked, if that is open.
async fn marking(board: &Window) -> Option<String> {
    let begins = tf("training.mark.title", &[("name", "")]);
    let headings = board.names("heading").await;
    headings.into_iter().find(|it| it.starts_with(&begins))
}

async fn fills_in(board: &Window, topic: &str, day: NaiveDate) {
    let kind = choice("course_kind", "morning_meeting");
    board
        .sets("combobox", &t("fields.session.course_kind"), &kind)
        .await;
    for (field, text) in [("topic", topic), ("place", "三楼会议室"), ("hours", "1")] {
        let label = t(&format!("fields.session.{field}"));
        board.fills("textbox", &label, text).await;
    }
    let date = format!("{} {}", t("fields.session.date"), t("form.date.year"));
    let day = day.to_string().replace('-', "");
    board.fills("textbox", &date, &day).await;
    for (field, time) in [("start", "09:00"), ("end", "10:00")] {
        let label = t(&format!("fields.session.{field}"));
        board.sets("InputTime", &label, time).await;
    }
}
