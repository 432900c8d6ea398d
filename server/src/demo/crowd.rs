//! More agents than a story needs: how a server does under many is measured with them.

use super::Account as Shown;
use super::cast::DEPARTMENT;
use crate::organisation::join;
use crate::store::appointments::NewAppointment;
use crate::store::changes::Touched;
use crate::store::people::Account;
use crate::store::units::{self, Unit};
use crate::store::{Db, Stored};
use chrono::NaiveDate;
use shared::id::{PersonId, UnitId};
use shared::people::{Role, UnitKind};
use shared::submission::PersonRef;
use shared::time::CHINA_OFFSET_MINUTES;

/// How many are in one team.
const TEAM: usize = 15;

/// So many agents enter, in teams of their own.
pub(super) async fn enter(
    db: &mut Db,
    agents: usize,
    password_hash: &str,
    today: NaiveDate,
    touched: &mut Touched,
) -> Stored<()> {
    for number in 0..agents {
        if number % TEAM == 0 {
            found(db, number / TEAM, today).await?;
        }
        let account = account(number, password_hash);
        let appointment = NewAppointment {
            unit: team(number / TEAM),
            role: Role::Agent,
            level: None,
            from: today,
            known: None,
        };
        join(db, &account, appointment, today, touched).await?;
    }
    Ok(())
}

/// Who can sign in.
pub(super) fn accounts(agents: usize) -> impl Iterator<Item = Shown> {
    (0..agents).map(|number| Shown {
        role: Role::Agent.as_str(),
        login: login(number),
        password: super::PASSWORD,
        name: name(number),
    })
}

async fn found(db: &mut Db, number: usize, from: NaiveDate) -> Stored<()> {
    let unit = Unit {
        id: team(number),
        kind: UnitKind::Team.as_str().to_owned(),
        name: format!("第{}组", number + 1),
        offset_minutes: CHINA_OFFSET_MINUTES,
    };
    units::insert(db, &unit).await?;
    units::place(db, unit.id, UnitId::from_number(DEPARTMENT), from).await
}

const fn team(number: usize) -> UnitId {
    UnitId::from_number(0x5add_4e00_0000 + number as u128)
}

fn login(number: usize) -> String {
    format!("agent{number:04}")
}

fn name(number: usize) -> String {
    format!("业务员{number:04}")
}

fn account(number: usize, password_hash: &str) -> Account {
    Account {
        person: PersonRef {
            id: PersonId::from_number(0x5add_5e00_0000 + number as u128),
            name: name(number),
        },
        login: login(number),
        agent_number: Some(format!("3200{number:04}")),
        password_hash: Some(password_hash.to_owned()),
    }
}
