import { Fragment, useEffect, useMemo } from 'react';
import { RouterProvider } from 'react-aria-components';
import type { Feature } from '../ui/frame/feature.ts';
import {
  buildPath,
  navigate,
  type Route,
  RouteProvider,
  useAddress,
  useCurrentScreenTitle,
} from '../ui/frame/navigation.tsx';
import { commands, listenForShortcuts, useCommands } from '../ui/keys/commands.ts';
import { findRoute } from './find-route.ts';
import { Frame } from './frame/frame.tsx';
import { useFrameCommands } from './frame/frame-commands.ts';
import { LayerBoundary } from './frame/layer-boundary.tsx';
import { NotFound } from './frame/not-found.tsx';
import { ScreenBoundary } from './frame/screen-boundary.tsx';
import { Palette } from './palette/palette.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import { useAppearance } from './use-appearance.ts';

/** Tabs of one thing are one place: switching them moves neither focus nor scrolling. */
const placeOf = ({ pattern, params }: Route) => buildPath(pattern.replace(/\/:tab$/, ''), params);

/** The whole window: the frame, the screen its address names, and what lies over both. */
export function App({ features }: { readonly features: readonly Feature[] }) {
  const address = useAddress();
  const { route, screen } = useMemo(() => findRoute(features, address), [features, address]);
  const given = useCurrentScreenTitle();
  useAppearance();
  useCommands(useFrameCommands(features));
  useEffect(() => listenForShortcuts(commands, window), []);
  return (
    <RouterProvider navigate={(to) => navigate(to)}>
      <RouteProvider route={route}>
        <Frame
          features={features}
          title={given === '' ? (screen?.title ?? 'Not found') : given}
          screen={placeOf(route)}
        >
          {features.map((feature) =>
            feature.above === undefined || feature.above.path !== route.pattern ? null : (
              <Fragment key={feature.id}>{feature.above.element}</Fragment>
            ),
          )}
          <ScreenBoundary address={address}>
            {screen === null ? <NotFound features={features} path={route.path} /> : screen.element}
          </ScreenBoundary>
        </Frame>
        {features.map((feature) => (
          <LayerBoundary key={feature.id} address={address}>
            {feature.layer}
          </LayerBoundary>
        ))}
        <LayerBoundary address={address}>
          <Palette />
          <ShortcutSheet />
        </LayerBoundary>
      </RouteProvider>
    </RouterProvider>
  );
}
