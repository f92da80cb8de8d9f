import { print } from '@/money/print';
import type { Money, Remark, RequestDraft, RequestField, TripDraft, TripLine, TripsChecked } from '../contract';
import { read } from './reading';

/** Reads flights and stays as far as the tests of the window need it. */
export function checkTrips(
  { trips, items, currency, name, buyer_id }: RequestDraft,
  asked: Money | null,
): { checked: TripsChecked; wrong: Remark[] } {
  const wrong: Remark[] = [];
  if (trips.length === 0) return { checked: { lines: [], sum: null, difference: null }, wrong };
  const remark = (field: RequestField, code: string, item: number | null = null) =>
    wrong.push({ field, item, code, message: code, remedy: '', readings: [] });
  if (name.trim() === '') remark('name', 'needed-here');
  if (buyer_id.trim() === '') remark('buyer_id', 'needed-here');
  const lines = trips.map((trip, place): TripLine => {
    const before = wrong.length;
    const price = read(trip.price, currency);
    if (!('amount' in price)) wrong.push({ field: 'trip_price', item: place, ...price });
    cells(trip, (field, code) => remark(field, code, place));
    return {
      price: 'amount' in price ? price.amount : null,
      name: wrong.length === before ? nameOf(trip) : null,
    };
  });
  if (items.length > 0) remark('trip', 'trips-and-items');
  const isWhole = lines.every(({ price }) => price !== null);
  const sum = isWhole
    ? { currency, value: lines.reduce((all, { price }) => all + BigInt(price?.value ?? 0), 0n).toString() }
    : null;
  const gap = sum === null || asked === null ? 0n : BigInt(asked.value) - BigInt(sum.value);
  const difference: TripsChecked['difference'] =
    gap === 0n
      ? null
      : {
          direction: gap > 0n ? 'less' : 'more',
          amount: { currency, value: (gap < 0n ? -gap : gap).toString() },
        };
  if (difference !== null) {
    const message = `flights and stays are ${print(difference.amount)} ${difference.direction} than the amount`;
    wrong.push({ field: 'trip', item: null, code: 'trips-differ', message, remedy: '', readings: [] });
  }
  return { checked: { lines, sum, difference }, wrong };
}

function cells(trip: TripDraft, remark: (field: RequestField, code: string) => void): void {
  if (trip.kind === 'flight') {
    if (trip.number.trim() === '') remark('trip_number', 'empty');
    for (const [field, text] of [
      ['trip_from', trip.from],
      ['trip_to', trip.to],
    ] as const) {
      if (text.trim() === '') remark(field, 'empty');
      else if (!/^[A-Za-z]{3}$/.test(text.trim())) remark(field, 'airport');
    }
    if (trip.departs.trim() === '') remark('trip_departs', 'empty');
    else if (/^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(trip.departs.trim())) remark('trip_departs', 'offset');
    else if (!/^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)? [+-]\d\d:\d\d$/.test(trip.departs.trim())) {
      remark('trip_departs', 'departure');
    }
    return;
  }
  if (trip.hotel.trim() === '') remark('trip_hotel', 'empty');
  for (const [field, text] of [
    ['trip_from', trip.from],
    ['trip_to', trip.to],
  ] as const) {
    if (text.trim() === '') remark(field, 'empty');
    else if (!/^\d{4}-\d\d-\d\d$/.test(text.trim())) remark(field, 'day');
  }
}

function nameOf(trip: TripDraft): string {
  const day = (text: string) => text.slice(0, 10).replaceAll('-', '');
  if (trip.kind === 'stay') {
    return `Accommodation Period (${day(trip.from)}-${day(trip.to)}), ${trip.hotel.trim()}`;
  }
  const places = `${trip.from.toUpperCase()}-${trip.to.toUpperCase()}`;
  return `ticket-${day(trip.departs)}-${trip.number.toUpperCase()}-${places}`;
}
