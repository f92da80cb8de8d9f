import { Button } from '@/parts/Button';
import { InEnglish } from '@/parts/InEnglish';
import type { Refused } from '@/platform/platform';
import { toldIn } from '@/words/trouble';
import { useWords } from '@/words/words';
import styles from './Money.module.css';

/** Whether Antom could not be asked at all. */
export function isSilent({ error }: Refused): boolean {
  return error.class === 'unknown' || error.class === 'network';
}

interface RefusalProps {
  refused: Refused;
  /** What was attempted came to nothing, which is not the same as being impossible. */
  attempted?: boolean;
  again?: () => void;
}

/** Why not, and what to do about it. */
export function Refusal({ refused, attempted = false, again }: RefusalProps) {
  const { say, language } = useWords();
  const { message, remedy, detail } = toldIn(language, refused.error);
  return (
    <div className={styles['refusal']} role="alert" data-tone={attempted ? 'authorised' : 'failed'}>
      <div>
        <p className="strong">
          {attempted ? say('money.again') : say(isSilent(refused) ? 'money.asked.not' : 'money.refused')}
        </p>
        <p className="sentence">{message}</p>
        {detail !== null && (
          <p className="small quiet sentence">
            <InEnglish>{detail}</InEnglish>
          </p>
        )}
        {remedy !== '' && <p className="quiet sentence">{remedy}</p>}
      </div>
      {again !== undefined && (
        <Button size="small" onClick={again}>
          {say('money.ask-again')}
        </Button>
      )}
    </div>
  );
}
