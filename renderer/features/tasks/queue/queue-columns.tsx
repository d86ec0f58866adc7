import { retryText, taskLabel, taskMark } from '../../../domains/fleet/task-labels.ts';
import { Icon } from '../../../ui/marks/icon.tsx';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import type { TableColumn } from '../../../ui/table/table-types.ts';
import { TimeText } from '../../../ui/text/time-text.tsx';
import styles from './queue.module.css';
import { type QueueRow, statusText } from './queue-model.ts';

/** `moving`: tasks whose move the hub hasn't confirmed. */
export function queueColumns(moving: ReadonlySet<string>, isHere: boolean): readonly TableColumn<QueueRow>[] {
  return [
    {
      id: 'title',
      label: 'Task',
      value: (row) => row.title,
      width: 260,
      fixed: true,
      render: (row) => (
        <span className={styles.title}>
          <span
            className={styles.grip}
            data-task={row.id}
            data-movable={isHere && row.status === 'queued'}
            draggable={isHere && row.status === 'queued'}
            aria-hidden="true"
          >
            {isHere && row.status === 'queued' ? <Icon name="grip" /> : null}
          </span>
          <StateMark mark={taskMark(row)} label={taskLabel(row)} />
          <span className={styles.cut}>{row.title}</span>
        </span>
      ),
    },
    {
      id: 'now',
      label: 'Now',
      value: statusText,
      width: 380,
      render: (row) =>
        moving.has(row.id) ? <em className={styles.sent}>Move sent, not confirmed yet.</em> : statusText(row),
    },
    { id: 'tier', label: 'Tier', value: (row) => row.tier, width: 84 },
    {
      id: 'retries',
      label: 'Retries',
      value: (row) => retryText(row),
      width: 72,
      align: 'end',
    },
    {
      id: 'submitter',
      label: 'From',
      value: (row) => row.submitter.name,
      width: 120,
    },
    {
      id: 'since',
      label: 'Submitted',
      value: (row) => new Date(row.submittedAt).toISOString(),
      width: 108,
      align: 'end',
      render: (row) => <TimeText at={row.submittedAt} focusable={false} />,
    },
  ];
}
