import { type ReactNode, useMemo } from 'react';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { useCommands } from '../../../ui/keys/commands.ts';
import { Panel } from '../../../ui/layout/panel.tsx';
import { SplitView } from '../../../ui/layout/split-view.tsx';
import styles from './release.module.css';
import type { DocumentEditing } from './use-document-editor.ts';
import { type LineProblem, YamlField } from './yaml-field.tsx';

interface DocumentEditorProps {
  readonly editing: DocumentEditing;
  /** Names the text: "Gate in YAML". */
  readonly label: string;
  /** One muted fact about the document. */
  readonly fact?: string | undefined;
  readonly problems: readonly LineProblem[];
  /** Whose text it is that overtook what is typed. */
  readonly savedBy: string;
  readonly onSave: () => Promise<void>;
  /** Buttons before those of the editor. */
  readonly actions?: ReactNode | undefined;
  /** What the text comes to, beside it. */
  readonly children: ReactNode;
}

/** A document in YAML beside what it comes to: it is saved as a whole, and only while nothing is wrong with it. */
export function DocumentEditor(props: DocumentEditorProps) {
  const { editing, problems, onSave } = props;
  const canSave = editing.isChanged && problems.length === 0;
  useCommands(
    useMemo(
      () => [
        {
          id: 'document.save',
          title: 'Save the document',
          group: 'Editor',
          keys: '$mod+s',
          whileTyping: true,
          run: () => {
            if (canSave) void onSave();
          },
        },
      ],
      [canSave, onSave],
    ),
  );
  return (
    <>
      {editing.isOvertaken ? (
        <Notice
          kind="warning"
          what={`${props.savedBy} changed it while you were writing.`}
          kept="Your text is kept here."
          todo="Save it over the newer one, or drop your changes and start from what it says now."
        />
      ) : null}
      <Panel
        title="Document"
        fact={props.fact}
        actions={
          <>
            {props.actions}
            {editing.isChanged && problems.length === 0 ? null : (
              <output>{problems.length === 0 ? 'Saved' : 'Can’t be saved yet'}</output>
            )}
            <Button kind="quiet" isDisabled={!editing.isChanged} onPress={editing.drop}>
              Drop my changes
            </Button>
            <Button kind="primary" keys="Ctrl S" isDisabled={!canSave} onPress={() => void onSave()}>
              Save
            </Button>
          </>
        }
        padded
      >
        <SplitView
          label="Resize the text"
          start={
            <div className={styles.side}>
              <YamlField
                label={props.label}
                text={editing.text}
                onText={editing.change}
                problems={problems}
              />
            </div>
          }
          end={<div className={styles.side}>{props.children}</div>}
        />
      </Panel>
    </>
  );
}
