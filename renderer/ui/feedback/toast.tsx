import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastRegion as AriaToastRegion,
  Text,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
} from 'react-aria-components';
import { Button, IconButton } from '../inputs/button.tsx';
import type { Mark } from '../marks/mark.ts';
import { StateMark } from '../marks/state-mark.tsx';
import styles from './toast.module.css';

export interface ToastSpec {
  readonly kind: 'done' | 'info' | 'problem';
  /** What happened. */
  readonly text: string;
  /** What is kept and what to do. */
  readonly detail?: string | undefined;
  /** One action, e.g. undo with its key. */
  readonly action?:
    | { readonly label: string; readonly keys?: string | undefined; readonly run: () => void }
    | undefined;
}

const queue = new ToastQueue<ToastSpec>({ maxVisibleToasts: 4 });
const marks: Readonly<Record<ToastSpec['kind'], Mark>> = { done: 'done', info: 'active', problem: 'at-risk' };

/** Shows a toast. Problems stay until closed; the rest leave after 8 s unless pointer or focus is on them. */
export function showToast(toast: ToastSpec): void {
  // The same words once: a second press has nothing to add to the first.
  for (const { key, content } of queue.visibleToasts)
    if (content.text === toast.text && content.detail === toast.detail) queue.close(key);
  queue.add(toast, toast.kind === 'problem' ? {} : { timeout: 8000 });
}

/** Mounted once by the app frame; F6 reaches it. */
export function ToastRegion() {
  return (
    <AriaToastRegion queue={queue} aria-label="Messages" className={styles.region ?? ''}>
      {({ toast }) => (
        <AriaToast toast={toast} className={styles.toast ?? ''}>
          <StateMark mark={marks[toast.content.kind]} silent />
          <ToastContent className={styles.content ?? ''}>
            <Text slot="title">{toast.content.text}</Text>
            {toast.content.detail === undefined ? null : (
              <Text slot="description" className={styles.detail ?? ''}>
                {toast.content.detail}
              </Text>
            )}
          </ToastContent>
          <ToastAction spec={toast.content} close={() => queue.close(toast.key)} />
          <IconButton icon="close" label="Dismiss" onPress={() => queue.close(toast.key)} />
        </AriaToast>
      )}
    </AriaToastRegion>
  );
}

function ToastAction({ spec, close }: { readonly spec: ToastSpec; readonly close: () => void }) {
  const { action } = spec;
  if (action === undefined) return null;
  return (
    <Button
      kind="quiet"
      keys={action.keys}
      onPress={() => {
        action.run();
        close();
      }}
    >
      {action.label}
    </Button>
  );
}
