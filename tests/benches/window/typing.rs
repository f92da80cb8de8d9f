//! From a keystroke in the search box to the painted rows of what was typed.

use crate::processes::{main_of, pss};
use crate::waiting::until;
use crate::{App, at};
use serde_json::{Value, json};

/// What people type: names, two characters of one, an e-mail address, digits of a card, an order, an amount.
const QUERIES: [&str; 8] =
    ["mei ling", "王芳", "siti.tan", "4417", "SO-1004512", "birthday cake", "nguyễn", "250.00"];
const ROUNDS: usize = 5;

/// What was measured, in milliseconds and bytes.
pub struct Keys {
    /// From each key to its painted rows.
    pub times: Vec<f64>,
    /// From each key to its rows in the page, not painted yet.
    pub drawn: Vec<f64>,
    /// How long the page waits for the answer to each of these questions when it does nothing else.
    pub answers: Vec<f64>,
    /// The most that the core held meanwhile.
    pub core: u64,
}

/// Writes down how long each key took: the rows say which text they answer, and the frame after that is painted.
const LISTEN: &str = "
const box = document.querySelector('input[role=combobox]');
const list = document.querySelector('section[data-answers]');
let pressed = 0;
let open = null;
window.painted = [];
const look = () => {
  if (open === null || list.dataset.answers !== open.text) return;
  const { at, text } = open;
  const drawn = performance.now() - at;
  open = null;
  requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => window.painted.push([text, performance.now() - at, drawn]);
    after.port2.postMessage(null);
  });
};
new MutationObserver(look).observe(list, { attributes: true, attributeFilter: ['data-answers'] });
box.addEventListener('keydown', () => { pressed = performance.now(); }, true);
box.addEventListener('input', () => {
  const text = box.value.trim();
  // A blank at the end asks nothing new.
  open = text === list.dataset.answers ? null : { at: pressed, text };
});
";

/// Asks one question after another, and tells how long each took to the core and back.
const ASK: &str = "
const [questions, done] = arguments;
const ask = async () => {
  const times = [];
  for (const query of questions) {
    const began = performance.now();
    await window.__TAURI_INTERNALS__.invoke('search', { input: { query, limit: 100, after: null } });
    times.push(performance.now() - began);
  }
  return times;
};
ask().then(done);
";

/// Types everything, letter by letter, each when the one before was painted.
pub async fn measure(app: &App) -> Keys {
    let process = main_of(app.home()).expect("the program runs");
    let mut core = 0;
    app.press("/").await;
    app.run(LISTEN).await;
    for query in QUERIES.iter().cycle().take(QUERIES.len() * ROUNDS) {
        let mut typed = String::new();
        for letter in query.chars() {
            typed.push(letter);
            app.type_text(&letter.to_string()).await;
            painted(app, typed.trim()).await;
            core = core.max(pss(process));
        }
        app.press("Ctrl+a").await;
        app.press("Delete").await;
        painted(app, "").await;
    }
    let painted = app.run("return window.painted.filter(([text]) => text !== '')").await;
    let painted = painted.as_array().expect("what was painted");
    tell_the_slowest(painted);
    let times: Vec<f64> = painted.iter().filter_map(|one| one[1].as_f64()).collect();
    let drawn: Vec<f64> = painted.iter().filter_map(|one| one[2].as_f64()).collect();
    let questions = painted.iter().map(|one| one[0].clone()).collect();
    let answers = app.run_until_told(ASK, vec![questions]).await;
    let answers = answers.as_array().expect("times").iter().filter_map(Value::as_f64).collect();
    Keys { times, drawn, answers, core }
}

/// Which keys took longest, for whoever wants to know why.
fn tell_the_slowest(painted: &[Value]) {
    let took = |one: &Value| one[1].as_f64().unwrap_or_default();
    let mut slowest: Vec<&Value> = painted.iter().collect();
    slowest.sort_by(|one, other| took(other).total_cmp(&took(one)));
    let times: Vec<f64> = painted.iter().map(took).collect();
    eprintln!("  keys: p50 {:.0} ms, p90 {:.0} ms", at(&times, 50), at(&times, 90));
    for one in slowest.into_iter().take(8) {
        eprintln!("  {} took {:.0} ms", one[0], took(one));
    }
}

async fn painted(app: &App, text: &str) {
    until(&format!("rows of {text:?}"), || async move {
        let last = app.run("return window.painted.at(-1)?.[0] ?? null").await;
        (last == json!(text)).then_some(())
    })
    .await;
}
