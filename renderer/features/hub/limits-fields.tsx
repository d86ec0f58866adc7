import { RateTier } from '../../../core/domain/fleet/settings.ts';
import { TextField } from '../../ui/inputs/field.tsx';
import styles from './hub.module.css';
import { type LimitsDraft, type LimitsRead, tierLabels } from './limits-model.ts';

interface Props {
  readonly draft: LimitsDraft;
  readonly problems: LimitsRead['problems'];
  readonly onChange: (draft: LimitsDraft) => void;
  readonly onSubmit: () => void;
}

/** Requests a minute, by how much work they are. */
export function LimitsFields({ draft, problems, onChange, onSubmit }: Props) {
  return (
    <div className={styles.form}>
      {RateTier.options.map((tier) => (
        <TextField
          key={tier}
          label={`${tierLabels[tier].label} requests a minute`}
          hint={tierLabels[tier].explains}
          value={draft[tier]}
          onChange={(text) => onChange({ ...draft, [tier]: text })}
          onSubmit={onSubmit}
          problem={problems[tier] ?? null}
        />
      ))}
    </div>
  );
}
