//! The contract as the front end reads it: `ui/src/platform/contract.ts`, made from the types themselves. A test fails
//! while the file is stale; `cargo xtask contract` writes it.

mod pretty;

#[allow(clippy::wildcard_imports, reason = "the list names every type of the contract")]
use super::types::*;
use super::{CommandError, views};
use crate::ears::ChangedOrders;
use pretty::{comment, declaration, inline};
use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use ts_rs::{Config, TS, TypeVisitor};

/// Inputs that the front end also names by themselves.
const NAMED_INPUTS: &[&str] = &["Ask"];
/// What only `src/platform` itself calls.
const UNSEEN: &[&str] = &["hear"];

const HEAD: &str = "\
// Written by `cargo xtask contract` from src-tauri/src/contract. Do not change it here.
/**
 * What crosses between window and core: the names of the commands, what goes in, what comes out.
 *
 * Money is `{currency, value}` with `value` a string of minor units; moments are RFC 3339 strings in UTC. Which ledger,
 * account and environment a command works on is never an argument: the core takes it from the window that calls.
 */

/** A moment, RFC 3339 in UTC. */
export type Moment = string;
";

const TAIL: &str = "
export type CommandName = keyof Commands;
export type Input<N extends CommandName> = Commands[N]['input'];
export type Output<N extends CommandName> = Commands[N]['output'];

/** What the core tells without being asked. */
export interface Events {
  /** These orders changed; all of them where `orders` is null (a backup was restored, a clock moved). */
  changed: ChangedOrders;
  /** The pulse changed: answers came or failed, counts moved. */
  pulse: Pulse;
  /** Something a person wants to know at once: for a sound and a line of words. */
  news: News;
  /** The window is asked to show a screen: from the tray, an OS notification or another program start. */
  show: Shown;
  /** The window is asked to lock, before the computer sleeps: what was typed is written down first. */
  lock: null;
  /** Training is being made, and how far it is. */
  beginning: Beginning;
}

export type EventName = keyof Events;
";

/// Everything that is declared, by name.
struct Declared {
    config: Config,
    seen: BTreeSet<TypeId>,
    texts: BTreeMap<String, String>,
}

impl TypeVisitor for Declared {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            let text =
                format!("{}{}", comment(T::docs().as_deref(), ""), declaration(&T::decl(&self.config)));
            self.texts.insert(name, text);
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

/// The command's name, comment, input and output.
struct Command {
    name: &'static str,
    docs: Vec<&'static str>,
    input: String,
    output: String,
}

trait Written: TS + 'static {}
impl<T: TS + 'static> Written for T {}

fn command<I: Written, O: Written>(
    name: &'static str,
    docs: Vec<&'static str>,
    declared: &mut Declared,
) -> Command {
    declared.visit::<O>();
    let config = Config::default().with_large_int("number");
    let input_name = I::name(&config);
    let named = NAMED_INPUTS.contains(&input_name.as_str());
    if named {
        declared.visit::<I>();
    } else {
        I::visit_dependencies(declared);
    }
    let input = match input_name.as_str() {
        "null" => "None".to_owned(),
        _ if named => input_name,
        _ => inline(&I::inline(&config)),
    };
    Command { name, docs, input, output: inline(&O::name(&config)) }
}

impl TS for views::Nothing {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;
    fn name(_: &Config) -> String {
        "null".to_owned()
    }
    fn inline(_: &Config) -> String {
        "null".to_owned()
    }
}

macro_rules! commands {
    ($($(#[doc = $doc:literal])* $name:ident($input:ty) -> $output:ty;)*) => {
        fn commands(declared: &mut Declared) -> Vec<Command> {
            vec![$(command::<$input, $output>(stringify!($name), vec![$($doc),*], declared)),*]
        }
    };
}
include!("commands.rs");

fn contract() -> String {
    let mut declared = Declared {
        config: Config::default().with_large_int("number"),
        seen: BTreeSet::new(),
        texts: BTreeMap::new(),
    };
    let commands = commands(&mut declared);
    declared.visit::<CommandError>();
    declared.visit::<views::News>();
    declared.visit::<views::Shown>();
    declared.visit::<views::Beginning>();
    declared.visit::<ChangedOrders>();
    let mut text = HEAD.to_owned();
    for declaration in declared.texts.values() {
        text.push('\n');
        text.push_str(declaration);
    }
    text.push_str(
        "\ntype None = Record<string, never>;\n\n/** Every command, with its input and its output. */\n",
    );
    text.push_str("export interface Commands {\n");
    for command in commands.iter().filter(|command| !UNSEEN.contains(&command.name)) {
        let docs = command.docs.join("\n");
        text.push_str(&comment(Some(&docs), "  "));
        text.push_str(&format!(
            "  {}: {{ input: {}; output: {} }};\n",
            command.name, command.input, command.output
        ));
    }
    text.push_str("}\n");
    text.push_str(TAIL);
    text
}

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/platform/contract.ts")
}

#[test]
fn the_front_end_reads_the_contract_that_the_core_keeps() {
    let (file, now) = (file(), contract());
    if std::env::var_os("COUNTERSIGN_WRITE_CONTRACT").is_some() {
        std::fs::write(&file, &now).unwrap();
    }
    let there = std::fs::read_to_string(&file).unwrap();
    let differs = there.lines().zip(now.lines()).find(|(there, now)| there != now);
    assert!(
        there == now,
        "ui/src/platform/contract.ts is stale: run cargo xtask contract. First: {differs:?}"
    );
}
