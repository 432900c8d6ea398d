//! Who appears: a branch with one department of three teams, and its office.

use crate::organisation::join;
use crate::store::appointments::NewAppointment;
use crate::store::changes::Touched;
use crate::store::people::Account;
use crate::store::units::{self, Unit};
use crate::store::{Db, Stored, devices};
use chrono::{NaiveDate, TimeDelta};
use shared::id::{DeviceId, PersonId, UnitId};
use shared::people::{Role, UnitKind};
use shared::submission::{Level, PersonRef};
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};

const COMPANY: u128 = 0x5add_1e00;
const BRANCH: u128 = 0x5add_1e01;
pub(super) const DEPARTMENT: u128 = 0x5add_1e02;
const DAWN: u128 = 0x5add_1e03;
const VOYAGE: u128 = 0x5add_1e04;
const ROCK: u128 = 0x5add_1e05;

/// Id, kind, name, and under which.
const UNITS: [(u128, UnitKind, &str, Option<u128>); 6] = [
    (COMPANY, UnitKind::Company, "安和保险代理有限公司", None),
    (BRANCH, UnitKind::Branch, "华东分公司", Some(COMPANY)),
    (DEPARTMENT, UnitKind::Department, "徐汇营业部", Some(BRANCH)),
    (DAWN, UnitKind::Team, "晨曦组", Some(DEPARTMENT)),
    (VOYAGE, UnitKind::Team, "远航组", Some(DEPARTMENT)),
    (ROCK, UnitKind::Team, "磐石组", Some(DEPARTMENT)),
];

/// One of the people.
pub(super) struct Member {
    pub(super) login: &'static str,
    pub(super) name: &'static str,
    pub(super) role: Role,
    level: Option<u8>,
    unit: u128,
    days: i64,
    /// Whether the account is named when the server starts.
    pub(super) shown: bool,
}

/// Somebody in a unit since so many days.
const fn member(
    login: &'static str,
    name: &'static str,
    role: Role,
    unit: u128,
    days: i64,
) -> Member {
    Member {
        login,
        name,
        role,
        level: None,
        unit,
        days,
        shown: false,
    }
}

impl Member {
    const fn shown(mut self) -> Self {
        self.shown = true;
        self
    }

    const fn level(mut self, level: u8) -> Self {
        self.level = Some(level);
        self
    }

    /// The day of the first appointment.
    pub(super) fn joined_on(&self, today: NaiveDate) -> NaiveDate {
        today - TimeDelta::days(self.days)
    }

    pub(super) const fn id(number: usize) -> PersonId {
        PersonId::from_number(0x5add_2e00 + number as u128)
    }

    pub(super) const fn device(number: usize) -> DeviceId {
        DeviceId::from_number(0x5add_3e00 + number as u128)
    }
}

/// How many of the cast are agents and team leaders; they come first.
pub(super) const AGENTS: usize = 12;
/// The one who joined last, among them.
pub(super) const NEWEST_AGENT: usize = 3;
/// Places of the office in the cast.
pub(super) const FIRST_REVIEWER: usize = 12;
pub(super) const SECOND_REVIEWER: usize = 13;
pub(super) const TRAINER: usize = 14;
pub(super) const MANAGER: usize = 15;

pub(super) const CAST: [Member; 18] = [
    member("wangfang", "王芳", Role::Agent, DAWN, 900).shown(),
    member("liqiang", "李强", Role::TeamLeader, DAWN, 1_500).shown(),
    member("zhangmin", "张敏", Role::Agent, DAWN, 420).shown(),
    member("liuyang", "刘洋", Role::Agent, DAWN, 26),
    member("chenjing", "陈静", Role::TeamLeader, VOYAGE, 1_300),
    member("yangwei", "杨伟", Role::Agent, VOYAGE, 700),
    member("zhaoli", "赵丽", Role::Agent, VOYAGE, 365),
    member("huanglei", "黄磊", Role::Agent, VOYAGE, 48),
    member("zhouxin", "周欣怡", Role::Agent, ROCK, 510),
    member("wujie", "吴杰", Role::Agent, ROCK, 640),
    member("xuyan", "徐艳", Role::Agent, ROCK, 830),
    member("sunhao", "孙浩然", Role::Agent, ROCK, 290),
    member("linmei", "林梅", Role::Reviewer, BRANCH, 800)
        .level(1)
        .shown(),
    member("hejun", "何军", Role::Reviewer, BRANCH, 1_400)
        .level(2)
        .shown(),
    member("guoyan", "郭燕", Role::Trainer, BRANCH, 1_000).shown(),
    member("tangwen", "唐文", Role::Manager, BRANCH, 1_600)
        .level(3)
        .shown(),
    member("fengtao", "冯涛", Role::Administrator, BRANCH, 1_600).shown(),
    member("dongxue", "董雪", Role::Auditor, BRANCH, 700).shown(),
];

/// Everybody enters: the office first, so that it hears of the agents.
pub(super) async fn enter(
    db: &mut Db,
    password_hash: &str,
    now: Timestamp,
    touched: &mut Touched,
) -> Stored<()> {
    let today = now.civil_date(CHINA_OFFSET_MINUTES).unwrap_or_default();
    found(db, today - TimeDelta::days(2_000)).await?;
    for (number, member) in CAST.iter().enumerate().rev() {
        let account = account(number, member, password_hash);
        let appointment = NewAppointment {
            unit: UnitId::from_number(member.unit),
            role: member.role,
            level: member.level.map(Level),
            from: member.joined_on(today),
            known: None,
        };
        join(db, &account, appointment, today, touched).await?;
    }
    for number in 0..CAST.len() {
        let (device, member) = (Member::device(number), Member::id(number));
        devices::register(db, device, member, None, now).await?;
    }
    Ok(())
}

async fn found(db: &mut Db, from: NaiveDate) -> Stored<()> {
    for (id, kind, name, parent) in UNITS {
        let unit = Unit {
            id: UnitId::from_number(id),
            kind: kind.as_str().to_owned(),
            name: name.to_owned(),
            offset_minutes: CHINA_OFFSET_MINUTES,
        };
        units::insert(db, &unit).await?;
        if let Some(parent) = parent {
            units::place(db, unit.id, UnitId::from_number(parent), from).await?;
        }
    }
    Ok(())
}

fn account(number: usize, member: &Member, password_hash: &str) -> Account {
    Account {
        person: PersonRef {
            id: Member::id(number),
            name: member.name.to_owned(),
        },
        login: member.login.to_owned(),
        agent_number: member
            .role
            .captures()
            .then(|| format!("3100{:04}", 1_000 + number * 7)),
        password_hash: Some(password_hash.to_owned()),
    }
}
