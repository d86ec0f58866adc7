import { RadioGroup } from '../../ui/inputs/choice.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import styles from './settings.module.css';
import type { Change } from './settings-model.ts';
import { densityChoices, motionChoices, type SettingsRow, themeChoices } from './settings-model.ts';

interface Props {
  readonly settings: SettingsRow;
  readonly change: Change;
  readonly stale: boolean;
}

export function AppearancePanel({ settings, change, stale }: Props) {
  return (
    <Panel title="Look" fact="this workspace, saved at once" span={6} padded stale={stale}>
      <div className={styles.form}>
        <RadioGroup
          label="Theme"
          choices={themeChoices}
          value={settings.theme}
          onChange={(theme) => change({ theme })}
        />
        <RadioGroup
          label="Density"
          choices={densityChoices}
          value={settings.density}
          onChange={(density) => change({ density })}
        />
        <RadioGroup
          label="Motion"
          choices={motionChoices}
          value={settings.motion}
          onChange={(motion) => change({ motion })}
        />
      </div>
    </Panel>
  );
}
