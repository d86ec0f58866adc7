import { expect, test } from 'vitest';
import { undoAction } from '../../../renderer/bridge/undo-action.ts';

test('a message that takes its own step back names no key: the key takes back whatever is newest', () => {
  expect(undoAction([7])).toEqual({ label: 'Undo', run: expect.any(Function) });
  expect(undoAction([])).toBeUndefined();
});
