//! An administrator founds a unit, moves another under it from a day to come, takes that back, and is told who is in a
//! unit that they would close.

use chrono::{Days, NaiveDate};
use tests::browser::{DESK, Window};
use tests::clock::today;
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::{t, tf};

const DEPARTMENT: &str = "静安营业部";
const CODE: &str = "310102";

/// The first unit of the tree that is a team.
const A_TEAM: &str = "[...document.querySelectorAll('.unit-row .list-title')]
    .map(it => it.firstChild.textContent).find(it => it.endsWith('组')) ?? ''";
/// The unit that a new department can hang under.
const ABOVE: &str = "[...document.querySelectorAll('#parent option')]
    .filter(it => it.value).at(-1)?.text ?? ''";

#[tokio::test]
async fn a_unit_is_founded_another_moved_under_it_and_that_taken_back() {
    let server = Server::with_demo();
    let administrator = Person::new(&server, "administrator", 0, DESK).await;
    let desk = administrator.signs_in(&server).await;
    desk.presses("link", &t("ui.nav.units")).await;
    desk.finds("heading", &t("organisation.title")).await;

    founds_a_department(&desk).await;
    desk.finds("heading", DEPARTMENT).await;
    desk.sees(&t("audit.action.found_unit")).await;

    desk.presses("link", &t("ui.nav.units")).await;
    desk.sees(DEPARTMENT).await;
    let team = desk.asks(A_TEAM).await;
    opens(&desk, &team).await;
    let day = today() + Days::new(30);
    moves(&desk, day).await;
    desk.finds("heading", &team).await;
    desk.sees(&t("audit.action.change_unit")).await;
    desk.picture(&target().join("stories/unit.png")).await;

    // In the tree it hangs there on that day, and not before.
    desk.presses("link", &t("ui.nav.units")).await;
    desk.finds("heading", &t("organisation.title")).await;
    desk.sets("Date", &t("organisation.on"), &day.to_string())
        .await;
    hangs_under(&desk, &team, DEPARTMENT, true).await;
    desk.picture(&target().join("stories/units.png")).await;
    opens(&desk, &team).await;
    desk.presses("link", &t("organisation.take_back.button"))
        .await;
    looks_and_keeps(&desk).await;
    desk.finds("heading", &team).await;
    desk.presses("link", &t("ui.nav.units")).await;
    desk.finds("heading", &t("organisation.title")).await;
    desk.sets("Date", &t("organisation.on"), &day.to_string())
        .await;
    hangs_under(&desk, &team, DEPARTMENT, false).await;
}

#[tokio::test]
async fn who_is_in_a_unit_that_is_to_be_closed_is_named_and_led_to() {
    let server = Server::with_demo();
    let administrator = Person::new(&server, "administrator", 0, DESK).await;
    let desk = administrator.signs_in(&server).await;
    desk.presses("link", &t("ui.nav.units")).await;
    desk.finds("heading", &t("organisation.title")).await;
    desk.waits("a team in the tree", async || {
        (!desk.asks(A_TEAM).await.is_empty()).then_some(())
    })
    .await;
    let team = desk.asks(A_TEAM).await;
    desk.fills("searchbox", &t("organisation.search"), &team)
        .await;
    desk.sees(&tf("organisation.total", &[("n", "1")])).await;
    opens(&desk, &team).await;
    desk.presses("link", &t("organisation.close.button")).await;
    desk.presses("button", &t("people.look")).await;
    desk.sees(&t("people.cannot")).await;
    desk.asks("document.querySelector('.error-summary a').click(), ''")
        .await;
    desk.arrives("/people/").await;
    desk.sees(&team).await;
}

async fn founds_a_department(desk: &Window) {
    desk.presses("link", &t("organisation.found.button")).await;
    desk.arrives("/units/new").await;
    // What is missing is said before anything is sent.
    desk.presses("button", &t("people.look")).await;
    let missing = tf("people.needed", &[("label", &t("states.changed.code"))]);
    desk.sees(&missing).await;
    desk.fills("textbox", &t("states.changed.code"), CODE).await;
    desk.fills("textbox", &t("states.changed.name"), DEPARTMENT)
        .await;
    let kind = t("states.unit_kind.department");
    desk.sets("combobox", &t("states.changed.kind"), &kind)
        .await;
    chooses_the_branch(desk).await;
    looks_and_keeps(desk).await;
}

/// From a day on it hangs under the department that was founded.
async fn moves(desk: &Window, day: NaiveDate) {
    desk.presses("link", &t("organisation.move.button")).await;
    let year = format!("{} {}", t("people.place.from"), t("form.date.year"));
    let digits = day.to_string().replace('-', "");
    desk.fills("textbox", &year, &digits).await;
    let offered = format!(
        "[...document.querySelectorAll('#parent option')].map(it => it.text)
            .find(it => it.endsWith({DEPARTMENT:?})) ?? ''"
    );
    let offered = desk
        .waits("the department among the units of that day", async || {
            let offered = desk.asks(&offered).await;
            (!offered.is_empty()).then_some(offered)
        })
        .await;
    desk.sets("combobox", &t("organisation.parent"), &offered)
        .await;
    looks_and_keeps(desk).await;
}

/// Chooses the only unit that can be above a department: the branch.
async fn chooses_the_branch(desk: &Window) {
    let branch = desk
        .waits("a unit to choose", async || {
            let branch = desk.asks(ABOVE).await;
            (!branch.is_empty()).then_some(branch)
        })
        .await;
    desk.sets("combobox", &t("organisation.parent"), &branch)
        .await;
}

/// Opens the page of a unit from the tree.
async fn opens(desk: &Window, unit: &str) {
    desk.presses("link", unit).await;
    desk.arrives("/units/").await;
    desk.finds("heading", unit).await;
}

/// Whether a unit stands in the tree under another.
async fn hangs_under(desk: &Window, unit: &str, parent: &str, expected: bool) {
    let looks = format!(
        "(() => {{
            const named = name => [...document.querySelectorAll('.unit-tree li')]
                .find(it => it.querySelector('.unit-row').innerText.trim().startsWith(name));
            const [unit, parent] = [named({unit:?}), named({parent:?})];
            return unit && parent ? String(parent.contains(unit)) : '';
        }})()"
    );
    desk.waits(&format!("{unit} under {parent}: {expected}"), async || {
        (desk.asks(&looks).await == expected.to_string()).then_some(())
    })
    .await;
}

/// Looks at what would be different, and has it kept.
async fn looks_and_keeps(desk: &Window) {
    desk.presses("button", &t("people.look")).await;
    desk.sees(&t("people.different_title")).await;
    desk.confirms(&t("people.keep")).await;
    // Only the page of the unit has it.
    desk.sees(&t("people.changes")).await;
}
