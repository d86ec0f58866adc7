import type { PreloadParts } from './parts.ts';

/**
 * Functions whose text runs in the page before its own scripts: nothing outside of them is there. Worlds of one page share
 * no objects, only the document; what crosses is an event, whose `detail` the browser clones.
 */

/**
 * In the page's own world: makes what the preload exposes, with functions that call across, and asks for new windows as
 * Electron does: before there is one. Chromium tells only of those it has made.
 */
export function installMainWorld(): void {
  const openWindow = (url: string): null => {
    window.dispatchEvent(new CustomEvent('double:open', { detail: new URL(url, document.baseURI).href }));
    return null;
  };
  window.open = (url = 'about:blank') => openWindow(String(url));
  window.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented) return;
    if (link.target !== '_blank' && !event.ctrlKey && !event.metaKey && !event.shiftKey) return;
    event.preventDefault();
    openWindow(link.href);
  });
  window.addEventListener('double:expose', (event) => {
    if (!(event instanceof CustomEvent)) return;
    const { name, keys }: { name: string; keys: readonly string[] } = event.detail;
    const call = (key: string, args: readonly unknown[]): unknown => {
      let answer: unknown;
      const take = (answered: Event): void => {
        if (answered instanceof CustomEvent) answer = answered.detail;
      };
      window.addEventListener('double:answer', take, { once: true });
      window.dispatchEvent(new CustomEvent('double:call', { detail: { name, key, args } }));
      window.removeEventListener('double:answer', take);
      return answer;
    };
    const exposed = Object.fromEntries(keys.map((key) => [key, (...args: unknown[]) => call(key, args)]));
    Object.defineProperty(window, name, { value: Object.freeze(exposed), enumerable: true });
  });
}

/** In the preload's world: Electron's modules for a preload, over a binding to the main process. */
export function installPreload(
  bindingName: string,
  run: (require: (name: string) => unknown, module: object, exports: object) => void,
): void {
  if (window.top !== window) return;
  const toMain: (text: string) => void = Reflect.get(globalThis, bindingName);
  const listeners = new Map<string, (event: { readonly ports: readonly MessagePort[] }) => void>();
  const ports = new Map<number, MessagePort>();
  const exposed = new Map<string, Readonly<Record<string, (...args: unknown[]) => unknown>>>();

  const adopt = (id: number): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    ports.set(id, port1);
    port1.addEventListener('message', ({ data }) =>
      toMain(JSON.stringify({ kind: 'port', carried: { kind: 'port-message', id, data } })),
    );
    port1.addEventListener('close', () =>
      toMain(JSON.stringify({ kind: 'port', carried: { kind: 'port-close', id } })),
    );
    port1.start();
    return port2;
  };
  type FromMain =
    | { readonly kind: 'message'; readonly data: string; readonly ports: readonly number[] }
    | { readonly kind: 'port-message'; readonly id: number; readonly data: unknown }
    | { readonly kind: 'port-close'; readonly id: number };
  Reflect.set(globalThis, `${bindingName}Take`, (carried: FromMain) => {
    if (carried.kind === 'message') listeners.get(carried.data)?.({ ports: carried.ports.map(adopt) });
    if (carried.kind === 'port-message') ports.get(carried.id)?.postMessage(carried.data);
    if (carried.kind === 'port-close') {
      ports.get(carried.id)?.close();
      ports.delete(carried.id);
    }
  });

  window.addEventListener('double:open', (event) => {
    if (event instanceof CustomEvent) toMain(JSON.stringify({ kind: 'open', url: event.detail }));
  });
  window.addEventListener('double:call', (event) => {
    if (!(event instanceof CustomEvent)) return;
    const { name, key, args }: { name: string; key: string; args: readonly unknown[] } = event.detail;
    const answer = exposed.get(name)?.[key]?.(...args);
    window.dispatchEvent(new CustomEvent('double:answer', { detail: answer }));
  });

  const electron: PreloadParts = {
    contextBridge: {
      exposeInMainWorld(name, api) {
        exposed.set(name, api);
        window.dispatchEvent(new CustomEvent('double:expose', { detail: { name, keys: Object.keys(api) } }));
      },
    },
    ipcRenderer: {
      on: (channel, listener) => listeners.set(channel, listener),
      send: (channel, ...args) => toMain(JSON.stringify({ kind: 'send', channel, args })),
    },
    webUtils: { getPathForFile: () => '' },
  };
  const module = { exports: {} };
  run(
    (name) => {
      if (name !== 'electron') throw new Error(`a sandboxed preload can't require ${name}`);
      return electron;
    },
    module,
    module.exports,
  );
}
