import { expect, it } from 'vitest';
import { openRow } from '../../../renderer/ui/overlays/open-row.ts';

const rows = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];

function around(openId: string | null) {
  const opened: string[] = [];
  const { open, onPrevious, onNext } = openRow(rows, openId, (id) => void opened.push(id));
  onPrevious?.();
  onNext?.();
  return { open: open?.id ?? null, opened };
}

it('leads from the open row to those beside it, and nowhere from one that is not listed', () => {
  expect(around('b')).toEqual({ open: 'b', opened: ['a', 'c'] });
  expect(around('a')).toEqual({ open: 'a', opened: ['b'] });
  expect(around('c')).toEqual({ open: 'c', opened: ['b'] });
  expect(around('d')).toEqual({ open: null, opened: [] });
  expect(around(null)).toEqual({ open: null, opened: [] });
});
