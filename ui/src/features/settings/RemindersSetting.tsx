import { Toggle } from '@/parts/Toggle';
import type { SettingView } from '@/platform/contract';
import { useWords } from '@/words/words';
import { Row } from './Row';
import styles from './Settings.module.css';
import { useSetting } from './useSettings';

/** How long before a hold ends its capture can be reminded of, in hours, as the core offers it. */
const HOURS = [48, 24, 4, 1] as const;

/** The reminders of a hold's end. The system tells them to whoever has the store's history open, so they hold for all. */
export function RemindersSetting({ of }: { of: SettingView }) {
  const { say } = useWords();
  const name = say('settings.reminders');
  const setting = useSetting(of, name);
  const on = of.value.split(',').map(Number);
  const turn = (hour: number, isOn: boolean) => {
    const next = HOURS.filter((one) => (one === hour ? isOn : on.includes(one)));
    void setting.keep(next.join(','));
  };
  return (
    <Row name={name} what={say('settings.reminders.what')} wrong={setting.wrong} saved={setting.saved}>
      <fieldset className={styles['hours']}>
        <legend className="heard">{name}</legend>
        {HOURS.map((hour) => (
          <Toggle
            key={hour}
            label={say('settings.reminders.hour', { hours: String(hour) })}
            checked={on.includes(hour)}
            onChange={(event) => turn(hour, event.currentTarget.checked)}
          />
        ))}
      </fieldset>
    </Row>
  );
}
