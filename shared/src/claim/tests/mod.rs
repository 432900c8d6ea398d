//! People, actions and claims for the tests.

mod properties;
mod stories;
mod written;

use super::{Action, Claim, Decision, Refusal, Settlement};
use crate::id::PersonId;
use crate::money::Money;
use crate::people::AuthorityTable;
use crate::setting::Setting;
use crate::submission::{Actor, Level, PersonRef};
use crate::time::Timestamp;

const AGENT: u128 = 1;

fn person(number: u128) -> PersonRef {
    PersonRef {
        id: PersonId::from_number(number),
        name: format!("person {number}"),
    }
}

fn reviewer(number: u128, level: u8) -> Actor {
    Actor {
        person: person(number),
        review_level: Some(Level(level)),
    }
}

fn reported() -> Claim {
    Claim::reported(person(AGENT), None, Timestamp::from_millis(0))
}

fn yuan(yuan: i32) -> Money {
    Money::from_yuan(yuan)
}

fn register(estimate: i32) -> Action {
    let estimate = yuan(estimate);
    Action::Decide(Decision::Register { estimate })
}

fn reestimate(estimate: i32) -> Action {
    let estimate = yuan(estimate);
    Action::Decide(Decision::Reestimate { estimate })
}

fn assess(amount: i32) -> Action {
    Action::Assess {
        amount: yuan(amount),
    }
}

fn settle(settlement: Settlement) -> Action {
    Action::Decide(Decision::Settle { settlement })
}

fn pay(amount: i32) -> Action {
    settle(Settlement::Paid {
        amount: yuan(amount),
    })
}

fn pay_part(amount: i32) -> Action {
    settle(Settlement::Partly {
        amount: yuan(amount),
        reason: "deductible".to_owned(),
    })
}

fn decline() -> Action {
    settle(Settlement::Declined {
        reason: "excluded".to_owned(),
    })
}

fn reopen() -> Action {
    Action::Reopen {
        reason: "new_evidence".to_owned(),
    }
}

impl Claim {
    fn try_act(&self, actor: &Actor, action: Action) -> Result<Self, Refusal> {
        let at = Timestamp::from_millis(self.version.cast_signed());
        self.after(
            action,
            "as said",
            actor,
            &AuthorityTable::as_delivered().unwrap()[0],
            at,
        )
    }

    fn refusal(&self, actor: &Actor, action: Action) -> Option<Refusal> {
        self.try_act(actor, action).err()
    }

    fn act(self, actor: &Actor, action: Action) -> Self {
        self.try_act(actor, action).unwrap()
    }

    fn assessed(estimate: i32, amount: i32, actor: &Actor) -> Self {
        reported()
            .act(actor, register(estimate))
            .act(actor, Action::Survey {})
            .act(actor, assess(amount))
    }

    fn course(&self) -> Vec<&'static str> {
        self.steps.iter().map(|step| step.kind.as_str()).collect()
    }
}
