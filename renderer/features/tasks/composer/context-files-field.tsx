import { Button, IconButton } from '../../../ui/inputs/button.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import styles from './composer.module.css';
import type { FormProps } from './form-props.ts';

const most = 50;

/** Files worth reading first, each with a note. */
export function ContextFilesField({ form, problems, change }: FormProps) {
  const files = form.contextFiles;
  const put = (at: number, part: Partial<(typeof files)[number]>) =>
    change({ contextFiles: files.map((file, index) => (index === at ? { ...file, ...part } : file)) });
  return (
    <fieldset className={styles.group}>
      <legend>Context files</legend>
      {files.map((file, at) => (
        <div key={at} className={styles.pair}>
          <TextField
            label={`Path of file ${at + 1}`}
            hideLabel
            placeholder="docs/harbour.md"
            mono
            value={file.path}
            onChange={(path) => put(at, { path })}
            problem={problems[`contextFiles.${at}`] ?? null}
          />
          <TextField
            label={`Note on file ${at + 1}`}
            hideLabel
            placeholder="why it matters"
            value={file.note}
            onChange={(note) => put(at, { note })}
          />
          <IconButton
            icon="close"
            label={`Remove file ${at + 1}`}
            onPress={() => change({ contextFiles: files.filter((_, index) => index !== at) })}
          />
        </div>
      ))}
      <div>
        <Button
          kind="quiet"
          icon="plus"
          isDisabled={files.length >= most}
          onPress={() => change({ contextFiles: [...files, { path: '', note: '' }] })}
        >
          Add a file
        </Button>
      </div>
    </fieldset>
  );
}
