import { IconCheck, IconCopy, IconDownload, IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '@/parts/Button';
import { useCopy } from '@/parts/copy';
import { useEnvironment } from '@/parts/environment';
import { Fingerprint } from '@/parts/Fingerprint';
import { Icon } from '@/parts/Icon';
import { useNotice } from '@/parts/Notice';
import { usePlatform } from '@/platform/platform';
import { weave } from '@/words/weave';
import { useWords } from '@/words/words';
import styles from './Account.module.css';

/** Leaves the place of the environment's name open, for what is drawn there. */
const named = { environment: '{environment}' };

interface PublicKeyProps {
  publicKey: string;
  fingerprint: string;
  version: string;
  /** The account it belongs to; none while there is no account. */
  account: string | null;
  generated: boolean;
}

/** The half that Antom gets: how to hand it over, and how to see that it is the right one. */
export function PublicKey({ publicKey, fingerprint, version, account, generated }: PublicKeyProps) {
  const { say } = useWords();
  const environment = useEnvironment();
  const platform = usePlatform();
  const notice = useNotice();
  const copy = useCopy();
  const [copied, setCopied] = useState(false);
  const save = () => {
    platform.call('save_public_key', { fingerprint, account }).then(
      (saved) => saved && notice.tell(say('pair.saved')),
      (thrown: unknown) => notice.trouble(thrown),
    );
  };
  const open = () => platform.call('open_dashboard', {}).catch((thrown: unknown) => notice.trouble(thrown));
  return (
    <>
      {environment === 'training' ? (
        <p>{say('pair.give.training')}</p>
      ) : (
        <ol className={styles['how']}>
          <li>
            <span>
              {environment === 'sandbox'
                ? weave(say('pair.give.1.sandbox', named), { environment: <b>{say('env.name.sandbox')}</b> })
                : weave(say('pair.give.1.production', named), { environment: <b>{say('env.name.production')}</b> })}
            </span>
          </li>
          <li>
            <span>{say('pair.give.2')}</span>
          </li>
        </ol>
      )}
      <div>
        <div className={styles['over']}>
          <span className={styles['label']}>{say('pair.public', { version })}</span>
          {copied && (
            <span className={styles['copied']} data-tone="paid">
              <Icon of={IconCheck} />
              {say('common.copied')}
            </span>
          )}
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach what it hides */}
        <section className={styles['block']} tabIndex={0} aria-label={say('pair.public', { version })}>
          {publicKey}
        </section>
      </div>
      <div className={styles['buttons']}>
        <Button data-autofocus onClick={async () => setCopied(await copy(publicKey, say('pair.what')))}>
          <Icon of={IconCopy} />
          {say('pair.copy')}
        </Button>
        <Button onClick={save}>
          <Icon of={IconDownload} />
          {say('pair.save')}
        </Button>
        {environment !== 'training' && (
          <Button look="quiet" onClick={() => void open()}>
            <Icon of={IconExternalLink} />
            {say('pair.dashboard')}
          </Button>
        )}
      </div>
      <div className={styles['halves']}>
        <div>
          <div className={styles['label']}>{say('pair.fingerprint')}</div>
          <Fingerprint of={fingerprint} />
        </div>
        <div>
          <div className={styles['label']}>{say('pair.half')}</div>
          <p className={styles['under']}>{generated ? say('pair.half.generated') : say('pair.half.imported')}</p>
        </div>
      </div>
    </>
  );
}
