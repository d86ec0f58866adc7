import type { OutputOf } from '../../../../core/contract/index.ts';
import { act } from '../../../bridge/hooks.ts';
import { sayDone } from '../../../bridge/say-done.ts';

/** What stood under an id before: its text where somebody had written one. */
export interface Before {
  readonly gateId: string;
  readonly text: string | null;
}

/** Saves a gate; undone by saving what stood there before, or by removing what nobody had written. */
export async function saveGate(text: string, before: Before | null): Promise<OutputOf<'gates.save'> | null> {
  const saved = await act('gates.save', { text });
  if (saved === null) return null;
  const isSame = before !== null && before.gateId === saved.gateId;
  const undo = async () => {
    if (isSame && before.text !== null) sayDone(await act('gates.save', { text: before.text }));
    else sayDone(await act('gates.remove', { gateId: saved.gateId }));
  };
  sayDone(saved, { label: 'Undo', run: () => void undo() });
  return saved;
}

export async function removeGate(gateId: string, text: string): Promise<boolean> {
  const removed = await act('gates.remove', { gateId });
  sayDone(removed, {
    label: 'Undo',
    run: () => void act('gates.save', { text }).then((saved) => sayDone(saved)),
  });
  return removed !== null;
}
