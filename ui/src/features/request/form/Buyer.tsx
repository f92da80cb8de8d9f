import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import type { Remark } from '@/platform/contract';
import { useWords } from '@/words/words';
import { idOf, useForm, useSaid } from './context';
import styles from './Form.module.css';
import { Line, ToldOf } from './Line';

/** Who is asked to pay, and why cards want to know. */
export function Buyer() {
  const { say } = useWords();
  const { draft, change } = useForm();
  const [isAsked, setAsked] = useState(false);
  // The remark says the same as the hint, and louder.
  const isMissed = useSaid('email').wrong.some(({ code }) => code === 'contact-needed');
  const hasNumber = isAsked || draft.buyer_id !== '' || draft.trips.length > 0;
  const ask = () => {
    setAsked(true);
    requestAnimationFrame(() => document.getElementById(idOf('buyer_id'))?.focus());
  };
  // Only where every way is offered: a card that is named is always refused without a buyer.
  const mayDoWithout = draft.methods.length === 0 && draft.trips.length === 0;
  const without = ({ code }: Remark) =>
    code === 'contact-needed' && mayDoWithout ? (
      <Button size="small" onClick={() => change({ more: { ...draft.more, without_contact: true } })}>
        {say('request.buyer.without')}
      </Button>
    ) : null;
  const isUnknown =
    draft.more.without_contact &&
    mayDoWithout &&
    [draft.email, draft.phone, draft.buyer_id].every((text) => text.trim() === '');
  return (
    <div>
      <div className={styles['buyer']} data-four={hasNumber}>
        <Line
          apart
          field="name"
          label={say('request.buyer.name')}
          value={draft.name}
          onText={(name) => change({ name })}
        />
        <Line
          apart
          field="email"
          label={say('request.buyer.email')}
          inputMode="email"
          value={draft.email}
          onText={(email) => change({ email })}
        />
        <Line
          apart
          field="phone"
          label={say('request.buyer.phone')}
          inputMode="tel"
          value={draft.phone}
          onText={(phone) => change({ phone })}
        />
        {hasNumber && (
          <Line
            apart
            field="buyer_id"
            label={say('request.buyer.id')}
            value={draft.buyer_id}
            onText={(buyer_id) => change({ buyer_id })}
          />
        )}
      </div>
      <div className={styles['under']}>
        <div>
          <ToldOf field="name" />
          <ToldOf field="email" fixes={without} />
          <ToldOf field="phone" />
          <ToldOf field="buyer_id" />
          {!isMissed && (
            <p className={styles['hint']}>
              {draft.trips.length > 0
                ? say('request.trips.why')
                : say(isUnknown ? 'request.buyer.unknown' : 'request.buyer.why')}
            </p>
          )}
        </div>
        {!hasNumber && (
          <Button
            look="quiet"
            size="small"
            icon
            aria-label={say('request.buyer.id.add')}
            title={say('request.buyer.id.add')}
            onClick={ask}
          >
            <Icon of={IconUserPlus} />
          </Button>
        )}
      </div>
    </div>
  );
}
