import { Popover } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns3 } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import { useWords, type WordKey } from '@/words/words';
import { COLUMNS, type ColumnId, FIRST_COLUMNS } from '../list/columns';
import bar from './Bar.module.css';

interface ColumnPickerProps {
  columns: readonly ColumnId[];
  onColumns: (columns: readonly ColumnId[]) => void;
}

/** Which columns there are and in what order. Moved by buttons: nothing needs a drag. */
export function ColumnPicker({ columns, onColumns }: ColumnPickerProps) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const named = (id: ColumnId) => (say as (key: WordKey) => string)(COLUMNS[id].word);
  const rest = (Object.keys(COLUMNS) as ColumnId[]).filter((id) => !columns.includes(id));
  const move = (id: ColumnId, step: number) => {
    const at = columns.indexOf(id);
    const next = columns.filter((one) => one !== id);
    next.splice(at + step, 0, id);
    onColumns(next);
  };
  const toggle = (id: ColumnId) =>
    onColumns(columns.includes(id) ? columns.filter((one) => one !== id) : [...columns, id]);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button size="tall" icon aria-label={say('payments.columns')} onClick={() => setOpen(!open)}>
          <Icon of={IconColumns3} />
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={say('payments.columns')}>
        <div className={bar['columns']}>
          {[...columns, ...rest].map((id) => {
            const at = columns.indexOf(id);
            const column = named(id);
            return (
              <div key={id} className={bar['column']}>
                <label>
                  <input
                    type="checkbox"
                    checked={at >= 0}
                    disabled={at >= 0 && columns.length === 1}
                    aria-label={say('payments.columns.show', { column })}
                    onChange={() => toggle(id)}
                  />
                  {column}
                </label>
                <Button
                  look="quiet"
                  size="small"
                  icon
                  disabled={at <= 0}
                  aria-label={say('payments.columns.up', { column })}
                  onClick={() => move(id, -1)}
                >
                  <Icon of={IconArrowUp} />
                </Button>
                <Button
                  look="quiet"
                  size="small"
                  icon
                  disabled={at < 0 || at === columns.length - 1}
                  aria-label={say('payments.columns.down', { column })}
                  onClick={() => move(id, 1)}
                >
                  <Icon of={IconArrowDown} />
                </Button>
              </div>
            );
          })}
          <Button size="small" onClick={() => onColumns(FIRST_COLUMNS)}>
            {say('payments.columns.reset')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
