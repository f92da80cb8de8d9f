import { IconCircleX, IconProgressHelp, IconSend } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { AtCounter } from '@/features/counter/AtCounter';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import { StateWord } from '@/parts/StateWord';
import type { Channel, OrderView, RequestChecked, RequestDefaults, RequestDraft } from '@/platform/contract';
import { useZone } from '@/time/clock';
import type { TimedSession } from '@/time/timed';
import { printClock, printMoment } from '@/time/zone';
import { unmadeBecause } from '@/words/unmade';
import { warnedOf } from '@/words/warned';
import { weave } from '@/words/weave';
import { useWords } from '@/words/words';
import type { Stage } from '../bench';
import type { By } from '../form/Form';
import { holdsCard } from '../remarks';
import { isDone, type Standing } from '../standing';
import { BuyerView } from './BuyerView';
import { Countdown } from './Countdown';
import { Given } from './Given';
import { Lineage } from './Lineage';
import { Outcome, Sound } from './Outcome';
import styles from './Panel.module.css';
import { Share } from './Share';

interface PanelProps {
  draft: RequestDraft;
  checked: RequestChecked | null;
  defaults: RequestDefaults;
  order: OrderView | null;
  standing: Standing;
  stage: Stage;
  by: By;
  warnings: readonly string[];
  isSharing: boolean;
  isOffline: boolean;
  /** A new link waits until the old one has ended. */
  isDeferred: boolean;
  /** What kept the link from being made is said beside the button. */
  isExplained: boolean;
  give: (channel: Channel) => void;
  again: () => void;
  stop: () => void;
  askNow: () => void;
}

/** What the buyer sees, the link and its code, how long it lives, and what came of it. */
export function Panel(props: PanelProps) {
  const { say, language } = useWords();
  const { draft, checked, defaults, order, standing, by, warnings } = props;
  const isOver = isDone(standing);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must scroll by the keyboard too
    <section className={styles['panel']} tabIndex={0} aria-label={say('request.panel')}>
      <div className={styles['head']}>
        <h2 className={styles['section']} data-large="true">
          {say('request.view')}
        </h2>
        <span className="dim small clip" title={say('request.view.about')}>
          {say('request.view.about')}
        </span>
      </div>
      <BuyerView
        draft={draft}
        description={checked !== null && holdsCard(checked) ? '' : draft.description.trim()}
        amount={checked?.amount?.amount ?? null}
        defaults={defaults}
      />
      <div className={styles['title']}>
        <h2 className={styles['section']}>{isOver ? say('request.outcome') : say('request.share')}</h2>
        {order !== null && standing.kind !== 'none' && standing.kind !== 'unmade' && (
          <>
            {!isOver && <StateWord state={order.state} />}
            <Sound />
          </>
        )}
      </div>
      {isOver && order !== null ? <Outcome order={order} /> : <Offer {...props} />}
      {standing.kind === 'checking' && (
        <div className={styles['next']}>
          <Button onClick={props.askNow}>{say('detail.action.ask-now')}</Button>
        </div>
      )}
      {warnings.length > 0 && standing.kind === 'live' && (
        <p className={styles['warnings']} data-tone="authorised">
          {warnedOf(warnings, say('request.warned'), language)}
        </p>
      )}
      {order !== null && <Lineage order={order} />}
      {by === 'phone' && !isOver && (checked?.read_back ?? '') !== '' && (
        <section className={styles['readBack']} aria-label={say('request.read-back')}>
          <h2 className={styles['aloud']}>{say('request.read-back')}</h2>
          <p lang={language} className="num">
            “{checked?.read_back}”
          </p>
        </section>
      )}
    </section>
  );
}

function Offer(props: PanelProps) {
  const { order, standing, by, isSharing, give } = props;
  const live = standing.kind === 'live' ? standing.session : null;
  const of = live === null || order === null ? null : { order, session: live };
  return (
    <>
      {live?.link === null ? null : (
        <Share of={of} by={by} isBusy={isSharing} give={give}>
          {of === null ? <Waiting {...props} /> : <Given order={of.order} session={of.session} />}
        </Share>
      )}
      {order !== null && <AtCounter order={order} />}
      <Life {...props} live={live} />
    </>
  );
}

/** What stands beside the empty code. */
function Waiting({ order, stage, standing, isExplained }: PanelProps) {
  const { say, language } = useWords();
  if (stage !== 'idle') {
    return (
      <p className={styles['asking']} data-tone="checking" role="status">
        <Icon of={IconProgressHelp} />
        {stage === 'again' ? say('request.making.again') : say('request.making.asking')}
      </p>
    );
  }
  if (standing.kind === 'unmade' && order !== null) {
    const { session } = standing;
    const why = isExplained ? '' : unmadeBecause(order, session, language);
    return <Unmade isRefused={session.stage === 'refused'} why={why} />;
  }
  if (standing.kind === 'none') return <p>{say('request.none.code')}</p>;
  return standing.kind === 'ended' ? <p>{say('request.ended.code')}</p> : null;
}

/** Why there is no link though Antom was asked for one. */
function Unmade({ isRefused, why }: { isRefused: boolean; why: string }) {
  const { say } = useWords();
  return (
    <div className={styles['asking']} data-tone={isRefused ? 'failed' : 'checking'} role="status">
      <Icon of={isRefused ? IconCircleX : IconProgressHelp} />
      <p>
        <b>{isRefused ? say('request.unmade.refused') : say('request.unmade.unknown')}</b>{' '}
        <span className={styles['why']}>
          {why} {isRefused ? say('request.unmade.mend') : say('request.unmade.kept')}
        </span>
      </p>
    </div>
  );
}

/** How long the link lives, and what can be done about it. */
function Life({
  order,
  standing,
  live,
  stage,
  again,
  stop,
  draft,
  isOffline,
  isDeferred,
}: PanelProps & { live: TimedSession | null }) {
  const { say, language } = useWords();
  const zone = useZone();
  const bold: Record<string, ReactNode> = { again: <b>{say('request.again')}</b> };
  if (order === null || standing.kind === 'none' || standing.kind === 'unmade') {
    const minutes = String(draft.session_minutes);
    const life =
      draft.session_minutes === 60
        ? say('request.none.life.hour', { again: '{again}' })
        : say('request.none.life', { minutes, again: '{again}' });
    return <p className={styles['hint']}>{weave(life, bold)}</p>;
  }
  if (standing.kind === 'closed') {
    const time = standing.until === null ? null : printClock(standing.until, zone);
    return (
      <p className={styles['hint']}>
        {say('request.closed')} {time !== null && say('request.closed.live', { time })}
      </p>
    );
  }
  const moment = printMoment(order.lives_until, zone, language);
  const isIdle = stage === 'idle' && !isOffline && !isDeferred;
  return (
    <div>
      {live !== null && <Countdown session={live} />}
      {standing.kind === 'ended' && (
        <p className={styles['ended']} data-tone="expired" role="status">
          {say('request.ended', { time: printClock(standing.session.ends_at, zone) })}
        </p>
      )}
      <p className={styles['hint']}>
        {weave(
          live === null
            ? say('request.life.ended', { moment, again: '{again}' })
            : say('request.life.live', { moment, again: '{again}' }),
          bold,
        )}
      </p>
      <div className={styles['next']}>
        <Button
          look={live === null ? 'primary' : 'plain'}
          money
          aria-disabled={!isIdle}
          onClick={() => isIdle && again()}
        >
          <Icon of={IconSend} />
          {stage === 'idle' ? say('request.again') : say('request.making.asking')}
        </Button>
        <Button look="quiet" onClick={stop}>
          {say('detail.more.stop')}
        </Button>
      </div>
    </div>
  );
}
