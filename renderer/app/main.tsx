import '../bridge/zod-setup.ts';
import '../ui/tokens/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connect } from '../bridge/connect.ts';
import { ClockProvider } from '../ui/clock.tsx';
import { App } from './app.tsx';
import { features } from './features.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');

connect(window);
createRoot(root).render(
  <StrictMode>
    <ClockProvider clock={{ now: () => Date.now() }}>
      <App features={features} />
    </ClockProvider>
  </StrictMode>,
);
