import type { ReactNode } from 'react';
import { shortFingerprint } from '@/parts/Fingerprint';
import type { Environment, Tested, TestReport } from '@/platform/contract';
import { weave } from '@/words/weave';
import type { Say } from '@/words/words';

/** One thing that was tested, in the words of the window. */
export interface CheckShown {
  name: string;
  passed: Tested['passed'];
  found: ReactNode;
}

/** The five things a test tells of. What the window has no words of its own for is said as the core says it. */
export function checksOf(
  report: TestReport,
  version: string,
  environment: Environment,
  antom: string | null,
  say: Say,
): readonly CheckShown[] {
  const { reach, our_signature: ours, antom_signature: theirs, clock } = report;
  return [
    { name: say('test.reach'), passed: reach.passed, found: passedOr(reach, say('test.reach.passed'), say) },
    { name: say('test.ours'), passed: ours.passed, found: oursFound(report, version, say) },
    {
      name: say('test.theirs'),
      passed: theirs.passed,
      found: passedOr(theirs, theirsPassed(antom, say), say),
    },
    {
      name: environmentName(environment, say),
      passed: report.environment.passed,
      found: passedOr(report.environment, say('test.environment.passed'), say),
    },
    { name: say('test.clock'), passed: clock.passed, found: clockFound(report, say) },
  ];
}

function passedOr(tested: Tested, words: ReactNode, say: Say): ReactNode {
  if (tested.passed === true) return words;
  return tested.passed === null && tested.sentence === '' ? say('test.untold') : tested.sentence;
}

/** What Antom refuses most often, and what to look at then. */
function oursFound(report: TestReport, version: string, say: Say): ReactNode {
  const { passed, sentence } = report.our_signature;
  if (passed === true) {
    const code = <span className="mono">{report.code}</span>;
    return weave(say('test.ours.passed', { code: '{code}' }), { code });
  }
  if (report.code === 'INVALID_SIGNATURE') return say('test.ours.invalid');
  if (report.code === 'KEY_NOT_FOUND') return say('test.ours.unknown', { version });
  return sentence;
}

function theirsPassed(antom: string | null, say: Say): ReactNode {
  if (antom === null) return say('test.theirs.passed');
  const fingerprint = <span className="mono">{shortFingerprint(antom)}</span>;
  return weave(say('test.theirs.passed.key', { fingerprint: '{fingerprint}' }), { fingerprint });
}

function environmentName(environment: Environment, say: Say): string {
  const names: Record<Environment, string> = {
    training: say('test.environment.training'),
    sandbox: say('test.environment.sandbox'),
    production: say('test.environment.production'),
  };
  return names[environment];
}

function clockFound(report: TestReport, say: Say): string {
  const { skew_seconds: skew, clock } = report;
  if (skew === null) return say('test.clock.none');
  const seconds = String(Math.abs(skew));
  if (clock.passed === true) return say('test.clock.passed', { seconds });
  return skew > 0 ? say('test.clock.ahead', { seconds }) : say('test.clock.behind', { seconds });
}
