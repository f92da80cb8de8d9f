import { EnvironmentName } from '@/features/keys/EnvironmentName';
import { useHello } from '@/shell/pulse';
import { useWords } from '@/words/words';
import { Group, Row } from './Row';
import styles from './Settings.module.css';

/** What program this is, and for whom it works here. */
export function About() {
  const { say } = useWords();
  const hello = useHello();
  return (
    <Group id="about" title={say('settings.about')} what={say('about.what')}>
      <Row name={say('about.version.name')}>
        <span className={`${styles['value']} selectable`}>{hello.version}</span>
      </Row>
      <Row name={say('about.environment')}>
        <span className={styles['value']}>
          <EnvironmentName />
        </span>
      </Row>
      <Row name={say('about.person')}>
        <span className={styles['value']}>
          {say('about.person.value', { name: hello.operator, device: hello.device })}
        </span>
      </Row>
      <Row name={say('about.licence')}>
        <span className={styles['value']}>{say('about.licence.value')}</span>
      </Row>
    </Group>
  );
}
