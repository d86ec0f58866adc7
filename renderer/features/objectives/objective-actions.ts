import type { InputOf } from '../../../core/contract/index.ts';
import { SloValueId } from '../../../core/kernel/ids.ts';
import { act } from '../../bridge/hooks.ts';
import { sayDone } from '../../bridge/say-done.ts';
import { showToast } from '../../ui/feedback/toast.tsx';
import { formatCount } from '../../ui/text/format.ts';

/** Its progress is that of its job; the answer says how many values were read and what blocks. */
export async function checkObjectives(filter: InputOf<'slo.check'>): Promise<void> {
  const checked = await act('slo.check', filter);
  if (checked === null) return;
  const { summary, unreachable, unread, blocking } = checked;
  const [first] = unreachable;
  const more = unreachable.length > 1 ? ` And ${formatCount(unreachable.length - 1, 'more')}.` : '';
  showToast({
    kind: blocking === 0 && unread === 0 ? 'done' : 'info',
    text: summary,
    detail: first === undefined ? undefined : `Out of reach: ${first}${more}`,
  });
}

/** Undone by typing it in again. */
export async function withdrawValue(id: string, again: InputOf<'slo.addValue'> | null): Promise<void> {
  const valueId = SloValueId.safeParse(id);
  if (!valueId.success) return;
  const answer = await act('slo.withdrawValue', { valueId: valueId.data });
  sayDone(
    answer,
    again === null
      ? undefined
      : { label: 'Undo', run: () => void act('slo.addValue', again).then((added) => sayDone(added)) },
  );
}

export async function savePolicy(
  text: string,
  before: { readonly policy: string; readonly text: string } | null,
) {
  const saved = await act('slo.save', { text });
  if (saved === null) return null;
  const undo = async () => {
    if (before !== null && before.policy === saved.policy)
      sayDone(await act('slo.save', { text: before.text }));
    else sayDone(await act('slo.remove', { policy: saved.policy }));
  };
  sayDone(saved, { label: 'Undo', run: () => void undo() });
  return saved;
}

export async function removePolicy(policy: string, text: string): Promise<boolean> {
  const removed = await act('slo.remove', { policy });
  sayDone(removed, {
    label: 'Undo',
    run: () => void act('slo.save', { text }).then((saved) => sayDone(saved)),
  });
  return removed !== null;
}
