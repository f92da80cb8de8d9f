import { useMutation } from '@tanstack/react-query';
import { print } from '@/money/print';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import { useNotice } from '@/parts/Notice';
import { stageLook, stageWordAt, verbWord } from '@/parts/stage';
import type { IntentView, OrderView } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useNow } from '@/time/clock';
import { explained } from '@/words/results';
import { useWords } from '@/words/words';
import styles from './Detail.module.css';

/** What was decided here and has no outcome yet. What has not left can be stopped. */
export function Intents({ order }: { order: OrderView }) {
  return order.intents.filter((intent) => !intent.settled).map((intent) => <Open key={intent.id} intent={intent} />);
}

function Open({ intent }: { intent: IntentView }) {
  const { say, language } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const now = useNow(1000);
  const stop = useMutation({
    mutationFn: () => platform.call('stop', { intent: intent.id }),
    onError: notice.trouble,
  });
  const told = explained(intent, language);
  const isWaiting = intent.stage === 'queued' || intent.stage === 'never-placed';
  const { icon, tone } = stageLook(intent);
  return (
    <div className={`${styles['intent']} hatched`} data-tone={tone}>
      <Icon of={icon} />
      <span className={styles['intentText']}>
        <span className="medium num">
          {verbWord(intent.verb, say)} {print(intent.amount)}
        </span>
        <span className="quiet small num"> {stageWordAt(intent, now, say)}</span>
        {told !== null && <span className="quiet small"> {told}</span>}
      </span>
      {isWaiting && (
        <Button size="small" look="stop" disabled={stop.isPending} onClick={() => stop.mutate()}>
          {say('common.stop')}
        </Button>
      )}
    </div>
  );
}
