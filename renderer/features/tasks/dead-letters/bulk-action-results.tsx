import { buildPath, navigate } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { RowList } from '../../../ui/layout/row-list.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import type { BulkActionResult } from './dead-letter-model.ts';
import styles from './dead-letters.module.css';

interface BulkActionResultsProps {
  readonly results: readonly BulkActionResult[];
  readonly onClose: () => void;
}

/** The outcome for each task of the last bulk action, refused ones first. */
export function BulkActionResults({ results, onClose }: BulkActionResultsProps) {
  const refused = results.filter((one) => !one.ok).length;
  return (
    <div className={styles.results}>
      <Panel
        title="What came of it"
        fact={`${formatCount(results.length - refused, 'task')} done, ${refused} refused`}
        actions={<Button onPress={onClose}>Close</Button>}
      >
        <div className={styles.list}>
          <RowList
            label="What came of it"
            rows={results.map((one) => ({
              id: one.id,
              mark: one.ok ? 'done' : 'at-risk',
              markLabel: one.ok ? 'done' : 'refused',
              text: one.title,
              end: one.words,
            }))}
            onOpen={(id) => navigate(buildPath('/tasks/:task', { task: id }))}
          />
        </div>
      </Panel>
    </div>
  );
}
