import { type FormEvent, useState } from 'react';
import { Button } from '@/parts/Button';
import { Wrong } from '@/parts/Callout';
import { Field } from '@/parts/Field';
import { useNotice } from '@/parts/Notice';
import { Toggle } from '@/parts/Toggle';
import type { CommandError, People, PolicyView, Verb } from '@/platform/contract';
import { type Platform, Refused, usePlatform } from '@/platform/platform';
import { useWords, type WordKey } from '@/words/words';
import { Amounts } from './Amounts';
import { type AmountsDraft, draftOf, readAmounts, Unread } from './amounts';
import styles from './People.module.css';
import { usePeopleChanged } from './usePeopleChanged';

const VERBS = [
  ['capture', 'Capture', 'people.policy.capture', 'people.policy.reason.capture'],
  ['cancel', 'Cancel', 'people.policy.cancel', 'people.policy.reason.cancel'],
  ['refund', 'Refund', 'people.policy.refund', 'people.policy.reason.refund'],
] as const satisfies readonly (readonly [keyof PolicyView, Verb, WordKey, WordKey])[];
type Which = (typeof VERBS)[number][0];

/** A policy while it is written: amounts and minutes as text. */
interface PolicyDraft {
  from: Readonly<Record<Which, AmountsDraft>>;
  promote: boolean;
  dispute: boolean;
  minutes: string;
  lock: string;
  reasons: readonly Verb[];
}

const written = (policy: PolicyView): PolicyDraft => ({
  from: { capture: draftOf(policy.capture), cancel: draftOf(policy.cancel), refund: draftOf(policy.refund) },
  promote: policy.promote,
  dispute: policy.dispute,
  minutes: String(policy.lapses_after_minutes),
  reasons: policy.reasons,
  lock: String(policy.lock_after_minutes),
});

/** An amount of one verb that could not be read. */
class UnreadOf extends Error {
  constructor(
    readonly which: Which,
    readonly unread: Unread,
  ) {
    super(unread.error.code);
  }
}

async function readPolicy(platform: Platform, draft: PolicyDraft): Promise<PolicyView> {
  const amounts = (which: Which) =>
    readAmounts(platform, draft.from[which]).catch((thrown: unknown) => {
      throw thrown instanceof Unread ? new UnreadOf(which, thrown) : thrown;
    });
  return {
    capture: await amounts('capture'),
    cancel: await amounts('cancel'),
    refund: await amounts('refund'),
    promote: draft.promote,
    dispute: draft.dispute,
    lapses_after_minutes: Number(draft.minutes),
    reasons: [...draft.reasons],
    lock_after_minutes: Number(draft.lock),
  };
}

/** Whole minutes; the core knows how many there may be. */
function isWhole(minutes: string): boolean {
  return /^\d{1,5}$/.test(minutes.trim());
}

interface Wrongs {
  amount: UnreadOf | null;
  error: CommandError | null;
}
const FINE: Wrongs = { amount: null, error: null };

/**
 * From when a second person is needed, what is never done without a reason, and after how long a window locks. The last
 * decision counts, whole.
 */
export function Policy({ all, may }: { all: People; may: boolean }) {
  const { say } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const changed = usePeopleChanged();
  const [draft, setDraft] = useState(() => written(all.policy));
  const [wrong, setWrong] = useState(FINE);
  const [busy, setBusy] = useState(false);
  const put = (next: Partial<PolicyDraft>) => {
    setWrong(FINE);
    setDraft((before) => ({ ...before, ...next }));
  };
  const [hasLapse, hasLock] = [isWhole(draft.minutes), isWhole(draft.lock)];
  const hasTime = hasLapse && hasLock;
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    if (!may || !hasTime || busy) return;
    setBusy(true);
    setWrong(FINE);
    try {
      await platform.call('set_policy', { policy: await readPolicy(platform, draft) });
      changed();
      notice.tell(say('people.policy.told'));
    } catch (thrown) {
      setWrong(
        thrown instanceof UnreadOf ? { ...FINE, amount: thrown } : { ...FINE, error: Refused.from(thrown).error },
      );
    }
    setBusy(false);
  };
  return (
    <section className={styles['detail']} aria-label={say('people.policy')}>
      <header className={styles['head']}>
        <h2>{say('people.policy')}</h2>
      </header>
      <form className={styles['body']} noValidate autoComplete="off" onSubmit={(event) => void keep(event)}>
        <p className="quiet">{may ? say('people.policy.what') : say('people.policy.look')}</p>
        <fieldset className={styles['plain']} disabled={!may}>
          <legend className="heard">{say('people.policy')}</legend>
          {VERBS.map(([which, , word]) => (
            <Amounts
              key={which}
              label={say(word)}
              none={say('people.policy.never')}
              some={say('people.policy.from')}
              hint={say('people.policy.hint')}
              draft={draft.from[which]}
              put={(next) => put({ from: { ...draft.from, [which]: next } })}
              wrong={wrong.amount?.which === which ? wrong.amount.unread : null}
            />
          ))}
          <Toggle
            label={say('people.policy.promote')}
            checked={draft.promote}
            onChange={(event) => put({ promote: event.currentTarget.checked })}
          />
          <Toggle
            label={say('people.policy.dispute')}
            checked={draft.dispute}
            onChange={(event) => put({ dispute: event.currentTarget.checked })}
          />
          <Reasons reasons={draft.reasons} put={(reasons) => put({ reasons })} />
          <Field
            label={say('people.policy.lapse')}
            hint={say('people.policy.lapse.hint')}
            wrong={hasLapse ? null : say('people.policy.lapse.wrong')}
            inputMode="numeric"
            autoComplete="off"
            value={draft.minutes}
            maxLength={5}
            onChange={(event) => put({ minutes: event.currentTarget.value })}
          />
          <Field
            label={say('people.policy.lock')}
            hint={say('people.policy.lock.hint')}
            wrong={hasLock ? null : say('people.policy.lock.wrong')}
            inputMode="numeric"
            autoComplete="off"
            value={draft.lock}
            maxLength={5}
            onChange={(event) => put({ lock: event.currentTarget.value })}
          />
          {wrong.error !== null && <Wrong error={wrong.error} />}
          {may && (
            <div>
              <Button type="submit" look="primary" disabled={busy || !hasTime}>
                {say('people.policy.keep')}
              </Button>
            </div>
          )}
        </fieldset>
      </form>
    </section>
  );
}

interface ReasonsProps {
  reasons: readonly Verb[];
  put: (reasons: readonly Verb[]) => void;
}

function Reasons({ reasons, put }: ReasonsProps) {
  const { say } = useWords();
  return (
    <fieldset className={styles['choices']}>
      <legend>{say('people.policy.reasons')}</legend>
      {VERBS.map(([, verb, , word]) => (
        <label key={verb} className={styles['check']}>
          <input
            type="checkbox"
            checked={reasons.includes(verb)}
            onChange={(event) =>
              put(event.currentTarget.checked ? [...reasons, verb] : reasons.filter((one) => one !== verb))
            }
          />
          {say(word)}
        </label>
      ))}
    </fieldset>
  );
}
