//! Histories drawn at random: a few agents, units and policies, and whatever may happen to them.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use shared::commission::{Dated, Ladder, Rules, Tier};
use shared::facts::{
    ApplicationNumber, Appointed, Attendance, Concluded, Fact, FactKind, Founded, Issued, Joined,
    Left, Placed, PolicyEvent, PolicyEventKind, PolicyLine, PolicyNumber, Premium, Reassigned,
    Retracted, Split, Submitted,
};
use shared::id::{PersonId, UnitId};
use shared::money::Money;
use shared::month::Month;
use shared::pay_calendar::PayClose;
use shared::product::Line;

/// The agents.
pub const AGENTS: [PersonId; 3] = [
    PersonId::from_number(1),
    PersonId::from_number(2),
    PersonId::from_number(3),
];
/// A month after everything that can happen.
pub const LAST: &str = "2028-12";

const UNITS: [UnitId; 2] = [UnitId::from_number(11), UnitId::from_number(12)];

/// Three agents in two units, up to five policies with what happens to them in 2025 and 2026, and
/// anything else; a third of it told months later.
pub fn histories() -> impl Strategy<Value = Vec<Fact>> {
    let late = prop_oneof![2 => Just(0_u64), 1 => 0_u64..150].boxed();
    let day = (0_u64..730).prop_map(day_of_2025).boxed();
    let amounts = (100_000_i64..5_000_000).boxed();
    let policies = ["P1", "P2", "P3", "P4", "P5"].map(|policy| story(policy, late.clone()));
    let anything = (day.clone(), late, what(day, amounts)).boxed();
    let anything = proptest::collection::vec(anything, 0..10);
    (policies.to_vec(), anything).prop_map(|(stories, anything)| {
        let told = people()
            .into_iter()
            .chain(stories.into_iter().flatten())
            .chain(anything);
        told.enumerate().map(|(n, fact)| with_id(n, fact)).collect()
    })
}

/// When, told how many days later, what.
type Told = (NaiveDate, u64, FactKind);

fn day_of_2025(days: u64) -> NaiveDate {
    "2025-01-01"
        .parse::<NaiveDate>()
        .unwrap()
        .checked_add_days(Days::new(days))
        .unwrap()
}

/// The first agent leads a unit with the second and recruited the third, who leads a unit that split off.
fn people() -> Vec<Told> {
    let [first, second, third] = AGENTS;
    let [unit, other] = UNITS;
    let mut people = vec![];
    for (agent, recruiter) in [(first, None), (second, None), (third, Some(first))] {
        people.push(FactKind::Joined(Joined { agent, recruiter }));
    }
    for (agent, unit) in [(first, unit), (second, unit), (third, other)] {
        people.push(FactKind::Placed(Placed { agent, unit }));
    }
    for (unit, leader) in [(unit, Some(first)), (other, Some(third))] {
        people.push(FactKind::Appointed(Appointed { unit, leader }));
    }
    people.push(FactKind::Split(Split {
        unit: other,
        nurturer: first,
    }));
    people
        .into_iter()
        .map(|what| (day_of_2025(0), 0, what))
        .collect()
}

/// A policy, its first premium and renewal, mostly delivered soon, and up to five events in the year after it.
fn story(policy: &'static str, late: BoxedStrategy<u64>) -> BoxedStrategy<Vec<Told>> {
    let events = proptest::collection::vec((0_u64..300, late.clone(), event()), 0..6);
    let agent = prop::sample::select(&AGENTS[..]);
    let contract = (agent, 0_u64..400, 100_000_i64..5_000_000, any::<bool>());
    let delivered = prop::option::weighted(0.8, (0_u64..20, late.clone()));
    (contract, late, delivered, events)
        .prop_map(move |(contract, late, delivered, events)| {
            let (agent, day, fen, is_regular) = contract;
            let (on, policy) = (day_of_2025(day), number(policy));
            let mut told = vec![(
                on,
                late,
                issued((policy.clone(), agent, on, fen, is_regular)),
            )];
            for due_on in [on, day_of_2025(day + 365)] {
                told.push((due_on, late, premium((policy.clone(), due_on, fen))));
            }
            let delivered =
                delivered.map(|(after, late)| (after, late, PolicyEventKind::Delivered));
            for (after, late, event) in delivered.into_iter().chain(events) {
                let event = FactKind::PolicyEvent(PolicyEvent {
                    policy: policy.clone(),
                    event,
                });
                told.push((day_of_2025(day + after), late, event));
            }
            told
        })
        .boxed()
}

/// A history, and the same in another order.
pub fn shuffled() -> impl Strategy<Value = (Vec<Fact>, Vec<Fact>)> {
    histories().prop_flat_map(|facts| (Just(facts.clone()), Just(facts).prop_shuffle()))
}

/// Facts of every kind about what may have happened in the months of [`histories`], each with how many days after some
/// close it is learned.
pub fn later_facts() -> impl Strategy<Value = Vec<(u64, Fact)>> {
    let day = (0_u64..730).prop_map(day_of_2025).boxed();
    let what = what(day.clone(), (100_000_i64..5_000_000).boxed());
    let later = (1_u64..400, day, what);
    proptest::collection::vec(later, 1..8).prop_map(|later| {
        let with_id = |(number, (after, on, what))| (after, with_id(1000 + number, (on, 0, what)));
        later.into_iter().enumerate().map(with_id).collect()
    })
}

/// Facts of any day and any amount, told before they happened or centuries later.
pub fn wild_histories() -> impl Strategy<Value = Vec<Fact>> {
    let span = NaiveDate::MAX
        .signed_duration_since(NaiveDate::MIN)
        .num_days()
        .unsigned_abs();
    let anywhere =
        (0..=span).prop_map(|days| NaiveDate::MIN.checked_add_days(Days::new(days)).unwrap());
    let extreme = prop_oneof![Just(NaiveDate::MIN), Just(NaiveDate::MAX)];
    let usual = (0_u64..900).prop_map(|days| {
        "2025-01-01"
            .parse::<NaiveDate>()
            .unwrap()
            .checked_add_days(Days::new(days))
            .unwrap()
    });
    let day = prop_oneof![1 => anywhere, 1 => extreme, 6 => usual];
    numbered(
        day.boxed(),
        (0_u64..2_000_000).boxed(),
        any::<i64>().boxed(),
        16,
    )
}

fn numbered(
    day: BoxedStrategy<NaiveDate>,
    late: BoxedStrategy<u64>,
    amounts: BoxedStrategy<i64>,
    most: usize,
) -> impl Strategy<Value = Vec<Fact>> {
    let fact = (day.clone(), late, what(day, amounts));
    proptest::collection::vec(fact, 1..most).prop_map(|facts| {
        facts
            .into_iter()
            .enumerate()
            .map(|(n, fact)| with_id(n, fact))
            .collect()
    })
}

fn with_id(number: usize, (on, late, what): Told) -> Fact {
    let known = on.checked_add_days(Days::new(late)).filter(|_| late > 0);
    Fact {
        on,
        id: format!("{number}").parse().unwrap(),
        known,
        what,
    }
}

fn what(day: BoxedStrategy<NaiveDate>, amounts: BoxedStrategy<i64>) -> BoxedStrategy<FactKind> {
    let agent = || prop::sample::select(&AGENTS[..]);
    let unit = || prop::sample::select(&UNITS[..]);
    let policy = || prop::sample::select(&["P1", "P2", "P3", "P4"][..]).prop_map(number);
    prop_oneof![
        6 => (policy(), agent(), day.clone(), amounts.clone(), any::<bool>()).prop_map(issued),
        8 => (policy(), day, amounts).prop_map(premium),
        12 => (policy(), event()).prop_map(|(policy, event)| FactKind::PolicyEvent(PolicyEvent { policy, event })),
        4 => (agent(), prop::option::of(agent())).prop_map(|(agent, recruiter)| FactKind::Joined(Joined { agent, recruiter })),
        1 => agent().prop_map(|agent| FactKind::Left(Left { agent })),
        2 => (agent(), unit()).prop_map(|(agent, unit)| FactKind::Placed(Placed { agent, unit })),
        1 => (unit(), prop::option::of(unit())).prop_map(|(unit, parent)| FactKind::Founded(Founded { unit, parent })),
        2 => (unit(), prop::option::of(agent())).prop_map(|(unit, leader)| FactKind::Appointed(Appointed { unit, leader })),
        1 => (unit(), agent()).prop_map(|(unit, nurturer)| FactKind::Split(Split { unit, nurturer })),
        1 => (policy(), agent()).prop_map(|(policy, agent)| FactKind::Reassigned(Reassigned { policy, agent })),
        2 => (agent(), 0_i32..24, 0_u16..10, 0_u16..10).prop_map(attendance),
        1 => (application(), agent(), 100_000_i64..5_000_000).prop_map(submitted),
        1 => application().prop_map(|application| FactKind::Concluded(Concluded { application })),
        1 => prop_oneof![4 => 0_u16..60, 1 => 1000_u16..1008]
            .prop_map(|n| FactKind::Retracted(Retracted { fact: n.to_string().parse().unwrap() })),
    ]
    .boxed()
}

fn number(text: &str) -> PolicyNumber {
    text.parse().unwrap()
}

fn event() -> impl Strategy<Value = PolicyEventKind> {
    use PolicyEventKind::*;
    prop::sample::select(
        &[
            Delivered,
            ReceiptReturned,
            ReceiptReturned,
            CalledBack,
            CalledBack,
            Withdrawn,
            Surrendered,
            Lapsed,
            Lapsed,
            Reinstated,
            Reinstated,
            ClaimTerminated,
            Moved,
            Matured,
        ][..],
    )
}

fn issued(
    (policy, agent, effective_on, fen, is_regular): (PolicyNumber, PersonId, NaiveDate, i64, bool),
) -> FactKind {
    let insured = "wang".parse().unwrap();
    let (application, lines) = (None, vec![line(fen, is_regular)]);
    FactKind::Issued(Issued {
        policy,
        application,
        agent,
        insured,
        effective_on,
        lines,
    })
}

fn premium((policy, due_on, fen): (PolicyNumber, NaiveDate, i64)) -> FactKind {
    let (product, amount) = ("WL-A".parse().unwrap(), Money::from_fen(fen));
    FactKind::Premium(Premium {
        policy,
        product,
        line: None,
        due_on,
        amount,
    })
}

fn application() -> impl Strategy<Value = ApplicationNumber> {
    prop::sample::select(&["A1", "A2"][..]).prop_map(|number| number.parse().unwrap())
}

fn submitted((application, agent, fen): (ApplicationNumber, PersonId, i64)) -> FactKind {
    let lines = vec![line(fen, true)];
    FactKind::Submitted(Submitted {
        application,
        agent,
        lines,
    })
}

fn line(fen: i64, is_regular: bool) -> PolicyLine {
    PolicyLine {
        number: None,
        product: "WL-A".parse().unwrap(),
        line: Line::LongTerm,
        rider: false,
        payment_years: if is_regular { 20 } else { 1 },
        premium: Money::from_fen(fen),
    }
}

fn attendance((agent, ahead, required, attended): (PersonId, i32, u16, u16)) -> FactKind {
    let month = "2025-01".parse::<Month>().unwrap().plus(ahead);
    FactKind::Attendance(Attendance {
        agent,
        month,
        required,
        attended,
    })
}

/// The demonstration rules with settings at the ends of what they can be.
pub fn wild_rules() -> impl Strategy<Value = Rules> {
    let money =
        || prop_oneof![Just(i64::MIN), Just(i64::MAX), any::<i64>()].prop_map(Money::from_fen);
    let numbers = (
        any::<u8>(),
        any::<u8>(),
        any::<u8>(),
        any::<u16>(),
        any::<u16>(),
    );
    (numbers, money(), money(), money()).prop_map(|(numbers, deduction, exempt, tier)| {
        let (day, months, cohort_months, days, replacement_days) = numbers;
        let mut rules = Rules::demonstration().unwrap();
        change(&mut rules.gates, |gates| {
            gates.forfeited_after_months = months;
            gates.cooling_off_days = days;
        });
        let mut closes: Vec<PayClose> = rules.pay_calendar.into();
        closes
            .iter_mut()
            .for_each(|version| version.close_day = day);
        rules.pay_calendar = closes.try_into().unwrap();
        change(&mut rules.clawback, |clawback| {
            clawback.replacement_days = replacement_days
        });
        change(&mut rules.production_bonus, |bonus| {
            bonus.persistency.months_before = months;
            bonus.persistency.cohort_months = cohort_months;
            bonus.persistency.grace_days = days;
            let pays = bonus.tiers.tiers()[0].pays;
            bonus.tiers = Ladder::try_new(vec![Tier { from: tier, pays }]).unwrap();
        });
        change(&mut rules.income_tax, |tax| {
            tax.monthly_deduction = deduction
        });
        change(&mut rules.value_added_tax, |tax| tax.exempt_up_to = exempt);
        rules
    })
}

fn change<T: Clone>(table: &mut Dated<T>, change: impl Fn(&mut T)) {
    let mut versions: Vec<_> = table.versions().cloned().collect();
    versions
        .iter_mut()
        .for_each(|version| change(&mut version.table));
    *table = Dated::try_new(versions).unwrap();
}
