import type { Resources } from '../../../core/domain/fleet/agents/agent.ts';
import { ProgressBar } from '../../ui/feedback/progress.tsx';
import { formatBytes } from '../../ui/text/format.ts';
import styles from './resource-bars.module.css';

export interface ResourceBarsProps {
  readonly resources: Resources;
  /** Greyed: nobody knows whether it is still so. */
  readonly stale: boolean;
}

const share = (used: number, of: number) => `${formatBytes(used)} of ${formatBytes(of)}`;

/** A machine's load as bars with their numbers. */
export function ResourceBars({ resources, stale }: ResourceBarsProps) {
  const { cpuPercent, cores, ramUsedBytes, ramTotalBytes, vramUsedBytes, vramTotalBytes } = resources;
  return (
    <div className={styles.bars} data-stale={stale}>
      <ProgressBar
        label="CPU"
        value={cpuPercent}
        max={100}
        text={`${Math.round(cpuPercent)} % of ${cores} cores`}
      />
      <ProgressBar
        label="Memory"
        value={ramUsedBytes}
        max={ramTotalBytes}
        text={share(ramUsedBytes, ramTotalBytes)}
      />
      {vramUsedBytes === null || vramTotalBytes === null ? (
        <small className={styles.none}>No graphics memory reported.</small>
      ) : (
        <ProgressBar
          label="Graphics memory"
          value={vramUsedBytes}
          max={vramTotalBytes}
          text={share(vramUsedBytes, vramTotalBytes)}
        />
      )}
    </div>
  );
}
