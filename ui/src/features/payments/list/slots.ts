/** More than are ever drawn at once. */
export const SLOTS = 256;

/**
 * Which of the drawn rows shows an order. They are used again, by their places in the list: to write another order into
 * a row takes a third of the time that it takes to make one, and another answer changes them all. The row that the
 * keyboard is on keeps its own, also when it is drawn far from the others.
 */
export function slots(active: number): (index: number) => string {
  return (index) => `row-${index !== active && index % SLOTS === active % SLOTS ? 'beside' : index % SLOTS}`;
}
