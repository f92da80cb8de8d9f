import { Popover } from '@mantine/core';
import { IconDeviceFloppy, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Button } from '@/parts/Button';
import { Field } from '@/parts/Field';
import { Icon } from '@/parts/Icon';
import { useWords } from '@/words/words';
import bar from './Bar.module.css';
import { LONGEST_NAME, type View } from './views';

interface SaveViewProps {
  open: boolean;
  set: (open: boolean) => void;
  views: readonly View[];
  onSave: (name: string) => void;
  onTake: (view: View) => void;
  onRemove: (name: string) => void;
}

/** Keeps the search under a name, and lists the names there are. */
export function SaveView({ open, set, views, onSave, onTake, onRemove }: SaveViewProps) {
  const { say } = useWords();
  const [name, setName] = useState('');
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    onSave(name.trim());
    setName('');
    set(false);
  };
  return (
    <Popover opened={open} onChange={set} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="tall"
          onClick={() => set(!open)}
          aria-label={say('payments.view.save')}
          aria-keyshortcuts="Control+S"
        >
          <Icon of={IconDeviceFloppy} />
          <span className={bar['wide']}>{say('payments.view.save')}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={say('payments.view.save')}>
        <form className={bar['views']} onSubmit={save}>
          <Field
            label={say('payments.view.name')}
            hint={say('payments.view.none')}
            value={name}
            maxLength={LONGEST_NAME}
            autoComplete="off"
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button look="primary" type="submit" disabled={name.trim() === ''}>
            {say('payments.view.save')}
          </Button>
          {views.length > 0 && <div className={bar['title']}>{say('payments.view.saved')}</div>}
          {views.map((view) => (
            <div key={view.name} className={bar['view']}>
              <button
                type="button"
                className={`${bar['name']} clip`}
                onClick={() => {
                  onTake(view);
                  set(false);
                }}
              >
                {view.name}
              </button>
              <Button
                look="quiet"
                size="small"
                icon
                aria-label={say('payments.view.remove', { name: view.name })}
                onClick={() => onRemove(view.name)}
              >
                <Icon of={IconTrash} />
              </Button>
            </div>
          ))}
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
