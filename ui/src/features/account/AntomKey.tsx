import { useId } from 'react';
import { useEnvironment } from '@/parts/environment';
import { useWords } from '@/words/words';
import styles from './Account.module.css';

interface AntomKeyProps {
  text: string;
  wrong: string | null;
  type: (text: string) => void;
  leave: () => void;
}

/** The key that Antom signs with. The commonest mistake is to paste one's own here. */
export function AntomKey({ text, wrong, type, leave }: AntomKeyProps) {
  const { say } = useWords();
  const environment = useEnvironment();
  const id = useId();
  return (
    <>
      <p>{environment === 'training' ? say('antom-key.where.training') : say('antom-key.where')}</p>
      <div>
        <div className={styles['over']}>
          <label className={styles['label']} htmlFor={id}>
            {say('antom-key.label')}
          </label>
        </div>
        <textarea
          id={id}
          className={styles['secret']}
          rows={7}
          value={text}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          data-autofocus
          aria-invalid={wrong !== null}
          aria-describedby={`${id}-told`}
          onChange={(event) => type(event.currentTarget.value)}
          onBlur={leave}
        />
        <p id={`${id}-told`} className={styles['under']} data-tone={wrong === null ? undefined : 'failed'}>
          {wrong ?? say('antom-key.hint')}
        </p>
      </div>
    </>
  );
}
