import type { Remark, RequestDraft, RequestField } from '../contract';

/** Reads one payment by one way, addresses and passengers as far as the tests of the window need it. */
export function checkFurther(draft: RequestDraft): Remark[] {
  const wrong: Remark[] = [];
  const remark = (field: RequestField, code: string, item: number | null = null) =>
    wrong.push({ field, item, code, message: code, remedy: '', readings: [] });
  const { more, by_pay } = draft;
  const isRegion = (text: string) => text.trim() === '' || /^[A-Za-z]{2}$/.test(text.trim());
  if (!isRegion(more.ship_to.place.region)) remark('ship_to', 'region');
  if (!isRegion(more.bill_to.region)) remark('bill_to', 'region');
  if (draft.trips.some(({ kind }) => kind === 'flight')) {
    more.passengers.forEach(({ name }, place) => {
      if (name.trim() === '') remark('passenger', 'empty', place);
    });
  }
  if (more.payer_email.trim() !== '' && !more.payer_email.includes('@')) remark('payer_email', 'not-an-address');
  if (more.cpf.trim() !== '' && !/^\d{10,11}$/.test(more.cpf.replaceAll(/[.\- ]/g, ''))) remark('cpf', 'not-a-cpf');
  if (draft.counter !== null && draft.trips.length > 0) remark('counter', 'not-at-counter');
  else if (draft.counter === 'one-method' && draft.methods.length !== 1) remark('method', 'one-method');
  if (by_pay === null) return wrong;
  if (draft.methods.length !== 1 || draft.trips.length > 0) remark('method', 'one-method');
  const { three_ds, brand, issuer_authentication, instalments, client_ip } = by_pay;
  const isAboutCards = three_ds || brand.trim() !== '' || issuer_authentication || instalments.trim() !== '';
  if (draft.methods.length === 1 && draft.methods[0] !== 'CARD' && isAboutCards) remark('pay', 'cards-only');
  if (instalments.trim() !== '' && !/^([2-9]|\d{2,})$/.test(instalments.trim())) remark('instalments', 'instalments');
  if (client_ip.trim() !== '' && !/^[\da-fA-F.:]+$/.test(client_ip.trim())) remark('client_ip', 'bad-address');
  if (issuer_authentication && brand.trim() === '') remark('card_brand', 'brand');
  if (issuer_authentication && draft.capture_mode === 'MANUAL') remark('capture', 'captured-by-antom');
  return wrong;
}
