import { memo } from 'react';
import { At } from '@/parts/At';
import { Button } from '@/parts/Button';
import { Money } from '@/parts/Money';
import { cardName, methodName } from '@/parts/method';
import { StageWord } from '@/parts/StageWord';
import { stageLook, verbWord } from '@/parts/stage';
import type { Move } from '@/platform/contract';
import { usePulse } from '@/shell/pulse';
import { useNow, useZone } from '@/time/clock';
import { printCountdown } from '@/time/left';
import { dayKey, printClock, printShortDay } from '@/time/zone';
import { weave } from '@/words/weave';
import { type Say, useWords } from '@/words/words';
import { shortRefusal } from '../refusal';
import styles from './List.module.css';

/** What can be done with a row without opening it. */
export interface RowActs {
  onStop: (move: Move) => void;
  onAsk: (move: Move) => void;
  /** Opens it, to be read. */
  onWhy: (move: Move) => void;
  /** The intent or order that is being seen to now. */
  busy: string | null;
}

interface RowProps extends RowActs {
  move: Move | null;
  index: number;
  /** Where it stands among what is done; open rows stand where they are written. */
  top?: number;
  isActive: boolean;
  onPick: (move: Move, index: number) => void;
}

/** One capture, cancel or refund: when, how it stands, whose it is, how much, and the one thing to do about it. */
export const Row = memo(function Row({ move, index, top, isActive, onPick, ...acts }: RowProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot be virtual
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys for all its rows
    <div
      role="row"
      className={styles['row']}
      {...(top === undefined ? {} : { style: { top } })}
      data-floats={top !== undefined}
      aria-rowindex={index + 2}
      aria-current={isActive ? 'true' : undefined}
      data-active={isActive}
      data-index={index}
      tabIndex={isActive ? 0 : -1}
      onClick={() => move !== null && onPick(move, index)}
    >
      {NAMES.map((name) => (
        // biome-ignore lint/a11y/useFocusableInteractive: rows take the focus, cells do not
        // biome-ignore lint/a11y/useSemanticElements: see above
        <span key={name} role="gridcell" className={styles['cell']} data-of={name}>
          {move === null ? (
            name !== 'act' && <span className={styles['hairline']} />
          ) : (
            <Content of={name} move={move} isActive={isActive} {...acts} />
          )}
        </span>
      ))}
    </div>
  );
});

/** The columns, by their names. */
export const NAMES = ['time', 'state', 'buyer', 'order', 'method', 'amount', 'act'] as const;

interface ContentProps extends RowActs {
  of: (typeof NAMES)[number];
  move: Move;
  isActive: boolean;
}

function Content({ of, move, isActive, ...acts }: ContentProps) {
  switch (of) {
    case 'time':
      return <Time move={move} />;
    case 'state':
      return (
        <span className={styles['two']}>
          <State move={move} />
          <span className={`${styles['second']} ${styles['tiny']} clip`}>{move.buyer ?? move.reference}</span>
        </span>
      );
    case 'buyer':
      return <Buyer move={move} />;
    case 'order':
      return <span className="num quiet small clip">{move.reference}</span>;
    case 'method':
      return <Method move={move} />;
    case 'amount':
      return <Amount move={move} />;
    case 'act':
      return <Act move={move} isActive={isActive} {...acts} />;
  }
}

/** When it was decided while it is open, when it came to its end once it is done. */
function Time({ move }: { move: Move }) {
  const zone = useZone();
  const { language } = useWords();
  const today = dayKey(useNow(60_000), zone);
  const at = move.settled ? move.moved_at : (move.sent_at ?? move.requested_at);
  const day = dayKey(at, zone);
  return (
    <span className={styles['time']}>
      <span className="num dim small">{printClock(at, zone)}</span>
      {!move.settled && day !== today && <span className={styles['second']}>{printShortDay(day, language)}</span>}
      <span className="heard">
        <At at={at} />
      </span>
    </span>
  );
}

function State({ move }: { move: Move }) {
  const { say } = useWords();
  if (move.stage === 'queued' && move.not_before !== null) return <Leaving move={move} until={move.not_before} />;
  if (move.stage === 'released') return <StageWord of={move} word={say('refunds.leaving')} />;
  return <StageWord of={move} note={move.stage === 'refused' ? shortRefusal(move, say) : null} />;
}

function Leaving({ move, until }: { move: Move; until: string }) {
  const { say } = useWords();
  const { offline_since } = usePulse();
  const left = Date.parse(until) - useNow(1000);
  if (left <= 0) return <StageWord of={move} {...(offline_since === null ? { word: say('refunds.leaving') } : {})} />;
  const words = weave(say('stage.queued.leaves', { time: '{time}' }), {
    time: <span className={`${styles['left']} num`}>{printCountdown(left)}</span>,
  });
  return <StageWord of={move} word={words} />;
}

function Buyer({ move }: { move: Move }) {
  const { say } = useWords();
  return (
    <span className={styles['two']}>
      <span className="clip medium" title={move.buyer ?? move.reference}>
        {move.buyer ?? move.reference}
      </span>
      <span className={styles['second']}>
        {move.verb !== 'Refund' && <span>{verbWord(move.verb, say)}</span>}
        {move.buyer !== null && <span className={`${styles['narrow']} num`}>{move.reference}</span>}
      </span>
    </span>
  );
}

function Method({ move }: { move: Move }) {
  const { say } = useWords();
  return <span className="quiet small clip">{howPaid(move, say)}</span>;
}

/** How the payment was made that this is about. */
export function howPaid({ method, brand, last4 }: Pick<Move, 'method' | 'brand' | 'last4'>, say: Say): string {
  if (method === null) return '';
  return method === 'CARD' || last4 !== null ? cardName(brand, last4, say) : methodName(method, say);
}

function Amount({ move }: { move: Move }) {
  return (
    <span className="medium">
      <Money of={move.amount} void={stageLook(move).void} minus={move.verb !== 'Capture'} column />
    </span>
  );
}

function Act({ move, isActive, onStop, onAsk, onWhy, busy }: { move: Move; isActive: boolean } & RowActs) {
  const { say } = useWords();
  const rest = { size: 'small', tabIndex: isActive ? 0 : -1 } as const;
  const of = { reference: move.reference };
  switch (move.stage) {
    case 'queued':
    case 'never-placed':
      return (
        <Button
          {...rest}
          look="stop"
          disabled={busy === move.id}
          aria-label={say('refunds.stop.of', of)}
          onClick={(event) => {
            event.stopPropagation();
            onStop(move);
          }}
        >
          {say('common.stop')}
        </Button>
      );
    case 'sent':
    case 'checking':
      return (
        <Button
          {...rest}
          disabled={busy === move.order}
          aria-label={say('refunds.ask.of', of)}
          onClick={(event) => {
            event.stopPropagation();
            onAsk(move);
          }}
        >
          {say('detail.action.ask-now')}
        </Button>
      );
    case 'refused':
      return (
        <Button
          {...rest}
          aria-label={say('refunds.why.of', of)}
          onClick={(event) => {
            event.stopPropagation();
            onWhy(move);
          }}
        >
          {say('refunds.why')}
        </Button>
      );
    default:
      return null;
  }
}
