//! What a branch's month costs to count, and what-if on a phone: counts and ratios. Times are for
//! information only; nothing is decided by them.

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    native::main();
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use allocation_counter::{AllocationInfo, measure};
    use chrono::{Days, NaiveDate};
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::{Rng, SeedableRng};
    use shared::commission::{Closing, MoreCase, Rules, what_if};
    use shared::facts::{
        Appointed, Attendance, Fact, FactKind, Founded, Issued, Joined, Placed, PolicyEvent,
        PolicyEventKind, PolicyLine, PolicyNumber, Premium,
    };
    use shared::id::{PersonId, UnitId};
    use shared::money::Money;
    use shared::month::Month;
    use shared::product::Line;
    use std::time::Instant;

    const SEED: u64 = 1;
    const POLICIES_OF_AN_AGENT: u64 = 60;
    const TEAM: u64 = 10;
    const MONTHS: u64 = 36;
    /// Policies of the agent on whose phone a what-if is asked.
    const ON_A_PHONE: u64 = 300;

    pub fn main() {
        let rules = Rules::demonstration().unwrap();
        let month: Month = "2026-10".parse().unwrap();
        println!("seed {SEED}; {POLICIES_OF_AN_AGENT} policies an agent; month {month}");
        println!(
            "agents  policies    facts  entries   json bytes   allocations  bytes allocated   most at once  alloc/agent  ms (information)"
        );
        for agents in [1, 10, 100, 1_000] {
            branch(agents, &rules, month);
        }
        phone(&rules, month);
    }

    fn branch(agents: u64, rules: &Rules, month: Month) {
        let facts = Made::branch(agents, POLICIES_OF_AN_AGENT).facts;
        let (mut entries, mut bytes) = (0, 0);
        let begun = Instant::now();
        let cost = measure(|| {
            let closing = Closing::of(&facts, rules, month);
            for agent in 0..agents {
                let statement = closing.statement(person(agent));
                entries += statement.entries.len();
                bytes += serde_json::to_vec(&statement).unwrap().len();
            }
        });
        let AllocationInfo {
            count_total,
            bytes_total,
            bytes_max,
            ..
        } = cost;
        println!(
            "{agents:>6} {:>9} {:>8} {entries:>8} {bytes:>12} {count_total:>12} {bytes_total:>16} {bytes_max:>13} {:>21} {:>8}",
            agents * POLICIES_OF_AN_AGENT,
            facts.len(),
            count_total / agents,
            begun.elapsed().as_millis(),
        );
    }

    fn phone(rules: &Rules, month: Month) {
        let facts = Made::branch(1, ON_A_PHONE).facts;
        let case = MoreCase {
            insured: None,
            lines: vec![line(500_000)],
        };
        let mut changes = 0;
        let begun = Instant::now();
        let cost = measure(|| {
            changes = what_if(&facts, rules, person(0), month, &case)
                .changes
                .len();
        });
        println!(
            "what-if on a phone: {ON_A_PHONE} policies, {} facts, {changes} changes, {} allocations, {} bytes allocated, {} at most at once, {} ms (information)",
            facts.len(),
            cost.count_total,
            cost.bytes_total,
            cost.bytes_max,
            begun.elapsed().as_millis(),
        );
    }

    fn person(number: u64) -> PersonId {
        PersonId::from_number(u128::from(number) + 1)
    }

    fn unit(number: u64) -> UnitId {
        UnitId::from_number(u128::from(number) + 1)
    }

    fn line(fen: i64) -> PolicyLine {
        PolicyLine {
            number: None,
            product: "WL-A".parse().unwrap(),
            line: Line::LongTerm,
            rider: false,
            payment_years: 20,
            premium: Money::from_fen(fen),
        }
    }

    fn day(days: u64) -> NaiveDate {
        let first: NaiveDate = "2023-11-01".parse().unwrap();
        first.checked_add_days(Days::new(days)).unwrap()
    }

    /// A made-up branch.
    struct Made {
        facts: Vec<Fact>,
        random: ChaCha8Rng,
    }

    impl Made {
        fn branch(agents: u64, policies_each: u64) -> Self {
            let mut made = Self {
                facts: vec![],
                random: ChaCha8Rng::seed_from_u64(SEED),
            };
            for agent in 0..agents {
                made.person(agent);
            }
            for policy in 0..agents * policies_each {
                made.policy(policy, policy % agents);
            }
            made
        }

        fn draw(&mut self, below: u64) -> u64 {
            self.random.next_u64() % below
        }

        fn tell(&mut self, on: NaiveDate, late: u64, what: FactKind) {
            let id = format!("f{}", self.facts.len()).parse().unwrap();
            let known = (late > 0).then(|| on.checked_add_days(Days::new(late)).unwrap());
            self.facts.push(Fact {
                on,
                id,
                known,
                what,
            });
        }

        /// The first of every ten leads a team; half were recruited by the one before; some are newcomers.
        fn person(&mut self, number: u64) {
            let team = number / TEAM;
            let joined = match number % 7 {
                6 => 700 + self.draw(300),
                _ => 0,
            };
            let (agent, unit) = (person(number), unit(team));
            let recruiter = (number % 2 == 1).then(|| person(number - 1));
            if number.is_multiple_of(TEAM) {
                self.tell(day(0), 0, FactKind::Founded(Founded { unit, parent: None }));
                let leader = Some(agent);
                self.tell(day(0), 0, FactKind::Appointed(Appointed { unit, leader }));
            }
            self.tell(
                day(joined),
                0,
                FactKind::Joined(Joined { agent, recruiter }),
            );
            self.tell(day(joined), 0, FactKind::Placed(Placed { agent, unit }));
            if joined > 0 {
                self.attends(agent, Month::of(day(joined)));
            }
        }

        fn attends(&mut self, agent: PersonId, from: Month) {
            let last: Month = "2026-10".parse().unwrap();
            for month in from.through(last) {
                let attendance = Attendance {
                    agent,
                    month,
                    required: 20,
                    attended: 19,
                };
                self.tell(month.last_day(), 0, FactKind::Attendance(attendance));
            }
        }

        /// Issued some time in three years, paid every year; one in twelve surrendered, one in forty lapsed,
        /// which the office learns two months later.
        fn policy(&mut self, number: u64, agent: u64) {
            let policy: PolicyNumber = format!("P{number:07}").parse().unwrap();
            let issued_on = 1 + self.draw(MONTHS * 30);
            let fen = 100_000 + i64::try_from(self.draw(2_000_000)).unwrap();
            let issued = Issued {
                policy: policy.clone(),
                application: None,
                agent: person(agent),
                insured: format!("i{}", number / 2).parse().unwrap(),
                effective_on: day(issued_on),
                lines: vec![line(fen)],
            };
            self.tell(day(issued_on), 0, FactKind::Issued(issued));
            for due in (issued_on..MONTHS * 30).step_by(365) {
                let premium = Premium {
                    line: None,
                    policy: policy.clone(),
                    product: "WL-A".parse().unwrap(),
                    due_on: day(due),
                    amount: Money::from_fen(fen),
                };
                self.tell(day(due), 0, FactKind::Premium(premium));
            }
            self.happens(&policy, issued_on + 3, 0, PolicyEventKind::Delivered);
            self.happens(&policy, issued_on + 6, 0, PolicyEventKind::ReceiptReturned);
            self.happens(&policy, issued_on + 9, 0, PolicyEventKind::CalledBack);
            let after = issued_on + 30 + self.draw(400);
            match self.draw(120) {
                0..10 => self.happens(&policy, after, 0, PolicyEventKind::Surrendered),
                10..13 => self.happens(&policy, after, 60, PolicyEventKind::Lapsed),
                _ => {}
            }
        }

        fn happens(&mut self, policy: &PolicyNumber, on: u64, late: u64, event: PolicyEventKind) {
            let policy = policy.clone();
            let event = PolicyEvent { policy, event };
            self.tell(day(on), late, FactKind::PolicyEvent(event));
        }
    }
}
