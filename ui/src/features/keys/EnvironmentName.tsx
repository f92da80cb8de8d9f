import { useEnvironment } from '@/parts/environment';
import { useWords } from '@/words/words';

/** The name of this window's environment. */
export function EnvironmentName() {
  const { say } = useWords();
  const environment = useEnvironment();
  const names = {
    training: say('env.name.training'),
    sandbox: say('env.name.sandbox'),
    production: say('env.name.production'),
  };
  return <>{names[environment]}</>;
}
