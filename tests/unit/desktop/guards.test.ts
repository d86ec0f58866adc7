import { describe, expect, it } from 'vitest';
import { guardContents, guardPermissions, isWebLink, originOf } from '../../../main/desktop/guards.ts';

const own = 'quarterdeck-app://app';

/** Records the handlers a guard installs, so that each can be asked. */
function contentsProbe() {
  const listeners = new Map<
    string,
    (event: { preventDefault(): void; url: string; isMainFrame: boolean }) => void
  >();
  let opened: ((details: { url: string }) => { action: string }) | undefined;
  const outside: string[] = [];
  const probe = {
    on(
      name: string,
      listener: (event: { preventDefault(): void; url: string; isMainFrame: boolean }) => void,
    ) {
      listeners.set(name, listener);
    },
    setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
      opened = handler;
    },
  };
  // The guard is written against Electron's own type; the probe offers the two members it uses.
  guardContents(Object.assign(Object.create(null), probe), own, (url) => outside.push(url));
  return {
    outside,
    refuses(name: string, url: string, isMainFrame = true): boolean {
      let refused = false;
      listeners.get(name)?.({ url, isMainFrame, preventDefault: () => (refused = true) });
      return refused;
    },
    open: (url: string) => opened?.({ url }).action,
  };
}

describe('navigation guards', () => {
  it('let our own page move and refuse every other address', () => {
    const probe = contentsProbe();
    expect(probe.refuses('will-navigate', `${own}/trackers`)).toBe(false);
    expect(probe.refuses('will-navigate', 'https://example.org/')).toBe(true);
    expect(probe.refuses('will-navigate', 'file:///etc/passwd')).toBe(true);
    expect(probe.refuses('will-navigate', 'quarterdeck-app://app.example.org/')).toBe(true);
    expect(probe.refuses('will-frame-navigate', 'https://example.org/')).toBe(true);
    expect(probe.refuses('will-redirect', `${own}/`)).toBe(true);
    expect(probe.refuses('will-attach-webview', '')).toBe(true);
  });

  it('never open a window; a plain https link goes to the system browser', () => {
    const probe = contentsProbe();
    expect(probe.open('https://example.org/guide')).toBe('deny');
    expect(probe.open('http://example.org/')).toBe('deny');
    expect(probe.open('file:///etc/passwd')).toBe('deny');
    expect(probe.outside).toEqual(['https://example.org/guide']);
  });

  it('know a web link from something that only looks like one', () => {
    expect(isWebLink('https://me:secret@example.org/')).toBe(false);
    expect(isWebLink('javascript:alert(1)')).toBe(false);
    expect(originOf('not an address')).toBeNull();
  });
});

describe('permission guards', () => {
  it('answer request and check alike, from one list, for our own page only', () => {
    const granted: boolean[] = [];
    let check: ((contents: null, permission: string, origin: string) => boolean) | undefined;
    let device: (() => boolean) | undefined;
    const session = {
      setPermissionRequestHandler(
        handler: (c: null, p: string, answer: (ok: boolean) => void, d: object) => void,
      ) {
        for (const [permission, requestingUrl] of [
          ['clipboard-sanitized-write', `${own}/`],
          ['clipboard-sanitized-write', 'https://example.org/'],
          ['geolocation', `${own}/`],
        ]) {
          handler(null, permission ?? '', (ok) => granted.push(ok), { requestingUrl });
        }
      },
      setPermissionCheckHandler(handler: typeof check) {
        check = handler;
      },
      setDevicePermissionHandler(handler: typeof device) {
        device = handler;
      },
    };
    guardPermissions(Object.assign(Object.create(null), session), own);
    expect(granted).toEqual([true, false, false]);
    expect(check?.(null, 'clipboard-sanitized-write', `${own}/`)).toBe(true);
    expect(check?.(null, 'notifications', `${own}/`)).toBe(false);
    expect(device?.()).toBe(false);
  });
});
