import type { TestReport } from '@/platform/contract';
import type { Language, Say } from './words';
import { failed, untold } from './zh-Hans/tested';

/** What a test of the connection looks at; the clocks are told in figures. */
type Part = keyof typeof failed;

const FIELDS = {
  reach: 'reach',
  ours: 'our_signature',
  theirs: 'antom_signature',
  environment: 'environment',
} as const satisfies Record<Part, keyof TestReport>;

interface Found {
  text: string;
  /** The core's own sentence, where it alone says what exactly was found. */
  own: string | null;
}

/** What a test found of a part that did not pass. English is the core's own sentence. */
export function foundIn(report: TestReport, part: Part, language: Language, say: Say): Found {
  const { passed, sentence } = report[FIELDS[part]];
  if (language === 'en') return { text: sentence === '' ? say('test.untold') : sentence, own: null };
  if (passed === null) return { text: untoldOf(report, part) ?? say('test.untold'), own: null };
  // Which client it is not, Antom's code says; why nothing came or what came cannot be believed has no code.
  return { text: failed[part], own: part === 'environment' ? null : sentence };
}

function untoldOf({ our_signature, antom_signature, environment, code }: TestReport, part: Part): string | null {
  if (part === 'ours' && antom_signature.passed === true) return untold.ours.replace('{code}', code ?? '');
  const isRefused = our_signature.passed === false || environment.passed === false;
  return part === 'theirs' && isRefused ? untold.theirs : null;
}
