import {
  IconBuildingBank,
  IconCheck,
  IconKey,
  IconKeyOff,
  IconShieldCheck,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import { At } from '@/parts/At';
import { Section } from '@/parts/Facts';
import { Icon } from '@/parts/Icon';
import type { AccountEvent } from '@/platform/contract';
import { type Say, useWords } from '@/words/words';
import styles from './Keys.module.css';

const ICONS: Record<AccountEvent['kind'], TablerIcon> = {
  'account-added': IconBuildingBank,
  'key-added': IconKey,
  'key-proved': IconShieldCheck,
  'key-promoted': IconCheck,
  'key-retired': IconKeyOff,
};

/** What happened to the account and its keys, newest first. */
export function History({ events }: { events: readonly AccountEvent[] }) {
  const { say } = useWords();
  const newest = [...events].sort((one, other) => other.at.localeCompare(one.at));
  if (newest.length === 0) return null;
  return (
    <section>
      <Section title={say('key.history')} />
      <ol className={`${styles['history']} num`}>
        {newest.map((event) => (
          <li key={`${event.at} ${event.kind} ${event.fingerprint ?? ''}`}>
            <Icon of={ICONS[event.kind]} />
            <span className={styles['event']}>
              {wordsOf(event, say)}
              {event.reason !== null && <q className="sentence">{event.reason}</q>}{' '}
              <span className="quiet">{say('key.history.by', { actor: event.actor })}</span>
            </span>
            <At at={event.at} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function wordsOf({ kind, version }: AccountEvent, say: Say): string {
  const values = { version: String(version ?? '') };
  switch (kind) {
    case 'account-added':
      return say('key.history.account');
    case 'key-added':
      return say('key.history.added', values);
    case 'key-proved':
      return say('key.history.proved', values);
    case 'key-promoted':
      return say('key.history.promoted', values);
    case 'key-retired':
      return say('key.history.retired', values);
  }
}
