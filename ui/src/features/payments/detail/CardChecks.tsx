import { Fact } from '@/parts/Facts';
import type { ChecksView } from '@/platform/contract';
import { checkIn } from '@/words/results';
import { useWords } from '@/words/words';

/** What the issuer's checks of a card say, and who bears a loss by fraud. */
export function CardChecks({ checks }: { checks: ChecksView }) {
  const { say, language } = useWords();
  return (
    <>
      <Fact name={say('detail.checks.address')}>{checkIn(language, checks.address)}</Fact>
      <Fact name={say('detail.checks.code')}>{checkIn(language, checks.security_code)}</Fact>
      <Fact name={say('detail.checks.three-ds')}>{checkIn(language, checks.authentication)}</Fact>
      <Fact name={say('detail.checks.liability')}>{checkIn(language, checks.liability)}</Fact>
    </>
  );
}
