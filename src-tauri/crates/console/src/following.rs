//! Training's accounts go where the simulator listens. Its ports are the same at every start, unless another program
//! has taken them meanwhile; then the account follows.

use crate::Console;
use crate::account_fields::fits_environment;
use crate::error::ConsoleError;
use crate::record::{By, named};
use antom::{ClientId, Gateway};
use domain::account::{Account, Environment};
use domain::fact::Body;
use ledger::Ledger;

impl Console {
    /// Lets the clock follow the simulator at this address of this computer, also before an account speaks to it. A
    /// history that begins in the past can be written only if nothing was written in the present before.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] for what is no address.
    pub async fn follow_clock_of(&self, address: &str) -> Result<(), ConsoleError> {
        let gateway: Gateway = address.parse().map_err(|error: antom::GatewayError| {
            ConsoleError::field("gateway", error.to_string(), "Give the address the simulator printed.")
        })?;
        self.ports.clock.follow(&gateway).await;
        Ok(())
    }

    /// Lets every account of Training speak to the simulator at this address of this computer. Says how many had to
    /// follow; those that speak to it already are left alone.
    ///
    /// # Errors
    /// [`ConsoleError::WrongEnvironment`] outside of Training and for any address that is not this computer's.
    pub fn follow_simulator(&self, address: &str) -> Result<usize, ConsoleError> {
        let gateway: Gateway = address.parse().map_err(|error: antom::GatewayError| {
            ConsoleError::field("gateway", error.to_string(), "Give the address the simulator printed.")
        })?;
        if self.environment != Environment::Training {
            return Err(ConsoleError::WrongEnvironment {
                problem: "only Training speaks to the simulator".to_owned(),
                remedy: "Real accounts name a region.".to_owned(),
            });
        }
        if self.trouble().is_some() {
            return Ok(0);
        }
        let behind: Vec<Account> = self
            .read(Ledger::accounts)?
            .into_iter()
            .filter(|account| account.gateway != gateway.origin())
            .collect();
        for account in &behind {
            let client_id: ClientId = account.client_id.parse().map_err(|error: antom::ConfigError| {
                ConsoleError::field("client id", error.to_string(), "Add the account again.")
            })?;
            fits_environment(self.environment, &client_id, &gateway)?;
            self.write(|pen| {
                let mut moved = named(pen.writer.accounts()?, &account.name)?;
                moved.gateway = gateway.origin();
                pen.append(None, By::Countersign, Body::AccountChanged(Box::new(moved)))
            })?;
        }
        if !behind.is_empty() {
            self.checkpoint()?;
        }
        Ok(behind.len())
    }
}
