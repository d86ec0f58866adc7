import { Button } from '../inputs/button.tsx';
import styles from './empty-state.module.css';

export interface EmptyStateProps {
  /** What this place is for, in one sentence. */
  readonly sentence: string;
  readonly action?:
    | { readonly label: string; readonly keys?: string | undefined; readonly onPress: () => void }
    | undefined;
  /** The offer of the sample. */
  readonly sample?: { readonly label: string; readonly onPress: () => void } | undefined;
}

export function EmptyState({ sentence, action, sample }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <p>{sentence}</p>
      {action === undefined && sample === undefined ? null : (
        <div className={styles.actions}>
          {action === undefined ? null : (
            <Button kind="primary" keys={action.keys} onPress={action.onPress}>
              {action.label}
            </Button>
          )}
          {sample === undefined ? null : (
            <Button kind="quiet" onPress={sample.onPress}>
              {sample.label}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
