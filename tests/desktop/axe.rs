//! axe-core in the real web view: what it calls serious or critical is a fault of the window.

use crate::App;
use crate::looks::Rules;
use serde_json::{Value, json};

/// The copy that the front end's own tests use.
fn source() -> String {
    let at = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(at).expect("axe-core is there: cargo xtask desktop installs it")
}

const RUN: &str = "
const [rules, done] = arguments;
const runOnly = rules.length === 0 ? {} : { runOnly: { type: 'rule', values: rules } };
// The frame of an environment lies over the whole window and is see-through. Axe cannot tell, and would judge no colour.
const frames = [...document.querySelectorAll('[data-of][aria-hidden=true]')];
for (const frame of frames) frame.style.display = 'none';
axe.run(document, { resultTypes: ['violations'], ...runOnly }).then(
  (found) => (found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) =>
      `${node.html.slice(0, 200)} (${node.any.concat(node.all, node.none).map(({ message }) => message).join('; ')})`).join(' | ')}`)),
  (error) => [`axe itself: ${error.message}`],
).finally(() => { for (const frame of frames) frame.style.display = ''; }).then(done)";

impl App {
    /// What is serious or critical on the page as it stands, a sentence each.
    pub async fn serious(&self) -> Vec<String> {
        self.serious_by(Rules::All).await
    }

    /// The same, by some of axe's rules.
    pub async fn serious_by(&self, rules: Rules) -> Vec<String> {
        let rules = match rules {
            Rules::All => json!([]),
            Rules::Colours => json!(["color-contrast", "link-in-text-block"]),
            Rules::None => return Vec::new(),
        };
        // WebDriver's scripts stand outside the page's policy, which stays as it is.
        if self.run("return typeof axe").await == "undefined" {
            self.run(&format!("{};window.axe = axe;", source())).await;
        }
        let found = self.run_until_told(RUN, vec![rules]).await;
        let sentences = found.as_array().expect("axe answers with a list");
        sentences.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    }
}

#[tokio::test]
async fn what_axe_must_not_find_it_can_find_in_this_web_view() {
    // Over everything in Training lies the frame of its environment, which must not hide anything from axe.
    let app = App::in_training().await;
    app.see("heading", "Be the buyer").await;
    assert_eq!(app.serious().await, Vec::<String>::new());
    app.run(
        "const faint = document.createElement('p');
         faint.textContent = 'hardly to be read';
         faint.style.color = '#e8e8e8';
         faint.style.background = '#ffffff';
         const nameless = document.createElement('button');
         document.querySelector('main h1').after(faint, nameless);",
    )
    .await;
    let found = app.serious().await;
    for rule in ["color-contrast", "button-name"] {
        assert!(found.iter().any(|sentence| sentence.starts_with(rule)), "{rule} in {found:?}");
    }
    let colours = app.serious_by(Rules::Colours).await;
    assert!(colours.iter().all(|sentence| sentence.starts_with("color-contrast")), "{colours:?}");
    assert_eq!(colours.len(), 1, "{colours:?}");
    app.end().await;
}
