import { Wrong } from '@/parts/Callout';
import type { SettingView } from '@/platform/contract';
import { Refused } from '@/platform/platform';
import { meaningOf } from '@/words/setting';
import { type Language, type Say, useWords } from '@/words/words';
import { RemindersSetting } from './RemindersSetting';
import { Group } from './Row';
import { TextSetting } from './TextSetting';
import { useSettings } from './useSettings';
import { ZoneSetting } from './ZoneSetting';

/** In this order; a setting that the core knows and the window does not stands after them, in the core's own words. */
const ORDER = ['merchant', 'zone', 'request-life-days', 'stop-window', 'reminders'];

/** What holds for everybody who uses this history. */
export function Store() {
  const { say } = useWords();
  const { data, error } = useSettings();
  const place = ({ name }: SettingView) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  const settings = [...(data ?? [])].sort((one, other) => place(one) - place(other));
  return (
    <Group id="store" title={say('settings.store')} what={say('settings.store.what')}>
      {error !== null && <Wrong error={Refused.from(error).error} />}
      {settings.map((setting) => (
        <Setting key={setting.name} of={setting} />
      ))}
    </Group>
  );
}

function Setting({ of }: { of: SettingView }) {
  const { say, language } = useWords();
  if (of.name === 'zone') return <ZoneSetting of={of} />;
  if (of.name === 'reminders') return <RemindersSetting of={of} />;
  const { name, what, unit } = wordsOf(of, say, language);
  return <TextSetting of={of} name={name} what={what} {...(unit === undefined ? {} : { unit })} />;
}

function wordsOf(setting: SettingView, say: Say, language: Language) {
  const { name, default: usual } = setting;
  switch (name) {
    case 'merchant':
      return { name: say('settings.merchant'), what: say('settings.merchant.what') };
    case 'request-life-days':
      return {
        name: say('settings.life'),
        what: say('settings.life.what', { usual }),
        unit: say('settings.days'),
      };
    case 'stop-window':
      return {
        name: say('settings.stop'),
        what: say('settings.stop.what', { usual }),
        unit: say('settings.seconds'),
      };
    default:
      return { name, what: meaningOf(setting, language, say) };
  }
}
