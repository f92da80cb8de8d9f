import { Callout } from '@/parts/Callout';
import { Field } from '@/parts/Field';
import { useWords } from '@/words/words';
import { asks, type Confirming } from './useConfirm';

/** That somebody else has to agree, by which rule, and who could; else the recovery code. */
export function Second({ confirming }: { confirming: Confirming }) {
  const { say, language } = useWords();
  const { second, code, setHasCode } = confirming;
  if (second === null) return null;
  const names = new Intl.ListFormat(language, { type: 'disjunction' }).format(second.approvers);
  if (asks(second)) {
    return (
      <Callout kind="care" title={say('second.rule', { rule: second.rule })}>
        <p>{say('second.who', { names })}</p>
      </Callout>
    );
  }
  return (
    <>
      <Callout kind="care" title={say('second.rule', { rule: second.rule })}>
        <p>{say('second.code')}</p>
      </Callout>
      <Field
        ref={code}
        label={say('recovery.code')}
        autoComplete="off"
        spellCheck={false}
        aria-required
        onChange={({ currentTarget: { value } }) => setHasCode(value.trim() !== '')}
      />
    </>
  );
}
