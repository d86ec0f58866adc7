import { unreachable } from '../../core/kernel/unreachable.ts';
import type { ProcessEnd } from './run-process.ts';

/** How a process ended that did not end by itself, as the end of a sentence. */
export function describeEnd(
  end: Exclude<ProcessEnd, { how: 'exited' }>,
  bounds: { readonly seconds: number; readonly outputBytes: number },
): string {
  switch (end.how) {
    case 'timed-out':
      return `it was ended after ${Math.round(bounds.seconds)} seconds`;
    case 'aborted':
      return 'it was stopped with the task';
    case 'too-much-output':
      return `it was ended, since it printed more than ${bounds.outputBytes.toLocaleString('en')} bytes`;
    case 'killed':
      return `it was killed by ${end.by}`;
    case 'not-found':
      return 'there is no such program on this host';
    case 'not-started':
      return `it could not be started: ${end.message}`;
    default:
      return unreachable(end);
  }
}
