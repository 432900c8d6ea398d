//! What is asked of a unit by hand comes to what a table would.

use super::table::{Company, company, day, today};
use crate::facts::{FactKind, History, staff_facts};
use crate::finding::Finding;
use crate::id::{PersonId, UnitId};
use crate::people::import::{UnitByHand, UnitsChanged, change_units_by_hand};
use crate::people::{FoundUnit, Role, UnitInFull, UnitKind, UnitStep, unit_differences};

const NEW: UnitId = UnitId::from_number(900);

impl Company {
    fn asks(&self, asked: UnitByHand<'_>) -> Result<UnitsChanged, Vec<Finding>> {
        change_units_by_hand(asked, (&self.units, &self.people), today())
    }

    fn called(&self, name: &str) -> &UnitInFull {
        self.units.iter().find(|unit| unit.name == name).unwrap()
    }

    fn steps(&self, name: &str, step: &UnitStep) -> Result<UnitsChanged, Vec<Finding>> {
        self.asks(UnitByHand::Change(step, self.called(name), NEW))
    }

    /// Asks for it, and has it kept.
    fn takes(&mut self, name: &str, step: &UnitStep) -> UnitsChanged {
        let changed = self.steps(name, step).unwrap();
        self.keep(&changed);
        changed
    }

    fn keep(&mut self, changed: &UnitsChanged) {
        let units = changed.changed.iter().map(|change| &change.after);
        for unit in units.chain(&changed.new) {
            self.units.retain(|it| it.id != unit.id);
            self.units.push(unit.clone());
        }
        let gone = |unit: &UnitInFull| changed.gone.iter().any(|it| it.id == unit.id);
        self.units.retain(|unit| !gone(unit));
        for change in &changed.people {
            self.people.retain(|it| it.id != change.after.id);
            self.people.push(change.after.clone());
        }
        self.units.sort_by_key(|unit| unit.id);
        self.people.sort_by_key(|person| person.id);
    }

    fn id(&self, number: &str) -> PersonId {
        self.person(number).id
    }
}

fn codes(refused: Result<UnitsChanged, Vec<Finding>>) -> Vec<(String, String)> {
    let findings = refused.unwrap_err().into_iter();
    findings.map(|it| (it.path, it.code.to_string())).collect()
}

fn found(parent: UnitId, code: &str, name: &str, from: &str) -> FoundUnit {
    FoundUnit {
        code: code.to_owned(),
        name: name.to_owned(),
        kind: UnitKind::Team,
        parent,
        from: day(from),
        preview: false,
    }
}

fn rename(name: &str, from: &str) -> UnitStep {
    UnitStep::Rename {
        name: name.to_owned(),
        from: day(from),
    }
}

fn take_back(from: &str) -> UnitStep {
    UnitStep::TakeBack { from: day(from) }
}

fn refusal(path: &str, code: &str) -> Vec<(String, String)> {
    vec![(path.to_owned(), code.to_owned())]
}

#[test]
fn a_unit_founded_by_hand_and_in_a_table_are_the_same() {
    let mut company = company();
    let department = company.called("徐汇营业部").id;
    let new = found(department, " 010103 ", "磐石组", "2027-01-01");
    let changed = company.asks(UnitByHand::Found(
        &new,
        UnitId::from_number(company.made + 1),
    ));
    let by_hand = changed.unwrap().new.remove(0);
    company.units("code|name|kind|parent|founded on\n010103|磐石组|team|0101|2027-01-01");
    assert_eq!(by_hand, *company.called("磐石组"));
    for (code, name, from, refused) in [
        (
            "010102",
            "新组",
            "2027-01-01",
            refusal("code", "unit_code_taken"),
        ),
        (
            "01 04",
            "新组",
            "2027-01-01",
            refusal("code", "unit_code_unreadable"),
        ),
        (
            "",
            "新组",
            "2027-01-01",
            refusal("code", "person_field_missing"),
        ),
        (
            "010104",
            " ",
            "2027-01-01",
            refusal("name", "person_field_missing"),
        ),
        (
            "010104",
            "远航组",
            "2027-01-01",
            refusal("name", "unit_name_taken"),
        ),
        (
            "010104",
            "新组",
            "2013-01-01",
            refusal("parent", "unit_not_there"),
        ),
    ] {
        let new = found(department, code, name, from);
        assert_eq!(
            codes(company.asks(UnitByHand::Found(&new, NEW))),
            refused,
            "{code} {name}"
        );
    }
    let team = company.called("晨曦组").id;
    let below_itself = found(team, "010104", "新组", "2027-01-01");
    let below_itself = company.asks(UnitByHand::Found(&below_itself, NEW));
    assert_eq!(codes(below_itself), refusal("parent", "unit_hangs_too_low"));
}

#[test]
fn a_name_holds_from_its_day_on_and_in_a_table_too() {
    let mut company = company();
    company.takes("晨曦组", &rename("朝阳组", "2026-12-15"));
    let unit = company.called("晨曦组");
    assert_eq!(unit.name_on(day("2026-12-14")), "晨曦组");
    assert_eq!(unit.name_on(day("2026-12-15")), "朝阳组");
    let by_hand = unit.clone();
    let mut other = super::table::company();
    other.units("code|name|named from\n010101|朝阳组|2026-12-15");
    assert_eq!(*other.called("晨曦组"), by_hand);
    // The table of every night still calls it what it is called today.
    assert_eq!(company.units(super::table::UNITS), (0, 0, 5, vec![]));
    let earlier = company.steps("晨曦组", &rename("曙光组", "2026-12-01"));
    assert_eq!(codes(earlier), refusal("from", "later_change_of_unit"));
    let taken = company.steps("远航组", &rename("朝阳组", "2026-12-01"));
    assert_eq!(
        codes(taken),
        refusal("name", "unit_name_taken"),
        "from the 15th on"
    );
    let before = company.steps("晨曦组", &rename("曙光组", "2014-01-01"));
    assert_eq!(codes(before), refusal("from", "before_founding"));
    let back = company.takes("晨曦组", &take_back("2026-12-15"));
    assert_eq!(back.changed[0].after.renamings, []);
    // A table that calls it otherwise renames it today.
    company.units("code|name\n010101|曙光组");
    let unit = company.called("曙光组");
    assert_eq!(unit.name_on(day("2026-11-19")), "晨曦组");
    let again = company.units("code|name\n010101|曙光组");
    assert_eq!(again, (0, 0, 1, vec![]));
}

#[test]
fn a_unit_moves_once_and_not_before_what_is_settled() {
    let mut company = company();
    company.units("code|name|kind|parent|founded on\n0102|浦东营业部|department|01|2016-01-01");
    let (pudong, xuhui) = (
        company.called("浦东营业部").id,
        company.called("徐汇营业部").id,
    );
    let moves = |parent, from: &str| UnitStep::Move {
        parent,
        from: day(from),
    };
    company.takes("远航组", &moves(pudong, "2026-12-15"));
    let unit = company.called("远航组");
    assert_eq!(unit.place_on(day("2026-12-14")).unwrap().parent, xuhui);
    assert_eq!(unit.place_on(day("2026-12-15")).unwrap().parent, pudong);
    for (parent, from, path, code) in [
        (pudong, "2026-12-01", "from", "later_change_of_unit"),
        (pudong, "2027-01-01", "parent", "unit_hangs_there"),
        (xuhui, "2014-12-31", "from", "before_founding"),
        (
            company.called("晨曦组").id,
            "2027-01-01",
            "parent",
            "unit_hangs_too_low",
        ),
        (NEW, "2027-01-01", "parent", "unit_not_theirs"),
    ] {
        let refused = company.steps("远航组", &moves(parent, from));
        assert_eq!(codes(refused), refusal(path, code), "{from}");
    }
    let before = super::table::company().called("远航组").clone();
    let back = company.takes("远航组", &take_back("2026-12-15"));
    assert_eq!(back.changed[0].after.places, before.places);
}

#[test]
fn what_splits_off_remembers_its_mother_and_takes_its_people_along() {
    let mut company = company();
    let (leader, agent) = (company.id("1001"), company.id("1002"));
    let split = |people: Vec<PersonId>, leads: Option<PersonId>| UnitStep::Split {
        code: "010103".to_owned(),
        name: "朝阳组".to_owned(),
        from: day("2026-12-15"),
        leader: leads,
        people,
    };
    let outside = company.steps("晨曦组", &split(vec![company.id("1003")], None));
    assert_eq!(codes(outside), refusal("people", "person_not_in_unit"));
    let without = company.steps("晨曦组", &split(vec![], Some(agent)));
    assert_eq!(codes(without), refusal("leader", "leader_not_among_them"));
    let before = (company.units.clone(), company.people.clone());
    let changed = company.takes("晨曦组", &split(vec![agent], Some(agent)));
    let new = &changed.new[0];
    let mother = company.called("晨曦组").id;
    assert_eq!((new.mother, new.id), (Some(mother), NEW));
    let told = unit_differences(None, new, |unit| company.called_by(unit));
    let told: Vec<String> = told.iter().map(ToString::to_string).collect();
    assert!(told.contains(&"split from 晨曦组".to_owned()), "{told:?}");
    let held = company.person("1002").appointments.last().unwrap();
    assert_eq!((held.unit, held.role), (NEW, Role::TeamLeader));
    assert_eq!(company.team("1002", "2026-12-14").unwrap(), "晨曦组");
    // What pay reads: from whom the new unit split off, and when.
    let facts = staff_facts(&company.organisation());
    let history = History::known_by(&facts, day("2026-12-31"));
    let nurtured: Vec<_> = history.nurtured_by(leader).collect();
    assert_eq!(nurtured, [(NEW, day("2026-12-15"))]);
    assert!(facts.iter().any(|it| matches!(it.what, FactKind::Split(_))));
    // Taken back, it is as if nobody had ever said it.
    let back = company.takes("朝阳组", &take_back("2026-12-15"));
    assert_eq!((back.gone.len(), back.people.len()), (1, 1));
    assert_eq!((company.units, company.people), before);
}

impl Company {
    fn called_by(&self, unit: UnitId) -> String {
        let unit = self.units.iter().find(|it| it.id == unit);
        unit.map(|unit| unit.name.clone()).unwrap_or_default()
    }
}

#[test]
fn everybody_and_everything_comes_to_the_unit_into_which_another_is_merged() {
    let mut company = company();
    company.units(
        "code|name|kind|parent|founded on
        0102|浦东营业部|department|01|2016-01-01
        010201|江湾组|team|0102|2017-01-01",
    );
    company.people(
        "工号 | 姓名 | 所属机构 | 角色 | 入职日期
        1004 | 赵丽 | 010102 | 主管 | 2021-03-01
        1005 | 钱刚 | 0102 | 讲师 | 2021-03-01",
    );
    let before = (company.units.clone(), company.people.clone());
    let merge = |into: UnitId| UnitStep::Merge {
        into,
        from: day("2026-12-15"),
    };
    let department = company.called("徐汇营业部").id;
    let other_kind = company.steps("远航组", &merge(department));
    assert_eq!(
        codes(other_kind),
        refusal("into", "merged_with_another_kind")
    );
    let into = company.called("晨曦组").id;
    company.takes("远航组", &merge(into));
    assert_eq!(
        company.called("远航组").closed_on(),
        Some(day("2026-12-14"))
    );
    assert_eq!(company.called("远航组").merged_into, Some(into));
    let leader = company.person("1004").appointments.last().unwrap();
    assert_eq!(
        (leader.unit, leader.role),
        (into, Role::Agent),
        "晨曦组 has a leader"
    );
    assert_eq!(company.team("1003", "2026-12-15").unwrap(), "晨曦组");
    // A department with the teams under it.
    company.takes("浦东营业部", &merge(department));
    let team = company.called("江湾组");
    assert_eq!(team.place_on(day("2026-12-15")).unwrap().parent, department);
    let trainer = company.person("1005").appointments.last().unwrap();
    assert_eq!((trainer.unit, trainer.role), (department, Role::Trainer));
    assert!(company.organisation().check().is_empty());
    company.takes("浦东营业部", &take_back("2026-12-15"));
    company.takes("远航组", &take_back("2026-12-15"));
    assert_eq!((company.units, company.people), before);
}

#[test]
fn who_and_what_is_still_in_a_unit_that_is_to_be_closed_is_named() {
    let mut company = company();
    let close = |on: &str| UnitStep::Close { on: day(on) };
    let refused = company.steps("远航组", &close("2026-12-31")).unwrap_err();
    let said = refused
        .iter()
        .map(|it| (it.code.as_str(), it.params["person"].as_str()));
    assert_eq!(said.collect::<Vec<_>>(), [("person_in_it", "张敏")]);
    let agent = company.id("1003").to_string();
    assert_eq!(refused[0].params["person_id"], agent);
    let refused = company
        .steps("徐汇营业部", &close("2026-12-31"))
        .unwrap_err();
    let said = refused
        .iter()
        .map(|it| (it.code.as_str(), it.params["unit"].as_str()));
    let said: Vec<_> = said.collect();
    assert_eq!(
        said,
        [("unit_under_it", "晨曦组"), ("unit_under_it", "远航组")]
    );
    company.people("工号 | 离职日期\n1003 | 2026-12-31");
    let early = company.steps("远航组", &close("2014-01-01"));
    assert_eq!(codes(early), refusal("on", "before_founding"));
    company.takes("远航组", &close("2026-12-31"));
    let closed = company.steps("远航组", &rename("新航组", "2027-01-01"));
    assert_eq!(codes(closed), refusal("from", "unit_closed"));
    let again = company.steps("远航组", &close("2026-12-31")).unwrap();
    assert_eq!(again, UnitsChanged::default(), "nothing is different");
    let begun = company.steps("远航组", &take_back("2026-11-20"));
    assert_eq!(codes(begun), refusal("from", "change_has_begun"));
    let nothing = company.steps("远航组", &take_back("2026-12-31"));
    assert_eq!(codes(nothing), refusal("from", "nothing_changes_then"));
    let back = company.takes("远航组", &take_back("2027-01-01"));
    assert_eq!(back.changed[0].after.closed_on(), None);
}
