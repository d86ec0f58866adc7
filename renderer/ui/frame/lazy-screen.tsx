import { type ComponentType, type ReactNode, Suspense } from 'react';
import { Skeleton } from '../feedback/skeleton.tsx';
import { lazyComponent } from './lazy-component.ts';

/**
 * A screen whose code is fetched when it is first shown, so that the first screen doesn't wait for the others'.
 * `label` is what is on its way, for screen readers.
 */
export function lazyScreen(label: string, load: () => Promise<ComponentType>): ReactNode {
  const Screen = lazyComponent(load);
  return (
    <Suspense fallback={<Skeleton label={label} lines={6} />}>
      <Screen />
    </Suspense>
  );
}
