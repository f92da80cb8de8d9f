//! axe-core in the real web view: what it calls serious or critical is a fault of the window.

use crate::App;
use serde_json::Value;

/// The copy that the front end's own tests use.
fn source() -> String {
    let at = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(at).expect("axe-core is there: cargo xtask desktop installs it")
}

const RUN: &str = "
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ['violations'] }).then(
  (found) => done(found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) =>
      `${node.html.slice(0, 200)} (${node.any.concat(node.all, node.none).map(({ message }) => message).join('; ')})`).join(' | ')}`)),
  (error) => done([`axe itself: ${error.message}`]),
)";

impl App {
    /// What is serious or critical on the page as it stands, a sentence each.
    pub async fn serious(&self) -> Vec<String> {
        // WebDriver's scripts stand outside the page's policy, which stays as it is.
        if self.run("return typeof axe").await == "undefined" {
            self.run(&format!("{};window.axe = axe;", source())).await;
        }
        let found = self.run_until_told(RUN).await;
        let sentences = found.as_array().expect("axe answers with a list");
        sentences.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    }
}

#[tokio::test]
async fn what_axe_must_not_find_it_can_find_in_this_web_view() {
    let app = App::fresh().await;
    app.see("heading", "Where would you like to begin?").await;
    assert_eq!(app.serious().await, Vec::<String>::new());
    app.run(
        "const faint = document.createElement('p');
         faint.textContent = 'hardly to be read';
         faint.style.color = '#e8e8e8';
         faint.style.background = '#ffffff';
         const nameless = document.createElement('button');
         document.querySelector('main').append(faint, nameless);",
    )
    .await;
    let found = app.serious().await;
    for rule in ["color-contrast", "button-name"] {
        assert!(found.iter().any(|sentence| sentence.starts_with(rule)), "{rule} in {found:?}");
    }
    app.end().await;
}
