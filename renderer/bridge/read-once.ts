import type { InputOf, ViewName, ViewState } from '../../core/contract/index.ts';
import { client } from './client.ts';

/** A view as it is now, for what is done once: copying, exporting. */
export function readOnce<Name extends ViewName>(name: Name, input: InputOf<Name>): Promise<ViewState<Name>> {
  return new Promise((resolve) => {
    let stop = () => {};
    let settled = false;
    stop = client().watch(name, input, (state) => {
      if (settled || state.phase === 'loading') return;
      settled = true;
      resolve(state);
      stop();
    });
    // The first state may come before `watch` returned.
    if (settled) stop();
  });
}
