import { FileTrigger } from 'react-aria-components';
import { formatBytes } from '../../text/format.ts';
import { Button } from '../button.tsx';
import styles from './file-choice.module.css';

export interface FileChoiceProps {
  /** The file that is chosen; null before. */
  readonly file: { readonly name: string; readonly size: number } | null;
  /** What happens to it, and how large it may be. */
  readonly hint: string;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onClear: () => void;
}

/** The line of a form that takes a file: chosen here, or brought by the `FileDrop` around it. */
export function FileChoice({ file, hint, onFiles, onClear }: FileChoiceProps) {
  if (file !== null) {
    return (
      <div className={styles.choice}>
        <span className={styles.name}>{file.name}</span>
        <span className={styles.fact}>{formatBytes(file.size)}</span>
        <Button kind="quiet" label={`Take out ${file.name}`} onPress={onClear}>
          Take out
        </Button>
        <small className={styles.hint}>{hint}</small>
      </div>
    );
  }
  return (
    <div className={styles.choice} data-empty="true">
      <span className={styles.words}>Drop a file here, or paste one.</span>
      <FileTrigger
        onSelect={(chosen) => {
          if (chosen !== null && chosen.length > 0) onFiles([...chosen]);
        }}
      >
        <Button>Choose a file</Button>
      </FileTrigger>
      <small className={styles.hint}>{hint}</small>
    </div>
  );
}
