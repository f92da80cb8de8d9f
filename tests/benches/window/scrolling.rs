//! Frames while the list is scrolled, and a jump to the end of what was read.

use crate::App;

const FRAMES: usize = 300;

/// Scrolls by three rows a frame.
const SCROLL: &str = "
const [frames, done] = arguments;
const list = document.querySelector('[data-list]').parentElement;
list.scrollTop = 0;
const times = [];
let last = null;
const step = (now) => {
  if (last !== null) times.push(now - last);
  last = now;
  list.scrollTop += 96;
  if (times.length < frames) requestAnimationFrame(step);
  else done(times);
};
requestAnimationFrame(step);
";

/// Jumps to the end of what was read so far, and waits for rows that are filled and painted.
const JUMP: &str = "
const [done] = arguments;
const list = document.querySelector('[data-list]').parentElement;
const filled = () => {
  const box = list.getBoundingClientRect();
  const inside = [...list.querySelectorAll('[data-index]')].filter((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return bottom > box.top && top < box.bottom;
  });
  return inside.length > 10 && inside.every((row) => row.querySelector('time') !== null);
};
list.scrollTop = 0;
const go = () => {
  if (list.scrollTop !== 0 || !filled()) { requestAnimationFrame(go); return; }
  const began = performance.now();
  list.scrollTop = list.scrollHeight - 2 * list.clientHeight;
  const look = () => {
    if (list.scrollTop < 1000 || !filled()) { requestAnimationFrame(look); return; }
    const after = new MessageChannel();
    after.port1.onmessage = () => done(performance.now() - began);
    after.port2.postMessage(null);
  };
  requestAnimationFrame(() => requestAnimationFrame(look));
};
requestAnimationFrame(go);
";

/// The time between two frames, in milliseconds.
pub async fn measure(app: &App) -> Vec<f64> {
    let times = app.run_until_told(SCROLL, vec![FRAMES.into()]).await;
    times.as_array().expect("times").iter().filter_map(serde_json::Value::as_f64).collect()
}

/// How long a jump takes, in milliseconds.
pub async fn jump(app: &App) -> f64 {
    let took = app.run_until_told(JUMP, Vec::new()).await;
    took.as_f64().expect("a time")
}
