import type { Failure } from '../../core/kernel/result.ts';
import type { NoticeProps } from '../ui/feedback/notice.tsx';
import { Notice } from '../ui/feedback/notice.tsx';
import { explain } from './failure-messages.ts';

interface FailureNoticeProps extends Pick<NoticeProps, 'actions'> {
  readonly failure: Failure;
  readonly kind?: NoticeProps['kind'] | undefined;
}

/** A failure where its answer would have stood. `showFailure` is for what has no place of its own. */
export function FailureNotice({ failure, kind = 'warning', actions }: FailureNoticeProps) {
  const { what, kept, next } = explain(failure);
  return <Notice kind={kind} what={what} kept={kept} todo={next} actions={actions} />;
}
