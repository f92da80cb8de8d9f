/** Three words of English, one after the other: a sentence, and no name or code. */
const SENTENCE = /[A-Za-z’']{2,} [a-z’']{2,} [a-z’']{2,}[^\p{Script=Han}]*/gu;

/** English sentences that stand in an element, but for what is marked as English. */
export function englishIn(element: Element): string[] {
  const copy = element.cloneNode(true) as Element;
  for (const marked of copy.querySelectorAll('[lang="en"]')) marked.remove();
  return copy.textContent.match(SENTENCE) ?? [];
}
