import '../tokens/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LiveRegion } from '../feedback/live-region.tsx';
import { ToastRegion } from '../feedback/toast.tsx';
import { keepOutInlineStyles } from '../frame/content-policy.ts';
import { applyAppearance } from '../frame/theme.ts';
import { ClockProvider } from '../text/clock.tsx';
import { Gallery } from './gallery.tsx';
import { readAppearance } from './gallery-address.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');

keepOutInlineStyles();
applyAppearance(readAppearance(location.search));
/** A fixed clock: pictures of the gallery are the same every day. */
const clock = { now: () => Date.UTC(2026, 1, 14, 10, 42) };
createRoot(root).render(
  <StrictMode>
    <ClockProvider clock={clock}>
      <Gallery page={new URLSearchParams(location.search).get('page') ?? 'basics'} />
      <LiveRegion />
      <ToastRegion />
    </ClockProvider>
  </StrictMode>,
);
