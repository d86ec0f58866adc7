import { describe, expect, it } from 'vitest';
import { type AddressedEdit, planEdits } from '../../../core/domain/trackers/edit/edit.ts';
import { carriedItems } from '../../../core/domain/trackers/identity/carried.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { applySplices } from '../../../core/domain/trackers/text/text.ts';

const text = `# Plan

| Task | Status |
|---|---|
| Sweep the deck | todo |
| Paint the hull | todo |
| Mend the sails | todo |
`;

function edited(edits: (address: (title: string) => string) => AddressedEdit[]) {
  const before = parseTracker(text);
  const address = (title: string) => {
    const found = before.items.find((item) => item.title === title);
    if (found === undefined) throw new Error(title);
    return found.address;
  };
  const plan = planEdits(before, edits(address), { today: '2026-11-20', log: false, actor: 'me' });
  if (!plan.ok) throw new Error(plan.error.message);
  const after = parseTracker(applySplices(text, plan.value.splices));
  return { before, after, splices: plan.value.splices, address };
}

const rename = (address: string, value: string): AddressedEdit => ({
  kind: 'set-field',
  address,
  field: 'name',
  value,
});

describe('items carried to another address by our own edit', () => {
  it('are known however different the new name is', () => {
    const { before, after, splices, address } = edited((at) => [rename(at('Paint the hull'), 'Zinc anodes')]);
    expect([...carriedItems(before, after, splices).values()]).toEqual([address('Paint the hull')]);
    expect([...carriedItems(after, before, null).keys()]).toEqual([address('Paint the hull')]);
  });

  it('are told apart when many are renamed at once, there and back', () => {
    const { before, after, splices, address } = edited((at) => [
      rename(at('Sweep the deck'), 'Xylem'),
      rename(at('Mend the sails'), 'Yonder'),
    ]);
    const carried = carriedItems(before, after, splices);
    expect([...carried.values()].sort()).toEqual([address('Mend the sails'), address('Sweep the deck')]);
    expect(carriedItems(after, before, null).size).toBe(2);
  });

  it('leave out what was deleted', () => {
    const { before, after, splices } = edited((at) => [
      { kind: 'delete-item', address: at('Paint the hull') },
    ]);
    expect(carriedItems(before, after, splices).size).toBe(0);
  });

  it('are none when every address stayed', () => {
    const { before, after, splices } = edited((at) => [
      { kind: 'set-field', address: at('Paint the hull'), field: 'status', value: 'done' },
    ]);
    expect(carriedItems(before, after, splices).size).toBe(0);
  });
});
