import { useState } from 'react';
import { call, useQuery } from '../../bridge/hooks.ts';
import { explain } from '../../bridge/words.ts';
import type { Tracker } from '../../domains/trackers/model/rows.ts';
import { sendWithUndo } from '../../domains/trackers/send-edits.ts';
import { Notice } from '../../ui/feedback/notice.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { TextArea } from '../../ui/inputs/field.tsx';
import { SplitView } from '../../ui/layout/split-view.tsx';
import { Dialog } from '../../ui/overlays/dialog.tsx';
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
  const [saving, setSaving] = useState(false);
  const [overtaken, setOvertaken] = useState(false);
  const body = section.value?.body ?? '';
  const text = draft ?? body;
  const save = async (anyway: boolean) => {
    setSaving(true);
    const now = await call('trackers.section', { trackerId, sectionPath });
    const changed = now.ok && section.value !== null && now.value.hash !== section.value.hash;
    if (changed && !anyway) {
      setOvertaken(true);
      setSaving(false);
      return;
    }
    const answer = await sendWithUndo(trackerId, [{ kind: 'set-prose', sectionPath, text }]);
    setSaving(false);
    if (answer.ok) onClose();
  };
  return (
    <Dialog
      title={`Edit ${title === '' ? 'the text before the first heading' : `“${title}”`}`}
      size="large"
      keepOpen
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button
            kind="primary"
            keys="Ctrl ↵"
            isPending={saving}
            isDisabled={draft === null || draft === body}
            onPress={() => void save(overtaken)}
          >
            {overtaken ? 'Save mine over it' : 'Save'}
          </Button>
        </>
      }
    >
      {section.failure !== null ? (
        <Notice kind="warning" what={explain(section.failure).what} todo={explain(section.failure).next} />
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
                <TextArea
                  label="Markdown"
                  mono
                  rows={18}
                  value={text}
                  onChange={setDraft}
                  onSubmit={() => void save(overtaken)}
                  autoFocus
                />
              </div>
            }
            end={
              <section className={styles.preview} aria-label="Preview">
                <Markdown text={text} />
              </section>
            }
          />
        </div>
      )}
    </Dialog>
  );
}
