//! Why what is asked of one person cannot be taken, as every other rule says it.

use super::plan::Wrong;
use super::reason::Reason;
use crate::finding::Finding;

impl Wrong {
    /// Whether it is right by itself, and waits for another row of the same person.
    pub(super) const fn waits(&self) -> bool {
        matches!(self.reason, Reason::Waits { .. })
    }

    /// By the field of the form; the text is `findings.<code>`.
    pub(super) fn finding(&self) -> Finding {
        let field = self.column.as_deref();
        self.reason.finding(field.unwrap_or(self.reason.field()))
    }
}

impl Reason {
    /// Which field it is about, where the reason alone says it; empty for the whole.
    const fn field(&self) -> &'static str {
        match self {
            Self::NumberStays => "staff_number",
            Self::OfAnother { what, .. } => of_another(what),
            Self::NewWithout(what) => new_without(what),
            Self::SinceWhen
            | Self::UnitNotThere { .. }
            | Self::TwoTeams(_)
            | Self::BeforeJoining(_) => "from",
            Self::UnknownUnit(_) | Self::UnitClosed { .. } | Self::SecondLeader(_) => "unit",
            Self::AfterLeaving(_) | Self::LaterAppointment(_) => "on",
            _ => "",
        }
    }

    fn finding(&self, field: &str) -> Finding {
        let error = |code| Finding::error(code, field);
        match self {
            Self::Empty | Self::NewWithout(_) => error("person_field_missing"),
            Self::NoneOf { word, .. } => error("word_unknown").with("word", word),
            Self::NotAName => error("name_of_person_unreadable"),
            Self::NotACode => error("staff_number_unreadable"),
            Self::NotALogin => error("sign_in_name_unreadable"),
            Self::NotAMobile => error("mobile_unreadable"),
            Self::Identity(why) => Finding::error(why.code(), field),
            Self::Masked => error("number_masked"),
            Self::NotALevel => error("level_needed"),
            Self::LevelOf(role) if role.decides() => error("level_needed"),
            Self::LevelOf(_) => error("level_not_needed"),
            Self::UnknownUnit(_) => error("unit_not_theirs"),
            Self::SinceWhen => error("first_day_missing"),
            Self::EndsBeforeItBegins => error("last_day_before_the_first"),
            Self::UnitNotThere { unit, on } => {
                error("unit_not_there").with("unit", unit).with("on", on)
            }
            Self::UnitClosed { unit, last } => {
                error("unit_closed").with("unit", unit).with("last", last)
            }
            Self::TwoTeams(unit) => error("person_in_two_teams").with("unit", unit),
            Self::SecondLeader(unit) => error("team_with_two_leaders").with("unit", unit),
            Self::SameRole(unit) => error("same_role_twice").with("unit", unit),
            Self::OfAnother { .. } => error("of_another_person"),
            Self::NumberStays => error("staff_number_stays"),
            Self::BeforeJoining(day) => error("before_joining").with("day", day),
            Self::AfterLeaving(day) => error("after_leaving").with("day", day),
            Self::LaterAppointment(day) => error("later_appointment").with("day", day),
            Self::LastAdministrator(unit) => error("last_administrator").with("unit", unit),
            Self::PersonNotTheirs => error("person_not_theirs"),
            Self::UnitNotTheirs => error("row_unit_not_theirs"),
            Self::OwnRole => error("own_role"),
            Self::OwnUnit => error("own_unit"),
            // What only tables and units can say.
            other => error("change_not_possible").with("reason", other),
        }
    }
}

/// What is missing of somebody new, by the name of its field.
const fn new_without(what: &str) -> &'static str {
    match what.as_bytes() {
        b"staff number" => "staff_number",
        _ => "name",
    }
}

/// What nobody shares with another, by the name of its field.
const fn of_another(what: &str) -> &'static str {
    match what.as_bytes() {
        b"sign-in name" => "login",
        b"identity number" => "identity_number",
        b"staff number" => "staff_number",
        _ => "",
    }
}
