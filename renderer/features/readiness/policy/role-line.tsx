import { ActorId } from '../../../../core/kernel/ids.ts';
import { IconButton } from '../../../ui/inputs/button.tsx';
import { Checkbox } from '../../../ui/inputs/choice.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import { ChoiceFilter } from '../../../ui/overlays/choice-filter.tsx';
import styles from '../readiness.module.css';
import { idOf, type PolicyView, type RoleForm } from './policy-model.ts';

interface RoleLineProps {
  readonly role: RoleForm;
  readonly actors: PolicyView['actors'];
  readonly problem: string | null;
  readonly onChange: (role: RoleForm) => void;
  /** Left out for the only one. */
  readonly onRemove: (() => void) | undefined;
}

/** One role: what it is called, who holds it, and whether it is asked for where a request names none. */
export function RoleLine({ role, actors, problem, onChange, onRemove }: RoleLineProps) {
  const name = role.title === '' ? 'new role' : role.title;
  const offered = actors.filter(({ id, revoked }) => !revoked || role.holders.includes(id));
  return (
    <li className={styles.roleLine}>
      <TextField
        label={`Name of ${name}`}
        hideLabel
        placeholder="Name of the role"
        value={role.title}
        onChange={(title) => onChange({ ...role, title })}
        problem={problem}
        autoFocus={role.id === null && role.title === ''}
      />
      <code title="How statements name it">{idOf(role)}</code>
      <ChoiceFilter
        label="Holders"
        none="Anybody here"
        choices={offered.map(({ id, name: label, revoked }) => ({
          id,
          label: revoked ? `${label} (revoked)` : label,
        }))}
        chosen={role.holders}
        onChange={(chosen) =>
          onChange({ ...role, holders: chosen.flatMap((id) => ActorId.safeParse(id).data ?? []) })
        }
      />
      <Checkbox isSelected={role.required} onChange={(required) => onChange({ ...role, required })}>
        Required
      </Checkbox>
      <IconButton
        icon="close"
        label={`Remove ${name}`}
        onPress={onRemove}
        isDisabled={onRemove === undefined}
      />
    </li>
  );
}
