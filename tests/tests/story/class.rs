//! A class signs in without any network: the trainer's code, the agents' phones, the roster.

use chrono::{Datelike, NaiveTime, TimeDelta, Timelike};
use shared::training::{EducationNeeded, SessionNumber};
use tests::browser::{PHONE, Window};
use tests::clock::{now, today};
use tests::people::Person;
use tests::server::Server;
use tests::words::{choice, t, tf};

#[tokio::test]
async fn a_class_signs_in_without_network_and_counts_when_it_is_back() {
    let mut server = Server::with_demo();
    let class = Class::comes_together(&server, 1).await;
    let Class { board, phone, .. } = &class;
    let number = class.signs_in_without_network(&mut server).await;
    shows_the_slip_again(phone, &server, &number).await;
    board
        .picture(&tests::server::target().join("stories/code.png"))
        .await;

    server.starts_again();
    class.has_synced(&server).await;
    let came = t("training.came_of").replace("{came}", "1");
    let came = came.split('/').next().unwrap_or_default().trim().to_owned();
    board.sees(&came).await;
}

#[tokio::test]
async fn a_mistyped_number_is_named_at_entry_and_a_wrong_one_corrected_where_the_slip_is_shown() {
    let server = Server::with_demo();
    let class = Class::comes_together(&server, 0).await;
    let Class { board, phone, .. } = &class;
    let number = opens_a_session(&server, board).await;
    class.trainer.has_synced(board).await;

    phone.goes_to(&server.at("/training/check-in")).await;
    let mut mistyped = number.clone();
    let last = mistyped.pop();
    mistyped.push(if last == Some('7') { '8' } else { '7' });
    chooses(phone, &mistyped).await;
    phone.sees(&t("training.check_in.number_mistyped")).await;
    let unknown = SessionNumber::from_random([1, 2, 3, 4]).to_string();
    signs_in_to(phone, board, &unknown).await;
    phone
        .sees(&tf(
            "training.check_in.unknown_session",
            &[("number", &unknown)],
        ))
        .await;
    phone
        .picture(&tests::server::target().join("stories/unknown-session.png"))
        .await;

    let field = t("training.check_in.number");
    phone.fills("textbox", &field, &number).await;
    let correct = t("training.check_in.correct");
    phone.presses("button", &correct).await;
    phone.sees(&t("training.check_in.not_closed")).await;
}

#[tokio::test]
async fn a_code_that_comes_after_an_absence_was_marked_is_named_for_the_trainer_to_settle() {
    let mut server = Server::with_demo();
    let class = Class::comes_together(&server, 0).await;
    let Class { board, .. } = &class;
    class.signs_in_without_network(&mut server).await;
    marks(board, "absent", "not_seen").await;

    server.starts_again();
    class.has_synced(&server).await;
    let contradicted = tf("training.contradicted_count", &[("n", "1")]);
    board.sees(&contradicted).await;
    board
        .picture(&tests::server::target().join("stories/contradiction.png"))
        .await;
    marks(board, "present", "code_failed").await;
    board
        .waits("nothing more to settle", async || {
            let text = board.text().await;
            (!text.contains(&contradicted)).then_some(())
        })
        .await;
}

#[tokio::test]
async fn who_closes_a_session_early_reads_before_how_many_hours_are_credited() {
    let server = Server::with_demo();
    let trainer = Person::new(&server, "trainer", 0, PHONE).await;
    let board = trainer.is_ready_for_the_field(&server).await;
    opens_a_session(&server, &board).await;
    marks(&board, "present", "phone_flat").await;
    board.presses("button", &t("training.session.close")).await;
    // It began minutes ago: not one hour of teaching was held.
    let hours = [("held", "0"), ("planned", "1")];
    board.sees(&tf("training.close.cut_short", &hours)).await;
    board
        .picture(&tests::server::target().join("stories/early.png"))
        .await;
    board.presses("button", &t("training.close.confirm")).await;
    board.sees(&t("training.state.closed")).await;
    board.sees(&tf("training.cut_short", &hours)).await;
}

#[tokio::test]
async fn what_continuing_education_asks_and_which_session_gave_what_is_explained() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let phone = agent.signs_in(&server).await;
    agent.has_synced(&phone).await;
    phone.goes_to(&server.at("/training")).await;
    let which = t("training.education.which");
    phone.presses("DisclosureTriangle", &which).await;
    let year = today().year();
    let needed = EducationNeeded::of_year(year);
    let explained = [
        ("year", year.to_string()),
        ("hours", (needed.minutes / 60).to_string()),
        ("law", (needed.law_and_ethics_minutes / 60).to_string()),
    ];
    let explained = explained
        .each_ref()
        .map(|(name, text)| (*name, text.as_str()));
    phone
        .sees(&tf("training.education.explained", &explained))
        .await;
    phone.sees(&t("training.education.not_counted")).await;
    phone.sees(&t("training.education.once")).await;
    // The sessions of the demonstration are pre-job training and a morning meeting.
    phone.sees(&t("training.education.none")).await;
}

/// A trainer with their board, and an agent with their phone, who both can do without network.
struct Class {
    trainer: Person,
    board: Window,
    agent: Person,
    phone: Window,
}

impl Class {
    async fn comes_together(server: &Server, nth: usize) -> Self {
        let trainer = Person::new(server, "trainer", 0, PHONE).await;
        let board = trainer.is_ready_for_the_field(server).await;
        let agent = Person::new(server, "agent", nth, PHONE).await;
        let phone = agent.is_ready_for_the_field(server).await;
        Self {
            trainer,
            board,
            agent,
            phone,
        }
    }

    /// The trainer opens a session and the agent signs in to it while there is no network. Returns the
    /// session's number.
    async fn signs_in_without_network(&self, server: &mut Server) -> String {
        server.is_killed();
        let number = opens_a_session(server, &self.board).await;
        self.phone.goes_to(&server.at("/training/check-in")).await;
        signs_in_to(&self.phone, &self.board, &number).await;
        number
    }

    /// Phone and board are opened again, and everything has gone and come.
    async fn has_synced(&self, server: &Server) {
        self.phone.goes_to(&server.at("/")).await;
        self.agent.has_synced(&self.phone).await;
        self.board.reloads().await;
        self.trainer.has_synced(&self.board).await;
    }
}

/// Opens a session that is on now. Returns its number.
async fn opens_a_session(server: &Server, board: &Window) -> String {
    board.goes_to(&server.at("/training/new")).await;
    let kind = choice("course_kind", "product");
    board
        .sets("combobox", &t("fields.session.course_kind"), &kind)
        .await;
    for (field, text) in [("topic", "重疾险条款解读"), ("place", "三楼会议室")] {
        let label = t(&format!("fields.session.{field}"));
        board.fills("textbox", &label, text).await;
    }
    let date = format!("{} {}", t("fields.session.date"), t("form.date.year"));
    let day = today().to_string().replace('-', "");
    board.fills("textbox", &date, &day).await;
    let (start, end) = around_now();
    board
        .sets("InputTime", &t("fields.session.start"), &start)
        .await;
    board
        .sets("InputTime", &t("fields.session.end"), &end)
        .await;
    board
        .fills("textbox", &t("fields.session.hours"), "1")
        .await;
    board.presses("button", &t("training.open.save")).await;
    board.arrives("/training/session/").await;
    board.sees(&t("training.session.number")).await;
    session_number(board).await
}

/// Marks the first agent by hand.
async fn marks(board: &Window, presence: &str, reason: &str) {
    board.presses("button", "王芳").await;
    let presence = t(&format!("states.presence.{presence}"));
    board.presses("radio", &presence).await;
    let reason = t(&format!("training.reason.{reason}"));
    board.presses("button", &reason).await;
}

/// The slip comes back after its page was left, and one sign-in is enough.
async fn shows_the_slip_again(phone: &Window, server: &Server, number: &str) {
    phone.goes_to(&server.at("/training")).await;
    phone.presses("link", &t("training.slip.again")).await;
    phone.arrives("/training/check-in/").await;
    phone.finds("image", &t("training.slip.label")).await;
    phone.goes_to(&server.at("/training/check-in")).await;
    chooses(phone, number).await;
    phone.sees(&t("training.check_in.already")).await;
    assert!(!phone.has("textbox", &t("training.check_in.code")).await);
    let file = tests::server::target().join("stories/already.png");
    phone.picture(&file).await;
}

/// From a little ago until an hour from now, inside the day.
fn around_now() -> (String, String) {
    let latest = NaiveTime::from_hms_opt(22, 55, 0).expect("a time");
    let start = (now().time() - TimeDelta::minutes(2)).min(latest);
    let end = start + TimeDelta::minutes(60);
    let text = |time: NaiveTime| format!("{:02}:{:02}", time.hour(), time.minute());
    (text(start), text(end))
}

async fn session_number(board: &Window) -> String {
    let text = board.text().await;
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.find(|line| *line == t("training.session.number"));
    lines.next().expect("the session's number").to_owned()
}

/// The seven digits that stand on the trainer's phone now.
async fn code(board: &Window) -> String {
    board
        .waits("the code", async || {
            let text = board.text().await;
            text.lines().find_map(|line| {
                let digits: String = line.split_whitespace().collect();
                let all = digits.len() == 7 && digits.bytes().all(|b| b.is_ascii_digit());
                all.then_some(digits)
            })
        })
        .await
}

async fn signs_in_to(phone: &Window, board: &Window, number: &str) {
    chooses(phone, number).await;
    let field = t("training.check_in.code");
    phone.fills("textbox", &field, &code(board).await).await;
    phone.sees(&t("training.check_in.code_good")).await;
    phone.presses("button", &t("training.check_in.save")).await;
    phone.sees(&t("training.check_in.saved")).await;
}

async fn chooses(phone: &Window, number: &str) {
    phone.finds("heading", &t("training.check_in.title")).await;
    if phone.has("radio", &t("training.check_in.other")).await {
        phone.presses("radio", &t("training.check_in.other")).await;
    }
    phone
        .fills("textbox", &t("training.check_in.number"), number)
        .await;
}
