import { Fact } from '@/parts/Facts';
import type { ChecksView, CheckView } from '@/platform/contract';
import { useWords } from '@/words/words';

/** What the issuer's checks of a card say, and who bears a loss by fraud. */
export function CardChecks({ checks }: { checks: ChecksView }) {
  const { say, language } = useWords();
  const told = (check: CheckView) => (language === 'en' ? check.said : check.said_zh);
  return (
    <>
      <Fact name={say('detail.checks.address')}>{told(checks.address)}</Fact>
      <Fact name={say('detail.checks.code')}>{told(checks.security_code)}</Fact>
      <Fact name={say('detail.checks.three-ds')}>{told(checks.authentication)}</Fact>
      <Fact name={say('detail.checks.liability')}>{told(checks.liability)}</Fact>
    </>
  );
}
