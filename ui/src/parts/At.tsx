import type { Moment } from '@/platform/contract';
import { useZone } from '@/time/clock';
import { printExact, printMoment, printUtc } from '@/time/zone';
import { useWords } from '@/words/words';

interface AtProps {
  at: Moment;
  /** Only the clock, to the second; where a heading names the day. */
  exact?: boolean;
}

/** A moment in the store's zone with its offset; hovering adds UTC. */
export function At({ at, exact = false }: AtProps) {
  const zone = useZone();
  const { language } = useWords();
  return (
    <time dateTime={at} title={printUtc(at)} className="num nowrap">
      {exact ? printExact(at, zone) : printMoment(at, zone, language)}
    </time>
  );
}
