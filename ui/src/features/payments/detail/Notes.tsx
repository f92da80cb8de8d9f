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

interface NotesProps {
  order: OrderView;
  writing: boolean;
  onWriting: (writing: boolean) => void;
}

/** What colleagues wrote, and a place to write. */
export function Notes({ order, writing, onWriting }: NotesProps) {
  const { say } = useWords();
  if (order.notes.length === 0 && !writing) return null;
  return (
    <div className={styles['later']}>
      <Section title={say('detail.notes')}>
        {!writing && (
          <button type="button" className={styles['link']} onClick={() => onWriting(true)}>
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
      {writing && <Writing order={order} onDone={() => onWriting(false)} />}
    </div>
  );
}

function Writing({ order, onDone }: { order: OrderView; onDone: () => void }) {
  const { say } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.scrollIntoView?.({ block: 'nearest' });
    form.current?.querySelector('textarea')?.focus();
  }, []);
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
        onChange={(event) => setText(event.currentTarget.value)}
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
