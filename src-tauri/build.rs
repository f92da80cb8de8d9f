//! Lets Tauri know the names of our commands, so that its access list knows them and refuses everything else.

use std::fs;
use std::path::Path;

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident($input:ty) -> $output:ty;)*) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}
include!("src/contract/commands.rs");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=src/contract/commands.rs");
    println!("cargo:rerun-if-changed=../ui/dist/index.html");
    if !Path::new("../ui/dist/index.html").is_file() {
        return Err("The front end is not built: run `npm ci && npm run build` in ui/.".into());
    }
    write_set()?;
    let manifest = tauri_build::AppManifest::new().commands(NAMES);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}

/// One permission that stands for every command, made from the same list.
fn write_set() -> std::io::Result<()> {
    let each: Vec<String> =
        NAMES.iter().map(|name| format!("    \"allow-{}\",\n", name.replace('_', "-"))).collect();
    let text = format!(
        "# Written by build.rs from src/contract/commands.rs.\n[[set]]\nidentifier = \"every-command\"\n\
         description = \"Every command of the contract.\"\npermissions = [\n{}]\n",
        each.concat()
    );
    fs::create_dir_all("permissions")?;
    let path = Path::new("permissions/every-command.toml");
    // Written only when it differs: an unchanged file must not make this script run again.
    if fs::read_to_string(path).is_ok_and(|there| there == text) { Ok(()) } else { fs::write(path, text) }
}
