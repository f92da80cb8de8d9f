import { Popover } from '@mantine/core';
import { IconDeviceFloppy, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Button } from '@/parts/Button';
import { Field } from '@/parts/Field';
import { Icon } from '@/parts/Icon';
import { useWords } from '@/words/words';
import bar from './Bar.module.css';
import { LONGEST_NAME, MOST_VIEWS, type View } from './views';

interface SaveViewProps {
  open: boolean;
  set: (open: boolean) => void;
  views: readonly View[];
  /** Answers whether it is kept: not where there are too many already. */
  onSave: (name: string) => boolean;
  onTake: (view: View) => void;
  onRemove: (name: string) => void;
}

/** Keeps the search under a name, and lists the names there are. */
export function SaveView({ open, set, views, onSave, onTake, onRemove }: SaveViewProps) {
  const { say } = useWords();
  const [name, setName] = useState('');
  const [isRefused, setRefused] = useState(false);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    const isKept = onSave(name.trim());
    setRefused(!isKept);
    if (!isKept) return;
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
            wrong={isRefused ? say('payments.view.full', { count: MOST_VIEWS }) : null}
            value={name}
            maxLength={LONGEST_NAME}
            autoComplete="off"
            data-autofocus
            onChange={(event) => {
              setName(event.currentTarget.value);
              setRefused(false);
            }}
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
                onClick={() => {
                  onRemove(view.name);
                  setRefused(false);
                }}
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
