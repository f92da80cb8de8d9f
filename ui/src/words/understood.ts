import { en } from './en';
import { type Language, sayIn, type WordKey } from './words';
import { clauses, days, instead, unread } from './zh-Hans/understood';

/** How the core read a query, in the language of the window. English is the core's own sentence. */
export function understoodIn(language: Language, understood: string): string {
  if (language === 'en') return understood;
  return understood
    .split(/ · (?=(?:[^“”]|“[^”]*”)*$)/u)
    .map((clause) => {
      const isOpposite = clause.startsWith('not ');
      const said = saidInChinese(isOpposite ? clause.slice(4) : clause);
      return isOpposite ? `排除${said}` : said;
    })
    .join(' · ');
}

/** What keeps a query from being read, and what would do instead, in Chinese. */
export function unreadInChinese(message: string, remedy: string): string {
  return `${turned(message, unread)}。${turned(remedy, instead)}`;
}

function turned(text: string, into: typeof clauses): string {
  const known = into.find(([pattern]) => pattern.test(text));
  return known === undefined ? text : text.replace(known[0], known[1]);
}

function saidInChinese(clause: string): string {
  const said = turned(clause, clauses);
  // What stands in quotation marks is what was typed.
  if (said.includes('“')) return said;
  return said.replaceAll(' or ', ' 或 ').replace(LABELS, (label) => labels[label] ?? days[label] ?? label);
}

/** The words of states, by their English labels. */
const labels: Readonly<Record<string, string>> = Object.fromEntries(
  (Object.keys(en) as WordKey[])
    .filter((key) => key.startsWith('state.'))
    .map((key) => [en[key], (sayIn('zh-Hans') as (key: WordKey) => string)(key)]),
);
const LABELS = new RegExp(
  [...Object.keys(labels), ...Object.keys(days)].sort((one, other) => other.length - one.length).join('|'),
  'g',
);
