import { expect, test } from 'vitest';
import {
  forgetRefused,
  keepRefused,
  refusedEdits,
} from '../../../renderer/ui/table/editors/refused-edits.ts';

const valueOf = (row: string) => refusedEdits().find(({ rowId }) => rowId === row)?.value;

test('typed text that was refused is kept for its cell until it is dismissed', () => {
  keepRefused('it_1', 'notes', { value: 'first', reason: 'The engine has stopped.' });
  keepRefused('it_1', 'notes', { value: 'second', reason: 'The engine has stopped.' });
  expect(valueOf('it_1')).toBe('second');
  forgetRefused('it_1', 'owner');
  expect(valueOf('it_1')).toBe('second');
  forgetRefused('it_1', 'notes');
  expect(valueOf('it_1')).toBeUndefined();
});

test('keeps a bounded number of them, the newest', () => {
  for (let row = 0; row < 500; row += 1)
    keepRefused(`it_${row}`, 'notes', { value: String(row), reason: 'r' });
  expect(refusedEdits()).toHaveLength(200);
  expect(valueOf('it_499')).toBe('499');
});
