// Holds that every sentence of the core is told in the language of the window. The core's own sentences are English, and
// `src/words` turns them: whoever else reads one ends this script with 1.
//
// The compiler says whose field it is that is read: `message` of an error of the core is such a sentence, `message` of
// what `toldIn` made of it is none.
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SyntaxKind } from 'typescript/unstable/ast';
import * as is from 'typescript/unstable/ast/is';
import { API } from 'typescript/unstable/sync';

const ui = join(dirname(fileURLToPath(import.meta.url)), '..');
const src = join(ui, 'src');

/** Fields of the contract in which the core speaks English, by who tells them. */
const TOLD_BY = {
  toldIn: ['CommandError.message', 'CommandError.remedy', 'Error.message'],
  refusalIn: ['RefusalView.reason', 'RefusalView.remedy'],
  wordsOf: ['Remark.message', 'Remark.remedy'],
  explained: ['IntentView.explanation', 'Move.explanation'],
  stoppedBecause: ['IntentView.stopped', 'Move.stopped'],
  stageWordAt: ['IntentView.word', 'Move.word'],
  reasonShown: ['IntentView.reason', 'Move.reason', 'ApprovalView.why'],
  askedFor: ['ApprovalView.sentence', 'IntentView.sentence', 'Move.sentence', 'Prepared.sentence', 'WouldDo.sentence'],
  followsIn: ['Prepared.consequence', 'WouldDo.consequence', 'StoppedOffering.consequence'],
  ruleIn: ['ApprovalView.rule', 'SecondPerson.rule'],
  notLearnt: ['Asked.unknown', 'LookedUp.unknown', 'Prepared.unasked', 'CounterView.trouble'],
  notFound: ['LookedUp.why'],
  adviceOn: ['AttentionItem.advice', 'AdviceView.why'],
  resultOf: ['PaymentView.result', 'PaymentView.result_zh'],
  checkIn: ['CheckView.said', 'CheckView.said_zh'],
  shipsBecause: ['ShipView.because', 'ShipView.word'],
  unmadeBecause: ['SessionView.trouble'],
  warnedOf: ['RequestMade.warnings'],
  factIn: ['TimelineEntry.sentence'],
  actOf: ['TrailEntry.sentence'],
  foundIn: ['Tested.sentence'],
  understoodIn: ['FoundView.understood', 'Tally.understood'],
  labelOf: ['MethodChoice.label', 'MethodView.label'],
  partIn: ['PartView.stands', 'PartView.guide', 'ProfileDifference.before', 'ProfileDifference.after'],
  meaningOf: ['SettingView.meaning'],
  nextOf: ['OrderView.next', 'OrderView.side_note', 'OrderView.word', 'RowView.word', 'PaymentView.word'],
  InEnglish: ['AutomaticBackups.failed', 'HistoryTrouble.what', 'Verified.breaks', 'EditView.guide_shown'],
};
/** What says a sentence as the core does, where it has no code: it names it English. */
const IN_ENGLISH = ['InEnglish', 'EnglishList'];
/** Of a thing that this window does not know, the core's own sentence stands beside what is told. */
const ALSO_IN_ENGLISH = [...TOLD_BY.InEnglish, 'AttentionItem.advice'];
/** Code that only carries sentences to where they are told. */
const CARRIES = { 'features/request/making.ts': 'RequestMade.warnings' };

const tellers = new Map(Object.entries(TOLD_BY).flatMap(([teller, fields]) => fields.map((field) => [field, teller])));
const names = new Set([...tellers.keys()].map((field) => field.split('.')[1]));

/** What this script must find, and what it must leave alone: it is worth something only while it tells them apart. */
const PROBE = `
import { InEnglish } from '@/parts/InEnglish';
import type { Asked as A, AttentionItem as T, CommandError as E, IntentView as I } from '@/platform/contract';
import { notLearnt } from '@/words/silence';
import { toldIn } from '@/words/trouble';
export const readsWhatItMustNot = [
  (e: E) => e.message, ({ remedy }: E) => remedy, (i: I) => i.explanation ?? null, (e: Error) => e.message,
  (a: A) => a.unknown.join(' '), (e: E) => <InEnglish>{e.message}</InEnglish>,
];
export const readsWhatItMay = [
  (e: E) => toldIn('en', e).message, (i: I) => (i.explanation ?? null) === null, (a: A) => a.unknown.length,
  (a: A) => notLearnt(a.unknown[0] ?? '', () => '', 'en'), (t: T) => <InEnglish>{t.advice}</InEnglish>,
];
`;
const PROBED = join(src, 'features', 'attention', 'Away.tsx');
const PROBE_FINDS = 6;

let faults = 0;
function fail(sentence) {
  faults += 1;
  console.error(sentence);
}

const contract = readFileSync(join(src, 'platform', 'contract.ts'), 'utf8');
for (const field of tellers.keys()) {
  const [owner, name] = field.split('.');
  const written = new RegExp(`export (?:interface|type) ${owner}\\b[\\s\\S]*?\\n(?:\\}|export )`).exec(contract)?.[0];
  if (owner !== 'Error' && !new RegExp(`^ +${name}\\??:`, 'm').test(written ?? '')) {
    fail(`${field} is no field of the contract any more`);
  }
}

const api = new API({
  cwd: ui,
  fs: { readFile: (path) => (path === PROBED ? readFileSync(path, 'utf8') + PROBE : undefined) },
});
const [project] = api.updateSnapshot({ openProject: join(ui, 'tsconfig.json') }).getProjects();
const { checker, program } = project;

/** The sentence of the core that a field is; none where it is something else. */
function sentenceOf(symbol, name) {
  const fields = (symbol?.declarations ?? []).map((declaration) => {
    let node = declaration.resolve(project);
    while (node !== undefined && !is.isInterfaceDeclaration(node) && !is.isTypeAliasDeclaration(node))
      node = node.parent;
    return `${node?.name.text}.${name}`;
  });
  return fields.find((field) => tellers.has(field));
}

const EQUALITY = [
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
];
const isNothing = (node) =>
  node.kind === SyntaxKind.NullKeyword ||
  (is.isIdentifier(node) && node.text === 'undefined') ||
  (is.isStringLiteral(node) && node.text === '');

/** What stands around a reading, beyond parentheses, places of a list and what stands in for nothing. */
function around(node) {
  let [inner, outer] = [node, node.parent];
  const isOr = () => is.isBinaryExpression(outer) && outer.operatorToken.kind === SyntaxKind.QuestionQuestionToken;
  while (
    is.isParenthesizedExpression(outer) ||
    (is.isElementAccessExpression(outer) && outer.expression === inner) ||
    (isOr() && outer.left === inner && isNothing(outer.right))
  ) {
    [inner, outer] = [outer, outer.parent];
  }
  return [inner, outer];
}

/** Whether it is only asked if there is a sentence, or whoever tells it is given it. */
function isFine(node, field) {
  const [inner, outer] = around(node);
  if (is.isBinaryExpression(outer)) {
    return EQUALITY.includes(outer.operatorToken.kind) && isNothing(outer.left === inner ? outer.right : outer.left);
  }
  if (is.isPropertyAccessExpression(outer) && outer.name.text === 'length') return true;
  if (is.isCallExpression(outer) && is.isIdentifier(outer.expression)) {
    return outer.expression.text === tellers.get(field);
  }
  return ALSO_IN_ENGLISH.includes(field) && isInEnglish(node);
}

function isInEnglish(node) {
  for (let outer = node; outer !== undefined; outer = outer.parent) {
    const tag = is.isJsxElement(outer) ? outer.openingElement : outer;
    if (is.isJsxElement(outer) || is.isJsxSelfClosingElement(outer)) return IN_ENGLISH.includes(tag.tagName.text);
  }
  return false;
}

/** Every reading of a sentence of the core in a file that must not read it. */
function readingsIn(file) {
  const found = [];
  const note = (symbol, name, node, fine) => {
    const field = sentenceOf(symbol, name);
    if (field !== undefined && !fine(field)) found.push({ field, at: node.getStart(file) });
  };
  const visit = (node) => {
    if (is.isPropertyAccessExpression(node) && names.has(node.name.text)) {
      note(checker.getSymbolAtLocation(node.name), node.name.text, node, (field) => isFine(node, field));
    }
    if (is.isObjectBindingPattern(node)) {
      for (const element of node.elements) {
        const name = (element.propertyName ?? element.name).text;
        if (!names.has(name)) continue;
        const type = checker.getTypeAtLocation(node);
        note(type && checker.getPropertyOfType(type, name), name, element, () => false);
      }
    }
    // An answer of the visit would end it.
    node.forEachChild((child) => {
      visit(child);
    });
  };
  visit(file);
  return found;
}

const TELLS = /^(words|platform|testing)\//;
const looked = program.getSourceFileNames().filter((path) => {
  const name = relative(src, path);
  return !name.startsWith('..') && !TELLS.test(name) && !/\.(test|d)\.tsx?$/.test(name);
});
if (looked.length < 200)
  fail(`only ${looked.length} files were looked through; the front end or this script changed shape`);

let probed = 0;
for (const path of looked) {
  const file = program.getSourceFile(path);
  const name = relative(src, path);
  const end = path === PROBED ? readFileSync(path, 'utf8').length : file.text.length;
  for (const { field, at } of readingsIn(file)) {
    if (at > end) probed += 1;
    else if (CARRIES[name] !== field) {
      const line = file.text.slice(0, at).split('\n').length;
      fail(`${name}:${line}: reads ${field}, which is English; let ${tellers.get(field)} tell it`);
    }
  }
}
api.close();
if (probed !== PROBE_FINDS) fail(`${probed} of ${PROBE_FINDS} readings were found that this script is tried with`);

if (faults > 0) {
  console.error(`${faults} faults in what the core says`);
  process.exit(1);
}
console.log(`${tellers.size} sentences of the core, read by none but their tellers in ${looked.length} files`);
