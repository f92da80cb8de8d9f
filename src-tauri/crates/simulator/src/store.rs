//! Saving the gateway between starts, whole and at once.

use std::fs::{File, OpenOptions, rename};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::gateway::Gateway;
use crate::key::GatewayKey;
use crate::state::State;

const VERSION: u32 = 1;

/// What the file holds. The key is a training toy's, yet the file is for its owner only.
#[derive(Serialize, Deserialize)]
struct Saved<S> {
    version: u32,
    key_pkcs8_base64: String,
    state: S,
}

/// Reads a saved gateway; nothing if there is no file.
pub(crate) fn load(path: &Path) -> io::Result<Option<Gateway>> {
    let mut text = String::new();
    match File::open(path) {
        Ok(mut file) => file.read_to_string(&mut text)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let saved: Saved<State> = serde_json::from_str(&text).map_err(io::Error::other)?;
    if saved.version != VERSION {
        return Err(io::Error::other("the state file is of another version"));
    }
    let key = GatewayKey::from_base64(&saved.key_pkcs8_base64).map_err(io::Error::other)?;
    Ok(Some(Gateway::from_parts(key, saved.state)))
}

/// Writes the gateway to a file beside and puts it in place, so that a crash leaves the old one or the new one.
pub(crate) fn save(path: &Path, gateway: &Gateway) -> io::Result<()> {
    let key_pkcs8_base64 = gateway.key().to_base64().map_err(io::Error::other)?;
    let saved = Saved { version: VERSION, key_pkcs8_base64, state: &gateway.state };
    let text = serde_json::to_vec(&saved).map_err(io::Error::other)?;
    let beside = beside(path);
    let mut file = private(&beside)?;
    file.write_all(&text)?;
    file.sync_all()?;
    rename(&beside, path)
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    name.into()
}

fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_gateway_comes_back_with_its_key_and_its_book() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.json");
        assert!(load(&path).unwrap().is_none());
        let gateway = Gateway::new(9, "http://127.0.0.1:1").unwrap();
        save(&path, &gateway).unwrap();
        let again = load(&path).unwrap().unwrap();
        assert_eq!(again.public_key_spki_base64().unwrap(), gateway.public_key_spki_base64().unwrap());
        assert_eq!(again.seed(), 9);
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_for_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.json");
        save(&path, &Gateway::new(9, "http://127.0.0.1:1").unwrap()).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_broken_file_is_an_error_and_not_a_fresh_start() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.json");
        std::fs::write(&path, "{").unwrap();
        assert!(load(&path).is_err());
    }
}
