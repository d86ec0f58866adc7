import type { InputOf } from '../../../core/contract/index.ts';
import { explain } from '../../bridge/failure-messages.ts';
import { act, call } from '../../bridge/hooks.ts';
import { showToast } from '../../ui/feedback/toast.tsx';
import type { FormProblem } from '../../ui/overlays/form-dialog.tsx';
import type { Alert } from './alerts-model.ts';

/** Takes alerts on, with a way back. */
export async function ackAlerts(
  alerts: readonly Alert[],
  how: Pick<InputOf<'alerts.ack'>, 'comment' | 'minutes'> = {},
): Promise<FormProblem | null> {
  const answer = await call('alerts.ack', { ids: alerts.map(({ id }) => id), ...how });
  if (!answer.ok) return explain(answer.error);
  const { changed, summary } = answer.value;
  showToast({
    kind: 'done',
    text: summary,
    action: { label: 'Undo', run: () => void act('alerts.release', { ids: changed }) },
  });
  return null;
}

/** Takes them on, or lets go of those that all are taken on already. */
export function toggleAck(alerts: readonly Alert[]): void {
  if (alerts.every(({ ack }) => ack !== null))
    void act('alerts.release', { ids: alerts.map(({ id }) => id) });
  else void ackAlerts(alerts.filter(({ ack }) => ack === null));
}
