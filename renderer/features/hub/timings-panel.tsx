import { useState } from 'react';
import type { FleetSettings } from '../../../core/domain/fleet/settings.ts';
import { defaultFleetSettings } from '../../../core/domain/fleet/settings.ts';
import { useAction } from '../../domains/fleet/use-action.ts';
import { Button } from '../../ui/inputs/button.tsx';
import { TextField } from '../../ui/inputs/field.tsx';
import { useUnsavedText } from '../../ui/inputs/unsaved-text.ts';
import { Panel } from '../../ui/layout/panel.tsx';
import styles from './hub.module.css';
import { readTimings, type TimingDraft, timings } from './timing-list.ts';

/** The hub's timeouts, number by number. */
export function TimingsPanel({ settings }: { readonly settings: FleetSettings }) {
  const [draft, setDraft] = useState<TimingDraft>({});
  const [set, busy] = useAction('hub.setFleet', () => 'The new timings hold from now on.');
  const { problems, changes, sendable } = readTimings(draft, settings);
  const touched = Object.keys(draft).length > 0;
  useUnsavedText(touched);
  const save = async () => {
    if (sendable && !busy && (await set(changes)) !== null) setDraft({});
  };
  return (
    <Panel title="Timings" span={12} padded fact="they apply at once, also to tasks under way">
      <div className={styles.timings}>
        {timings.map(({ key, label, unit, explains }) => (
          <div key={key} className={styles.timing}>
            <TextField
              label={`${label} (${unit})`}
              hint={
                settings[key] === defaultFleetSettings[key]
                  ? explains
                  : `${explains} Usually ${defaultFleetSettings[key]} ${unit}.`
              }
              value={draft[key] ?? String(settings[key])}
              onChange={(text) => setDraft({ ...draft, [key]: text })}
              onSubmit={() => void save()}
              problem={problems[key] ?? null}
            />
          </div>
        ))}
      </div>
      <div className={styles.actions}>
        <Button kind="quiet" isDisabled={!touched} onPress={() => setDraft({})}>
          Discard changes
        </Button>
        <Button
          kind="quiet"
          onPress={() =>
            setDraft(Object.fromEntries(timings.map(({ key }) => [key, String(defaultFleetSettings[key])])))
          }
        >
          The usual values
        </Button>
        <Button kind="primary" isPending={busy} isDisabled={!sendable} onPress={() => void save()}>
          Save the timings
        </Button>
      </div>
    </Panel>
  );
}
