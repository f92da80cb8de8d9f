import { IconCheck, IconPlus, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { print, printFigure } from '@/money/print';
import { Button } from '@/parts/Button';
import { Icon } from '@/parts/Icon';
import type { ItemDraft, Money, Remark, RequestChecked } from '@/platform/contract';
import { useWords } from '@/words/words';
import { isBlankItem, NEW_ITEM } from '../draft';
import { idOf, useForm, useSaid } from './context';
import { ItemMore, ItemMoreButton } from './ItemMore';
import styles from './Items.module.css';
import { hasRemarks, Told } from './Told';

/** What is bought. Items are optional; where there are any, they add up to the amount, to the minor unit. */
export function Items() {
  const { say } = useWords();
  const { draft, change, checked } = useForm();
  const table = useRef<HTMLTableElement>(null);
  const [dropped, setDropped] = useState<readonly ItemDraft[]>([]);
  const { items } = draft;

  const focus = (place: number) => requestAnimationFrame(() => document.getElementById(idOf('item', place))?.focus());
  const add = (item: ItemDraft) => {
    const last = items.at(-1);
    // A row that waits to be filled in is used before there is another.
    const kept = last !== undefined && isBlankItem(last) ? items.slice(0, -1) : items;
    change({ items: [...kept, item] });
    focus(kept.length);
  };
  const put = (place: number, next: Partial<ItemDraft>) =>
    change({ items: items.map((item, at) => (at === place ? { ...item, ...next } : item)) });
  const remove = (place: number) => {
    change({ items: items.filter((_, at) => at !== place) });
    if (items.length > 1) focus(Math.max(0, place - 1));
    else requestAnimationFrame(() => table.current?.querySelector<HTMLElement>('tfoot button')?.focus());
  };
  return (
    <table className={styles['items']} ref={table} aria-label={say('request.items')}>
      <thead className={items.length === 0 ? 'heard' : undefined}>
        <tr>
          <th scope="col">{say('request.item')}</th>
          <th scope="col">{say('request.item.quantity')}</th>
          <th scope="col">{say('request.item.unit')}</th>
          <th scope="col">{say('request.item.line', { currency: draft.currency })}</th>
          <th scope="col">
            <span className="heard">{say('request.item.remove.column')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item, place) => (
          <Row
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place, as the core's remarks are
            key={place}
            item={item}
            place={place}
            line={checked?.lines[place] ?? null}
            put={(next) => put(place, next)}
            add={() => add(NEW_ITEM)}
            remove={() => remove(place)}
          />
        ))}
      </tbody>
      <tfoot>
        <Sum
          count={items.length}
          add={add}
          drop={() => {
            setDropped(items);
            change({ items: [] });
          }}
          bringBack={items.length > 0 || dropped.length === 0 ? null : () => change({ items: [...dropped] })}
        />
      </tfoot>
    </table>
  );
}

interface RowProps {
  item: ItemDraft;
  place: number;
  line: Money | null;
  put: (next: Partial<ItemDraft>) => void;
  add: () => void;
  remove: () => void;
}

function Row({ item, place, line, put, add, remove }: RowProps) {
  const { say } = useWords();
  const said = useSaid('item', place);
  const number = String(place + 1);
  const told = `${idOf('item', place)}-told`;
  const [isOpen, setOpen] = useState(item.more !== undefined);
  const more = useId();
  const enter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    add();
  };
  const shared = { className: styles['cell'], autoComplete: 'off', 'aria-describedby': told, onKeyDown: enter };
  const wrong = said.wrong.length > 0;
  const readings = ({ readings }: Remark) =>
    readings.map((reading) => (
      <Button key={reading.value} size="small" onClick={() => put({ unit: printFigure(reading) })}>
        {print(reading)}
      </Button>
    ));
  return (
    <>
      <tr data-wrong={wrong}>
        <td>
          <input
            {...shared}
            id={idOf('item', place)}
            value={item.name}
            aria-label={say('request.item.name.of', { number })}
            aria-invalid={wrong}
            onChange={(event) => put({ name: event.currentTarget.value })}
          />
        </td>
        <td className="num">
          <input
            {...shared}
            value={item.quantity}
            inputMode="numeric"
            aria-label={say('request.item.quantity.of', { number })}
            onChange={(event) => put({ quantity: event.currentTarget.value })}
          />
        </td>
        <td className="num">
          <input
            {...shared}
            value={item.unit}
            inputMode="decimal"
            aria-label={say('request.item.unit.of', { number })}
            onChange={(event) => put({ unit: event.currentTarget.value })}
          />
        </td>
        <td className="num">{line === null ? '' : printFigure(line)}</td>
        <td>
          <ItemMoreButton number={number} open={isOpen} controls={more} onOpen={setOpen} />
          <Button look="quiet" size="small" icon aria-label={say('request.item.remove', { number })} onClick={remove}>
            <Icon of={IconX} />
          </Button>
        </td>
      </tr>
      <tr id={more} className={styles['silent']} hidden={!isOpen}>
        <td colSpan={5}>
          {isOpen && <ItemMore number={number} more={item.more} put={(next) => put({ more: next })} />}
        </td>
      </tr>
      <tr className={hasRemarks(said) ? styles['saying'] : styles['silent']}>
        <td colSpan={5}>
          <Told id={told} said={said} fixes={readings} />
        </td>
      </tr>
    </>
  );
}

interface SumProps {
  count: number;
  add: (item: ItemDraft) => void;
  drop: () => void;
  /** Where items were left out, the way to have them again. */
  bringBack: (() => void) | null;
}

/** The sum under the items, and where it is off, the two ways out. */
function Sum({ count, add, drop, bringBack }: SumProps) {
  const { say } = useWords();
  const { checked, draft, change } = useForm();
  const said = useSaid('item');
  const sum = count > 0 ? (checked?.sum ?? null) : null;
  const difference = checked?.difference ?? null;
  const others = { wrong: said.wrong.filter(({ code }) => code !== 'items-differ'), warnings: said.warnings };
  return (
    <>
      <tr className={styles['sum']} data-empty={count === 0}>
        <td colSpan={count === 0 ? 5 : 1}>
          <Button look="quiet" size="small" onClick={() => add(NEW_ITEM)}>
            <Icon of={IconPlus} />
            {say('request.item.add')}
          </Button>
          {bringBack !== null && (
            <Button look="quiet" size="small" onClick={bringBack}>
              {say('request.items.back')}
            </Button>
          )}
          {count === 0 && <span className={styles['hint']}>{say('request.items.hint')}</span>}
        </td>
        <td colSpan={2} hidden={count === 0} aria-live="polite">
          {sum !== null && difference === null && checked?.amount != null && (
            <span className={styles['check']} data-tone="paid">
              <Icon of={IconCheck} />
              {say('request.items.equal')}
            </span>
          )}
          {sum !== null && draft.amount.trim() === '' && (
            <Button size="small" onClick={() => change({ amount: printFigure(sum) })}>
              {say('request.items.ask', { amount: print(sum) })}
            </Button>
          )}
        </td>
        <td hidden={count === 0} className="num strong">
          {sum === null ? '' : printFigure(sum)}
        </td>
        <td hidden={count === 0} />
      </tr>
      {sum !== null && difference !== null && <Off sum={sum} difference={difference} add={add} drop={drop} />}
      {hasRemarks(others) && (
        <tr className={styles['saying']}>
          <td colSpan={5}>
            <Told id="request-item-told" said={others} />
          </td>
        </tr>
      )}
    </>
  );
}

interface OffProps {
  sum: Money;
  difference: NonNullable<RequestChecked['difference']>;
  add: (item: ItemDraft) => void;
  drop: () => void;
}

function Off({ sum, difference, add, drop }: OffProps) {
  const { say } = useWords();
  const { change } = useForm();
  const amount = print(difference.amount);
  const isLess = difference.direction === 'less';
  return (
    <tr className={styles['off']}>
      <td colSpan={5}>
        <div data-tone="failed">
          <p role="status">{isLess ? say('request.items.less', { amount }) : say('request.items.more', { amount })}</p>
          <Button size="small" onClick={() => change({ amount: printFigure(sum) })}>
            {say('request.items.ask', { amount: print(sum) })}
          </Button>
          {isLess ? (
            <Button size="small" onClick={() => add({ ...NEW_ITEM, unit: printFigure(difference.amount) })}>
              {say('request.items.add', { amount })}
            </Button>
          ) : (
            <Button size="small" onClick={drop}>
              {say('request.items.drop')}
            </Button>
          )}
        </div>
      </td>
    </tr>
  );
}
