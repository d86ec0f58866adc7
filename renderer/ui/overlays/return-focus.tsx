import { useEffect, useState } from 'react';

/**
 * Gives the focus back to where it was when the surface around this opened. The surface's own way does so as well, but
 * loses the place where its content changes while it closes; this steps in only where the focus was left with nothing.
 */
export function ReturnFocus() {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          const isLost = document.activeElement === null || document.activeElement === document.body;
          if (isLost && before instanceof HTMLElement && before.isConnected)
            before.focus({ preventScroll: true });
        }),
      );
    },
    [before],
  );
  return null;
}
