import { useId } from 'react';
import type { KeyFrom } from '@/platform/contract';
import { useWords } from '@/words/words';
import styles from './Account.module.css';

/** Where a key pair comes from: made on this computer, or taken by the core from where somebody has it. */
export type Origin = 'generate' | KeyFrom;

/** Every origin, the usual one first. */
export const ORIGINS = ['generate', 'clipboard', 'file'] as const satisfies readonly Origin[];

/** As the core is asked for it. A private key never passes through this page. */
export function importFrom(origin: Origin): KeyFrom | null {
  return origin === 'generate' ? null : origin;
}

/** What the button says that makes or takes the key. */
export function useDo(origin: Origin): string {
  const { say } = useWords();
  return { generate: say('pair.do.generate'), clipboard: say('pair.do.clipboard'), file: say('pair.do.file') }[origin];
}

interface MakeKeyProps<O extends Origin> {
  among: readonly O[];
  origin: O;
  choose: (origin: O) => void;
}

/** Choosing where the key comes from. */
export function MakeKey<O extends Origin>({ among, origin, choose }: MakeKeyProps<O>) {
  const { say } = useWords();
  const name = useId();
  const said: Record<Origin, { word: string; hint: string }> = {
    generate: { word: say('pair.generate'), hint: say('pair.generate.hint') },
    clipboard: { word: say('pair.clipboard'), hint: say('pair.clipboard.hint') },
    file: { word: say('pair.file'), hint: say('pair.file.hint') },
  };
  return (
    <fieldset className={styles['origins']}>
      <legend className="heard">{say('pair.origin')}</legend>
      {among.map((one) => (
        <label key={one} className={styles['origin']}>
          <input type="radio" name={name} checked={origin === one} onChange={() => choose(one)} />
          <span>
            <b>{said[one].word}</b>
            <span className={styles['under']}>{said[one].hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
