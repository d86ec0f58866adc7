import { useState } from 'react';
import { Switch } from '../../ui/inputs/choice.tsx';
import { TextField } from '../../ui/inputs/field.tsx';
import { useUnsavedText } from '../../ui/inputs/unsaved-text.ts';
import { Panel } from '../../ui/layout/panel.tsx';
import styles from './settings.module.css';
import { type Change, readDays, type SettingsRow } from './settings-model.ts';

export function TrackersPanel({
  settings,
  change,
}: {
  readonly settings: SettingsRow;
  readonly change: Change;
}) {
  return (
    <Panel title="Trackers" span={6} padded>
      <div className={styles.form}>
        <StaleDays key={settings.staleAfterDays} days={settings.staleAfterDays} change={change} />
        <div>
          <Switch isSelected={settings.logEdits} onChange={(logEdits) => change({ logEdits })}>
            Write a change-log line with each edit
          </Switch>
          <p className={styles.hint}>Only in documents that keep a change log, in their own style.</p>
        </div>
      </div>
    </Panel>
  );
}

/** Kept while typing, saved on Enter or on leaving the field, restored by what the engine holds. */
function StaleDays({ days, change }: { readonly days: number; readonly change: Change }) {
  const [typed, setTyped] = useState(String(days));
  const read = readDays(typed);
  useUnsavedText(typed !== String(days));
  const save = () => {
    if (read.days !== null && read.days !== days) change({ staleAfterDays: read.days });
  };
  return (
    <div className={styles.narrow} onBlur={save}>
      <TextField
        label="Stale after, in days"
        hint="A tracker whose last-verified date is older is drawn as stale."
        type="number"
        value={typed}
        onChange={setTyped}
        onSubmit={save}
        problem={read.problem}
      />
    </div>
  );
}
