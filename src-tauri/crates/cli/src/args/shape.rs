//! Completions, the manual page and help.

use clap::Args;

/// Arguments of `completions`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  countersign completions bash \\
    > ~/.local/share/bash-completion/completions/countersign
  countersign completions zsh > ~/.zfunc/_countersign
  countersign completions fish > ~/.config/fish/completions/countersign.fish")]
pub struct Completions {
    /// The shell.
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// Arguments of `man`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  countersign man > countersign.1 && man ./countersign.1")]
pub struct Man {}

/// Arguments of `help`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  countersign help payment refund
  countersign help exit-codes")]
pub struct Help {
    /// A command (payment refund), or a topic: search, json, exit-codes, states, environments, scripts.
    #[arg(value_name = "COMMAND OR TOPIC")]
    pub words: Vec<String>,
}
