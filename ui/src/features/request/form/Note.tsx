import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@/parts/Button';
import { useNotice } from '@/parts/Notice';
import type { OrderId } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';
import { useForm } from './context';
import styles from './Form.module.css';
import { Line } from './Line';

/** A word for colleagues. Once there is an order, what is written here is added to it without touching the link. */
export function Note({ order, kept }: { order: OrderId | null; kept: string }) {
  const { say } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const client = useQueryClient();
  const { draft, change } = useForm();
  const add = useMutation({
    mutationFn: (text: string) => platform.call('note', { order: order ?? '', text }),
    onSuccess: (next) => {
      client.setQueryData(['order', next.id, 'show'], next);
      change({ note: '' });
      notice.tell(say('request.note.kept'));
    },
    onError: notice.trouble,
  });
  const text = draft.note.trim();
  const isNew = order !== null && text !== '' && text !== kept.trim();
  return (
    <div className={isNew ? styles['note'] : undefined}>
      <Line
        field="note"
        label={say('request.note')}
        spellCheck
        value={draft.note}
        onText={(note) => change({ note })}
      />
      {isNew && (
        <Button disabled={add.isPending} onClick={() => add.mutate(text)}>
          {say('request.note.keep')}
        </Button>
      )}
    </div>
  );
}
