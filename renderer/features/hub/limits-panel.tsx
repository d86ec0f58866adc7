import { useState } from 'react';
import type { RateLimits } from '../../../core/domain/fleet/settings.ts';
import { useAction } from '../../domains/fleet/use-action.ts';
import { Button } from '../../ui/inputs/button.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import styles from './hub.module.css';
import { LimitsFields } from './limits-fields.tsx';
import { type LimitsDraft, limitsDraftOf, readLimits, sameLimits } from './limits-model.ts';

/** What every client may ask of the hub that has no limits of its own. */
export function LimitsPanel({ limits }: { readonly limits: RateLimits }) {
  const [typed, setTyped] = useState<LimitsDraft | null>(null);
  const [set, busy] = useAction('hub.setLimits', () => 'The new limits hold from now on.');
  const draft = typed ?? limitsDraftOf(limits);
  const { problems, limits: wanted } = readLimits(draft);
  const changed = wanted !== null && !sameLimits(limits, wanted);
  const save = async () => {
    if (changed && !busy && (await set({ client: '*', limits: wanted })) !== null) setTyped(null);
  };
  return (
    <Panel title="Rate limits" span={6} padded fact="for each client, unless it has its own">
      <LimitsFields draft={draft} problems={problems} onChange={setTyped} onSubmit={() => void save()} />
      <p className={styles.note}>
        A client that goes on beyond its limit waits longer each time; one that keeps breaking the protocol is
        cut off for 30 s, a minute, then five.
      </p>
      <div className={styles.actions}>
        <Button kind="quiet" isDisabled={typed === null} onPress={() => setTyped(null)}>
          Discard changes
        </Button>
        <Button kind="primary" isPending={busy} isDisabled={!changed} onPress={() => void save()}>
          Save the limits
        </Button>
      </div>
    </Panel>
  );
}
