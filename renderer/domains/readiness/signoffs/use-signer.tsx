import { type ReactNode, useState } from 'react';
import { actAs } from '../../../bridge/acting-as.ts';
import { explain } from '../../../bridge/failure-messages.ts';
import { useStatus } from '../../../bridge/hooks.ts';
import { TextField } from '../../../ui/inputs/field.tsx';
import type { FormProblem } from '../../../ui/overlays/form-dialog.tsx';
import { TextLink } from '../../../ui/text/link.tsx';
import styles from './signoffs.module.css';

interface Signer {
  /** Who signs, and the field for their passphrase where their key is locked. */
  readonly field: ReactNode;
  /** Their passphrase is typed, or none is needed. */
  readonly isReady: boolean;
  /** Opens their key with what was typed; what is wrong with it, or null. */
  readonly unlock: () => Promise<FormProblem | null>;
}

/** The person at this window as one who signs: their key may have to be opened first. */
export function useSigner(): Signer {
  const actor = useStatus()?.actor ?? null;
  const [passphrase, setPassphrase] = useState('');
  const locked = actor?.lock === 'locked';
  return {
    field: (
      <>
        {locked ? (
          <TextField
            label={`Passphrase of ${actor.name}`}
            type="password"
            hint="Their key is locked. It stays open for a quarter of an hour after its last use."
            value={passphrase}
            onChange={setPassphrase}
          />
        ) : null}
        <p className={styles.muted}>
          {actor === null ? '' : `Signed with the key of ${actor.name}. `}
          <TextLink quiet href="/people">
            Act as somebody else
          </TextLink>
        </p>
      </>
    ),
    isReady: actor !== null && (!locked || passphrase !== ''),
    async unlock() {
      if (actor === null || !locked) return null;
      const answer = await actAs(actor.id, passphrase);
      return answer.ok ? null : explain(answer.error);
    },
  };
}
