import type { InputOf, RowOf } from '../../../../core/contract/index.ts';
import { ItemId } from '../../../../core/kernel/ids.ts';
import { isIsoDate } from '../../../../core/kernel/time.ts';
import type { Mark } from '../../../ui/marks/mark.ts';

export type Exception = RowOf<'exceptions.list'>;

/** As a person sorts them: those that soon count no more stand apart from the others that count. */
export const exceptionStates = ['expiring', 'active', 'refused', 'expired', 'revoked'] as const;
export type ExceptionState = (typeof exceptionStates)[number];

export const stateMarks: Readonly<Record<ExceptionState, Mark>> = {
  active: 'active',
  expiring: 'at-risk',
  refused: 'blocked',
  expired: 'stale',
  revoked: 'dropped',
};

export const stateLabels: Readonly<Record<ExceptionState, string>> = {
  active: 'Active',
  expiring: 'Expiring',
  refused: 'Refused',
  expired: 'Expired',
  revoked: 'Revoked',
};

const day = 86_400_000;
/** Left of an exception that is about to expire. */
const soon = 14 * day;

export function stateOf(
  { state, expiresAt }: Pick<Exception, 'state' | 'expiresAt'>,
  now: number,
): ExceptionState {
  return state === 'active' && expiresAt - now <= soon ? 'expiring' : state;
}

/** A last day such as is named: two weeks ahead. */
export function likelyLastDay(today: string): string {
  return lastDayOf(Date.parse(today) + soon);
}

/** The day that a moment of expiry ends: it counts to the end of it, in UTC. */
export function lastDayOf(expiresAt: number): string {
  return new Date(expiresAt).toISOString().slice(0, 10);
}

export function countStates(
  rows: readonly Exception[],
  now: number,
): Readonly<Record<ExceptionState, number>> {
  const counts = { active: 0, expiring: 0, refused: 0, expired: 0, revoked: 0 };
  for (const row of rows) counts[stateOf(row, now)] += 1;
  return counts;
}

/** Those that count first, the next to expire at the top; then the others, the newest first. */
export function orderExceptions(rows: readonly Exception[], now: number): readonly Exception[] {
  const place = (row: Exception) => exceptionStates.indexOf(stateOf(row, now));
  return rows.toSorted(
    (a, b) =>
      place(a) - place(b) || (a.state === 'active' ? a.expiresAt - b.expiresAt : b.givenAt - a.givenAt),
  );
}

/** What it lets through, in words. */
export function scopeWords({ criterion, itemTitle }: Pick<Exception, 'criterion' | 'itemTitle'>): string {
  const which = criterion === null ? 'any criterion' : `criterion ${criterion}`;
  return itemTitle === null ? which : `${which}, only ${itemTitle}`;
}

export interface ExceptionForm {
  readonly gate: string;
  readonly criterion: string | null;
  readonly item: string | null;
  readonly owner: string;
  readonly reason: string;
  readonly rollback: string;
  /** As it is typed. */
  readonly expires: string;
  readonly approver: string;
  readonly passphrase: string;
}

export type ExceptionProblems = Partial<
  Record<'gate' | 'owner' | 'reason' | 'rollback' | 'expires' | 'approver' | 'passphrase', string>
>;

/** Who can approve: their name, and whether a passphrase is asked before they sign in this window. */
export interface Approver {
  readonly id: string;
  readonly name: string;
  readonly asksPassphrase: boolean;
}

/** What was typed as the engine takes it, or what is wrong with it, by field. */
export function readForm(
  form: ExceptionForm,
  {
    readDay,
    today,
    approver,
  }: {
    readonly readDay: (text: string) => string | null;
    readonly today: string;
    readonly approver: Approver | null;
  },
): { readonly add: InputOf<'exceptions.add'> | null; readonly problems: ExceptionProblems } {
  const owner = form.owner.trim();
  const lastDay = readDay(form.expires);
  const problems: ExceptionProblems = {
    ...(form.gate === '' ? { gate: 'Choose the gate.' } : {}),
    ...(owner === ''
      ? { owner: 'Name who answers for it.' }
      : approver !== null && owner.toLowerCase() === approver.name.toLowerCase()
        ? { owner: 'Who answers for it can’t approve it, too: name somebody else.' }
        : {}),
    ...(form.reason.trim() === '' ? { reason: 'Say why it may be released all the same.' } : {}),
    ...(form.rollback.trim() === '' ? { rollback: 'Say what is done if it goes wrong.' } : {}),
    ...(lastDay === null || !isIsoDate(lastDay)
      ? { expires: `Name its last day, such as ${likelyLastDay(today)} or +14.` }
      : lastDay < today
        ? { expires: 'That day is over.' }
        : {}),
    ...(approver === null ? { approver: 'Choose who approves it.' } : {}),
    ...(approver?.asksPassphrase === true && form.passphrase === ''
      ? { passphrase: `${approver.name}’s passphrase is needed to sign.` }
      : {}),
  };
  if (Object.keys(problems).length > 0) return { add: null, problems };
  return {
    add: {
      gate: form.gate,
      criterion: form.criterion,
      item: ItemId.safeParse(form.item).data ?? null,
      owner,
      reason: form.reason.trim(),
      rollback: form.rollback.trim(),
      expiresAt: Date.parse(`${lastDay}T23:59:59.999Z`),
    },
    problems,
  };
}

/** The terms of one once more. What was revoked stays so, hence the new one ends a millisecond earlier. */
export function termsAgain(row: Exception): InputOf<'exceptions.add'> {
  const { gateId: gate, criterion, itemId: item, owner, reason, rollback, expiresAt } = row;
  return { gate, criterion, item, owner, reason, rollback, expiresAt: expiresAt - 1 };
}
