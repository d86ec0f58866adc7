import type { WireClient } from '../../../core/contract/client.ts';
import type { InputOf, RowOf, ViewName } from '../../../core/contract/index.ts';

/** Resolves true as soon as some row of the view is as wanted; false when the time is over. */
export function waitForRow<Name extends ViewName>(
  client: WireClient,
  name: Name,
  input: InputOf<Name>,
  wanted: (row: RowOf<Name>) => boolean,
  patience: number,
): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (found: boolean): void => {
      clearTimeout(timer);
      // Not inside the first call: `stop` is not assigned before `watch` has returned.
      setImmediate(() => stop());
      resolve(found);
    };
    const timer = setTimeout(() => end(false), patience);
    const stop = client.watch(name, input, ({ rows }) => {
      if (rows.some(wanted)) end(true);
    });
  });
}
