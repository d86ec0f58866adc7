import type { InputOf, RowOf, ViewName } from '../../../core/contract/index.ts';
import type { WireClient } from '../../../core/contract/transport/client.ts';

/** How long a wait may last: milliseconds, and until this happens. */
export interface WaitLimit {
  readonly ms: number;
  readonly until?: Promise<unknown>;
}

/** Resolves true as soon as some row of the view is as wanted; false at the limit. */
export function waitForRow<Name extends ViewName>(
  client: WireClient,
  name: Name,
  input: InputOf<Name>,
  wanted: (row: RowOf<Name>) => boolean,
  limit: WaitLimit,
): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (found: boolean): void => {
      clearTimeout(timer);
      // Not inside the first call: `stop` is not assigned before `watch` has returned.
      setImmediate(() => stop());
      resolve(found);
    };
    const timer = setTimeout(() => end(false), limit.ms);
    void limit.until?.then(() => end(false));
    const stop = client.watch(name, input, ({ rows }) => {
      if (rows.some(wanted)) end(true);
    });
  });
}
