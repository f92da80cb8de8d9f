//! Starting and stopping the simulator.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use aws_lc_rs::rand;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::clock::wall;
use crate::gateway::{Gateway, Registration};
use crate::key::KeyTrouble;
use crate::moment::Span;
use crate::server::{Role, Shared, keep_time, serve};
use crate::store;

/// The client id that Training uses.
const TRAINING_CLIENT: &str = "TRAINING_5X00000000000000";

/// How to start.
#[derive(Clone, Debug)]
pub struct Options {
    /// The same seed gives the same ids and the same faults. A saved state keeps its own.
    pub seed: u64,
    /// Where the gateway listens; port 0 for any free one.
    pub gateway: SocketAddr,
    /// Where the buyer's page listens.
    pub checkout: SocketAddr,
    /// A file that keeps everything between starts.
    pub state: Option<PathBuf>,
    /// The control token; a random one when there is none.
    pub control_token: Option<String>,
    /// How long before now a new run begins, so that a history can be made in it. The clock then runs behind the wall
    /// until it is moved. A saved state keeps its own time.
    pub begins_before: Span,
}

impl Default for Options {
    /// Loopback, free ports, nothing saved, seed 1.
    fn default() -> Self {
        let free = SocketAddr::from(([127, 0, 0, 1], 0));
        Self {
            seed: 1,
            gateway: free,
            checkout: free,
            state: None,
            control_token: None,
            begins_before: Span::ZERO,
        }
    }
}

/// Why it does not start.
#[derive(Debug, Error)]
pub enum SimulatorError {
    /// A port cannot be opened.
    #[error("cannot listen on {address}: {source}; choose another address or port")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// The state file cannot be read or written.
    #[error("the state file {} cannot be read or written: {source}; choose another place, or move it away to start over", path.display())]
    State {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: std::io::Error,
    },
    /// A key cannot be made or read.
    #[error(transparent)]
    Key(#[from] KeyTrouble),
    /// The operating system gives no random bytes.
    #[error("the operating system gives no random bytes for the control token; name one in the options")]
    Random,
}

impl SimulatorError {
    /// A stable word for programmes.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Listen { .. } => "simulator_cannot_listen",
            Self::State { .. } => "simulator_state_unreadable",
            Self::Key(_) => "simulator_key",
            Self::Random => "simulator_no_random",
        }
    }
}

/// A local Antom.
#[derive(Debug)]
pub struct Simulator;

impl Simulator {
    /// Opens both ports and lets time run.
    ///
    /// # Errors
    /// When a port cannot be opened, the state file cannot be read or no key can be made.
    pub async fn start(options: Options) -> Result<Running, SimulatorError> {
        let (gateway_listener, gateway_address) = listen(options.gateway).await?;
        let (checkout_listener, checkout_address) = listen(options.checkout).await?;
        let checkout_url = url(checkout_address);
        let gateway = opened(&options, &checkout_url)?;
        let public_key = gateway.public_key_spki_base64()?;
        let token = options.control_token.clone().map_or_else(fresh_token, Ok)?;
        let shared = Arc::new(Shared {
            saved: Mutex::new(u64::MAX),
            gateway: Arc::new(Mutex::new(gateway)),
            token,
            saving: options.state.clone(),
            postman: tokio::sync::Mutex::new(()),
            something_happened: Notify::new(),
        });
        let (stop, stopped) = watch::channel(false);
        let loopback = |address: SocketAddr| address.ip().is_loopback();
        let tasks = vec![
            tokio::spawn(serve(
                gateway_listener,
                Role::Gateway,
                loopback(gateway_address),
                Arc::clone(&shared),
                stopped.clone(),
            )),
            tokio::spawn(serve(
                checkout_listener,
                Role::Checkout,
                loopback(checkout_address),
                Arc::clone(&shared),
                stopped.clone(),
            )),
            tokio::spawn(keep_time(Arc::clone(&shared), stopped)),
        ];
        Ok(Running { shared, gateway_url: url(gateway_address), checkout_url, public_key, stop, tasks })
    }
}

fn opened(options: &Options, checkout_url: &str) -> Result<Gateway, SimulatorError> {
    let loaded = match &options.state {
        Some(path) => {
            store::load(path).map_err(|source| SimulatorError::State { path: path.clone(), source })?
        }
        None => None,
    };
    let mut gateway = match loaded {
        Some(gateway) => gateway,
        None => {
            let mut new = Gateway::new(options.seed, checkout_url)?;
            new.begin_before(options.begins_before);
            new
        }
    };
    checkout_url.clone_into(&mut gateway.state.checkout_url);
    gateway.tick(wall());
    if let Some(path) = &options.state {
        // Said now rather than in a log later: a place that cannot be written keeps nothing.
        store::save(path, &gateway).map_err(|source| SimulatorError::State { path: path.clone(), source })?;
    }
    Ok(gateway)
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), SimulatorError> {
    let failed = |source| SimulatorError::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}

/// The address as this machine reaches it: a server on every interface is reached on loopback.
fn url(address: SocketAddr) -> String {
    let ip = match address.ip() {
        ip if !ip.is_unspecified() => ip,
        std::net::IpAddr::V4(_) => std::net::Ipv4Addr::LOCALHOST.into(),
        std::net::IpAddr::V6(_) => std::net::Ipv6Addr::LOCALHOST.into(),
    };
    format!("http://{}", SocketAddr::new(ip, address.port()))
}

fn fresh_token() -> Result<String, SimulatorError> {
    let mut bytes = [0; 24];
    rand::fill(&mut bytes).map_err(|_| SimulatorError::Random)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A simulator that runs. Dropping it stops it.
pub struct Running {
    shared: Arc<Shared>,
    gateway_url: String,
    checkout_url: String,
    public_key: String,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl std::fmt::Debug for Running {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Running")
            .field("gateway", &self.gateway_url)
            .field("checkout", &self.checkout_url)
            .finish_non_exhaustive()
    }
}

impl Running {
    /// The gateway's address, without a path: `http://127.0.0.1:port`.
    #[must_use]
    pub fn gateway_url(&self) -> &str {
        &self.gateway_url
    }

    /// The buyer's page's address, without a path.
    #[must_use]
    pub fn checkout_url(&self) -> &str {
        &self.checkout_url
    }

    /// The token of the control interface.
    #[must_use]
    pub fn control_token(&self) -> &str {
        &self.shared.token
    }

    /// The client id that Training uses. It is known once a key is registered for it.
    #[must_use]
    pub fn client_id(&self) -> &'static str {
        TRAINING_CLIENT
    }

    /// The public key that verifies the gateway's answers: SubjectPublicKeyInfo as base64.
    #[must_use]
    pub fn antom_public_key_spki_base64(&self) -> &str {
        &self.public_key
    }

    /// Makes a merchant's public key known under a key version.
    ///
    /// # Errors
    /// When the key is not an RSA public key of at least 2048 bits.
    pub fn register_client(
        &self,
        client_id: &str,
        public_key_spki_base64: &str,
        key_version: u32,
    ) -> Result<(), SimulatorError> {
        let registration = Registration {
            client_id: client_id.to_owned(),
            public_key: public_key_spki_base64.to_owned(),
            key_version,
            ..Registration::default()
        };
        let mut gateway = self.shared.gateway();
        gateway.register(registration)?;
        self.shared.save(&gateway);
        Ok(())
    }

    /// The gateway itself, for tests and for Training's own controls.
    #[must_use]
    pub fn gateway(&self) -> Arc<Mutex<Gateway>> {
        Arc::clone(&self.shared.gateway)
    }

    /// Posts every notification that is due now and says how many left.
    pub async fn deliver_due(&self) -> usize {
        self.shared.deliver_due().await
    }

    /// Stops listening, ends every connection and saves.
    pub async fn shutdown(mut self) {
        self.stop.send_replace(true);
        for task in std::mem::take(&mut self.tasks) {
            if let Err(error) = task.await {
                tracing::warn!(%error, "a task of the simulator ended badly");
            }
        }
        self.shared.save(&self.shared.gateway());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}
