import { useState } from 'react';
import { shellWord } from '../../../../core/kernel/shell-word.ts';
import { explain } from '../../../bridge/failure-messages.ts';
import { call, useView } from '../../../bridge/hooks.ts';
import shared from '../../../domains/readiness/screens.module.css';
import { Checkbox } from '../../../ui/inputs/choice.tsx';
import { CopyButton } from '../../../ui/inputs/copy-button.tsx';
import { TextArea } from '../../../ui/inputs/field.tsx';
import { FormDialog } from '../../../ui/overlays/form-dialog.tsx';
import styles from '../bundles.module.css';
import { FileField } from '../file-field.tsx';
import { readFingerprints, type Verified } from './verdict-model.ts';

interface VerifyDialogProps {
  readonly onVerified: (verified: Verified) => void;
  readonly onClose: () => void;
}

/** Verifies a bundle from a file. Whose signature is enough, the person says by fingerprint. */
export function VerifyDialog({ onVerified, onClose }: VerifyDialogProps) {
  const people = useView('actors.list', {}).rows.filter(({ revokedAt }) => revokedAt === null);
  const [file, setFile] = useState('');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [typed, setTyped] = useState('');
  const path = file.trim();
  const { fingerprints, problem } = readFingerprints(typed);
  const trust = [...ticked, ...fingerprints];
  const send = async () => {
    const answer = await call('bundles.verify', { what: { file: path }, trust });
    if (!answer.ok) return explain(answer.error);
    onVerified({ of: path, file: path, answer: answer.value });
    return null;
  };
  const tick = (fingerprint: string, on: boolean) => {
    const next = new Set(ticked);
    if (on) next.add(fingerprint);
    else next.delete(fingerprint);
    setTicked(next);
  };
  return (
    <FormDialog
      title="Verify a bundle"
      confirm="Verify"
      isDisabled={path === '' || problem !== null}
      send={send}
      onClose={onClose}
      actions={
        path === '' ? undefined : (
          <CopyButton
            label="Copy the command"
            text={() =>
              [
                'quarterdeck bundle verify',
                shellWord(path),
                ...trust.map((key) => `--trust ${shellWord(key)}`),
              ].join(' ')
            }
          >
            Copy the command
          </CopyButton>
        )
      }
    >
      {() => (
        <>
          <FileField
            label="File"
            hint="A bundle as it was handed over, on the machine of the engine. It is read only, and nothing in it is run."
            placeholder="/tmp/release.tar"
            value={file}
            onChange={setFile}
          />
          <fieldset className={styles.keys}>
            <legend>Trust only a bundle signed by</legend>
            {people.map(({ id, name, fingerprint }) => (
              <Checkbox
                key={id}
                isSelected={ticked.has(fingerprint)}
                onChange={(on) => tick(fingerprint, on)}
              >
                <span>
                  {name} <span className={shared.mono}>{fingerprint}</span>
                </span>
              </Checkbox>
            ))}
          </fieldset>
          <TextArea
            label="Other fingerprints"
            hint="One a line, as its owner read it to you. If nobody is named, a good signature of anybody is enough."
            mono
            rows={2}
            value={typed}
            onChange={setTyped}
            problem={problem}
          />
        </>
      )}
    </FormDialog>
  );
}
