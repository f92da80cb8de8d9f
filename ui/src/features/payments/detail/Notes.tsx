import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { At } from '@/parts/At';
import { Button } from '@/parts/Button';
import { Section } from '@/parts/Facts';
import { TextField } from '@/parts/Field';
import { useNotice } from '@/parts/Notice';
import type { OrderView } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';
import styles from './Detail.module.css';
import { useNoteDraft } from './noteDraft';

interface NotesProps {
  order: OrderView;
  /** Goes up whenever a note shall be written. */
  asked: number;
  onAdd: () => void;
}

/** What colleagues wrote, and a place to write. */
export function Notes({ order, asked, onAdd }: NotesProps) {
  const { say } = useWords();
  const [text, write] = useNoteDraft(order.id);
  const [writing, setWriting] = useState(text !== '');
  const [heard, setHeard] = useState(0);
  if (asked !== heard) {
    setHeard(asked);
    setWriting(true);
  }
  if (order.notes.length === 0 && !writing) return null;
  return (
    <div className={styles['later']}>
      <Section title={say('detail.notes')}>
        {!writing && (
          <button type="button" className={styles['link']} onClick={onAdd}>
            {say('detail.note.add')}
          </button>
        )}
      </Section>
      {order.notes.map((note) => (
        <div key={`${note.at} ${note.by}`} className={styles['note']}>
          <span className={note.text === null ? 'quiet' : undefined}>{note.text ?? say('detail.note.gone')}</span>
          <span className="quiet small">
            {note.by}, <At at={note.at} />
          </span>
        </div>
      ))}
      {writing && (
        <Writing
          order={order}
          text={text}
          asked={asked}
          onText={write}
          onDone={() => {
            write('');
            setWriting(false);
          }}
        />
      )}
    </div>
  );
}

interface WritingProps {
  order: OrderView;
  text: string;
  asked: number;
  onText: (text: string) => void;
  onDone: () => void;
}

function Writing({ order, text, asked, onText, onDone }: WritingProps) {
  const { say } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // A note that is found again leaves the keyboard where it is: in the list.
    if (asked === 0) return;
    form.current?.scrollIntoView?.({ block: 'nearest' });
    form.current?.querySelector('textarea')?.focus();
  }, [asked]);
  const keep = useMutation({
    mutationFn: () => platform.call('note', { order: order.id, text: text.trim() }),
    onSuccess: (next) => {
      client.setQueryData(['order', next.id, 'show'], next);
      onDone();
    },
    onError: notice.trouble,
  });
  return (
    <form
      ref={form}
      className={styles['writing']}
      onSubmit={(event) => {
        event.preventDefault();
        keep.mutate();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onDone();
      }}
    >
      <TextField
        label={say('detail.note.label')}
        hint={say('detail.note.hint')}
        value={text}
        maxLength={2000}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      <div className={styles['writingActions']}>
        <Button onClick={onDone}>{say('common.cancel')}</Button>
        <Button look="primary" type="submit" disabled={text.trim() === '' || keep.isPending}>
          {say('detail.note.keep')}
        </Button>
      </div>
    </form>
  );
}
