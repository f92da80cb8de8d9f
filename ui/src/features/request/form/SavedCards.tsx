import { useDebouncedValue } from '@mantine/hooks';
import { IconCheck, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/parts/Button';
import { Dialog } from '@/parts/Dialog';
import { Icon } from '@/parts/Icon';
import { cardName } from '@/parts/method';
import { useNotice } from '@/parts/Notice';
import type { CardHolder, SavedCard } from '@/platform/contract';
import { usePlatform } from '@/platform/platform';
import { useZone } from '@/time/clock';
import { printMoment } from '@/time/zone';
import { useWords } from '@/words/words';
import { isOneWay } from '../draft';
import { idOf, useForm, useSaid } from './context';
import styles from './Form.module.css';
import { hasRemarks, Told } from './Told';

/** How long nobody types before cards are looked for, in milliseconds. */
const QUIET = 300;

/** Cards a known buyer saved by paying with them before (guide 0): brand and last four, chosen one by one. */
export function SavedCards() {
  const { say, language } = useWords();
  const zone = useZone();
  const { draft, change } = useForm();
  const said = useSaid('saved_cards');
  const [asked, setAsked] = useState<SavedCard | null>(null);
  const holder = useHolder();
  const cards = useCards(holder);
  const chosen = draft.saved_cards;
  const gone = chosen.filter((id) => !cards.some((card) => card.id === id));
  if (draft.trips.length > 0 || isOneWay(draft) || (cards.length === 0 && !hasRemarks(said))) return null;
  const toggle = (id: string) => {
    const kept = chosen.filter((one) => one !== id && !gone.includes(one));
    change({ saved_cards: chosen.includes(id) ? kept : [...kept, id] });
  };
  return (
    <div className={styles['field']}>
      <span id={idOf('saved_cards')} className={styles['label']} tabIndex={-1}>
        {say('request.cards')}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend of its own */}
      <div className={styles['methods']} role="group" aria-labelledby={idOf('saved_cards')}>
        {cards.map((card) => {
          const name = cardName(card.brand, card.last4, say);
          const isOn = chosen.includes(card.id);
          const when = printMoment(card.used_at, zone, language);
          return (
            <span key={card.id} className={styles['card']}>
              <button
                type="button"
                className={styles['way']}
                data-on={isOn}
                aria-pressed={isOn}
                title={say('request.cards.used', { when, reference: card.reference })}
                onClick={() => toggle(card.id)}
              >
                <Icon of={isOn ? IconCheck : IconPlus} />
                {name}
              </button>
              <Button
                look="quiet"
                size="small"
                icon
                aria-label={say('request.cards.forget', { card: name })}
                onClick={() => setAsked(card)}
              >
                <Icon of={IconTrash} />
              </Button>
            </span>
          );
        })}
      </div>
      <Told id={`${idOf('saved_cards')}-told`} said={said} />
      {asked !== null && <Forget card={asked} holder={holder} onClose={() => setAsked(null)} />}
    </div>
  );
}

function useHolder(): CardHolder {
  const { draft, defaults } = useForm();
  const said = (text: string) => (text.trim() === '' ? null : text.trim());
  return {
    account: draft.account ?? defaults.account ?? '',
    buyer_id: said(draft.buyer_id),
    email: said(draft.email),
  };
}

const KEY = 'saved-cards';

function useCards(holder: CardHolder): readonly SavedCard[] {
  const platform = usePlatform();
  const key = JSON.stringify(holder);
  const [settled] = useDebouncedValue(key, QUIET);
  const asked = JSON.parse(settled) as CardHolder;
  const isKnown = asked.account !== '' && (asked.buyer_id !== null || asked.email !== null);
  const { data } = useQuery({
    queryKey: [KEY, asked],
    queryFn: () => platform.call('saved_cards', { holder: asked }),
    enabled: isKnown,
  });
  return isKnown && settled === key ? (data ?? []) : [];
}

interface ForgetProps {
  card: SavedCard;
  holder: CardHolder;
  onClose: () => void;
}

function Forget({ card, holder, onClose }: ForgetProps) {
  const { say } = useWords();
  const platform = usePlatform();
  const notice = useNotice();
  const client = useQueryClient();
  const { draft, change } = useForm();
  const name = cardName(card.brand, card.last4, say);
  const forget = useMutation({
    mutationFn: () => platform.call('forget_card', { holder, card: card.id }),
    onSuccess: () => {
      change({ saved_cards: draft.saved_cards.filter((id) => id !== card.id) });
      void client.invalidateQueries({ queryKey: [KEY] });
      notice.tell(say('request.cards.forgotten', { card: name }));
      onClose();
    },
    onError: notice.trouble,
  });
  return (
    <Dialog
      open
      title={say('request.cards.forget.title', { card: name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button look="stop" disabled={forget.isPending} onClick={() => forget.mutate()}>
            {say('request.cards.forget.do')}
          </Button>
        </>
      }
    >
      <p>{say('request.cards.forget.body')}</p>
    </Dialog>
  );
}
