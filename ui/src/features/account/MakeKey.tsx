import { type RefObject, useId } from 'react';
import { useWords } from '@/words/words';
import styles from './Account.module.css';

export type Origin = 'generate' | 'import';

interface MakeKeyProps {
  origin: Origin;
  choose: (origin: Origin) => void;
  /** Where a private key is pasted. */
  field: RefObject<HTMLTextAreaElement | null>;
}

/** Where the key pair comes from: made on this computer, or one that somebody has. */
export function MakeKey({ origin, choose, field }: MakeKeyProps) {
  const { say } = useWords();
  const name = useId();
  return (
    <fieldset className={styles['origins']}>
      <legend className="heard">{say('pair.origin')}</legend>
      <label className={styles['origin']}>
        <input type="radio" name={name} checked={origin === 'generate'} onChange={() => choose('generate')} />
        <span>
          <b>{say('pair.generate')}</b>
          <span className={styles['under']}>{say('pair.generate.hint')}</span>
        </span>
      </label>
      <label className={styles['origin']}>
        <input type="radio" name={name} checked={origin === 'import'} onChange={() => choose('import')} />
        <span>
          <b>{say('pair.import')}</b>
          <span className={styles['under']}>{say('pair.import.hint')}</span>
        </span>
      </label>
      {origin === 'import' && (
        <textarea
          ref={field}
          className={styles['secret']}
          rows={6}
          aria-label={say('pair.private')}
          placeholder={say('pair.private.placeholder')}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
        />
      )}
    </fieldset>
  );
}
