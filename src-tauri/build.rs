//! Lets Tauri know the names of our commands, so that its access list knows them and refuses everything else.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident($input:ty) -> $output:ty;)*) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}
include!("src/contract/commands.rs");

/// Where permissions lie that are made from the list of commands.
const PERMISSIONS: &str = "permissions";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=src/contract/commands.rs");
    println!("cargo:rerun-if-changed=../ui/dist/index.html");
    if !Path::new("../ui/dist/index.html").is_file() {
        return Err("The front end is not built: run `npm ci && npm run build` in ui/.".into());
    }
    write_set()?;
    let manifest = tauri_build::AppManifest::new().commands(NAMES);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    age(Path::new(PERMISSIONS))?;
    Ok(())
}

/// One permission that stands for every command, made from the same list.
fn write_set() -> io::Result<()> {
    let each: Vec<String> =
        NAMES.iter().map(|name| format!("    \"allow-{}\",\n", name.replace('_', "-"))).collect();
    let text = format!(
        "# Written by build.rs from src/contract/commands.rs.\n[[set]]\nidentifier = \"every-command\"\n\
         description = \"Every command of the contract.\"\npermissions = [\n{}]\n",
        each.concat()
    );
    fs::create_dir_all(PERMISSIONS)?;
    let path = Path::new(PERMISSIONS).join("every-command.toml");
    // Written only when it differs: an unchanged file must not make this script run again.
    if fs::read_to_string(&path).is_ok_and(|there| there == text) { Ok(()) } else { fs::write(path, text) }
}

/// Makes what was written just now, and the folders it lies in, old: what is younger than the beginning of this script
/// makes cargo run it once more, and compile once more what comes after it.
fn age(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        fs::read_dir(path)?.try_for_each(|entry| age(&entry?.path()))?;
    }
    // Not every system opens folders, or gives another time to what is only read. There it is compiled twice.
    File::open(path).and_then(|file| file.set_modified(UNIX_EPOCH)).or(Ok(()))
}
