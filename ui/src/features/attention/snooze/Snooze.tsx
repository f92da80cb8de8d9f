import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { At } from '@/parts/At';
import { Button } from '@/parts/Button';
import { Dialog } from '@/parts/Dialog';
import { Field } from '@/parts/Field';
import { useNotice } from '@/parts/Notice';
import type { AttentionItem } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useClock } from '@/time/clock';
import { printNear } from '@/time/zone';
import { weave } from '@/words/weave';
import { useWords } from '@/words/words';
import { titleOf } from '../sentences';
import styles from './Snooze.module.css';
import { type Back, backTimes } from './times';

/** Longest reason. */
const LONGEST = 256;

interface SnoozeProps {
  item: AttentionItem;
  onSnoozed: () => void;
  onClose: () => void;
}

/** Puts something off: until when, and why. It cannot sleep over its deadline. */
export function Snooze({ item, onSnoozed, onClose }: SnoozeProps) {
  const { say, language } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const client = useQueryClient();
  const clock = useClock();
  const group = useId();
  const [now] = useState(() => clock.now());
  const times = backTimes(now, clock.zone, item.until);
  const [chosen, setChosen] = useState<Back | undefined>(times[1] ?? times[0]);
  const [reason, setReason] = useState('');
  const snooze = useMutation({
    mutationFn: (until: string) => platform.call('snooze', { item: item.id, until, reason: reason.trim() }),
    onSuccess: (_, until) => {
      notice.tell(say('attention.snooze.did', { when: printNear(until, now, clock.zone, language) }));
      onSnoozed();
      void client.invalidateQueries({ queryKey: ['attention'] });
      onClose();
    },
    onError: notice.trouble,
  });
  const ready = chosen !== undefined && reason.trim() !== '' && !snooze.isPending;
  return (
    <Dialog
      open
      title={say('attention.snooze.title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button
            look="primary"
            disabled={!ready}
            onClick={() => chosen !== undefined && ready && snooze.mutate(chosen.at)}
          >
            {say('attention.snooze.do')}
          </Button>
        </>
      }
    >
      <p className="medium">{titleOf(item, say)}</p>
      {times.length === 0 ? (
        <p>{say('attention.snooze.none')}</p>
      ) : (
        <fieldset className={styles['times']}>
          <legend>{say('attention.snooze.until')}</legend>
          {times.map((back) => (
            <label key={back.word} className={styles['time']}>
              <input
                type="radio"
                name={group}
                checked={chosen?.word === back.word}
                onChange={() => setChosen(back)}
                {...(back.word === chosen?.word ? { 'data-autofocus': true } : {})}
              />
              <span>{say(back.word)}</span>
              <span className="push quiet num">{printNear(back.at, now, clock.zone, language)}</span>
            </label>
          ))}
        </fieldset>
      )}
      {item.until !== null && (
        <p className="quiet small">
          {weave(say('attention.snooze.deadline', { when: '{when}' }), { when: <At at={item.until} /> })}
        </p>
      )}
      <Field
        label={say('attention.snooze.reason')}
        hint={say('attention.snooze.reason.hint')}
        value={reason}
        maxLength={LONGEST}
        autoComplete="off"
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Dialog>
  );
}
