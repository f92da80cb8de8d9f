// Holds the catalogues: a key that is said and not written, written and not said, or written differently in two
// languages ends this script with 1.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const src = join(dirname(fileURLToPath(import.meta.url)), '..', 'src');

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return files(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** Keys with their texts: `'a.b': 'text'` or `'a.b': { one: …, other: … }`. Codes of the core have no dot. */
function catalogue(language) {
  const entries = new Map();
  for (const file of files(join(src, 'words', language))) {
    const text = readFileSync(file, 'utf8');
    const entry = /^ {2}'([\w-]+(?:\.[\w-]+)+)':\s*(\{[\s\S]*?\n? *\},$|(['"`])[\s\S]*?\3,$)/gm;
    for (const [, key, body] of text.matchAll(entry)) {
      if (entries.has(key)) fail(`${language}: ${key} is written twice`);
      entries.set(key, body);
    }
  }
  return entries;
}

const placeholders = (body) => [...new Set([...body.matchAll(/\{(\w+)\}/g)].map((found) => found[1]))].sort().join(' ');

let faults = 0;
function fail(sentence) {
  faults += 1;
  console.error(sentence);
}

const english = catalogue('en');
const chinese = catalogue('zh-Hans');
if (english.size < 100) fail(`only ${english.size} English keys were read; the catalogue or this script changed shape`);

for (const [key, body] of english) {
  const other = chinese.get(key);
  if (other === undefined) fail(`zh-Hans: ${key} is missing`);
  else if (placeholders(other) !== placeholders(body)) fail(`zh-Hans: ${key} has other placeholders than English`);
}
for (const key of chinese.keys()) if (!english.has(key)) fail(`zh-Hans: ${key} is not an English key`);

const code = files(src).filter((file) => !/words\/(en|zh-Hans)\//.test(file));
const said = new Set();
for (const file of code) {
  const text = readFileSync(file, 'utf8');
  for (const [, , literal] of text.matchAll(/(['"`])([\w-]+(?:\.[\w-]+)+)\1/g)) said.add(literal);
  for (const [, key] of text.matchAll(/\bsay\(\s*'([^']+)'/g)) {
    if (!english.has(key)) fail(`${file.slice(src.length + 1)}: says ${key}, which is not written`);
  }
  if (/\bsay\(\s*`/.test(text)) fail(`${file.slice(src.length + 1)}: builds a key from pieces; write it out`);
}
for (const key of english.keys()) if (!said.has(key)) fail(`en: ${key} is never said`);

if (faults > 0) {
  console.error(`${faults} faults in the words`);
  process.exit(1);
}
console.log(`${english.size} keys in two languages, all said`);
