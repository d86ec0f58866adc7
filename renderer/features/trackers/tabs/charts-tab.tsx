import type { Tracker } from '../../../domains/trackers/model/rows.ts';
import { ItemCharts } from '../../../domains/trackers/views/item-charts.tsx';
import { SlippedList } from '../../../domains/trackers/views/slipped-list.tsx';
import { PageGrid } from '../../../ui/layout/panel.tsx';
import styles from '../tracker-page.module.css';

interface ChartsTabProps {
  readonly tracker: Tracker;
  readonly version: string;
  readonly onOpen: (itemId: string) => void;
}

export function ChartsTab({ tracker, version, onOpen }: ChartsTabProps) {
  return (
    <div className={styles.tab}>
      <ItemCharts trackerId={tracker.id} name={tracker.name} version={version} />
      <PageGrid>
        <SlippedList trackerId={tracker.id} version={version} onOpen={onOpen} span={12} />
      </PageGrid>
    </div>
  );
}
