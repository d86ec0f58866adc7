import { formatExact } from '../../../ui/text/format.ts';
import { VisuallyHidden } from '../../../ui/text/visually-hidden.tsx';
import { roleInitials } from './signoff-labels.ts';
import styles from './signoffs.module.css';

interface RoleInitialsProps {
  readonly roles: readonly {
    readonly role: string;
    readonly signed: { readonly by: string; readonly at: number } | null;
  }[];
}

/** Roles by their initials, ringed once signed; the whole word and who signed are read out and shown on hover. */
export function RoleInitials({ roles }: RoleInitialsProps) {
  const initials = roleInitials(roles.map(({ role }) => role));
  return (
    <span className={styles.initials}>
      {roles.map(({ role, signed }, at) => {
        const said =
          signed === null
            ? `${role}: not signed yet`
            : `${role}: signed by ${signed.by}, ${formatExact(signed.at)}`;
        return (
          <span key={role} title={said} className={styles.initial} data-signed={signed !== null}>
            <span aria-hidden="true">{initials[at]}</span>
            <VisuallyHidden>{said}</VisuallyHidden>
          </span>
        );
      })}
    </span>
  );
}
