import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useConnection } from '../../bridge/connection.ts';
import { useStatus } from '../../bridge/hooks.ts';
import { announce, LiveRegion } from '../../ui/feedback/live-region.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import { ToastRegion } from '../../ui/feedback/toast.tsx';
import type { Feature } from '../../ui/frame/feature.ts';
import { Rail } from '../rail/rail.tsx';
import styles from './frame.module.css';
import { connectionLabel } from './status-model.ts';
import { TopBar } from './top-bar.tsx';

interface FrameProps {
  readonly features: readonly Feature[];
  readonly title: string;
  /** Changes when another screen is shown; focus then follows into it. */
  readonly screen: string;
  readonly children: ReactNode;
}

/** The frame around every screen. */
export function Frame({ features, title, screen, children }: FrameProps) {
  const main = useRef<HTMLElement>(null);
  const shown = useRef(screen);
  const { phase } = useConnection();
  const status = useStatus();
  const before = useRef(phase);
  useEffect(() => {
    if (before.current === phase) return;
    announce(connectionLabel(phase, status).text);
    before.current = phase;
  }, [phase, status]);
  useEffect(() => {
    if (shown.current === screen) return;
    shown.current = screen;
    window.scrollTo(0, 0);
    if (main.current?.contains(document.activeElement) === false) main.current.focus({ preventScroll: true });
  }, [screen]);
  useEffect(() => {
    document.title = `${title} · Quarterdeck`;
  }, [title]);
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#main">
        Skip to the screen
      </a>
      <Rail features={features} />
      <div className={styles.side}>
        <TopBar title={title} />
        {/* The keys are the lists' own; they pass through here only while no list has the focus. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <main
          id="main"
          ref={main}
          tabIndex={-1}
          className={styles.main}
          data-away={phase !== 'open'}
          onKeyDown={intoFirstList}
        >
          <ConnectionNotice />
          {children}
        </main>
      </div>
      <ToastRegion />
      <LiveRegion />
    </div>
  );
}

/** A screen just come to has the focus itself: the first of its lists takes the keys that move in lists. */
function intoFirstList(event: KeyboardEvent<HTMLElement>): void {
  if (event.target !== event.currentTarget || !['j', 'k', 'Enter'].includes(event.key)) return;
  const place = event.currentTarget.querySelector<HTMLElement>(
    '[role=grid][tabindex="0"], [role=listbox] [tabindex="0"]',
  );
  if (place === null) return;
  event.preventDefault();
  place.focus();
}

/** Said in full when waiting alone won't mend it; the desktop app's restart of its engine is a pill in the top line. */
function ConnectionNotice() {
  const { phase, failure } = useConnection();
  const shell = useStatus()?.shell;
  if (phase === 'lost' && shell !== undefined && shell !== 'desktop') {
    return (
      <div className={styles.notice}>
        <Notice
          kind="problem"
          what="The engine has stopped."
          kept="What was saved is in the workspace; what you see is what was last known."
          todo="Start it again with “quarterdeck serve” or “npm start”; this page connects by itself."
        />
      </div>
    );
  }
  if (phase !== 'refused' && phase !== 'closed') return null;
  return (
    <div className={styles.notice}>
      <Notice
        kind="problem"
        what={failure?.message ?? 'This window has lost its engine.'}
        kept="Everything saved is in the workspace; what you see is what was last known."
        todo="Reload this window. If that doesn’t help, start Quarterdeck again and use the address it prints."
      />
    </div>
  );
}
