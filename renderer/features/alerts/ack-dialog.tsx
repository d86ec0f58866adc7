import { useState } from 'react';
import { TextArea } from '../../ui/inputs/field.tsx';
import { Select } from '../../ui/inputs/select.tsx';
import { FormDialog } from '../../ui/overlays/form-dialog.tsx';
import { formatCount } from '../../ui/text/format.ts';
import { ackAlerts } from './alert-actions.ts';
import type { Alert } from './alerts-model.ts';

interface AckDialogProps {
  readonly alerts: readonly Alert[];
  readonly onClose: () => void;
}

const LENGTHS = [
  { id: '', label: 'Until it ends' },
  { id: '30', label: 'For 30 minutes' },
  { id: '120', label: 'For 2 hours' },
  { id: '480', label: 'For 8 hours' },
  { id: '1440', label: 'For a day' },
] as const;

/** Says who does something about it, and for how long nobody else has to. */
export function AckDialog({ alerts, onClose }: AckDialogProps) {
  const [comment, setComment] = useState('');
  const [minutes, setMinutes] = useState('');
  const send = async () => {
    const problem = await ackAlerts(alerts, { comment, minutes: minutes === '' ? null : Number(minutes) });
    if (problem === null) onClose();
    return problem;
  };
  return (
    <FormDialog
      title={alerts.length === 1 ? 'Take this alert on' : `Take ${formatCount(alerts.length, 'alert')} on`}
      size="small"
      confirm="Take on"
      keys="Ctrl ↵"
      send={send}
      onClose={onClose}
    >
      {() => (
        <>
          <TextArea label="What you do about it" rows={2} value={comment} onChange={setComment} autoFocus />
          <Select label="For how long" choices={LENGTHS} value={minutes} onChange={setMinutes} />
        </>
      )}
    </FormDialog>
  );
}
