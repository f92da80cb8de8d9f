import { IconBed, IconCheck, IconPlane, IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { print, printFigure } from '@/money/print';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import type { Remark, RequestField, TripDraft, TripLine } from '@/platform/contract';
import { type Say, useWords } from '@/words/words';
import { newTrip } from '../draft';
import type { Said } from '../remarks';
import { idOf, useForm, useSaid, useSaidOfTrip } from './context';
import form from './Form.module.css';
import { AddPassenger, Passengers } from './Passengers';
import { hasRemarks, Told } from './Told';
import styles from './Trips.module.css';

/** One cell of a trip: what it is called, where its text lies, and the field the core speaks of. */
interface Cell {
  field: RequestField & `trip_${string}`;
  key: string;
  word:
    | 'request.trip.number'
    | 'request.trip.from'
    | 'request.trip.to'
    | 'request.trip.departs'
    | 'request.trip.hotel'
    | 'request.trip.arrival'
    | 'request.trip.departure'
    | 'request.trip.price'
    | 'request.trip.arrives'
    | 'request.trip.carrier'
    | 'request.item.id';
  mono?: boolean;
}

const CELLS: Record<TripDraft['kind'], readonly Cell[]> = {
  flight: [
    { field: 'trip_number', key: 'number', word: 'request.trip.number' },
    { field: 'trip_from', key: 'from', word: 'request.trip.from' },
    { field: 'trip_to', key: 'to', word: 'request.trip.to' },
    { field: 'trip_departs', key: 'departs', word: 'request.trip.departs', mono: true },
    { field: 'trip_price', key: 'price', word: 'request.trip.price', mono: true },
  ],
  stay: [
    { field: 'trip_hotel', key: 'hotel', word: 'request.trip.hotel' },
    { field: 'trip_from', key: 'from', word: 'request.trip.arrival', mono: true },
    { field: 'trip_to', key: 'to', word: 'request.trip.departure', mono: true },
    { field: 'trip_price', key: 'price', word: 'request.trip.price', mono: true },
  ],
};

/** What is rarely told of a trip. */
const MORE: Record<TripDraft['kind'], readonly Cell[]> = {
  flight: [
    { field: 'trip_arrives', key: 'arrives', word: 'request.trip.arrives', mono: true },
    { field: 'trip_carrier', key: 'carrier', word: 'request.trip.carrier' },
    { field: 'trip_goods', key: 'goods', word: 'request.item.id' },
  ],
  stay: [{ field: 'trip_goods', key: 'goods', word: 'request.item.id' }],
};

/** Flights and stays (guide 2): typed as on the ticket; the core makes the names that Antom prescribes. */
export function Trips() {
  const { say } = useWords();
  const { draft, change, checked } = useForm();
  const { trips } = draft;
  if (trips.length === 0) return null;
  const put = (place: number, next: TripDraft) =>
    change({ trips: trips.map((trip, at) => (at === place ? next : trip)) });
  const remove = (place: number) => {
    change({ trips: trips.filter((_, at) => at !== place) });
    const next = Math.max(0, place - 1);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-trip="${next}"] input`)?.focus());
  };
  return (
    <section className={styles['trips']} aria-label={say('request.trips')}>
      {trips.map((trip, place) => (
        <Trip
          // biome-ignore lint/suspicious/noArrayIndexKey: a trip is known by its place, as the core's remarks are
          key={place}
          trip={trip}
          place={place}
          line={checked?.trips.lines[place] ?? null}
          put={(next) => put(place, next)}
          remove={() => remove(place)}
        />
      ))}
      {trips.some(({ kind }) => kind === 'flight') && <Passengers />}
      <Foot />
    </section>
  );
}

/** Adds a flight or a stay, and goes to its first cell. */
export function AddTrip() {
  const { say } = useWords();
  const { draft, change } = useForm();
  const add = (kind: TripDraft['kind']) => {
    const place = draft.trips.length;
    change({ trips: [...draft.trips, newTrip(kind)] });
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-trip="${place}"] input`)?.focus());
  };
  return (
    <>
      <Button look="quiet" size="small" onClick={() => add('flight')}>
        <Icon of={IconPlane} />
        {say('request.trip.add.flight')}
      </Button>
      <Button look="quiet" size="small" onClick={() => add('stay')}>
        <Icon of={IconBed} />
        {say('request.trip.add.stay')}
      </Button>
    </>
  );
}

interface TripProps {
  trip: TripDraft;
  place: number;
  line: TripLine | null;
  put: (next: TripDraft) => void;
  remove: () => void;
}

function Trip({ trip, place, line, put, remove }: TripProps) {
  const { say } = useWords();
  const said = useSaidOfTrip(place);
  const name = nameOf(trip, place, say);
  const told = `request-trip-${place}-told`;
  const texts = trip as unknown as Readonly<Record<string, string>>;
  const [isOpen, setOpen] = useState(MORE[trip.kind].some(({ key }) => (texts[key] ?? '') !== ''));
  const readings = ({ readings }: Remark) =>
    readings.map((reading) => (
      <Button key={reading.value} size="small" onClick={() => put({ ...trip, price: printFigure(reading) })}>
        {print(reading)}
      </Button>
    ));
  const field = ({ field, key, word, mono = false }: Cell) => {
    const label = say(word);
    return (
      <div key={key} className={form['field']}>
        <label htmlFor={idOf(field, place)}>
          <span aria-hidden="true">{label}</span>
          <span className="heard">{say('request.of', { field: label, of: name })}</span>
        </label>
        <input
          id={idOf(field, place)}
          className={`${form['input']} ${mono ? 'num' : ''}`}
          autoComplete="off"
          spellCheck={false}
          value={texts[key] ?? ''}
          aria-invalid={said.wrong.some((remark) => remark.field === field)}
          aria-describedby={told}
          onChange={(event) => put({ ...trip, [key]: event.currentTarget.value })}
        />
      </div>
    );
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend of its own
    <div className={styles['trip']} data-trip={place} role="group" aria-label={name}>
      <div className={styles['cells']} data-kind={trip.kind}>
        {CELLS[trip.kind].map(field)}
        <Button look="quiet" icon aria-label={say('request.trip.remove', { trip: name })} onClick={remove}>
          <Icon of={IconX} />
        </Button>
      </div>
      {isOpen ? (
        <div className={styles['more']}>{MORE[trip.kind].map(field)}</div>
      ) : (
        <div className={styles['line']}>
          <Button look="quiet" size="small" onClick={() => setOpen(true)}>
            <Icon of={IconPlus} />
            {trip.kind === 'flight' ? say('request.trip.more.flight') : say('request.item.id')}
          </Button>
        </div>
      )}
      <Told
        id={told}
        said={said}
        fixes={readings}
        where={({ field }) => {
          const cell = [...CELLS[trip.kind], ...MORE[trip.kind]].find((one) => one.field === field);
          return cell === undefined ? null : say(cell.word);
        }}
        {...(line?.name == null ? {} : { hint: say('request.trip.name', { name: line.name }) })}
      />
    </div>
  );
}

function nameOf(trip: TripDraft, place: number, say: Say): string {
  const number = String(place + 1);
  return trip.kind === 'flight' ? say('request.trip.flight.of', { number }) : say('request.trip.stay.of', { number });
}

/** What they cost together, and the ways out where that is not the amount. */
function Foot() {
  const { say } = useWords();
  const { draft, change, checked } = useForm();
  const said = useSaid('trip');
  const sum = checked?.trips.sum ?? null;
  const difference = checked?.trips.difference ?? null;
  const others: Said = { wrong: said.wrong.filter(({ code }) => code !== 'trips-differ'), warnings: said.warnings };
  const isEqual = sum !== null && difference === null && checked?.amount != null;
  const ask = sum !== null && (difference !== null || draft.amount.trim() === '');
  return (
    <div className={styles['foot']} id={idOf('trip')} tabIndex={-1}>
      <div className={styles['line']}>
        <AddTrip />
        {draft.trips.some(({ kind }) => kind === 'flight') && <AddPassenger />}
        <span className="push" aria-live="polite">
          {isEqual && (
            <span className={styles['check']} data-tone="paid">
              <Icon of={IconCheck} />
              {say('request.trips.equal')}
            </span>
          )}
          {difference !== null && (
            <span className={styles['check']} data-tone="failed">
              {difference.direction === 'less'
                ? say('request.trips.less', { amount: print(difference.amount) })
                : say('request.trips.more', { amount: print(difference.amount) })}
            </span>
          )}
        </span>
        {ask && (
          <Button size="small" onClick={() => change({ amount: printFigure(sum) })}>
            {say('request.items.ask', { amount: print(sum) })}
          </Button>
        )}
      </div>
      {hasRemarks(others) && (
        <Told
          id="request-trip-told"
          said={others}
          fixes={({ code }) =>
            code === 'trips-and-items' ? (
              <Button size="small" onClick={() => change({ items: [] })}>
                {say('request.trips.drop-items')}
              </Button>
            ) : null
          }
        />
      )}
    </div>
  );
}
