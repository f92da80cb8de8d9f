import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/parts/Button';
import { Dialog } from '@/parts/Dialog';
import { Field } from '@/parts/Field';
import { useNotice } from '@/parts/Notice';
import type { OrderView } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useWords } from '@/words/words';

interface AskingProps {
  order: OrderView;
  open: boolean;
  onClose: () => void;
}

/** Asks before a buyer's particulars are deleted for good. */
export function Forget({ order, open, onClose }: AskingProps) {
  const { say } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const forget = useMutation({
    mutationFn: () => platform.call('forget_buyer', { order: order.id, reason: reason.trim() || null }),
    onSuccess: (next) => {
      client.setQueryData(['order', next.id, 'show'], next);
      onClose();
    },
    onError: notice.trouble,
  });
  return (
    <Dialog
      open={open}
      title={say('detail.forget.title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button look="stop" disabled={forget.isPending} onClick={() => forget.mutate()}>
            {say('detail.forget.do')}
          </Button>
        </>
      }
    >
      <p>{say('detail.forget.body', { reference: order.reference })}</p>
      <Field
        label={say('detail.forget.reason')}
        value={reason}
        maxLength={256}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Dialog>
  );
}
