import { IconFlask, IconSchool, IconShieldCheck, type Icon as TablerIcon } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '@/parts/Button';
import { Wrong } from '@/parts/Callout';
import { Icon } from '@/parts/Icon';
import type { CommandError, Environment } from '@/platform/contract';
import { Refused, usePlatform } from '@/platform/platform';
import { useWords, type WordKey } from '@/words/words';
import { Beginning, useBeginning } from './Beginning';
import { Lone } from './Lone';
import styles from './Welcome.module.css';

interface Way {
  environment: Environment;
  icon: TablerIcon;
  name: WordKey;
  what: WordKey;
  needs: WordKey;
  action: WordKey;
}

const WAYS: readonly Way[] = [
  {
    environment: 'training',
    icon: IconSchool,
    name: 'env.name.training',
    what: 'welcome.training.what',
    needs: 'welcome.training.needs',
    action: 'welcome.training.action',
  },
  {
    environment: 'sandbox',
    icon: IconFlask,
    name: 'env.name.sandbox',
    what: 'welcome.sandbox.what',
    needs: 'welcome.sandbox.needs',
    action: 'welcome.sandbox.action',
  },
  {
    environment: 'production',
    icon: IconShieldCheck,
    name: 'env.name.production',
    what: 'welcome.production.what',
    needs: 'welcome.production.needs',
    action: 'welcome.production.action',
  },
];

/** The first window of all: nothing is set up, and people choose where to begin. */
export function Welcome({ environments, version }: { environments: readonly Environment[]; version: string }) {
  const { say } = useWords();
  const platform = usePlatform();
  const [under, setUnder] = useState<Environment | null>(null);
  const howFar = useBeginning();
  const [refused, setRefused] = useState<CommandError | null>(null);
  // Training may have been asked for on the command line: it begins behind this window.
  const isBeginning = howFar !== null && refused === null;
  const ways = environments.length === 0 ? WAYS : WAYS.filter((way) => environments.includes(way.environment));

  const begin = async (environment: Environment) => {
    setUnder(environment);
    setRefused(null);
    try {
      // The core opens the window of the environment and closes this one.
      if (environment === 'training') await platform.call('begin_training', {});
      else await platform.call('open_environment', { environment });
    } catch (thrown) {
      setRefused(Refused.from(thrown).error);
      setUnder(null);
    }
  };

  return (
    <Lone>
      <div className={styles['welcome']}>
        <h1 className={styles['title']}>{say('welcome.title')}</h1>
        <p className={styles['lead']}>{say('welcome.lead')}</p>
        <ul className={styles['ways']}>
          {ways.map((way) => (
            <li key={way.environment} className={styles['way']}>
              <span className={styles['edge']} data-of={way.environment} aria-hidden="true" />
              <h2 className={styles['name']}>
                <Icon of={way.icon} size={20} />
                {say(way.name)}
              </h2>
              <p>{say(way.what)}</p>
              <p className="small quiet">{say(way.needs)}</p>
              <Button
                size="large"
                look={way.environment === 'training' ? 'primary' : 'plain'}
                disabled={under !== null || isBeginning}
                aria-busy={under === way.environment}
                onClick={() => void begin(way.environment)}
              >
                {under === way.environment ? say('welcome.opening') : say(way.action)}
              </Button>
            </li>
          ))}
        </ul>
        {(under === 'training' || howFar !== null) && refused === null && <Beginning of={howFar} />}
        {refused !== null && <Wrong error={refused} />}
        <p className="small quiet">{say('welcome.note')}</p>
        <p className={`${styles['version']} small`}>{say('about.version', { version })}</p>
      </div>
    </Lone>
  );
}
