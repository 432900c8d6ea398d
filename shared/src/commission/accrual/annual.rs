//! What counts of a premium: with those before it in its policy year, no more than the annual premium of its
//! product line (domain, 5.9). What goes beyond is named, and not paid: the same premium told again, with another
//! due day, must not pay twice.

use super::policy_accrual::Accruing;
use crate::commission::posting::problems::{
    COMMISSION_PREMIUM_ABOVE_ANNUAL, COMMISSION_PREMIUM_ABOVE_FIRST_YEAR,
};
use crate::commission::posting::trace::Step;
use crate::facts::{PolicyLine, Received};
use crate::finding::Finding;
use crate::money::Money;

impl Accruing<'_, '_> {
    /// What counts of a premium; none if its policy year is paid already.
    pub(super) fn counts_of(
        &mut self,
        received: &Received,
        (number, line): (u16, &PolicyLine),
        year: u8,
        steps: &mut Vec<Step>,
    ) -> Option<Money> {
        let whole = line.premium;
        let of_year = self.counting.entry((number, year)).or_default();
        let before = *of_year;
        let counts = received.premium.amount.min(whole - before).max(Money::ZERO);
        *of_year = before + counts;
        if counts < received.premium.amount {
            self.name_above(received, year);
            steps.push(match year {
                1 => Step::FirstYearPremium {
                    whole,
                    before,
                    counts,
                },
                policy_year => Step::AnnualPremium {
                    policy_year,
                    whole,
                    before,
                    counts,
                },
            });
        }
        (counts > Money::ZERO).then_some(counts)
    }

    fn name_above(&mut self, received: &Received, year: u8) {
        let premium = received.premium;
        let policy = premium.policy.as_str();
        let finding = match year {
            1 => Finding::error(COMMISSION_PREMIUM_ABOVE_FIRST_YEAR, policy),
            year => Finding::error(COMMISSION_PREMIUM_ABOVE_ANNUAL, policy).with("year", year),
        };
        let finding = finding
            .with("product", &premium.product)
            .with("on", self.policy.issued_on);
        self.name(self.policy.agent_on(received.on), finding);
    }
}
