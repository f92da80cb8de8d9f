import { Chain, type Link } from '@/parts/Chain';
import { Section } from '@/parts/Facts';
import type { Moment, Move } from '@/platform/contract';
import { useZone } from '@/time/clock';
import { dayKey, printExact, printMoment } from '@/time/zone';
import { type Say, useWords } from '@/words/words';
import { hasWaited } from './Standing';

type When = (at: Moment | null) => string;

/** From the decision to Antom's word, and how far it is. */
export function Steps({ move }: { move: Move }) {
  const { say, language } = useWords();
  const zone = useZone();
  const day = dayKey(move.requested_at, zone);
  const when: When = (at) =>
    at === null ? '' : dayKey(at, zone) === day ? printExact(at, zone) : printMoment(at, zone, language);
  return (
    <>
      <Section title={move.settled ? say('refunds.steps.past') : say('refunds.steps')} />
      <Chain links={linksOf(move, when, say)} />
    </>
  );
}

function linksOf(move: Move, when: When, say: Say): Link[] {
  const { stage } = move;
  const written: Link = { way: 'done', word: say('refunds.step.written'), when: when(move.requested_at) };
  if (stage === 'queued') {
    const until = say('refunds.step.until', { time: when(move.not_before) });
    return [
      written,
      { way: 'now', word: say('refunds.step.waits'), when: move.not_before === null ? '' : until },
      { way: 'ahead', word: say('refunds.step.sends') },
      { way: 'ahead', word: confirms(move, say) },
    ];
  }
  if (stage === 'stopped') {
    return [written, { way: 'ended', word: say('refunds.step.stopped'), when: when(move.moved_at) }];
  }
  if (stage === 'released') {
    return [written, { way: 'now', word: say('refunds.step.sends') }, { way: 'ahead', word: confirms(move, say) }];
  }
  if (stage === 'never-placed' && hasWaited(move)) {
    return [
      written,
      { way: 'ended', word: say('refunds.step.unsent') },
      { way: 'now', word: say('refunds.step.person') },
    ];
  }
  const times = move.attempts;
  const sent: Link = {
    way: 'done',
    word: times > 1 ? say('refunds.step.sent.times', { count: times }) : say('refunds.step.sent'),
    when: when(move.sent_at),
  };
  return [written, sent, ...endOf(move, when, say)];
}

function endOf(move: Move, when: When, say: Say): Link[] {
  switch (move.stage) {
    case 'done':
      return [{ way: 'done', word: say('refunds.step.confirmed'), when: when(move.moved_at) }];
    case 'refused':
      return [{ way: 'ended', word: say('refunds.step.refused'), when: when(move.moved_at) }];
    case 'never-placed':
      return [
        { way: 'done', word: say('refunds.step.never'), when: when(move.moved_at) },
        { way: 'now', word: say('refunds.step.person') },
      ];
    default:
      return [
        { way: 'now', word: say('refunds.step.asked') },
        { way: 'ahead', word: confirms(move, say) },
      ];
  }
}

/** What Antom's word will be, and how soon it usually comes. Wallets answer at once, cards and banks take their time. */
function confirms({ verb, last4, method }: Move, say: Say): string {
  if (verb === 'Capture') return say('refunds.step.confirms.capture');
  if (verb === 'Cancel') return say('refunds.step.confirms.cancel');
  return last4 === null && method !== 'CARD' ? say('refunds.step.confirms.wallet') : say('refunds.step.confirms');
}
