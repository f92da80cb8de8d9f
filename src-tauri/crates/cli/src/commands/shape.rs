//! Completions, the manual page, help.

use crate::args::CommandLine;
use crate::args::shape::{Completions, Help};
use crate::failure::Failure;
use crate::output::Output;
use crate::topics;
use clap::{Command, CommandFactory};
use clap_mangen::roff::{Roff, roman};

/// Completions for a shell.
///
/// # Errors
/// Where stdout cannot be written.
pub fn completions(args: &Completions, out: Output) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut CommandLine::command(), "countersign", &mut script);
    as_text(out, "script", &script)
}

/// One manual page with every command and topic.
///
/// # Errors
/// Where stdout cannot be written.
pub fn man(out: Output) -> Result<(), Failure> {
    let mut command = CommandLine::command();
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).manual("Countersign").render(&mut page)?;
    for leaf in leaves(&command, "countersign") {
        let mut roff = Roff::new();
        roff.control("SH", [leaf.path.to_uppercase().as_str()]);
        roff.text([roman(leaf.command.get_about().map(ToString::to_string).unwrap_or_default())]);
        verbatim(&mut roff, &leaf.command.clone().render_long_help().to_string());
        roff.to_writer(&mut page)?;
    }
    for topic in topics::ALL {
        let mut roff = Roff::new();
        roff.control("SH", [topic.title.to_uppercase().as_str()]);
        verbatim(&mut roff, &(topic.text)());
        roff.to_writer(&mut page)?;
    }
    as_text(out, "page", &page)
}

/// A text on stdout; with `--json` the one field of a document.
fn as_text(out: Output, field: &str, text: &[u8]) -> Result<(), Failure> {
    let text = String::from_utf8_lossy(text);
    out.answer(&serde_json::json!({ field: text }), || text.to_string())
}

/// Lines as they are, each escaped by the writer.
fn verbatim(roff: &mut Roff, text: &str) {
    roff.control("nf", []);
    for line in text.lines() {
        if line.is_empty() {
            roff.control("sp", []);
        } else {
            roff.text([roman(line)]);
        }
    }
    roff.control("fi", []);
}

/// A command that does something, with the words that call it.
struct Leaf<'a> {
    path: String,
    command: &'a Command,
}

fn leaves<'a>(command: &'a Command, path: &str) -> Vec<Leaf<'a>> {
    command
        .get_subcommands()
        .flat_map(|inner| {
            let path = format!("{path} {}", inner.get_name());
            if inner.has_subcommands() { leaves(inner, &path) } else { vec![Leaf { path, command: inner }] }
        })
        .collect()
}

/// Help on a command or a topic.
///
/// # Errors
/// Where there is no such command or topic.
pub fn help(args: &Help, out: Output) -> Result<(), Failure> {
    if let [word] = args.words.as_slice()
        && let Some(topic) = topics::find(word)
    {
        return as_text(out, "help", format!("{}\n\n{}", topic.title, (topic.text)()).as_bytes());
    }
    let mut command = CommandLine::command();
    command.build();
    let mut found = &mut command;
    for word in &args.words {
        found = found.find_subcommand_mut(word).ok_or_else(|| unknown(word))?;
    }
    as_text(out, "help", found.render_long_help().to_string().as_bytes())
}

fn unknown(word: &str) -> Failure {
    let names: Vec<&str> = topics::ALL.iter().map(|topic| topic.name).collect();
    Failure::usage(
        "unknown-topic",
        format!("There is no command or topic named {word:?}."),
        format!("Commands: countersign --help. Topics: {}.", names.join(", ")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn every_command_explains_itself_with_an_example_and_names_its_options() {
        let mut command = CommandLine::command();
        command.build();
        let leaves = leaves(&command, "countersign");
        assert!(leaves.len() > 30, "{}", leaves.len());
        for leaf in leaves {
            let help = leaf.command.clone().render_long_help().to_string();
            assert!(leaf.command.get_about().is_some(), "{} says what it does", leaf.path);
            assert!(help.contains("Example"), "{} shows an example", leaf.path);
            for argument in leaf.command.get_arguments().filter(|argument| !argument.is_hide_set()) {
                assert!(argument.get_help().is_some(), "{} explains {}", leaf.path, argument.get_id());
                if let Some(long) = argument.get_long() {
                    assert!(help.contains(&format!("--{long}")), "{} names --{long}", leaf.path);
                }
            }
        }
    }

    #[test]
    fn examples_are_commands_that_can_be_typed() {
        let mut command = CommandLine::command();
        command.build();
        let mut seen = 0;
        for leaf in leaves(&command, "countersign") {
            let help = leaf.command.get_after_help().map(ToString::to_string).unwrap_or_default();
            for example in examples(&help) {
                seen += 1;
                let read = <CommandLine as clap::Parser>::try_parse_from(&example);
                assert!(read.is_ok(), "{}: {example:?}: {}", leaf.path, read.unwrap_err());
            }
        }
        assert!(seen > 60, "{seen}");
    }

    /// The lines of a help text that call the program, as a shell would split them.
    fn examples(help: &str) -> Vec<Vec<String>> {
        let joined = help.split("\\\n").map(str::trim_start).collect::<String>();
        let lines = joined.lines().map(str::trim).filter(|line| line.starts_with("countersign "));
        lines.map(shell_words).collect()
    }

    fn shell_words(line: &str) -> Vec<String> {
        let mut words = Vec::new();
        let (mut word, mut quoted, mut begun) = (String::new(), false, false);
        let command = line.split(['>', '<']).next().unwrap().split("   ").next().unwrap();
        for letter in command.chars() {
            match letter {
                '\'' => (quoted, begun) = (!quoted, true),
                ' ' if !quoted => {
                    if begun {
                        words.push(std::mem::take(&mut word));
                    }
                    begun = false;
                }
                letter => {
                    word.push(letter);
                    begun = true;
                }
            }
        }
        if begun {
            words.push(word);
        }
        words
    }
}
