//! Where options come from: the command line, else the environment, else `tallywire.toml`; and
//! `tallywire config`, which shows it.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Args, Command};
use tallywire::error::meant;
use tallywire::{Error, ErrorKind, Result};

use super::{DONE, wrong_usage};

/// The file that is looked for.
const FILE: &str = "tallywire.toml";
/// What the names of environment variables begin with.
const PREFIX: &str = "TALLYWIRE_";
/// Options whose values are paths: in the file they count from where it lies.
const PATHS: [&str; 8] =
    ["inputs", "out", "dictionaries", "add-dictionary", "state", "metrics-file", "summary", "config"];
/// Options that are no settings.
const NO_SETTINGS: [&str; 4] = ["help", "version", "config", "batch"];

#[derive(Args)]
pub struct Options {
    /// Options of `extract`, as they would be given there
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPTIONS")]
    options: Vec<OsString>,
}

/// A value that is in force, and where it comes from.
struct Setting {
    name: String,
    values: Vec<String>,
    source: String,
}

/// The arguments of `extract` with what the environment and the file add to them.
pub fn completed(command: &Command, given: Vec<OsString>) -> Result<Vec<OsString>> {
    // What is wrong on the command line itself is told by the parser proper.
    let Ok(matches) = lenient(command).try_get_matches_from(&given) else { return Ok(given) };
    let Some(("extract", matches)) = matches.subcommand() else { return Ok(given) };
    let settings = settings(extract(command), matches)?;
    Ok(with(command, given, &settings))
}

/// The arguments with the settings that do not stand among them.
fn with(command: &Command, given: Vec<OsString>, settings: &[Setting]) -> Vec<OsString> {
    let mut all = given;
    // Inputs go last, behind a mark: what follows on the command line may be inputs too.
    let mut inputs = Vec::new();
    for setting in settings {
        if setting.source == COMMAND_LINE || setting.source == DEFAULT {
            continue;
        }
        if setting.name == "inputs" {
            inputs.extend(setting.values.iter().map(OsString::from));
            continue;
        }
        let flag = extract(command)
            .get_arguments()
            .any(|a| name(a) == setting.name && !a.get_action().takes_values());
        match flag {
            true if setting.values == ["true"] => all.push(format!("--{}", setting.name).into()),
            true => {}
            false => all.extend(setting.values.iter().map(|v| format!("--{}={v}", setting.name).into())),
        }
    }
    all.extend(inputs);
    all
}

const COMMAND_LINE: &str = "command line";
const DEFAULT: &str = "default";

/// The command, content with what the file may add.
fn lenient(command: &Command) -> Command {
    command.clone().mut_subcommand("extract", |c| c.mut_args(|a| a.required(false)))
}

fn extract(command: &Command) -> &Command {
    command.find_subcommand("extract").unwrap_or(command)
}

/// The name of an option in the file: the flag without its dashes.
fn name(argument: &Arg) -> String {
    argument.get_long().map_or_else(|| argument.get_id().to_string(), String::from)
}

pub fn run(options: &Options, command: &Command) -> Result<u8> {
    let given: Vec<OsString> =
        [OsString::from("tallywire"), "extract".into()].into_iter().chain(options.options.clone()).collect();
    let matches = lenient(command)
        .try_get_matches_from(&given)
        .map_err(|e| wrong_usage(&e, "options of `tallywire extract` may follow"))?;
    let Some(("extract", matches)) = matches.subcommand() else { return Ok(DONE) };
    let settings = settings(extract(command), matches)?;
    // A value that is of no use is told here as the run would tell it.
    lenient(command)
        .try_get_matches_from(with(command, given, &settings))
        .map_err(|e| wrong_usage(&e, "`tallywire extract --help` tells what it takes"))?;
    let width = settings.iter().map(|s| s.name.len()).max().unwrap_or(0);
    let values: Vec<String> = settings.iter().map(|s| s.values.join(" ")).collect();
    let wide = values.iter().map(|v| v.chars().count()).max().unwrap_or(0).min(40);
    for (setting, value) in settings.iter().zip(&values) {
        println!("{:width$}  {value:wide$}  {}", setting.name, setting.source);
    }
    Ok(DONE)
}

/// All settings of `extract` in the order of its help.
fn settings(extract: &Command, matches: &ArgMatches) -> Result<Vec<Setting>> {
    let names: BTreeSet<String> =
        extract.get_arguments().map(name).filter(|n| !NO_SETTINGS.contains(&&n[..])).collect();
    let file = match file(matches)? {
        Some(path) => Some(read(&path, &names)?),
        None => None,
    };
    environment(&names)?;
    let mut settings = Vec::new();
    for argument in extract.get_arguments() {
        let name = name(argument);
        if !names.contains(&name) {
            continue;
        }
        let id = argument.get_id().as_str();
        let variable = format!("{PREFIX}{}", name.to_uppercase().replace('-', "_"));
        let raw = |id: &str| -> Vec<String> {
            let values = matches.get_raw(id).into_iter().flatten();
            values.map(|v| v.to_string_lossy().into_owned()).collect()
        };
        let found = if matches.value_source(id) == Some(ValueSource::CommandLine) {
            let values = match argument.get_action().takes_values() {
                true => raw(id),
                false => vec![matches.get_flag(id).to_string()],
            };
            (values, COMMAND_LINE.to_string())
        } else if let Some(value) = std::env::var_os(&variable) {
            let value = value.to_string_lossy().into_owned();
            let values = match argument.get_action().takes_values() {
                true => vec![value],
                false => vec![yes(&value, &variable)?.to_string()],
            };
            (values, variable)
        } else if let Some((values, source)) =
            file.as_ref().and_then(|f| f.get(&name, argument).transpose()).transpose()?
        {
            (values, source)
        } else {
            let values = match argument.get_action().takes_values() {
                true => raw(id),
                false => vec!["false".to_string()],
            };
            (values, DEFAULT.to_string())
        };
        settings.push(Setting { name, values: found.0, source: found.1 });
    }
    Ok(settings)
}

fn yes(value: &str, source: &str) -> Result<bool> {
    match &value.to_ascii_lowercase()[..] {
        "1" | "true" | "yes" | "on" => Ok(true),
        "" | "0" | "false" | "no" | "off" => Ok(false),
        _ => Err(Error::new(ErrorKind::Usage, format!("`{value}` is neither true nor false"))
            .in_file(source)
            .hint("write true or false")),
    }
}

/// The settings file: the one that is named, or the nearest above.
fn file(matches: &ArgMatches) -> Result<Option<PathBuf>> {
    let named = matches.get_one::<PathBuf>("config").cloned();
    let named = named.or_else(|| std::env::var_os("TALLYWIRE_CONFIG").map(PathBuf::from));
    if let Some(path) = named {
        // An empty name asks for none.
        return Ok((!path.as_os_str().is_empty()).then_some(path));
    }
    let Ok(here) = std::env::current_dir() else { return Ok(None) };
    let found = here.ancestors().map(|folder| folder.join(FILE)).find(|path| path.is_file());
    // Rows name inputs as they are given: a file that lies here adds nothing to them.
    Ok(found.map(|path| if path.parent() == Some(&here) { PathBuf::from(FILE) } else { path }))
}

struct Settings {
    path: PathBuf,
    text: String,
    table: toml::Table,
}

fn read(path: &Path, names: &BTreeSet<String>) -> Result<Settings> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|e| {
        Error::io(ErrorKind::Usage, path, &e).hint("give the settings file: --config FILE, or leave it out")
    })?;
    let table: toml::Table = text.parse().map_err(|e: toml::de::Error| {
        let before = e.span().map_or(0, |s| s.start).min(text.len());
        let line = text.as_bytes()[..before].iter().filter(|b| **b == b'\n').count() as u64 + 1;
        Error::new(ErrorKind::Usage, e.message().replace('\n', " "))
            .at(shown.clone(), line)
            .hint("lines are: name = value, texts in quotes, lists in [ ]")
    })?;
    let settings = Settings { path: path.to_path_buf(), text, table };
    for key in settings.table.keys() {
        let known = key.replace('_', "-");
        if !names.contains(&known) {
            let error = Error::new(ErrorKind::Usage, format!("there is no setting `{key}`"));
            return Err(error.at(shown, settings.line(key)).hint(nearest(&known, names)));
        }
    }
    Ok(settings)
}

/// The setting that was probably meant.
fn near<'n>(name: &str, names: &'n BTreeSet<String>) -> Option<&'n str> {
    meant(name, names.iter().map(String::as_str))
}

fn nearest(name: &str, names: &BTreeSet<String>) -> String {
    match near(name, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("settings are: {}", names.iter().cloned().collect::<Vec<_>>().join(", ")),
    }
}

/// Variables that are nearly settings are told: a name that was mistyped would do nothing. Others may be
/// somebody else's.
fn environment(names: &BTreeSet<String>) -> Result<()> {
    for (variable, _) in std::env::vars_os() {
        let variable = variable.to_string_lossy().into_owned();
        let Some(rest) = variable.strip_prefix(PREFIX) else { continue };
        let name = rest.to_lowercase().replace('_', "-");
        if name != "config" && !names.contains(&name) && near(&name, names).is_some() {
            let what = format!("the environment variable {variable} is no setting");
            return Err(Error::new(ErrorKind::Usage, what).hint(nearest(&name, names)));
        }
    }
    Ok(())
}

impl Settings {
    /// The values of a setting, with where they stand.
    fn get(&self, name: &str, argument: &Arg) -> Result<Option<(Vec<String>, String)>> {
        let Some((key, value)) = self.table.iter().find(|(key, _)| key.replace('_', "-") == name) else {
            return Ok(None);
        };
        let line = self.line(key);
        let wrong = |what: &str| {
            Error::new(ErrorKind::Usage, format!("{key}: {what}"))
                .at(self.path.display().to_string(), line)
                .hint("`tallywire extract --help` tells what it takes")
        };
        let one = |value: &toml::Value| match value {
            toml::Value::String(text) => Ok(text.clone()),
            toml::Value::Integer(n) => Ok(n.to_string()),
            toml::Value::Float(n) => Ok(n.to_string()),
            toml::Value::Datetime(date) => Ok(date.to_string()),
            toml::Value::Boolean(yes) => Ok(yes.to_string()),
            _ => Err(wrong("a text, a number, or a list of these is wanted")),
        };
        let values: Vec<String> = match value {
            toml::Value::Array(list) => list.iter().map(one).collect::<Result<_>>()?,
            value => vec![one(value)?],
        };
        let flag = !argument.get_action().takes_values();
        if flag && !matches!(value, toml::Value::Boolean(_)) {
            return Err(wrong("true or false is wanted"));
        }
        if !flag && matches!(value, toml::Value::Boolean(_)) {
            return Err(wrong("it takes a value, not true or false"));
        }
        let values = match PATHS.contains(&name) {
            true => values.into_iter().map(|v| self.beside(&v)).collect(),
            // Names joined with commas.
            false if name == "format" => vec![values.join(",")],
            false => values,
        };
        Ok(Some((values, format!("{}:{line}", self.path.display()))))
    }

    /// A path in the file counts from the file's folder.
    fn beside(&self, path: &str) -> String {
        match self.path.parent().filter(|p| !p.as_os_str().is_empty()) {
            Some(folder) if path != "-" => folder.join(path).display().to_string(),
            _ => path.to_string(),
        }
    }

    /// The line a key stands in.
    fn line(&self, key: &str) -> u64 {
        let stands = |line: &str| {
            // `key = value`, or the head of a table: `[key]`.
            let rest = line.trim_start_matches(['[', ' ', '\t']).trim_start_matches('"').strip_prefix(key);
            rest.is_some_and(|r| r.trim_start_matches('"').trim_start().starts_with(['=', '.', ']']))
        };
        self.text.lines().position(stands).map_or(1, |n| n as u64 + 1)
    }
}
