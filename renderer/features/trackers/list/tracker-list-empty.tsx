import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { loadSample } from '../tracker-calls.ts';
import { openDialog } from '../trackers-store.ts';

/** First sight of an empty workspace: what a tracker is, and three ways to one. */
export function TrackerListEmpty() {
  return (
    <EmptyState
      sentence="A tracker is a Markdown file you already keep: milestones, check lists, a status table. Add one and it is shown here as tables, boards and charts; your edits go back into the same file, and change nothing else in it."
      action={{ label: 'Add a file or folder', keys: 'n', onPress: () => openDialog({ kind: 'add' }) }}
      sample={{ label: 'Load the sample programme', onPress: () => void loadSample() }}
    />
  );
}
