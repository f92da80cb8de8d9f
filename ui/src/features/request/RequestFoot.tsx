import { KeyHint } from '@/parts/KeyCap';
import { Foot } from '@/shell/Foot';
import { useZone } from '@/time/clock';
import { printExact } from '@/time/zone';
import { useWords } from '@/words/words';
import type { Bench } from './bench';
import type { Standing } from './standing';

/** What is written down, whether Antom is being asked, and the keys. */
export function RequestFoot({ bench, standing }: { bench: Bench; standing: Standing }) {
  const { say } = useWords();
  const zone = useZone();
  const { made, draft } = bench.desk;
  const isWatched = standing.kind === 'live' || standing.kind === 'ended' || standing.kind === 'checking';
  return (
    <Foot
      hints={
        <>
          <KeyHint keys={['Tab']} does={say('request.hint.next')} />
          <KeyHint keys={['Ctrl Enter']} does={say('request.hint.create')} />
          <KeyHint keys={['c']} does={say('request.hint.copy')} />
          <KeyHint keys={['q']} does={say('request.hint.qr')} />
        </>
      }
    >
      {made !== null ? (
        <span>{say('request.foot.made', { reference: draft.reference, time: printExact(made.at, zone) })}</span>
      ) : (
        <span>
          {bench.keptAt === null
            ? say('request.foot.none')
            : say('request.foot.kept', { time: printExact(bench.keptAt, zone) })}
        </span>
      )}
      {isWatched && <span>{say('request.foot.watched')}</span>}
    </Foot>
  );
}
