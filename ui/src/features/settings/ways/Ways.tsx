import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/parts/Button';
import { Wrong } from '@/parts/Callout';
import { SelectField } from '@/parts/SelectField';
import type { MethodView } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { useRemembered } from '@/shell/screen';
import { useZone } from '@/time/clock';
import { printMoment } from '@/time/zone';
import { labelOf } from '@/words/methodLabel';
import { type Language, useWords } from '@/words/words';
import { Group } from '../Row';
import { AskAntom } from './AskAntom';
import { Correct } from './Correct';
import { PART_WORDS, PARTS, partIn } from './parts';
import styles from './Ways.module.css';

export const WAYS = ['ways-to-pay'] as const;

/** What is known about every way to pay: what Antom's guides say, what stands, and why it differs. */
export function Ways() {
  const { say, language } = useWords();
  const platform = usePlatform();
  const [name, setName] = useRemembered<string | null>('settings.way', null);
  const [isCorrecting, setCorrecting] = useState(false);
  const { data, error } = useQuery({
    queryKey: WAYS,
    queryFn: () => platform.call('methods', { currency: null }),
  });
  const chosen =
    data?.find(({ method }) => method === name) ?? data?.find(({ method }) => method === 'CARD') ?? data?.[0];
  return (
    <Group id="ways" title={say('settings.ways')} what={say('settings.ways.what')}>
      {error !== null && <Wrong error={Refused.from(error).error} />}
      {data !== undefined && chosen !== undefined && (
        <div className={styles['ways']}>
          <div className={styles['head']}>
            <SelectField
              label={say('ways.choose')}
              value={chosen.method}
              hint={say('ways.currency', { currency: chosen.currency })}
              onChange={(event) => setName(event.currentTarget.value)}
            >
              {data.map((one) => (
                <option key={one.method} value={one.method}>
                  {isCorrected(one) ? say('ways.corrected', { method: nameOf(one, language) }) : nameOf(one, language)}
                </option>
              ))}
            </SelectField>
            <Button onClick={() => setCorrecting(true)}>{say('ways.correct')}</Button>
          </div>
          <Profile method={chosen} />
          <Edits method={chosen} />
          {isCorrecting && <Correct method={chosen} onClose={() => setCorrecting(false)} />}
        </div>
      )}
      <AskAntom />
    </Group>
  );
}

/** What people call it, and as Antom spells it where that is something else. */
export function nameOf(view: MethodView, language: Language): string {
  const { method } = view;
  const label = labelOf(view, language);
  return label === null || label.toUpperCase() === method ? (label ?? method) : `${label} · ${method}`;
}

const isCorrected = ({ parts }: MethodView): boolean => parts.some(({ corrected }) => corrected);

function Profile({ method }: { method: MethodView }) {
  const { say, language } = useWords();
  return (
    <table className={styles['table']} aria-label={nameOf(method, language)}>
      <thead>
        <tr>
          <th scope="col">{say('ways.part')}</th>
          <th scope="col">{say('ways.stands')}</th>
          <th scope="col">{say('ways.guide')}</th>
        </tr>
      </thead>
      <tbody>
        {PARTS.map((part) => {
          const corrected = method.parts.find((one) => one.part === part)?.corrected === true;
          return (
            <tr key={part} data-corrected={corrected}>
              <th scope="row">{say(PART_WORDS[part])}</th>
              <td>
                {partIn(part, method.stands, say)}
                {corrected && <span className={styles['mark']}>{say('ways.different')}</span>}
              </td>
              <td>{partIn(part, method.guide, say)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Edits({ method }: { method: MethodView }) {
  const { say, language } = useWords();
  const zone = useZone();
  if (method.edits.length === 0) return null;
  return (
    <div>
      <h3 className={styles['title']}>{say('ways.edits')}</h3>
      <ol className={styles['edits']}>
        {method.edits.map((edit) => {
          const values = { when: printMoment(edit.at, zone, language), by: edit.by, reason: edit.reason };
          return (
            <li key={`${edit.at} ${edit.reason}`}>
              {edit.takes_back ? say('ways.edit.back', values) : say('ways.edit', values)}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
