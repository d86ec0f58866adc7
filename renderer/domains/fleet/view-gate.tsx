import type { ReactNode } from 'react';
import type { ViewName, ViewState } from '../../../core/contract/index.ts';
import { Notice } from '../../ui/feedback/notice.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';

interface ViewGateProps {
  readonly phase: ViewState<ViewName>['phase'];
  readonly failure: ViewState<ViewName>['failure'];
  readonly isEmpty: boolean;
  /** What it shows, in words: "the queue". */
  readonly label: string;
  /** Shown when it is known that there is nothing. */
  readonly empty: ReactNode;
  readonly children: ReactNode;
}

/** Rows of a view, or what stands in their place. Nothing heard is never shown as nothing there. */
export function ViewGate({ phase, failure, isEmpty, label, empty, children }: ViewGateProps) {
  if (phase === 'failed') {
    return (
      <Notice
        kind="problem"
        what={failure?.message ?? `It couldn’t be read: ${label}.`}
        kept="Nothing was changed."
        todo="Reload the window; if it repeats, diagnostics has the log."
      />
    );
  }
  if (phase === 'loading' || (phase === 'lost' && isEmpty)) return <Skeleton label={label} lines={8} />;
  return isEmpty ? empty : children;
}
