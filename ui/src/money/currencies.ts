/**
 * Digits after the point, by Antom's table (api.md section 4). It is Antom's and not ISO's: IDR has two here.
 * A test holds it against the core's own table.
 */
export const EXPONENTS: Readonly<Record<string, 0 | 2>> = {
  AUD: 2,
  BDT: 2,
  BRL: 2,
  CAD: 2,
  CLP: 0,
  CNY: 2,
  EUR: 2,
  GBP: 2,
  HKD: 2,
  IDR: 2,
  JPY: 0,
  KRW: 0,
  MXN: 2,
  MYR: 2,
  NZD: 2,
  PEN: 2,
  PHP: 2,
  PKR: 2,
  PLN: 2,
  SGD: 2,
  THB: 2,
  TWD: 2,
  USD: 2,
  VND: 0,
};

/** The most digits any currency here has after its point; shorter ones leave an empty column of that width. */
export const WIDEST = 2;
