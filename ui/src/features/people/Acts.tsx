import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { print } from '@/money/print';
import { At } from '@/parts/At';
import { Button } from '@/parts/Button';
import { Callout, Wrong } from '@/parts/Callout';
import { Section } from '@/parts/Facts';
import { Field } from '@/parts/Field';
import { Icon } from '@/parts/Icon';
import { InEnglish } from '@/parts/InEnglish';
import type { Input, TrailEntry } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { useNow, useZone } from '@/time/clock';
import { dayKey, shiftDay } from '@/time/zone';
import { actOf } from '@/words/trail';
import { useWords } from '@/words/words';
import styles from './People.module.css';

/** Days that are shown before anything else is asked for. */
const DAYS = 7;
/** Most acts drawn at once, the newest; a shorter time shows the rest. */
const MOST = 500;

/** Whether a text is a day of the calendar, as `2026-11-25`. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const read = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text);
}

/** What somebody did or agreed to, newest first. */
export function Acts({ person }: { person: string }) {
  const { say } = useWords();
  const platform = usePlatform();
  const today = dayKey(useNow(60_000), useZone());
  const [from, setFrom] = useState(() => shiftDay(today, -DAYS));
  const [to, setTo] = useState('');
  const fits = (text: string) => text === '' || isDay(text);
  const asked = { person, from: from === '' ? null : from, to: to === '' ? null : to };
  const { data, error } = useQuery({
    queryKey: ['trail', person, from, to],
    queryFn: () => platform.call('trail', asked),
    enabled: fits(from) && fits(to),
  });
  const newest = [...(data ?? [])].reverse();
  return (
    <section className={styles['acts']}>
      <Section title={say('people.acts')} />
      <div className={styles['days']}>
        <Day label={say('people.acts.from')} hint={say('people.acts.from.hint')} day={from} put={setFrom} />
        <Day label={say('people.acts.to')} hint={say('people.acts.to.hint')} day={to} put={setTo} />
      </div>
      {error !== null && <Wrong error={Refused.from(error).error} />}
      {data?.length === 0 && <p className="quiet">{say('people.acts.none')}</p>}
      {newest.length > MOST && (
        <p className="small quiet">{say('people.acts.more', { shown: String(MOST), count: newest.length })}</p>
      )}
      <ol className={`${styles['trail']} num`}>
        {newest.slice(0, MOST).map((entry) => (
          <Entry key={entry.head} of={entry} person={person} />
        ))}
      </ol>
      {fits(from) && fits(to) && <Export key={`${from} ${to}`} asked={asked} />}
    </section>
  );
}

/** The same word for word in a file, with all that the chain is made of. */
function Export({ asked }: { asked: Input<'export_trail'> }) {
  const { say } = useWords();
  const platform = usePlatform();
  const written = useMutation({ mutationFn: () => platform.call('export_trail', asked) });
  const file = written.data ?? null;
  return (
    <div className={styles['export']}>
      <Button disabled={written.isPending} aria-busy={written.isPending} onClick={() => written.mutate()}>
        <Icon of={IconDownload} />
        {say('people.acts.export')}
      </Button>
      <p className="small quiet">{say('people.acts.export.what')}</p>
      {file !== null && (
        <Callout kind="good" title={say('people.acts.exported', { count: file.facts })}>
          <p className="mono selectable">{file.path}</p>
          <p className="small">{say('people.acts.head')}</p>
          <p className="mono selectable">{file.head}</p>
        </Callout>
      )}
      {written.error !== null && <Wrong error={Refused.from(written.error).error} />}
    </div>
  );
}

interface DayProps {
  label: string;
  hint: string;
  day: string;
  put: (day: string) => void;
}

/** A day of the store, taken when it is left or by Enter. */
function Day({ label, hint, day, put }: DayProps) {
  const { say } = useWords();
  const [typed, setTyped] = useState(day);
  const text = typed.trim();
  const isWrong = text !== '' && !isDay(text);
  const keep = () => !isWrong && put(text);
  return (
    <Field
      label={label}
      hint={hint}
      wrong={isWrong && text.length >= 10 ? say('people.acts.day.wrong') : null}
      value={typed}
      autoComplete="off"
      spellCheck={false}
      placeholder="2026-11-25"
      maxLength={10}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
      }}
    />
  );
}

function Entry({ of, person }: { of: TrailEntry; person: string }) {
  const { say, language } = useWords();
  const { text, own } = actOf(of, language, say);
  const others =
    of.approver !== null && of.approver !== person ? say('people.acts.agreed', { name: of.approver }) : null;
  const asked = of.actor === person ? null : say('people.acts.for', { name: of.actor });
  const beside = [of.reference, others, asked].filter((part) => part !== null);
  return (
    <li>
      <span className={styles['act']}>
        {text}
        {own !== null && (
          <span className="quiet">
            {' · '}
            <InEnglish>{own}</InEnglish>
          </span>
        )}
        {beside.length > 0 && <span className="quiet"> · {beside.join(' · ')}</span>}
      </span>
      {of.money !== null && <span className="nowrap">{print(of.money)}</span>}
      <At at={of.at} />
    </li>
  );
}
