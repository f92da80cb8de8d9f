import { useEffect } from 'react';
import { Callout } from '@/parts/Callout';
import { Field } from '@/parts/Field';
import { eitherOf, ruleIn } from '@/words/sayings';
import { useWords } from '@/words/words';
import { asks, type Confirming } from './useConfirm';

const LONGEST_NOTE = 256;

/** That somebody else has to agree, by which rule, and who could; else the recovery code. */
export function Second({ confirming }: { confirming: Confirming }) {
  const { say, language } = useWords();
  const { second } = confirming;
  if (second === null) return null;
  const names = eitherOf(language, second.approvers);
  const title = say('second.rule', { rule: ruleIn(language, second) });
  if (asks(second)) {
    return (
      <>
        <Callout kind="care" title={title}>
          <p>{say('second.who', { names })}</p>
        </Callout>
        <Field
          label={say('second.note')}
          value={confirming.note}
          autoComplete="off"
          maxLength={LONGEST_NOTE}
          onChange={({ currentTarget: { value } }) => confirming.setNote(value)}
        />
      </>
    );
  }
  return (
    <>
      <Callout kind="care" title={title}>
        <p>{say('second.code')}</p>
      </Callout>
      <CodeField of={confirming} />
    </>
  );
}

/** What is typed is never in the state of the page, only that something is; with the field that is gone too. */
function CodeField({ of: { code, setHasCode } }: { of: Confirming }) {
  const { say } = useWords();
  useEffect(() => () => setHasCode(false), [setHasCode]);
  return (
    <Field
      ref={code}
      label={say('recovery.code')}
      autoComplete="off"
      spellCheck={false}
      aria-required
      onChange={({ currentTarget: { value } }) => setHasCode(value.trim() !== '')}
    />
  );
}
