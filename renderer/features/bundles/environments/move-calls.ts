import type { OutputOf } from '../../../../core/contract/index.ts';
import { act } from '../../../bridge/hooks.ts';
import { showToast } from '../../../ui/feedback/toast.tsx';
import type { Bundle, Environment } from '../release-model.ts';

/** Its progress is that of its job; what it came to is said at the end. */
export async function promote(environmentId: Environment['id'], bundleId: Bundle['id']): Promise<void> {
  sayMoved(await act('environments.promote', { environmentId, bundleId }));
}

export async function rollBack(environmentId: Environment['id']): Promise<void> {
  sayMoved(await act('environments.rollback', { environmentId }));
}

function sayMoved(moved: OutputOf<'environments.promote'> | null): void {
  if (moved === null) return;
  const kinds = { done: 'done', refused: 'info', failed: 'problem' } as const;
  showToast({ kind: kinds[moved.outcome], text: moved.summary });
}
