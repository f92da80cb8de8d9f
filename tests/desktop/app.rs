//! The program, started with a home of its own, and what a person does with it.

use crate::antom::Antom;
use crate::driver::Driver;
use crate::page;
use crate::waiting::{PATIENCE, in_time, lost, until, within};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::wd::{Capabilities, TimeoutConfiguration, WindowHandle};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::future::Future;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

/// A home of a journey; it goes away with the last value that knows it.
#[derive(Clone)]
pub struct Home(Arc<tempfile::TempDir>);

impl Home {
    /// A new, empty one.
    #[allow(clippy::new_without_default, reason = "a home is made on purpose")]
    pub fn new() -> Self {
        Self(Arc::new(tempfile::Builder::new().prefix("countersign-journey-").tempdir().unwrap()))
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

/// The program as it runs.
pub struct App {
    home: Home,
    client: Client,
    /// Kept for as long as the program runs: it is what speaks for `client`.
    _driver: Driver,
}

impl App {
    /// Starts it where nothing was ever set up.
    pub async fn fresh() -> Self {
        Self::start(Home::new(), &[]).await
    }

    /// Starts it where Training is set up already, with its sample shop, and looks at Training's window.
    pub async fn in_training() -> Self {
        let app = Self::fresh().await;
        // The page that asks goes away with its window as soon as Training's can be seen, maybe before it is answered.
        app.run("window.__TAURI_INTERNALS__.invoke('begin_training', { input: {} })").await;
        app.comes_to_training().await;
        app
    }

    /// Waits until the sample shop has traded for a week, and looks at Training's window, in which the shell is drawn:
    /// a key that is pressed before is nobody's.
    pub async fn comes_to_training(&self) {
        let made = within(PATIENCE * 4, || async { self.is_looking_at("training").await.then_some(()) });
        made.await.expect("a week of trade is made and its window shown");
        let drawn = "return document.getElementById('screen') !== null";
        until("shell in Training's window", || async {
            (self.run(drawn).await == json!(true)).then_some(())
        })
        .await;
    }

    /// Starts it in a home, with further words on its command line.
    pub async fn start(home: Home, words: &[&str]) -> Self {
        let driver = Driver::start().await;
        let mut arguments = vec!["--home".to_owned(), home.path().display().to_string()];
        arguments.extend(words.iter().map(|word| (*word).to_owned()));
        let mut wanted = Capabilities::new();
        wanted.insert("tauri:options".to_owned(), json!({ "application": program(), "args": arguments }));
        let mut opening = ClientBuilder::new(HttpConnector::new());
        let opening = opening.capabilities(wanted).connect(&driver.url);
        let client = tokio::time::timeout(PATIENCE * 2, opening)
            .await
            .expect("the program opens a window in time")
            .expect("the program starts and has a window");
        client
            .update_timeouts(TimeoutConfiguration::new(Some(PATIENCE * 2), Some(PATIENCE), None))
            .await
            .unwrap();
        Self { home, client, _driver: driver }
    }

    /// Kills it as a power failure would, and starts it again in the same home.
    pub async fn killed_and_started_again(self, words: &[&str]) -> Self {
        let home = self.home.clone();
        let processes = processes_of(home.path());
        drop(self);
        // A process that is dying has no command line any more and still holds its name on the bus.
        until("end of the killed program", || async {
            let is_gone =
                |id: &rustix::process::Pid| !Path::new(&format!("/proc/{}", id.as_raw_nonzero())).exists();
            processes.iter().all(is_gone).then_some(())
        })
        .await;
        Self::start(home, words).await
    }

    /// Ends it as a person would not even notice.
    pub async fn end(self) {
        self.client.clone().close().await.ok();
    }

    /// Its home.
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// The simulator behind its Training.
    pub fn antom(&self) -> Antom {
        Antom::of(self.home.path())
    }

    /// Runs the command line in another process, on the same home; what it answers as JSON. A command that tells what
    /// it sees line by line answers with the last line.
    pub fn command_line(&self, words: &[&str]) -> Value {
        let output = self.run_command_line(words);
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        let documents = serde_json::Deserializer::from_slice(&output.stdout).into_iter::<Value>();
        documents.last().unwrap().unwrap()
    }

    /// The same, however it ends.
    pub fn run_command_line(&self, words: &[&str]) -> Output {
        self.command_line_of(self.home().path(), words).output().unwrap()
    }

    /// Starts the program once more on the same home, as a click on its icon would, and waits for that start to end.
    pub fn another_start(&self, words: &[&str]) -> Output {
        Command::new(program()).arg("--home").arg(self.home.path()).args(words).output().unwrap()
    }

    /// The titles of its windows.
    pub async fn windows(&self) -> Vec<String> {
        let here = self.client.window().await.ok();
        let mut titles = Vec::new();
        for handle in self.client.windows().await.unwrap_or_default() {
            if self.client.switch_to_window(handle).await.is_ok() {
                titles.push(self.title().await);
            }
        }
        if let Some(here) = here {
            self.client.switch_to_window(here).await.ok();
        }
        titles
    }

    /// Looks at the window of a title from now on, as soon as there is one.
    pub async fn look_at(&self, title: &str) {
        let environment = match title.split(' ').next() {
            Some("TRAINING") => "training",
            Some("SANDBOX") => "sandbox",
            _ => "production",
        };
        until(
            &format!("window {title:?}"),
            || async move { self.is_looking_at(environment).await.then_some(()) },
        )
        .await;
    }

    /// Looks at the window of a counter from now on, as soon as there is one.
    pub async fn look_at_the_counter(&self) {
        until("window of a counter", || async move {
            for handle in self.client.windows().await.unwrap_or_default() {
                if self.client.switch_to_window(handle).await.is_ok()
                    && self.label().await.starts_with("counter-")
                {
                    return Some(());
                }
            }
            None
        })
        .await;
    }

    /// Looks into a frame of the window, as soon as it is there.
    pub async fn look_into(&self, frame: &str) {
        until(&format!("frame {frame:?}"), || async move {
            self.client.find(Locator::Css(frame)).await.ok()?.enter_frame().await.ok()
        })
        .await;
    }

    /// Clicks what a selector names, as soon as it is there.
    pub async fn click_on(&self, selector: &str) {
        until(&format!("element {selector:?}"), || async move {
            self.client.find(Locator::Css(selector)).await.ok()?.click().await.ok()
        })
        .await;
    }

    /// Waits until the window that is looked at has the focus of the desktop.
    pub async fn has_the_focus(&self) {
        self.until("focus on this window", || async move {
            (self.run("return document.hasFocus()").await == json!(true)).then_some(())
        })
        .await;
    }

    /// Turns to the window of an environment; false where there is none.
    async fn is_looking_at(&self, environment: &str) -> bool {
        for handle in self.client.windows().await.unwrap_or_default() {
            if self.is_window_of(handle, environment).await {
                return true;
            }
        }
        false
    }

    async fn is_window_of(&self, handle: WindowHandle, environment: &str) -> bool {
        self.client.switch_to_window(handle).await.is_ok() && self.label().await == environment
    }

    async fn label(&self) -> String {
        let script = "return window.__TAURI_INTERNALS__?.metadata?.currentWindow?.label ?? ''";
        let label = self.client.execute(script, Vec::new()).await.unwrap_or_default();
        label.as_str().unwrap_or_default().to_owned()
    }

    async fn title(&self) -> String {
        self.label().await
    }

    /// Calls a command as a page that was taken over would: what it answers, or what it is refused with.
    pub async fn call(&self, command: &str, input: Value) -> Result<Value, Value> {
        let answer = self.client.execute_async(page::CALL, vec![command.into(), input]).await.unwrap();
        match answer.get("ok") {
            Some(answer) => Ok(answer.clone()),
            None => Err(answer["refused"].clone()),
        }
    }

    /// Runs a script in the page that takes a role and a name.
    pub async fn ask(&self, script: &str, role: &str, name: &str) -> Value {
        self.client.execute(script, vec![role.into(), name.into()]).await.unwrap_or_default()
    }

    /// The element that a script answered.
    pub fn element(&self, found: &Value) -> Option<Element> {
        let id = found.as_object()?.values().next()?.as_str()?.to_owned();
        Some(Element::from_element_id(self.client.clone(), ElementRef::from(id)))
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// Runs a script that answers later, through the function that is its last argument.
    pub async fn run_until_told(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute_async(script, arguments).await.unwrap()
    }

    /// Makes the window so large, in logical pixels of the screen.
    pub async fn set_size(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.unwrap();
    }

    /// Everything that can be read in the window now.
    pub async fn text(&self) -> String {
        self.run("return document.body.innerText").await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until a text can be read.
    pub async fn read(&self, text: &str) {
        self.until(
            &format!("text {text:?}"),
            || async move { self.text().await.contains(text).then_some(()) },
        )
        .await;
    }

    /// Waits until a text can be read no more.
    pub async fn read_no_more(&self, text: &str) {
        self.until(&format!("end of the text {text:?}"), || async move {
            (!self.text().await.contains(text)).then_some(())
        })
        .await;
    }

    /// The first element of a role whose name holds a text, as soon as there is one.
    pub async fn see(&self, role: &str, name: &str) -> Element {
        self.until(
            &format!("{role} {name:?}"),
            || async move { self.all(role, name).await.into_iter().next() },
        )
        .await
    }

    /// Every element of a role whose name holds a text, now.
    pub async fn all(&self, role: &str, name: &str) -> Vec<Element> {
        let found = self.ask(page::FIND, role, name).await;
        found.as_array().into_iter().flatten().filter_map(|found| self.element(found)).collect()
    }

    /// Whether an element has the focus.
    pub async fn has_focus(&self, element: &Element) -> bool {
        let active = self.client.active_element().await;
        active.is_ok_and(|active| active.element_id() == element.element_id())
    }

    /// Clicks what has this role and name.
    pub async fn click(&self, role: &str, name: &str) {
        until(&format!("{role} {name:?} that takes a click"), || async move {
            let element = self.all(role, name).await.into_iter().next()?;
            element.click().await.ok()
        })
        .await;
    }

    /// Writes a text into the field of this name, in the place of what stood there.
    pub async fn fill(&self, name: &str, text: &str) {
        let field = self.see("textbox", name).await;
        field.clear().await.ok();
        field.send_keys(text).await.unwrap();
    }

    /// Presses keys together: `Ctrl+k`, `Escape`, `Enter`, `j`.
    pub async fn press(&self, keys: &str) {
        let keys: Vec<char> = keys.split('+').map(key).collect();
        let down = keys.iter().map(|key| KeyAction::Down { value: *key });
        let up = keys.iter().rev().map(|key| KeyAction::Up { value: *key });
        let actions = down.chain(up).fold(KeyActions::new("keyboard".to_owned()), InputSource::then);
        self.client.perform_actions(actions).await.unwrap();
    }

    /// Types letters where the focus is.
    pub async fn type_text(&self, text: &str) {
        let actions = text.chars().fold(KeyActions::new("keyboard".to_owned()), |actions, letter| {
            actions.then(KeyAction::Down { value: letter }).then(KeyAction::Up { value: letter })
        });
        self.client.perform_actions(actions).await.unwrap();
    }

    /// Looks again and again until there is something. A journey that is lost keeps a picture of where, and says what
    /// could be read there.
    pub async fn until<T, F: Future<Output = Option<T>>>(&self, what: &str, look: impl FnMut() -> F) -> T {
        if let Some(seen) = in_time(look).await {
            return seen;
        }
        let journey = std::env::var("COUNTERSIGN_JOURNEY").unwrap_or_default();
        let picture = self.picture(&format!("lost-{journey}")).await;
        panic!("{}; see {}. There stood:\n{}", lost(what), picture.display(), self.text().await)
    }

    /// Keeps a picture of the window in the target folder, under `desktop-shots`.
    pub async fn picture(&self, name: &str) -> PathBuf {
        until("page with its letters", || async {
            let drawn = "return document.fonts.status === 'loaded' && [...document.fonts].some((face) => face.status === 'loaded')";
            (self.run(drawn).await == json!(true)).then_some(())
        })
        .await;
        self.picture_as_it_stands(name).await
    }

    /// The same of a page that has no letters of its own.
    pub async fn picture_as_it_stands(&self, name: &str) -> PathBuf {
        // Loaded is not painted yet; two frames later it is, in a window that is shown.
        let painted =
            "const [done] = arguments; requestAnimationFrame(() => requestAnimationFrame(() => done(null)))";
        self.client.execute_async(painted, Vec::new()).await.unwrap();
        // The driver takes what is drawn next. Where no layers are put together nothing is drawn while nothing changes, so
        // a dot that can hardly be seen changes until the picture is taken.
        self.run(page::STIRS).await;
        let picture = self.client.screenshot().await.unwrap();
        self.run(page::RESTS).await;
        let folder = shots();
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(format!("{name}.png"));
        std::fs::write(&path, picture).unwrap();
        path
    }
}

impl Drop for App {
    fn drop(&mut self) {
        for process in processes_of(self.home.path()) {
            rustix::process::kill_process(process, rustix::process::Signal::KILL).ok();
        }
    }
}

fn program() -> PathBuf {
    std::env::var_os("COUNTERSIGN_DESKTOP_BIN").expect("COUNTERSIGN_DESKTOP_BIN names the program").into()
}

fn shots() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target"), PathBuf::from);
    target.join("desktop-shots")
}

impl App {
    /// The program's own processes.
    pub fn own_processes(&self) -> Vec<u32> {
        let own = processes_of(self.home.path());
        own.into_iter().filter_map(|process| process.as_raw_nonzero().get().try_into().ok()).collect()
    }

    /// The processes it started to show its pages.
    pub fn processes_of_the_page(&self) -> Vec<u32> {
        let own = self.own_processes();
        std::fs::read_dir("/proc")
            .unwrap()
            .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
            .filter(|process| parent_of_page(*process).is_some_and(|parent| own.contains(&parent)))
            .collect()
    }
}

/// Who started a process that shows pages; none of any other.
fn parent_of_page(process: u32) -> Option<u32> {
    let told = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (name, rest) = told.rsplit_once(") ")?;
    let shows_pages = name.contains("WebKitWebProces");
    rest.split_whitespace().nth(1).filter(|_| shows_pages)?.parse().ok()
}

/// The processes of the program that work in a home.
fn processes_of(home: &Path) -> Vec<rustix::process::Pid> {
    let home = home.display().to_string();
    let program = program();
    let name = program.file_name().unwrap().to_string_lossy().into_owned();
    std::fs::read_dir("/proc")
        .unwrap()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<i32>().ok())
        .filter(|id| {
            let line = std::fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
            let line = String::from_utf8_lossy(&line).into_owned();
            let mut words = line.split('\0');
            words.next().is_some_and(|first| first.ends_with(&name)) && words.any(|word| word == home)
        })
        .filter_map(rustix::process::Pid::from_raw)
        .collect()
}

/// A key by its name, as WebDriver writes it.
fn key(name: &str) -> char {
    match name {
        "Ctrl" => '\u{e009}',
        "Shift" => '\u{e008}',
        "Alt" => '\u{e00a}',
        "Enter" => '\u{e007}',
        "Escape" => '\u{e00c}',
        "Tab" => '\u{e004}',
        "Space" => ' ',
        "Up" => '\u{e013}',
        "Down" => '\u{e015}',
        "Left" => '\u{e012}',
        "Right" => '\u{e014}',
        "Home" => '\u{e011}',
        "End" => '\u{e010}',
        "Backspace" => '\u{e003}',
        "Delete" => '\u{e017}',
        letter => letter.chars().next().expect("a key has a name"),
    }
}
