/** What the core said, as sentences: a capital at the beginning and a stop at the end of each. */
export function sentences(...texts: readonly string[]): string {
  const whole = texts.map((text) => text.trim()).filter((text) => text !== '');
  return whole.map(closed).reduce((before, text) => `${before}${between(before)}${text}`, '');
}

function closed(text: string): string {
  const begun = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  if (/[.?!…。？！]\)?$/u.test(text)) return begun;
  return `${begun}${/\p{Script=Han}/u.test(text) ? '。' : '.'}`;
}

/** A Chinese stop has its room in itself. */
function between(before: string): string {
  return before === '' || /[。？！]$/u.test(before) ? '' : ' ';
}
