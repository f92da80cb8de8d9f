import { type KeyboardEvent, useId, useState } from 'react';
import type { SettingView } from '@/platform/contract';
import { Row } from './Row';
import styles from './Settings.module.css';
import { useSetting } from './useSettings';

interface TextSettingProps {
  of: SettingView;
  name: string;
  what: string;
  /** Beside a figure. */
  unit?: string;
}

/** A setting that is typed: kept on Enter or on leaving it, given back as it was by Esc. */
export function TextSetting({ of, name, what, unit }: TextSettingProps) {
  const id = useId();
  const setting = useSetting(of, name);
  const [typed, setTyped] = useState<string | null>(null);
  const value = typed ?? of.value;
  const keep = async () => {
    if (typed === null) return;
    if (typed.trim() === of.value) {
      setTyped(null);
      setting.mend();
    } else if (await setting.keep(typed.trim())) setTyped(null);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') void keep();
    else if (event.key === 'Escape' && typed !== null) {
      event.stopPropagation();
      setTyped(null);
      setting.mend();
    }
  };
  return (
    <Row of={id} name={name} what={what} wrong={setting.wrong} saved={setting.saved}>
      <input
        id={id}
        className={styles['input']}
        data-figure={unit !== undefined}
        value={value}
        autoComplete="off"
        spellCheck={false}
        {...(unit === undefined ? {} : { inputMode: 'numeric' })}
        aria-invalid={setting.wrong !== null}
        aria-describedby={setting.wrong === null ? `${id}-what` : `${id}-wrong ${id}-what`}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => void keep()}
        onKeyDown={press}
      />
      {unit !== undefined && <span className="quiet">{unit}</span>}
    </Row>
  );
}
