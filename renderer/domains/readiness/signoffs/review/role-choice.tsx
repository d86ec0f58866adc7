import { Select } from '../../../../ui/inputs/select.tsx';
import { roleTitle, type Signoff } from '../signoff-labels.ts';

interface RoleChoiceProps {
  readonly signoff: Pick<Signoff, 'reviews'>;
  /** Those the person may sign in. */
  readonly roles: readonly string[];
  readonly value: string | null;
  readonly onChange: (role: string) => void;
}

/** In which role one reviews; only stated where there is one. */
export function RoleChoice({ signoff, roles, value, onChange }: RoleChoiceProps) {
  const [only] = roles;
  if (only === undefined) return <p>There is no role left in which you may review it.</p>;
  if (roles.length === 1) return <p>You review it as {roleTitle(only, signoff.reviews)}.</p>;
  const choices = roles.map((id) => ({ id, label: roleTitle(id, signoff.reviews) }));
  return <Select label="Role" choices={choices} value={value} onChange={onChange} />;
}
