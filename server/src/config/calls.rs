//! Whether other systems are called.

use crate::webhooks::CallReach;
use clap::Args;

/// Whether other systems are called by webhooks.
#[derive(Debug, Clone, Default, Args)]
pub struct CallsConfig {
    /// Calls no other system: nobody can set up a webhook, and what waits for one is not sent. Otherwise the addresses
    /// that administrators enter are called, by https and in the public network alone.
    #[arg(long, env = "SADDLEBAG_NO_WEBHOOKS")]
    pub no_webhooks: bool,
}

impl CallsConfig {
    /// How far other systems are called; `None` if they are not. A demonstration shows it on one machine.
    pub const fn reach(&self, is_demonstration: bool) -> Option<CallReach> {
        match (self.no_webhooks, is_demonstration) {
            (true, _) => None,
            (false, true) => Some(CallReach::ThisMachineToo),
            (false, false) => Some(CallReach::Public),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_demonstration_calls_its_own_machine_and_nobody_is_called_where_that_is_not_wanted() {
        let reach = |no_webhooks, demo| CallsConfig { no_webhooks }.reach(demo);
        assert_eq!(reach(false, false), Some(CallReach::Public));
        assert_eq!(reach(false, true), Some(CallReach::ThisMachineToo));
        assert_eq!((reach(true, false), reach(true, true)), (None, None));
    }
}
