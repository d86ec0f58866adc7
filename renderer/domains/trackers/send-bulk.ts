import { showToast } from '../../ui/feedback/toast.tsx';
import { type BulkPlan, bulkText, leaveRefused } from './model/edits.ts';
import type { Item } from './model/rows.ts';
import { sendByTracker } from './send-edits.ts';
import { whyRefused } from './why-refused.ts';

/** Carries out what can be done of a bulk edit, and says which items stay as they are and why. */
export async function sendBulk(items: readonly Item[], planned: BulkPlan): Promise<void> {
  const reasons = await whyRefused(items, planned.edits);
  if (reasons === null) return;
  const plan = leaveRefused(items, planned, reasons);
  if (plan.left.length > 0) showToast({ kind: 'info', text: `${bulkText(plan)}.` });
  if (plan.edits.length > 0) await sendByTracker(items, plan.edits);
}
