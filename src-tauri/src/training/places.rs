//! Where the simulator of a home listens. The ports are chosen once and kept: links that were given out stay good, and
//! the account of Training need not move.

use serde::{Deserialize, Serialize};
use simulator::Running;
use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;

const FILE: &str = "simulator-address.json";

/// The file beside the simulator's state. It holds the token of the control interface, so it is for its owner only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Places {
    gateway: Option<SocketAddr>,
    checkout: Option<SocketAddr>,
    control_token: Option<String>,
}

impl Places {
    /// What was kept; nothing where there is no file.
    pub(super) fn read(directory: &Path) -> Self {
        std::fs::read(directory.join(FILE))
            .ok()
            .and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok())
            // A file somebody changed must not open a port to the network.
            .filter(|places| {
                [places.gateway, places.checkout].into_iter().flatten().all(|at| at.ip().is_loopback())
            })
            .unwrap_or_default()
    }

    /// Where one that runs listens.
    pub(super) fn of(running: &Running) -> Self {
        let address = |url: &str| url.strip_prefix("http://").and_then(|address| address.parse().ok());
        Self {
            gateway: address(running.gateway_url()),
            checkout: address(running.checkout_url()),
            control_token: Some(running.control_token().to_owned()),
        }
    }

    pub(super) fn write(&self, directory: &Path) -> std::io::Result<()> {
        let beside = directory.join(format!("{FILE}.new"));
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&beside)?;
        file.write_all(&serde_json::to_vec(self)?)?;
        std::fs::rename(beside, directory.join(FILE))
    }

    pub(super) fn is_known(&self) -> bool {
        self.gateway.is_some() || self.checkout.is_some()
    }

    /// The same token, and any free ports.
    pub(super) fn elsewhere(&self) -> Self {
        Self { control_token: self.control_token.clone(), ..Self::default() }
    }

    pub(super) fn gateway(&self) -> SocketAddr {
        self.gateway.unwrap_or_else(any_free)
    }

    pub(super) fn checkout(&self) -> SocketAddr {
        self.checkout.unwrap_or_else(any_free)
    }

    pub(super) fn token(&self) -> Option<String> {
        self.control_token.clone()
    }
}

fn any_free() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_again_and_nobody_else_may() {
        let directory = tempfile::tempdir().unwrap();
        let places = Places {
            gateway: Some("127.0.0.1:4000".parse().unwrap()),
            checkout: Some("127.0.0.1:4001".parse().unwrap()),
            control_token: Some("token".into()),
        };
        places.write(directory.path()).unwrap();
        assert_eq!(Places::read(directory.path()), places);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(directory.path().join(FILE)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_file_that_names_the_network_is_not_followed() {
        let directory = tempfile::tempdir().unwrap();
        std::fs::write(
            directory.path().join(FILE),
            r#"{"gateway":"0.0.0.0:80","checkout":null,"control_token":null}"#,
        )
        .unwrap();
        assert_eq!(Places::read(directory.path()), Places::default());
    }
}
