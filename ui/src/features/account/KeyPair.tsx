import { useState } from 'react';
import { Button } from '@/parts/Button';
import { Callout } from '@/parts/Callout';
import { Field } from '@/parts/Field';
import type { StagedKey } from '@/platform/contract';
import { useWords } from '@/words/words';
import styles from './Account.module.css';
import { PublicKey } from './PublicKey';

interface KeyPairProps {
  staged: StagedKey;
  version: string;
  wrong: string | null;
  setVersion: (version: string) => void;
  leave: () => void;
  discard: () => void;
}

/** The pair that was made or imported: its public half goes to Antom. */
export function KeyPair({ staged, version, wrong, setVersion, leave, discard }: KeyPairProps) {
  const { say } = useWords();
  const [sure, setSure] = useState(false);
  return (
    <>
      <PublicKey
        publicKey={staged.public_key}
        fingerprint={staged.fingerprint}
        version={version}
        account={null}
        generated={staged.generated}
      />
      <div className={styles['pair']}>
        <Field
          label={say('pair.version')}
          hint={say('pair.version.hint')}
          value={version}
          wrong={wrong}
          inputMode="numeric"
          maxLength={4}
          autoComplete="off"
          onChange={(event) => setVersion(event.currentTarget.value)}
          onBlur={leave}
        />
      </div>
      {sure ? (
        <Callout
          kind="care"
          title={say('pair.discard.title')}
          actions={
            <>
              <Button look="stop" onClick={discard}>
                {say('pair.discard.do')}
              </Button>
              <Button onClick={() => setSure(false)}>{say('pair.discard.keep')}</Button>
            </>
          }
        >
          <p>{say('pair.discard.body')}</p>
        </Callout>
      ) : (
        <div>
          <Button look="quiet" size="small" onClick={() => setSure(true)}>
            {say('pair.discard')}
          </Button>
        </div>
      )}
    </>
  );
}
