import { IconUserPlus, IconX } from '@tabler/icons-react';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import type { PassengerDraft } from '@/platform/contract';
import { useWords } from '@/words/words';
import { NO_PASSENGER } from '../draft';
import { Cells } from './Cells';
import { idOf, useForm } from './context';
import styles from './Trips.module.css';

/** Who flies (guide 2): told where the airline wants to know. */
export function Passengers() {
  const { say } = useWords();
  const { draft, change } = useForm();
  const { passengers } = draft.more;
  const put = (next: readonly PassengerDraft[]) => change({ more: { ...draft.more, passengers: [...next] } });
  return (
    <>
      {passengers.map((passenger, place) => {
        const who = say('request.passenger.of', { number: String(place + 1) });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a passenger is known by their place, as the core's remarks are
          <div key={place} className={styles['passenger']}>
            <Cells
              of={who}
              field="passenger"
              item={place}
              values={passenger}
              cells={[
                { key: 'name', label: say('request.passenger.name') },
                { key: 'email', label: say('request.buyer.email') },
                { key: 'phone', label: say('request.buyer.phone') },
              ]}
              onText={(key, text) => put(passengers.map((one, at) => (at === place ? { ...one, [key]: text } : one)))}
            >
              <Button
                look="quiet"
                icon
                aria-label={say('request.trip.remove', { trip: who })}
                onClick={() => put(passengers.filter((_, at) => at !== place))}
              >
                <Icon of={IconX} />
              </Button>
            </Cells>
          </div>
        );
      })}
    </>
  );
}

/** Adds a passenger, and goes to their name. */
export function AddPassenger() {
  const { say } = useWords();
  const { draft, change } = useForm();
  const { passengers } = draft.more;
  const add = () => {
    change({ more: { ...draft.more, passengers: [...passengers, NO_PASSENGER] } });
    requestAnimationFrame(() => document.getElementById(idOf('passenger', passengers.length))?.focus());
  };
  return (
    <Button look="quiet" size="small" onClick={add}>
      <Icon of={IconUserPlus} />
      {say('request.passenger.add')}
    </Button>
  );
}
