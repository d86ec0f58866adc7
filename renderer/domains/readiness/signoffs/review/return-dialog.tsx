import { useState } from 'react';
import { explain } from '../../../../bridge/failure-messages.ts';
import { call } from '../../../../bridge/hooks.ts';
import { sayDone } from '../../../../bridge/say-done.ts';
import { Button, IconButton } from '../../../../ui/inputs/button.tsx';
import { TextField } from '../../../../ui/inputs/field.tsx';
import { FormDialog } from '../../../../ui/overlays/form-dialog.tsx';
import { openRoles, type Signoff } from '../signoff-labels.ts';
import styles from '../signoffs.module.css';
import { useSigner } from '../use-signer.tsx';
import { ReviewMaterial } from './review-material.tsx';
import { RoleChoice } from './role-choice.tsx';

interface ReturnDialogProps {
  readonly signoff: Signoff;
  readonly role?: string | null | undefined;
  readonly onClose: () => void;
}

const mostGaps = 20;

/** Sends the item back with what is missing, a line for each gap. */
export function ReturnDialog({ signoff, role: chosen = null, onClose }: ReturnDialogProps) {
  const roles = openRoles(signoff);
  const [role, setRole] = useState(chosen ?? roles[0] ?? null);
  const [gaps, setGaps] = useState<readonly string[]>(['']);
  const [tried, setTried] = useState(false);
  const signer = useSigner();
  const named = gaps.map((gap) => gap.trim()).filter((gap) => gap !== '');
  const change = (at: number, text: string) =>
    setGaps(gaps.map((gap, other) => (other === at ? text.slice(0, 2000) : gap)));
  const send = async () => {
    setTried(true);
    if (named.length === 0) return null;
    const locked = await signer.unlock();
    if (locked !== null) return locked;
    const answer = await call('signoffs.return', { itemId: signoff.itemId, role, gaps: named });
    if (!answer.ok) return explain(answer.error);
    sayDone(answer.value);
    onClose();
    return null;
  };
  return (
    <FormDialog
      title={`Return ${signoff.itemTitle}`}
      size="large"
      confirm="Return it"
      isDisabled={!signer.isReady || role === null}
      send={send}
      onClose={onClose}
    >
      {() => (
        <>
          <ReviewMaterial signoff={signoff} />
          <RoleChoice signoff={signoff} roles={roles} value={role} onChange={setRole} />
          <fieldset className={styles.gapFields}>
            <legend>What is missing</legend>
            {gaps.map((gap, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- lines are added and removed at their place only
              <div key={at} className={styles.gapField}>
                <TextField
                  label={`Gap ${at + 1}`}
                  hideLabel
                  placeholder="What has to be there before you sign"
                  value={gap}
                  onChange={(text) => change(at, text)}
                  problem={tried && at === 0 && named.length === 0 ? 'Name at least one gap.' : null}
                  autoFocus={at === gaps.length - 1}
                />
                {gaps.length === 1 ? null : (
                  <IconButton
                    icon="close"
                    label={`Remove gap ${at + 1}`}
                    onPress={() => setGaps(gaps.filter((_, other) => other !== at))}
                  />
                )}
              </div>
            ))}
            {gaps.length < mostGaps ? (
              <Button kind="quiet" icon="plus" onPress={() => setGaps([...gaps, ''])}>
                Another gap
              </Button>
            ) : null}
          </fieldset>
          {signer.field}
        </>
      )}
    </FormDialog>
  );
}
