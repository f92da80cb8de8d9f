import { IconChevronDown } from '@tabler/icons-react';
import { useId } from 'react';
import { Icon } from '@/parts/Icon';
import { useWords } from '@/words/words';
import styles from './Money.module.css';
import { REASON_IDS, type ReasonId, reasonWord, roomFor } from './reasons';

interface SelectProps {
  reason: ReasonId | null;
  onReason: (reason: ReasonId | null) => void;
  required: boolean;
}

/** The usual reasons. */
export function ReasonSelect({ reason, onReason, required }: SelectProps) {
  const { say } = useWords();
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{required ? say('money.reason.required') : say('money.reason')}</label>
      <div className={styles['box']}>
        <select
          id={id}
          className={styles['select']}
          value={reason ?? ''}
          aria-required={required}
          onChange={({ currentTarget: { value } }) => onReason(REASON_IDS.find((one) => one === value) ?? null)}
        >
          <option value="">{say('money.reason.choose')}</option>
          {REASON_IDS.map((one) => (
            <option key={one} value={one}>
              {reasonWord(one, say)}
            </option>
          ))}
        </select>
        <Icon of={IconChevronDown} className={styles['down']} />
      </div>
    </div>
  );
}

interface NoteProps {
  note: string;
  onNote: (note: string) => void;
  reason: ReasonId | null;
  required: boolean;
  hint: string | null;
  wrong: string | null;
}

/** What colleagues shall know about it. */
export function NoteField({ note, onNote, reason, required, hint, wrong }: NoteProps) {
  const { say } = useWords();
  const id = useId();
  const told = wrong ?? hint;
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{required ? say('money.note.required') : say('money.note')}</label>
      <div className={styles['box']} data-low data-wrong={wrong !== null}>
        <input
          id={id}
          className={styles['line']}
          value={note}
          maxLength={roomFor(reason)}
          autoComplete="off"
          aria-required={required}
          aria-invalid={wrong !== null}
          aria-describedby={told === null ? undefined : `${id}-told`}
          onChange={(event) => onNote(event.currentTarget.value)}
        />
      </div>
      {told !== null && (
        <p id={`${id}-told`} className={`${styles['told']} num sentence`} data-wrong={wrong !== null}>
          {told}
        </p>
      )}
    </div>
  );
}
