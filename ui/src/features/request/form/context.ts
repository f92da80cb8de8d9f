import { createContext, useContext } from 'react';
import type { RequestChecked, RequestDefaults, RequestDraft, RequestField } from '@/platform/contract';
import { type Said, saidAt, saidOfTrip } from '../remarks';

/** The form as its fields see it. */
export interface FormState {
  draft: RequestDraft;
  change: (next: Partial<RequestDraft>) => void;
  defaults: RequestDefaults;
  /** What the core last read; it may be one keystroke behind. */
  checked: RequestChecked | null;
  /** Whether amount and currency are the ones that were read. */
  isAmountRead: boolean;
  /** The link was asked for, so what is missing is said. */
  attempted: boolean;
}

const FormContext = createContext<FormState | null>(null);

export const FormProvider = FormContext.Provider;

export function useForm(): FormState {
  const form = useContext(FormContext);
  if (form === null) throw new Error('useForm needs a FormProvider above it');
  return form;
}

/** What is to be said at a field, or at one item. */
export function useSaid(field: RequestField, item: number | null = null): Said {
  const { checked, attempted } = useForm();
  return saidAt(checked, field, item, attempted);
}

/** What is to be said at any cell of one flight or stay. */
export function useSaidOfTrip(place: number): Said {
  const { checked, attempted } = useForm();
  return saidOfTrip(checked, place, attempted);
}

/** The element that a remark speaks of: where focus goes when it keeps the link from being made. */
export function idOf(field: RequestField, item: number | null = null): string {
  return item === null ? `request-${field}` : `request-${field}-${item}`;
}
