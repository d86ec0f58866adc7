import { describe, expect, it } from 'vitest';
import type { RowOf } from '../../../core/contract/index.ts';
import { ExceptionRow } from '../../../core/domain/readiness/gate/gate-row.ts';
import {
  countStates,
  type ExceptionForm,
  lastDayOf,
  orderExceptions,
  readForm,
  scopeWords,
  stateOf,
  termsAgain,
} from '../../../renderer/features/gates/exceptions/exception-model.ts';

const day = 86_400_000;
const now = Date.parse('2026-03-01T10:00:00Z');

let made = 0;
function exception(more: object = {}): RowOf<'exceptions.list'> {
  made += 1;
  return ExceptionRow.parse({
    id: `ex_${String(made).padStart(32, '0')}`,
    gateId: 'quay',
    criterion: null,
    itemId: null,
    itemTitle: null,
    owner: 'Tom',
    reason: 'Agreed.',
    rollback: 'Close it.',
    expiresAt: now + 90 * day,
    approver: `ac_${'0'.repeat(26)}`,
    approverName: 'Ines',
    givenAt: made,
    revoked: null,
    state: 'active',
    why: null,
    ...more,
  });
}

describe('the exceptions', () => {
  const rows = [
    exception({ state: 'expired', expiresAt: now - day }),
    exception(),
    exception({ expiresAt: now + 13 * day }),
    exception({ state: 'revoked', revoked: { at: now, by: 'Ines' } }),
    exception({ expiresAt: now + 2 * day }),
  ];

  it('are about to expire for their last fourteen days', () => {
    expect(rows.map((row) => stateOf(row, now))).toEqual([
      'expired',
      'active',
      'expiring',
      'revoked',
      'expiring',
    ]);
    expect(countStates(rows, now)).toEqual({ active: 1, expiring: 2, refused: 0, expired: 1, revoked: 1 });
  });

  it('stand with the next to expire at the top, and those that count no more below', () => {
    expect(orderExceptions(rows, now).map((row) => rows.indexOf(row))).toEqual([4, 2, 1, 0, 3]);
  });

  it('say what they let through', () => {
    expect(scopeWords(exception())).toBe('any criterion');
    expect(scopeWords(exception({ criterion: 'built', itemTitle: 'Roof' }))).toBe(
      'criterion built, only Roof',
    );
  });

  it('are approved anew on the same terms for no longer than before', () => {
    const row = exception({ criterion: 'built' });
    expect(termsAgain(row)).toEqual({
      gate: 'quay',
      criterion: 'built',
      item: null,
      owner: 'Tom',
      reason: 'Agreed.',
      rollback: 'Close it.',
      expiresAt: row.expiresAt - 1,
    });
  });
});

describe('the form of an exception', () => {
  const ines = { id: 'ac_1', name: 'Ines Keller', asksPassphrase: false };
  const filled: ExceptionForm = {
    gate: 'quay',
    criterion: null,
    item: null,
    owner: ' Tom Ohara ',
    reason: ' Agreed. ',
    rollback: 'Close it.',
    expires: '2026-03-10',
    approver: 'ac_1',
    passphrase: '',
  };
  const read = (part: Partial<ExceptionForm> = {}, approver: typeof ines | null = ines) =>
    readForm({ ...filled, ...part }, { readDay: (text) => text, today: '2026-03-01', approver });

  it('counts to the end of its last day', () => {
    const { add, problems } = read();
    expect(problems).toEqual({});
    expect(add).toMatchObject({ gate: 'quay', owner: 'Tom Ohara', reason: 'Agreed.' });
    expect(add?.expiresAt).toBe(Date.parse('2026-03-10T23:59:59.999Z'));
    expect(lastDayOf(add?.expiresAt ?? 0)).toBe('2026-03-10');
    expect(read({ expires: '2026-03-01' }).add).not.toBeNull();
  });

  it('says of each field what is wrong with it', () => {
    const { add, problems } = read({ gate: '', owner: ' ', reason: '', rollback: '', expires: 'soon' }, null);
    expect(add).toBeNull();
    expect(Object.keys(problems)).toEqual(['gate', 'owner', 'reason', 'rollback', 'expires', 'approver']);
    expect(read({ expires: '2026-02-28' }).problems).toEqual({ expires: 'That day is over.' });
    expect(read({ owner: 'ines keller' }).problems.owner).toContain('can’t approve it, too');
    const locked = { ...ines, asksPassphrase: true };
    expect(read({}, locked).problems.passphrase).toContain('Ines Keller’s passphrase');
    expect(read({ passphrase: 'four words' }, locked).problems).toEqual({});
  });
});
