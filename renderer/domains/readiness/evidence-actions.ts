import type { InputOf } from '../../../core/contract/index.ts';
import { act } from '../../bridge/hooks.ts';
import { sayDone } from '../../bridge/say-done.ts';
import { showToast } from '../../ui/feedback/toast.tsx';
import { formatCount, formatNumber } from '../../ui/text/format.ts';
import type { Evidence } from './evidence-labels.ts';

type Id = Evidence['id'];

/** Pieces that one call takes. */
const mostAtOnce = 1000;

/** Withdraws them one by one; those withdrawn can be restored together. */
export async function withdrawEvidence(ids: readonly Id[]): Promise<void> {
  const done: Id[] = [];
  let said = '';
  for (const evidenceId of ids) {
    const answer = await act('evidence.withdraw', { evidenceId });
    if (answer === null) break;
    done.push(evidenceId);
    said = answer.summary;
  }
  if (done.length === 0) return;
  showToast({
    kind: 'done',
    text:
      done.length === 1
        ? said
        : `Withdrawn: ${formatCount(done.length, 'piece')} of evidence no longer count.`,
    action: { label: 'Undo', run: () => void restoreEvidence(done) },
  });
}

export async function restoreEvidence(ids: readonly Id[]): Promise<void> {
  for (const evidenceId of ids) {
    const answer = await act('evidence.restore', { evidenceId });
    if (answer === null) return;
    if (ids.length === 1) return sayDone(answer);
  }
  sayDone({ summary: `Restored: ${formatCount(ids.length, 'piece')} of evidence count again.` });
}

/** Its progress is that of its job; the answer says how many of how many hold. */
export function verifyEvidence(ids: readonly Id[]): Promise<void> {
  return verify(ids, (some) => ({ of: 'evidence', ids: some }));
}

/** All that counts for these items. */
export function verifyItems(ids: readonly Evidence['itemId'][]): Promise<void> {
  return verify(ids, (some) => ({ of: 'items', ids: some }));
}

async function verify<Named>(
  ids: readonly Named[],
  whatOf: (some: Named[]) => InputOf<'evidence.verify'>['what'],
): Promise<void> {
  let verified = 0;
  let others = 0;
  for (let at = 0; at < ids.length; at += mostAtOnce) {
    const answer = await act('evidence.verify', { what: whatOf(ids.slice(at, at + mostAtOnce)) });
    if (answer === null) return;
    verified += answer.verified;
    others += answer.others;
    const [only, second] = answer.rows;
    if (ids.length === 1 && only !== undefined && second === undefined)
      return showToast({ kind: only.result === 'verified' ? 'done' : 'info', text: only.says });
  }
  showToast({
    kind: others === 0 ? 'done' : 'info',
    text: `${formatNumber(verified)} of ${formatCount(verified + others, 'piece')} of evidence verified.`,
  });
}
