import { useId, useMemo } from 'react';
import { SelectField } from '@/parts/SelectField';
import type { SettingView } from '@/platform/contract';
import { useNow } from '@/time/clock';
import { local, printClock } from '@/time/zone';
import { useWords } from '@/words/words';
import { Row } from './Row';
import styles from './Settings.module.css';
import { useSetting } from './useSettings';

/** The store's time zone, out of all that this computer knows, by continent. */
export function ZoneSetting({ of }: { of: SettingView }) {
  const { say } = useWords();
  const id = useId();
  const name = say('settings.zone');
  const setting = useSetting(of, name);
  const now = useNow(60_000);
  const groups = useMemo(() => continents(of.value), [of.value]);
  return (
    <Row name={name} what={say('settings.zone.what')} wrong={setting.wrong} saved={setting.saved}>
      <div className={styles['select']}>
        <SelectField
          bare
          label={name}
          value={of.value}
          aria-describedby={id}
          onChange={(event) => void setting.keep(event.currentTarget.value)}
        >
          {groups.map(([continent, zones]) => (
            <optgroup key={continent} label={continent}>
              {zones.map((zone) => (
                <option key={zone} value={zone}>
                  {zone.replaceAll('_', ' ')}
                </option>
              ))}
            </optgroup>
          ))}
        </SelectField>
      </div>
      <span className="quiet num nowrap" id={id}>
        {say('settings.zone.now', { time: printClock(now, of.value), offset: local(now, of.value).offset })}
      </span>
    </Row>
  );
}

/** Every zone by the part before its first slash; the one that is set is always among them. */
function continents(value: string): readonly (readonly [string, readonly string[]])[] {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', value]);
  const groups = new Map<string, string[]>();
  for (const zone of [...zones].sort()) {
    const continent = zone.includes('/') ? zone.slice(0, zone.indexOf('/')) : 'UTC';
    groups.set(continent, [...(groups.get(continent) ?? []), zone]);
  }
  return [...groups];
}
