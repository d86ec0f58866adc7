import '../bridge/zod-setup.ts';
import '../ui/tokens/base.css';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { connect } from '../bridge/connect.ts';
import { setFreshId } from '../bridge/fresh-id.ts';
import { keepOutInlineStyles } from '../ui/frame/content-policy.ts';
import { ClockProvider } from '../ui/text/clock.tsx';
import { locale } from '../ui/text/format.ts';
import { App } from './app.tsx';
import { features } from './features.ts';
import { ScreenBoundary } from './frame/screen-boundary.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');

keepOutInlineStyles();
connect(window);
// The window's composition root: the one place where the screens' clock and chance are the machine's.
// oxlint-disable-next-line no-restricted-properties
const clock = { now: () => Date.now() };
// oxlint-disable-next-line no-restricted-properties
setFreshId(() => crypto.randomUUID());
createRoot(root).render(
  <StrictMode>
    <I18nProvider locale={locale}>
      <ClockProvider clock={clock}>
        <ScreenBoundary address="">
          <App features={features} />
        </ScreenBoundary>
      </ClockProvider>
    </I18nProvider>
  </StrictMode>,
);
