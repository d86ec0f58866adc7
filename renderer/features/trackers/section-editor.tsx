import { useState } from 'react';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { call, useQuery } from '../../bridge/hooks.ts';
import type { Tracker } from '../../domains/trackers/model/rows.ts';
import { sendWithUndo } from '../../domains/trackers/send-edits.ts';
import { Notice } from '../../ui/feedback/notice.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { TextArea } from '../../ui/inputs/field.tsx';
import { SplitView } from '../../ui/layout/split-view.tsx';
import { FormDialog } from '../../ui/overlays/form-dialog.tsx';
import { Markdown } from '../../ui/text/markdown.tsx';
import styles from './section-editor.module.css';

interface SectionEditorProps {
  readonly trackerId: Tracker['id'];
  readonly sectionPath: string;
  readonly title: string;
  readonly onClose: () => void;
}

/** One section's own text, edited as Markdown beside its preview. Lines that stay the same keep their bytes. */
export function SectionEditor({ trackerId, sectionPath, title, onClose }: SectionEditorProps) {
  const section = useQuery('trackers.section', { trackerId, sectionPath });
  const [draft, setDraft] = useState<string | null>(null);
  const [overtaken, setOvertaken] = useState(false);
  const body = section.value?.body ?? '';
  const text = draft ?? body;
  const save = async () => {
    const now = await call('trackers.section', { trackerId, sectionPath });
    const changed = now.ok && section.value !== null && now.value.hash !== section.value.hash;
    if (changed && !overtaken) {
      setOvertaken(true);
      return null;
    }
    const answer = await sendWithUndo(trackerId, [{ kind: 'set-prose', sectionPath, text }]);
    if (answer.ok) onClose();
    return null;
  };
  return (
    <FormDialog
      title={`Edit ${title === '' ? 'the text before the first heading' : `“${title}”`}`}
      size="large"
      confirm={overtaken ? 'Save mine over it' : 'Save'}
      keys="Ctrl ↵"
      isDisabled={draft === null || draft === body}
      send={save}
      onClose={onClose}
    >
      {() =>
        section.failure !== null ? (
          <FailureNotice failure={section.failure} />
        ) : section.value === null ? (
          <Skeleton label="the section" lines={8} />
        ) : (
          <div className={styles.editor}>
            {overtaken ? (
              <Notice
                kind="warning"
                what="The section changed while you were writing."
                kept="Your text is kept here."
                todo="Save it over the newer text, or copy it, close and start from what the section says now."
              />
            ) : null}
            <SplitView
              label="Resize text and preview"
              start={
                <div className={styles.text}>
                  <TextArea label="Markdown" mono rows={18} value={text} onChange={setDraft} autoFocus />
                </div>
              }
              end={
                <section className={styles.preview} aria-label="Preview">
                  <Markdown text={text} />
                </section>
              }
            />
          </div>
        )
      }
    </FormDialog>
  );
}
