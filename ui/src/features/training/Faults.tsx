import { IconBolt, IconBoltOff } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import { SelectField } from '@/parts/SelectField';
import type { TrainingFault, TrainingView } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { type Say, useWords } from '@/words/words';
import { faultWords, isAboutNotifications, operationName, operationsFor } from './faultWords';
import styles from './Training.module.css';
import { useTraining } from './useTraining';

const TIMES = ['1', '3', 'all'] as const;

/** Switches faults on and off, and says what each one does to a payment and what Countersign makes of it. */
export function Faults({ of }: { of: TrainingView }) {
  const { say } = useWords();
  const platform = usePlatform();
  const told = useId();
  const kinds = of.kinds.filter((kind) => kind !== 'none');
  const [kind, setKind] = useState(kinds.includes('lost_after_effect') ? 'lost_after_effect' : (kinds[0] ?? ''));
  const [operation, setOperation] = useState('refund');
  const [times, setTimes] = useState<string>('1');
  const set = useTraining((count: number | null) =>
    platform.call('training_set_fault', { operation: chosen, kind, times: count }),
  );
  const clear = useTraining(() => platform.call('training_clear_faults', {}));
  const operations = operationsFor(kind, of.operations);
  const chosen = operations.includes(operation) ? operation : (operations[0] ?? '*');
  return (
    <section className={`${styles['section']} ${styles['wide']}`} aria-labelledby="training-faults">
      <h3 id="training-faults" className={styles['name']}>
        {say('training.faults')}
      </h3>
      <div className={styles['fault']}>
        <SelectField
          bare
          label={say('training.faults.kind')}
          value={kind}
          aria-describedby={told}
          onChange={(event) => setKind(event.currentTarget.value)}
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {faultWords(one, say).name}
            </option>
          ))}
        </SelectField>
        <SelectField
          bare
          label={say('training.faults.operation')}
          value={chosen}
          disabled={isAboutNotifications(kind)}
          onChange={(event) => setOperation(event.currentTarget.value)}
        >
          {operations.map((one) => (
            <option key={one} value={one}>
              {operationName(one, kind, say)}
            </option>
          ))}
        </SelectField>
        <SelectField
          bare
          label={say('training.faults.times')}
          value={times}
          onChange={(event) => setTimes(event.currentTarget.value)}
        >
          {TIMES.map((one) => (
            <option key={one} value={one}>
              {timesName(one === 'all' ? null : Number(one), say)}
            </option>
          ))}
        </SelectField>
        <Button disabled={set.isPending} onClick={() => set.mutate(times === 'all' ? null : Number(times))}>
          <Icon of={IconBolt} />
          {say('training.faults.on')}
        </Button>
      </div>
      <p className="small quiet" id={told}>
        {faultWords(kind, say).what}
      </p>
      <On faults={of.faults} clear={() => clear.mutate(undefined)} busy={clear.isPending} />
    </section>
  );
}

function On({ faults, clear, busy }: { faults: readonly TrainingFault[]; clear: () => void; busy: boolean }) {
  const { say } = useWords();
  if (faults.length === 0) {
    return (
      <p className={`${styles['calm']} small`} role="status">
        {say('training.faults.none')}
      </p>
    );
  }
  return (
    <div className={styles['on']} data-tone="authorised">
      <div className={styles['onHead']} role="status">
        {say('training.faults.count', { count: faults.length })}
        <Button size="small" disabled={busy} onClick={clear}>
          <Icon of={IconBoltOff} />
          {say('training.faults.off')}
        </Button>
      </div>
      <ul>
        {faults.map((fault) => (
          <li key={fault.id}>
            {say('training.faults.line', {
              operation: operationName(fault.operation, fault.kind, say),
              fault: faultWords(fault.kind, say).name,
              times: timesName(fault.times, say),
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}

function timesName(times: number | null, say: Say): string {
  return times === null ? say('training.times.all') : say('training.times', { count: times });
}
