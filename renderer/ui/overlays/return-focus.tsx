import { useEffect, useState } from 'react';

/**
 * Gives the focus back to where it was when the surface around this opened. The surface's own way does so as well, but
 * loses the place where its content changes while it closes; this steps in only where the focus was left with nothing.
 * Where that place is gone too, what was around it takes the focus, at last the screen.
 */
export function ReturnFocus() {
  const [places] = useState(() => placesAround(document.activeElement));
  useEffect(
    () => () => {
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          const isLost = document.activeElement === null || document.activeElement === document.body;
          const left = places.find((place) => place.isConnected) ?? document.querySelector('main');
          if (isLost && left instanceof HTMLElement) left.focus({ preventScroll: true });
        }),
      );
    },
    [places],
  );
  return null;
}

/** An element and those around it that can take the focus, from the inside out. */
function placesAround(element: Element | null): readonly HTMLElement[] {
  const places: HTMLElement[] = [];
  for (let at = element; at !== null && at !== document.body; at = at.parentElement)
    if (at instanceof HTMLElement && (at === element || at.hasAttribute('tabindex'))) places.push(at);
  return places;
}
