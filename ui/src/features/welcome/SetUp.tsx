import { useState } from 'react';
import { Assistant } from '@/features/account/Assistant';
import { RecoveryCode } from '@/features/recovery/RecoveryCode';
import { Button } from '@/parts/Button';
import { useNotice } from '@/parts/Notice';
import { WizardPage } from '@/parts/Wizard';
import type { AccountView, Environment, Hello } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { type Say, useWords } from '@/words/words';
import { Beginning, useBeginning } from './Beginning';
import { Lone } from './Lone';
import { Restore } from './Restore';
import styles from './Welcome.module.css';

/** An environment without an account: the assistant that adds one, and the recovery code after it. */
export function SetUp({ hello, onDone }: { hello: Hello; onDone: () => void }) {
  const { say } = useWords();
  const [account, setAccount] = useState<AccountView | null>(null);
  const [restoring, setRestoring] = useState(false);
  const title = titleOf(hello.environment, say);
  return (
    <Lone ways={account === null && <Ways hello={hello} restore={() => setRestoring(true)} />}>
      <div className={styles['centre']}>
        {account === null ? (
          <Assistant Frame={WizardPage} title={title} last={say('account.step.recovery')} onAdded={setAccount} />
        ) : (
          <RecoveryCode
            Frame={WizardPage}
            title={title}
            steps={{ all: allSteps(say), at: 4, label: say('account.steps') }}
            renews={false}
            onDone={onDone}
            onLater={onDone}
          />
        )}
      </div>
      {restoring && <Restore onClose={() => setRestoring(false)} onDone={onDone} />}
    </Lone>
  );
}

/** Who came here too early, or with a backup in hand. */
function Ways({ hello, restore }: { hello: Hello; restore: () => void }) {
  const { say } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const howFar = useBeginning();
  const [under, setUnder] = useState(false);
  const train = () => {
    const opening = hello.environments.includes('training')
      ? platform.call('open_environment', { environment: 'training' })
      : platform.call('begin_training', {});
    setUnder(true);
    opening.catch((thrown: unknown) => notice.trouble(thrown)).finally(() => setUnder(false));
  };
  return (
    <>
      {under && <Beginning of={howFar} />}
      <Button look="quiet" disabled={under} onClick={train}>
        {hello.environment === 'training' ? say('set-up.sample') : say('set-up.training')}
      </Button>
      <Button look="quiet" onClick={restore}>
        {say('set-up.restore')}
      </Button>
    </>
  );
}

function titleOf(environment: Environment, say: Say): string {
  const titles: Record<Environment, string> = {
    training: say('set-up.title.training'),
    sandbox: say('set-up.title.sandbox'),
    production: say('set-up.title.production'),
  };
  return titles[environment];
}

function allSteps(say: Say) {
  return [
    say('account.step.details'),
    say('account.step.pair'),
    say('account.step.antom'),
    say('account.step.test'),
    say('account.step.recovery'),
  ].map((word) => ({ word }));
}
