import { useWords } from '@/words/words';
import styles from './EnvTag.module.css';
import { useEnvironment } from './environment';

/** Says in a dialog's head which environment it is about, and whether real money is. */
export function EnvTag() {
  const environment = useEnvironment();
  const { say } = useWords();
  const words = {
    training: say('env.tag.training'),
    sandbox: say('env.tag.sandbox'),
    production: say('env.tag.production'),
  };
  return (
    <span className={styles['tag']} data-of={environment}>
      {words[environment]}
    </span>
  );
}
