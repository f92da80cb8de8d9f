//! What a person sees of a page: elements by role and name, as assistive technology knows them.

/// What elements are called and which of them can be seen. The rules are those of ARIA as far as this window uses them.
macro_rules! known {
    () => {
        r#"
const implicit = {
  button: 'button, summary, [role=button]',
  link: 'a[href], [role=link]',
  textbox: 'input:not([type]), input[type=text], input[type=search], input[type=email], input[type=tel], input[type=password], textarea, [role=textbox], [role=searchbox], [role=combobox]',
  combobox: 'select, [role=combobox]',
  checkbox: 'input[type=checkbox], [role=checkbox]',
  radio: 'input[type=radio], [role=radio]',
  heading: 'h1, h2, h3, h4, h5, h6, [role=heading]',
  dialog: 'dialog[open], [role=dialog], [role=alertdialog]',
  main: 'main, [role=main]',
  navigation: 'nav, [role=navigation]',
  region: 'section[aria-label], [role=region]',
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
const found = (role, wanted) => [...document.querySelectorAll(implicit[role] ?? `[role=${role}]`)]
  .filter((element) => seen(element) || /^(checkbox|radio)$/.test(role))
  .filter((element) => tidy(nameOf(element)).includes(wanted));
const modal = () => [...document.querySelectorAll('[role=dialog][aria-modal=true]')].filter(seen).at(-1);
// What can be used now: of the dialog on top where there is one, and not switched off. A whole name goes before a part.
const usable = (role, wanted) => found(role, wanted)
  .filter((element) => modal()?.contains(element) ?? true)
  .filter((element) => !element.disabled && element.getAttribute('aria-disabled') !== 'true')
  .filter((element) => element.closest('[inert], fieldset:disabled') === null)
  .sort((one, other) => Number(tidy(nameOf(other)) === wanted) - Number(tidy(nameOf(one)) === wanted))[0];
"#
    };
}

/// Finds the visible elements of a role whose name holds a text; `arguments` are role and text.
pub const FIND: &str = concat!(known!(), "return found(...arguments);");

/// Finds what can be used now; `arguments` are role and name.
pub const USABLE: &str = concat!(known!(), "return usable(...arguments) ?? null;");

/// Finds what a mouse would press, and scrolls to it where it is out of sight: of a radio button, whose own circle may
/// be drawn by its label, the label. It notes whether the press arrives.
pub const PRESSABLE: &str = concat!(
    known!(),
    r"
const it = usable(...arguments) ?? null;
const target = arguments[0] === 'radio' ? (it?.labels?.[0] ?? it) : it;
if (target !== null) {
  const { x, y, width, height } = target.getBoundingClientRect();
  const hit = document.elementFromPoint(x + width / 2, y + height / 2);
  if (hit === null || !target.contains(hit)) target.scrollIntoView({ block: 'center' });
  window.missed = true;
  target.addEventListener('click', () => { window.missed = false; }, { capture: true, once: true });
}
return target;
"
);

/// Whether the last press went beside what was found to press: a page that still fills moves it away under the mouse.
pub const MISSED: &str = "return window.missed === true";

/// Everything that can be read in the regions and dialogs whose name holds a text; `arguments` are nothing and the name.
pub const TEXT: &str = concat!(
    known!(),
    r"
const [, wanted] = arguments;
return [...found('region', wanted), ...found('dialog', wanted)].map((place) => place.innerText).join('\n');
"
);

/// Gives what can be used now the focus; `arguments` are role and name.
pub const FOCUS: &str = concat!(known!(), "usable(...arguments)?.focus(); return null;");

/// Whether what is looked for has the focus, and what has it: `[true, '']`; `arguments` are role and name.
pub const FOCUSED: &str = concat!(
    known!(),
    r"
const active = document.activeElement ?? document.body;
const is = active.tagName.toLowerCase();
return [active === usable(...arguments), `${active.getAttribute('role') ?? is} ${tidy(nameOf(active)).slice(0, 40)}`];
"
);

/// What is chosen in the list of the system that has the focus: its name may be another one by now.
pub const CHOSEN: &str = "return document.activeElement?.selectedOptions?.[0]?.text ?? null";

/// Calls a command as the page would; `arguments` are its name, its input, and whom to tell.
pub const CALL: &str = r"
const [command, input, done] = arguments;
window.__TAURI_INTERNALS__
  .invoke(command, { input })
  .then((answer) => done({ ok: answer ?? null }), (refusal) => done({ refused: refusal }));
";

/// Has a dot that can hardly be seen change over and over.
pub const STIRS: &str = "
const dot = document.createElement('i');
dot.style.cssText = 'position: fixed; right: 0; bottom: 0; width: 1px; height: 1px';
document.body.append(dot);
let on = false;
const timer = setInterval(() => {
  on = !on;
  dot.style.background = on ? '#0001' : '#0000';
}, 20);
window.restsAgain = () => {
  clearInterval(timer);
  dot.remove();
};";

/// Takes the dot away.
pub const RESTS: &str = "window.restsAgain()";
