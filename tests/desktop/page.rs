//! What a person sees of a page: elements by role and name, as assistive technology knows them.

/// Finds the visible elements of a role whose name holds a text; `arguments` are role and text. The rules are those of
/// ARIA as far as this window uses them.
pub const FIND: &str = r#"
const [role, wanted] = arguments;
const implicit = {
  button: 'button, summary, [role=button]',
  link: 'a[href], [role=link]',
  textbox: 'input:not([type]), input[type=text], input[type=search], input[type=email], input[type=tel], input[type=password], textarea, [role=textbox], [role=searchbox], [role=combobox]',
  checkbox: 'input[type=checkbox], [role=checkbox]',
  radio: 'input[type=radio], [role=radio]',
  heading: 'h1, h2, h3, h4, h5, h6, [role=heading]',
  dialog: 'dialog[open], [role=dialog], [role=alertdialog]',
  main: 'main, [role=main]',
  navigation: 'nav, [role=navigation]',
  img: 'img, svg[aria-label], [role=img]',
};
const said = (id) => document.getElementById(id)?.textContent ?? '';
const nameOf = (element) => {
  const by = element.getAttribute('aria-labelledby');
  if (by) return by.split(/\s+/).map(said).join(' ');
  if (element.getAttribute('aria-label')) return element.getAttribute('aria-label');
  if (element.labels?.length) return [...element.labels].map((label) => label.textContent).join(' ');
  if (/^(INPUT|TEXTAREA)$/.test(element.tagName)) return element.placeholder || element.title || '';
  return element.innerText || element.textContent || element.title || '';
};
const tidy = (text) => text.replace(/\s+/g, ' ').trim();
const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: false });
return [...document.querySelectorAll(implicit[role] ?? `[role=${role}]`)]
  .filter((element) => seen(element) || /^(checkbox|radio)$/.test(role))
  .filter((element) => tidy(nameOf(element)).includes(wanted));
"#;

/// Calls a command as the page would; `arguments` are its name, its input, and whom to tell.
pub const CALL: &str = r"
const [command, input, done] = arguments;
window.__TAURI_INTERNALS__
  .invoke(command, { input })
  .then((answer) => done({ ok: answer ?? null }), (refusal) => done({ refused: refusal }));
";
