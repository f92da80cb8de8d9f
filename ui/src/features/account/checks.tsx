import type { ReactNode } from 'react';
import { shortFingerprint } from '@/parts/Fingerprint';
import { InEnglish } from '@/parts/InEnglish';
import type { Environment, Tested, TestReport } from '@/platform/contract';
import { foundIn } from '@/words/tested';
import { weave } from '@/words/weave';
import type { Language, Say } from '@/words/words';

/** One thing that was tested, in the words of the window. */
export interface CheckShown {
  name: string;
  passed: Tested['passed'];
  found: ReactNode;
}

/** The five things a test tells of. */
export function checksOf(
  report: TestReport,
  version: string,
  environment: Environment,
  antom: string | null,
  { say, language }: { say: Say; language: Language },
): readonly CheckShown[] {
  const { reach, our_signature: ours, antom_signature: theirs, environment: client, clock } = report;
  const notPassed = (part: Parameters<typeof foundIn>[1]) => notPassedAs(foundIn(report, part, language, say));
  return [
    {
      name: say('test.reach'),
      passed: reach.passed,
      found: reach.passed === true ? say('test.reach.passed') : notPassed('reach'),
    },
    {
      name: say('test.ours'),
      passed: ours.passed,
      found: oursFound(report, version, say) ?? notPassed('ours'),
    },
    {
      name: say('test.theirs'),
      passed: theirs.passed,
      found: theirs.passed === true ? theirsPassed(antom, say) : notPassed('theirs'),
    },
    {
      name: environmentName(environment, say),
      passed: client.passed,
      found: client.passed === true ? say('test.environment.passed') : notPassed('environment'),
    },
    { name: say('test.clock'), passed: clock.passed, found: clockFound(report, say) },
  ];
}

function notPassedAs({ text, own }: ReturnType<typeof foundIn>): ReactNode {
  if (own === null) return text;
  return (
    <>
      {text} <InEnglish>{own}</InEnglish>
    </>
  );
}

/** That our signature was accepted, or what Antom refuses most often and what to look at then; else nothing. */
function oursFound(report: TestReport, version: string, say: Say): ReactNode {
  if (report.our_signature.passed === true) {
    const code = <span className="mono">{report.code}</span>;
    return weave(say('test.ours.passed', { code: '{code}' }), { code });
  }
  if (report.code === 'INVALID_SIGNATURE') return say('test.ours.invalid');
  if (report.code === 'KEY_NOT_FOUND') return say('test.ours.unknown', { version });
  return null;
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
