import { Callout } from '@/parts/Callout';
import type { SecondPerson } from '@/platform/contract';
import { useWords } from '@/words/words';
import { asks } from './useConfirm';

/** That somebody else has to agree, by which rule, and who could. */
export function Second({ second }: { second: SecondPerson | null }) {
  const { say, language } = useWords();
  if (second === null) return null;
  const names = new Intl.ListFormat(language, { type: 'disjunction' }).format(second.approvers);
  return (
    <Callout kind="care" title={say('second.rule', { rule: second.rule })}>
      <p>{asks(second) ? say('second.who', { names }) : say('second.code')}</p>
    </Callout>
  );
}
