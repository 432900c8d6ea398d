//! What reviewers of several stories do at the desk.

use crate::browser::{DESK, Size, Window};
use crate::people::Person;
use crate::server::Server;
use crate::words::{t, tf};

/// A reviewer with a case before them that they have seen.
pub struct Reviewer {
    /// Who.
    pub person: Person,
    /// Their window.
    pub desk: Window,
    /// The number of the case.
    pub number: String,
    /// Its path.
    pub case: String,
}

/// Opens the case of this number and waits until it can be decided.
pub async fn opens_case_of(server: &Server, desk: &Window, number: &str) {
    desk.goes_to(&server.at(&format!("/desk?search={number}")))
        .await;
    desk.presses("link", number).await;
    desk.arrives("/desk/cases/").await;
    desk.finds("button", &t("desk.decide.accept")).await;
}

impl Reviewer {
    /// Who has opened the first application that they may decide.
    pub async fn at_a_case(server: &Server) -> Self {
        Self::at_a_case_on(server, DESK).await
    }

    /// The same on another screen.
    pub async fn at_a_case_on(server: &Server, size: Size) -> Self {
        let person = Person::new(server, "reviewer", 0, size).await;
        let desk = person.signs_in(server).await;
        let number = opens_a_case(server, &desk).await;
        let case = desk.path().await;
        Self {
            person,
            desk,
            number,
            case,
        }
    }

    /// Accepts the case that is open.
    pub async fn accepts(&self) {
        self.desk.presses("button", &t("desk.decide.accept")).await;
    }

    /// Takes the last decision back while its time runs.
    pub async fn undoes(&self) {
        self.desk.presses("button", &t("desk.undo.button")).await;
    }

    /// What is said of the case once it is accepted.
    pub fn said(&self) -> String {
        tf("desk.undo.accepted", &[("number", &self.number)])
    }

    /// Comes back to the case and finds it accepted.
    pub async fn finds_it_accepted(&self, server: &Server) {
        self.desk.goes_to(&server.at(&self.case)).await;
        self.desk.sees(&t("desk.status.accepted")).await;
    }
}

/// Opens the first application that this reviewer may decide, and has seen it. Returns its number.
pub async fn opens_a_case(server: &Server, desk: &Window) -> String {
    desk.goes_to(&server.at("/desk?kind=application")).await;
    desk.presses("link", "A-").await;
    desk.arrives("/desk/cases/").await;
    sees_the_case(desk).await
}

/// The next of what has to be seen of the open case, brought to the screen; whether any is left that was not.
const READS_ON: &str = "(() => {
    const all = [...document.querySelectorAll('[data-matter]')];
    window.readsAt = ((window.readsAt ?? -1) + 1) % Math.max(all.length, 1);
    all[window.readsAt]?.scrollIntoView({ block: 'center' });
    return document.querySelector('.desk-unseen') ? 'some' : 'none';
})()";

/// Has the open case on the screen for as long as it takes to decide it, and everything of it that has to be
/// seen. Returns its number.
pub async fn sees_the_case(desk: &Window) -> String {
    sees_the_case_to(desk, &t("desk.decide.accept")).await
}

/// The same of a case that is accepted by a button of this name.
pub async fn sees_the_case_to(desk: &Window, accept: &str) -> String {
    desk.can_press("button", accept).await;
    desk.waits("everything that has to be seen", async || {
        (desk.asks(READS_ON).await == "none").then_some(())
    })
    .await;
    let number = desk
        .asks("document.querySelector('h1 .number').textContent")
        .await;
    number.trim().to_owned()
}

/// Waits until nothing can be taken back any more.
pub async fn nothing_waits(desk: &Window) {
    desk.waits("no decision to take back", async || {
        let waits = desk.has("button", &t("desk.undo.button")).await;
        (!waits).then_some(())
    })
    .await;
}

/// Says yes to what signing out means, once it is asked.
pub async fn signs_out(desk: &Window) {
    desk.confirms(&t("ui.settings.sign_out")).await;
    desk.finds("textbox", &t("ui.sign_in.login")).await;
}
