import { useRef } from 'react';
import { droppedPath } from '../../bridge/desktop-port.ts';
import { Button } from '../../ui/inputs/button.tsx';
import { TextField, type TextFieldProps } from '../../ui/inputs/field.tsx';
import styles from './bundles.module.css';

type FileFieldProps = Pick<
  TextFieldProps,
  'label' | 'hint' | 'value' | 'onChange' | 'problem' | 'placeholder'
>;

/** The path of a file of the engine's machine. On the desktop it can be chosen too; a browser doesn't say where a file lies. */
export function FileField(props: FileFieldProps) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.fileField}>
      <TextField mono {...props} />
      {window.quarterdeck === undefined ? null : (
        <>
          <input
            ref={chooser}
            type="file"
            hidden
            accept=".tar"
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              const path = file === undefined ? null : droppedPath(file);
              if (path !== null) props.onChange(path);
              target.value = '';
            }}
          />
          <Button onPress={() => chooser.current?.click()}>Choose</Button>
        </>
      )}
    </div>
  );
}
