//! Whether everything that is written on a screen can be read: nothing scrolls sideways, nothing is cut off, nothing
//! stands on something else.

use crate::App;
use serde_json::Value;

/// Answers a sentence for each fault. Only what is on top is looked at: of an open dialog its own texts.
const FAULTS: &str = r"
const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
const dialogs = [...document.querySelectorAll('[role=dialog][aria-modal=true]')].filter(shown);
const top = dialogs.at(-1) ?? document.body;
const faults = new Set();
const short = (text) => `“${text.trim().replace(/\s+/g, ' ').slice(0, 60)}”`;

const wider = document.documentElement.scrollWidth - innerWidth;
if (wider > 0) faults.add(`${wider} px reach beyond the window`);
for (const element of [top, ...top.querySelectorAll('*')]) {
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) || element.scrollWidth <= element.clientWidth + 1) continue;
  if (/auto|scroll/.test(getComputedStyle(element).overflowX) && shown(element))
    faults.add(`${element.scrollWidth - element.clientWidth} px to scroll sideways in ${short(element.innerText)}`);
}

const inner = (element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  const box = { left: left + element.clientLeft, top: top + element.clientTop };
  const inLine = getComputedStyle(element).display === 'inline';
  box.right = inLine ? left + width : box.left + element.clientWidth;
  box.bottom = inLine ? top + height : box.top + element.clientHeight;
  return box;
};
const lineOf = (rects) => ({
  left: Math.min(...rects.map(({ left }) => left)), right: Math.max(...rects.map(({ right }) => right)),
  top: Math.min(...rects.map(({ top }) => top)), bottom: Math.max(...rects.map(({ bottom }) => bottom)),
});
/** How a part of a text is hidden, so that nobody can scroll to it. */
const cutBy = (parent, rect) => {
  let [across, down] = [true, true];
  for (let element = parent; element !== null && (across || down); element = element.parentElement) {
    const style = getComputedStyle(element);
    const box = inner(element);
    if (across && style.overflowX !== 'visible') {
      if (/auto|scroll/.test(style.overflowX)) across = false;
      else if (rect.right > box.right + 1 || rect.left < box.left - 1)
        return style.textOverflow === 'ellipsis' ? 'with dots' : 'at its side';
    }
    if (down && style.overflowY !== 'visible') {
      if (/auto|scroll/.test(style.overflowY)) down = false;
      else if (rect.bottom > box.bottom + 2 || rect.top < box.top - 2)
        return style.webkitLineClamp !== 'none' ? 'with dots' : 'above or below';
    }
    if (style.position === 'fixed') {
      if (down && (rect.bottom > innerHeight + 2 || rect.top < -2)) return 'by the window';
      break;
    }
  }
  return across && (rect.right > innerWidth + 1 || rect.left < -1) ? 'by the window' : null;
};

/** The least height to scroll in: a line and what shows that there is more. */
const LEAST = 40;
for (const element of [top, ...top.querySelectorAll('*')]) {
  if (!/auto|scroll/.test(getComputedStyle(element).overflowY) || !shown(element)) continue;
  const { clientHeight, scrollHeight } = element;
  if (scrollHeight > clientHeight + 1 && clientHeight < Math.min(LEAST, scrollHeight))
    faults.add(`${clientHeight} px are left to scroll ${short(element.innerText)} in`);
}

/** Whether a text is for screen readers, and is drawn nowhere. */
const isOnlyHeard = (element) => element !== null
  && (getComputedStyle(element).clipPath === 'inset(50%)' || isOnlyHeard(element.parentElement));

const texts = [];
const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
  const parent = node.parentElement;
  if (node.data.trim() === '' || /^(SCRIPT|STYLE|OPTION|TEXTAREA)$/.test(parent.tagName)) continue;
  if (parent.closest('svg') !== null || !shown(parent) || isOnlyHeard(parent)) continue;
  const range = document.createRange();
  range.selectNodeContents(node);
  const rects = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
  // What waits above the window for the focus is not to be seen yet.
  if (rects.length === 0 || lineOf(rects).bottom <= 0) continue;
  const cut = cutBy(parent, lineOf(rects));
  if (cut === 'with dots') {
    if (parent.closest('[title]') === null) faults.add(`${short(node.data)} ends in dots, and no title tells the rest`);
    continue;
  }
  if (cut !== null) faults.add(`${short(node.data)} is cut off ${cut}`);
  const control = parent.closest('button, [role=button], select');
  if (control !== null && control.getAttribute('role') !== 'row') {
    const box = control.getBoundingClientRect();
    const line = lineOf(rects);
    if (line.right > box.right + 1 || line.left < box.left - 1 || line.bottom > box.bottom + 2 || line.top < box.top - 2)
      faults.add(`${short(node.data)} is larger than its button`);
  }
  texts.push({ node, parent, rects });
}

// What is pressed, whether it says anything or shows a picture. An input may be drawn by its label.
for (const control of top.querySelectorAll('button, a[href], select, textarea, input:not([type=radio], [type=checkbox])')) {
  const box = inner(control);
  if (!shown(control) || isOnlyHeard(control) || box.bottom <= 0 || box.right - box.left <= 1) continue;
  const cut = cutBy(control, box);
  if (cut !== null && cut !== 'with dots')
    faults.add(`${short(control.ariaLabel ?? control.innerText)} cannot be pressed whole: cut off ${cut}`);
}

// The chosen word of the system's own list is no text of the page.
const pen = document.createElement('canvas').getContext('2d');
for (const list of top.querySelectorAll('select')) {
  if (!shown(list) || list.title !== '') continue;
  const style = getComputedStyle(list);
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const word = list.selectedOptions[0]?.text ?? '';
  const room = list.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  if (pen.measureText(word).width > room + 1) faults.add(`${short(word)} is longer than its list`);
}

// What only hides the rest of itself is never scrolled: the band would go out of sight with it.
for (const element of document.querySelectorAll('*')) {
  if (element.scrollTop > 0 && !/auto|scroll/.test(getComputedStyle(element).overflowY))
    faults.add(`${element.localName} is scrolled by ${element.scrollTop}, and nobody can scroll it back`);
}

/** What of a line is left by everything that clips it. */
const clipped = (parent, { left, right, top, bottom }) => {
  const rest = { left, right, top, bottom };
  for (let element = parent; element !== null; element = element.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(element);
    if (overflowX === 'visible' && overflowY === 'visible') continue;
    const box = inner(element);
    [rest.left, rest.right] = [Math.max(rest.left, box.left), Math.min(rest.right, box.right)];
    [rest.top, rest.bottom] = [Math.max(rest.top, box.top), Math.min(rest.bottom, box.bottom)];
  }
  return rest;
};
/** Whether something with a ground of its own lies between a text and what it may stand on. */
const hasGround = (parent, other) => {
  for (let element = parent; element !== null && !element.contains(other); element = element.parentElement) {
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    if (!/, 0\)$|transparent/.test(backgroundColor) || backgroundImage !== 'none') return true;
  }
  return false;
};
const lines = texts
  .flatMap(({ node, parent, rects }) => rects.map((rect) => ({ node, parent, rect: clipped(parent, rect) })))
  .filter(({ rect }) => rect.right - rect.left > 3 && rect.bottom - rect.top > 3)
  .sort((one, other) => one.rect.top - other.rect.top);
for (const [at, one] of lines.entries()) {
  for (const other of lines.slice(at + 1)) {
    if (other.rect.top > one.rect.bottom - 3) break;
    const left = Math.max(one.rect.left, other.rect.left);
    const right = Math.min(one.rect.right, other.rect.right);
    const bottom = Math.min(one.rect.bottom, other.rect.bottom);
    if (one.node === other.node || right - left < 3 || bottom - other.rect.top < 3) continue;
    const hit = document.elementFromPoint((left + right) / 2, (other.rect.top + bottom) / 2);
    const [over, under] = hit?.contains(other.parent) || other.parent.contains(hit) ? [other, one] : [one, other];
    if (hit === null || !(hit.contains(over.parent) || over.parent.contains(hit))) continue;
    if (!hasGround(over.parent, under.parent))
      faults.add(`${short(one.node.data)} and ${short(other.node.data)} stand on each other`);
  }
}
return [...faults];
";

impl App {
    /// What of the page as it stands cannot be read, a sentence each.
    pub async fn unreadable(&self) -> Vec<String> {
        let found = self.run(FAULTS).await;
        let sentences = found.as_array().expect("the page answers with a list");
        sentences.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_found_in_this_web_view() {
    let app = App::fresh().await;
    app.see("heading", "Where would you like to begin?").await;
    assert_eq!(app.unreadable().await, Vec::<String>::new());
    app.run(
        "const put = (text, style) => {
           const it = document.createElement('button');
           it.textContent = text;
           it.style.cssText = `position: fixed; z-index: 9; ${style}`;
           document.querySelector('main').append(it);
         };
         put('all of this is far too long', 'top: 0; left: 0; width: 60px; overflow: hidden; white-space: nowrap');
         put('too long for its button', 'top: 80px; left: 0; width: 60px; overflow: visible; white-space: nowrap');
         put('outside', 'top: 0; left: calc(100vw - 20px); width: 200px');
         put('with dots at its end', 'top: 40px; left: 0; width: 60px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap');
         const two = document.createElement('p');
         two.style.cssText = 'position: fixed; z-index: 9; top: 200px; left: 0';
         two.innerHTML = '<span>one of two</span><span class=\"heard\"></span><span>other of two</span>';
         two.lastChild.style.cssText = 'position: absolute; left: 4px';
         document.querySelector('main').append(two);
         const list = document.createElement('select');
         list.style.cssText = 'position: fixed; z-index: 9; top: 400px; left: 0; width: 60px';
         list.append(new Option('longer than this list'));
         document.querySelector('main').append(list);
         const wide = document.createElement('div');
         wide.style.cssText = 'position: fixed; z-index: 9; top: 300px; left: 0; width: 90px; overflow-x: auto';
         wide.innerHTML = '<p>scrolled</p>';
         wide.firstChild.style.width = '300px';
         document.querySelector('main').append(wide);
         const low = document.createElement('div');
         low.style.cssText = 'position: fixed; z-index: 9; top: 500px; left: 0; width: 90px; height: 20px; overflow-y: auto';
         low.innerHTML = '<p>hardly scrolled</p>';
         low.firstChild.style.cssText = 'height: 90px; margin: 0';
         document.querySelector('main').append(low);
         put('below the window', 'top: calc(100vh - 5px); left: 0; height: 30px');
         put('', 'bottom: -20px; right: 0; width: 30px; height: 30px');
         document.querySelector('main').lastChild.ariaLabel = 'unsaid';",
    )
    .await;
    let found = app.unreadable().await;
    for fault in [
        "“all of this is far too long” is cut off at its side",
        "“too long for its button” is larger than its button",
        "“outside” is cut off by the window",
        "“with dots at its end” ends in dots, and no title tells the rest",
        "“one of two” and “other of two” stand on each other",
        "“longer than this list” is longer than its list",
        "210 px to scroll sideways in “scrolled”",
        "20 px are left to scroll “hardly scrolled” in",
        "“below the window” is cut off by the window",
        "“unsaid” cannot be pressed whole: cut off by the window",
    ] {
        assert!(found.iter().any(|sentence| sentence == fault), "{fault} in {found:?}");
    }
    assert_eq!(found.iter().filter(|sentence| sentence.contains("with dots")).count(), 1, "{found:?}");
    app.end().await;
}
