import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { print } from '@/money/print';
import { Button } from '@/parts/Button';
import { Wrong } from '@/parts/Callout';
import { Field } from '@/parts/Field';
import { MethodMark } from '@/parts/MethodMark';
import { methodName } from '@/parts/method';
import { SelectField } from '@/parts/SelectField';
import type { Consulted, MethodOption } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { useZone } from '@/time/clock';
import { printMoment } from '@/time/zone';
import { type Say, useWords } from '@/words/words';
import styles from './Ways.module.css';

/** Asks Antom what a buyer can pay an amount with (consult): ways, limits, and why one cannot be used now. */
export function AskAntom() {
  const { say } = useWords();
  const platform = usePlatform();
  const defaults = useQuery({
    queryKey: ['request', 'defaults'],
    queryFn: () => platform.call('request_defaults', {}),
    gcTime: 0,
  }).data;
  const [chosen, setCurrency] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [region, setRegion] = useState('');
  const currency = chosen ?? defaults?.currency ?? '';
  // It stays in sight while Antom is asked again, and the focus with it.
  const [answer, setAnswer] = useState<Consulted | null>(null);
  const ask = useMutation({
    onSuccess: setAnswer,
    mutationFn: async (afresh: boolean) => {
      const { amount } = await platform.call('read_amount', { text, currency });
      const account = defaults?.account ?? '';
      return platform.call('consult', { account, amount, region: region.trim() || null, afresh });
    },
  });
  if (defaults === undefined || defaults.account === null) return null;
  return (
    <section className={styles['ask']} aria-label={say('ways.ask')}>
      <h3 className={styles['title']}>{say('ways.ask')}</h3>
      <p className="small quiet">{say('ways.ask.what')}</p>
      <form
        className={styles['question']}
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate(false);
        }}
      >
        <SelectField
          label={say('ways.ask.currency')}
          value={currency}
          onChange={(event) => setCurrency(event.currentTarget.value)}
        >
          {defaults.currencies.map((code) => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </SelectField>
        <Field
          label={say('ways.ask.amount')}
          inputMode="decimal"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Field
          label={say('ways.ask.region')}
          maxLength={2}
          autoComplete="off"
          value={region}
          onChange={(event) => setRegion(event.currentTarget.value)}
        />
        <Button type="submit" disabled={ask.isPending}>
          {ask.isPending ? say('ways.ask.doing') : say('ways.ask.do')}
        </Button>
      </form>
      {ask.error !== null && <Wrong error={Refused.from(ask.error).error} />}
      {answer !== null && ask.error === null && (
        <Answer of={answer} isAsking={ask.isPending} again={() => ask.mutate(true)} />
      )}
    </section>
  );
}

interface AnswerProps {
  of: Consulted;
  isAsking: boolean;
  /** Asks again, although the answer is not an hour old. */
  again: () => void;
}

function Answer({ of: { at, options }, isAsking, again }: AnswerProps) {
  const { say, language } = useWords();
  const zone = useZone();
  return (
    <>
      <div className={styles['answered']}>
        <p className="small quiet" role="status">
          {say('ways.ask.at', { when: printMoment(at, zone, language) })}
          {options.length === 0 && ` ${say('ways.ask.none')}`}
        </p>
        <Button look="quiet" size="small" aria-disabled={isAsking} onClick={() => !isAsking && again()}>
          {say('ways.ask.again')}
        </Button>
      </div>
      {options.length > 0 && <Options options={options} />}
    </>
  );
}

function Options({ options }: Pick<Consulted, 'options'>) {
  const { say } = useWords();
  return (
    <table className={styles['table']} aria-label={say('ways.ask')}>
      <thead>
        <tr>
          <th scope="col">{say('ways.ask.method')}</th>
          <th scope="col">{say('ways.ask.limits')}</th>
          <th scope="col">{say('ways.ask.can')}</th>
        </tr>
      </thead>
      <tbody>
        {options.map((option) => (
          <tr key={option.method}>
            <th scope="row">
              <MethodMark method={option.method} name={nameOf(option, say)} />
              {[nameOf(option, say), ...option.brands].join(', ')}
            </th>
            <td className="num">{limitsOf(option, say)}</td>
            <td data-tone={option.enabled ? 'paid' : 'draft'}>{canOf(option, say)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function nameOf({ method, name }: MethodOption, say: Say): string {
  return name ?? methodName(method, say);
}

function limitsOf({ least, most }: MethodOption, say: Say): string {
  if (least !== null && most !== null) return say('ways.ask.limits.both', { least: print(least), most: print(most) });
  if (least !== null) return say('ways.ask.limits.least', { least: print(least) });
  return most === null ? '' : say('ways.ask.limits.most', { most: print(most) });
}

function canOf({ enabled, disabled_because }: MethodOption, say: Say): string {
  if (enabled) return say('ways.ask.on');
  return disabled_because === null ? say('ways.ask.off.untold') : say('ways.ask.off', { why: disabled_because });
}
