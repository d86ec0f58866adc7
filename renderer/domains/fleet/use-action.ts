import { useCallback, useEffect, useRef, useState } from 'react';
import type { CommandName, InputOf, OutputOf } from '../../../core/contract/index.ts';
import { act } from '../../bridge/hooks.ts';
import { readableDates } from '../../bridge/readable-dates.ts';
import { announce } from '../../ui/feedback/live-region.tsx';
import { showToast } from '../../ui/feedback/toast.tsx';

/**
 * A command behind a button: `busy` until the engine has answered, then what came of it is said, confirmed or refused.
 * Nothing is shown as done before it was confirmed; a second press meanwhile is not sent.
 */
export function useAction<Name extends CommandName>(
  name: Name,
  confirmed: (output: OutputOf<Name>, input: InputOf<Name>) => string | null,
): readonly [run: (input: InputOf<Name>) => Promise<OutputOf<Name> | null>, busy: boolean] {
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const words = useRef(confirmed);
  useEffect(() => {
    words.current = confirmed;
  });
  const run = useCallback(
    async (input: InputOf<Name>) => {
      if (running.current) return null;
      running.current = true;
      setBusy(true);
      const output = await act(name, input);
      running.current = false;
      setBusy(false);
      const said = output === null ? null : words.current(output, input);
      const text = said === null ? null : readableDates(said);
      if (text !== null) {
        showToast({ kind: 'done', text });
        announce(text);
      }
      return output;
    },
    [name],
  );
  return [run, busy];
}
