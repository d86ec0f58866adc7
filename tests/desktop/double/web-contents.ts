import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { WindowOpenHandlerResponse } from 'electron';
import { z } from 'zod';
import type { Chromium } from './chromium.ts';
import { fromChromium } from './chromium-address.ts';
import type { DevToolsSession } from './devtools.ts';
import { doubleEvent, prevented } from './emitter.ts';
import { ipcMain } from './ipc-main.ts';
import { DoublePort } from './message-port.ts';
import { installMainWorld, installPreload } from './page-side.ts';
import type { ContentsParts } from './parts.ts';
import { Carried, PortBridge } from './port-bridge.ts';
import { serve, toChromium } from './schemes.ts';
import { permissionsFor } from './surroundings.ts';

const world = 'preload';
const binding = 'doubleToMain';

const Nothing = z.unknown();
const Paused = z.object({
  requestId: z.string(),
  frameId: z.string(),
  resourceType: z.string(),
  redirectedRequestId: z.string().optional(),
  request: z.object({ url: z.string(), method: z.string(), headers: z.record(z.string(), z.string()) }),
});
type Paused = z.infer<typeof Paused>;
const Context = z.object({ context: z.object({ id: z.number(), name: z.string() }) });
const FromPreload = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('send'), channel: z.string(), args: z.array(z.unknown()) }),
  z.object({ kind: z.literal('open'), url: z.string() }),
  z.object({ kind: z.literal('port'), carried: Carried }),
]);
const Evaluated = z.object({
  result: z.object({ value: z.unknown().optional() }),
  exceptionDetails: z.object({ text: z.string() }).optional(),
});

/** Requests for what no handler of the app serves, from any page. None reached a network. */
export const outsideRequests: string[] = [];

/** One page of Chromium with a preload in a world of its own. */
export class DoubleWebContents extends EventEmitter implements ContentsParts {
  readonly #chromium: Promise<Chromium>;
  readonly #ready: Promise<DevToolsSession>;
  readonly #preload: string;
  #targetId = '';
  #openHandler: (details: { url: string }) => WindowOpenHandlerResponse = () => ({ action: 'allow' });
  #context: number | null = null;
  #bridge: PortBridge | null = null;
  /** Addresses that the app itself navigates to: nobody is asked whether it may. */
  #expected: string | null = null;
  #reloading = false;
  #url = '';
  #loaded = false;
  #shownOnce = false;
  #destroyed = false;

  constructor(chromium: Promise<Chromium>, preload: string, size: { width: number; height: number }) {
    super();
    this.#preload = readFileSync(preload, 'utf8');
    this.#chromium = chromium;
    this.#ready = chromium.then((started) => this.#attach(started, size));
  }

  async loadURL(url: string): Promise<void> {
    const session = await this.#ready;
    this.#expected = url;
    const finished = new Promise<void>((resolve, reject) => {
      this.once('did-finish-load', () => resolve());
      this.once('did-fail-load', (_event: object, code: number, reason: string) =>
        reject(new Error(`${reason} (${code}) loading '${url}'`)),
      );
    });
    await this.#setPermissions(url);
    session.tell('Page.navigate', { url: toChromium(url) });
    return finished;
  }

  reload(): void {
    this.#reloading = true;
    void this.#ready.then((session) => session.tell('Page.reload'));
  }

  getURL = (): string => this.#url;
  isDestroyed = (): boolean => this.#destroyed;

  setWindowOpenHandler(handler: (details: never) => WindowOpenHandlerResponse): void {
    this.#openHandler = ({ url }) => Reflect.apply(handler, undefined, [{ url }]);
  }

  async executeJavaScript(expression: string): Promise<unknown> {
    const session = await this.#ready;
    const options = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', options, Evaluated);
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text);
    return result.value;
  }

  forcefullyCrashRenderer(): void {
    void this.#ready.then((session) => session.tell('Page.crash'));
  }

  postMessage(channel: string, _message: unknown, transfer: readonly unknown[] = []): void {
    const ports = transfer.filter((port) => port instanceof DoublePort);
    if (this.#bridge === null) for (const port of ports) port.close();
    else this.#bridge.post(channel, ports);
  }

  focus(): void {
    void this.#ready.then((session) => session.tell('Page.bringToFront'));
  }

  /** Asks the page whether it may go; the window hears of it when it is gone. */
  close(): void {
    void this.#ready.then((session) => session.tell('Page.close'));
  }

  gone(): void {
    this.#destroyed = true;
    this.#leave();
    this.emit('destroyed');
  }

  async #setPermissions(url: string): Promise<void> {
    const { browser } = await this.#chromium;
    const { protocol, host } = new URL(url);
    for (const { name, granted } of permissionsFor(`${protocol}//${host}`)) {
      const params = {
        origin: new URL(toChromium(url)).origin,
        permission: { name },
        setting: granted ? 'granted' : 'denied',
      };
      await browser.send('Browser.setPermission', params, Nothing);
    }
  }

  async #attach(chromium: Chromium, size: { width: number; height: number }): Promise<DevToolsSession> {
    const { browser } = chromium;
    const page = { url: 'about:blank', ...size };
    const { targetId } = await browser.send('Target.createTarget', page, z.object({ targetId: z.string() }));
    const { sessionId } = await browser.send(
      'Target.attachToTarget',
      { targetId, flatten: true },
      z.object({ sessionId: z.string() }),
    );
    this.#targetId = targetId;
    const session = chromium.session(sessionId);
    this.#listen(session);
    const preload = `(${installPreload.toString()})(${JSON.stringify(binding)}, (require, module, exports) => {${this.#preload}\n});`;
    const steps: readonly (readonly [string, object])[] = [
      ['Page.enable', {}],
      ['Page.setLifecycleEventsEnabled', { enabled: true }],
      ['Runtime.enable', {}],
      ['Inspector.enable', {}],
      ['Runtime.addBinding', { name: binding, executionContextName: world }],
      ['Page.addScriptToEvaluateOnNewDocument', { source: `(${installMainWorld.toString()})();` }],
      ['Page.addScriptToEvaluateOnNewDocument', { source: preload, worldName: world }],
      ['Fetch.enable', { patterns: [{ urlPattern: '*' }] }],
    ];
    for (const [method, params] of steps) await session.send(method, params, Nothing);
    browser.on('Target.targetDestroyed', z.object({ targetId: z.string() }), (destroyed) => {
      if (destroyed.targetId === targetId) this.emit('double:closed');
    });
    return session;
  }

  #listen(session: DevToolsSession): void {
    session.on('Fetch.requestPaused', Paused, (paused) => void this.#answer(session, paused));
    session.on('Runtime.executionContextCreated', Context, ({ context }) => {
      if (context.name === world) this.#enter(session, context.id);
    });
    session.on('Runtime.executionContextDestroyed', z.object({ executionContextId: z.number() }), (gone) => {
      if (gone.executionContextId === this.#context) this.#leave();
    });
    session.on('Runtime.executionContextsCleared', z.object({}), () => this.#leave());
    session.on('Runtime.bindingCalled', z.object({ name: z.string(), payload: z.string() }), (called) => {
      if (called.name === binding) this.#fromPreload(FromPreload.parse(JSON.parse(called.payload)));
    });
    session.on(
      'Page.frameNavigated',
      z.object({ frame: z.object({ id: z.string(), url: z.string() }) }),
      ({ frame }) => {
        if (frame.id === this.#targetId) this.#url = fromChromium(frame.url);
      },
    );
    session.on(
      'Page.navigatedWithinDocument',
      z.object({ frameId: z.string(), url: z.string() }),
      ({ frameId, url }) => {
        if (frameId === this.#targetId) this.#url = fromChromium(url);
      },
    );
    session.on(
      'Page.lifecycleEvent',
      z.object({ frameId: z.string(), name: z.string() }),
      ({ frameId, name }) => {
        if (frameId !== this.#targetId || !this.#loaded) return;
        if (name === 'load') this.emit('did-finish-load');
        if (name === 'firstContentfulPaint' && !this.#shownOnce) {
          this.#shownOnce = true;
          this.emit('double:painted');
        }
      },
    );
    session.on('Inspector.targetCrashed', z.object({}), () => {
      this.#leave();
      this.emit('render-process-gone', doubleEvent({}), { reason: 'crashed', exitCode: 5 });
    });
    session.on('Page.javascriptDialogOpening', z.object({ type: z.string() }), ({ type }) => {
      const accept = type === 'beforeunload' && prevented(this, 'will-prevent-unload');
      if (!accept) this.emit('double:stays');
      session.tell('Page.handleJavaScriptDialog', { accept });
    });
  }

  #enter(session: DevToolsSession, contextId: number): void {
    this.#leave();
    this.#context = contextId;
    this.#bridge = new PortBridge((carried) =>
      session.tell('Runtime.evaluate', {
        contextId,
        expression: `${binding}Take(${JSON.stringify(carried)})`,
      }),
    );
  }

  #leave(): void {
    this.#context = null;
    this.#bridge?.end();
    this.#bridge = null;
  }

  #fromPreload(said: z.infer<typeof FromPreload>): void {
    if (said.kind === 'port') {
      this.#bridge?.take(said.carried);
      return;
    }
    if (said.kind === 'open') {
      const { action } = this.#openHandler({ url: fromChromium(said.url) });
      if (action !== 'deny') throw new Error('the double opens no second window for a page');
      return;
    }
    const senderFrame = { url: this.#url, parent: null };
    ipcMain.emit(said.channel, { sender: this, senderFrame, ports: [] }, ...said.args);
  }

  async #answer(session: DevToolsSession, paused: Paused): Promise<void> {
    const { requestId, resourceType, request } = paused;
    const url = fromChromium(request.url);
    const isMainFrame = paused.frameId === this.#targetId;
    const refuse = (errorReason: string): void =>
      session.tell('Fetch.failRequest', { requestId, errorReason });
    if (resourceType === 'Document' && !this.#mayNavigate(url, isMainFrame, paused)) return refuse('Aborted');
    const served = await serve(new Request(request.url, { method: request.method }), url);
    const main = resourceType === 'Document' && isMainFrame;
    if (main) this.#loaded = served?.kind === 'response';
    if (served === null || served.kind === 'failed') {
      if (served === null) outsideRequests.push(url);
      refuse(served === null ? 'BlockedByClient' : 'Failed');
      const [code, reason] = served === null ? [-105, 'ERR_NAME_NOT_RESOLVED'] : [served.code, served.reason];
      if (main) this.emit('did-fail-load', doubleEvent({}), code, reason, url, true);
      return;
    }
    const { status, headers } = served.response;
    session.tell('Fetch.fulfillRequest', {
      requestId,
      responseCode: status,
      responseHeaders: [...headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await served.response.arrayBuffer()).toString('base64'),
    });
    if (main) this.emit('did-navigate', doubleEvent({}), url, status, served.response.statusText);
  }

  #mayNavigate(url: string, isMainFrame: boolean, { redirectedRequestId }: Paused): boolean {
    if (redirectedRequestId !== undefined) {
      const redirect = doubleEvent({ url, isMainFrame });
      this.emit('will-redirect', redirect);
      return !redirect.defaultPrevented;
    }
    if (isMainFrame && (this.#expected === url || this.#reloading)) {
      this.#expected = null;
      this.#reloading = false;
      return true;
    }
    const details = doubleEvent({ url, isMainFrame });
    this.emit('will-frame-navigate', details);
    if (isMainFrame && !details.defaultPrevented) this.emit('will-navigate', details);
    return !details.defaultPrevented;
  }
}
