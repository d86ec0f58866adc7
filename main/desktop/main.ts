import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeImage,
  protocol,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
} from 'electron';
import { createClient } from '../../core/contract/transport/client.ts';
import { reconnectingPort } from '../../core/contract/transport/frame-port.ts';
import { emitterPort } from '../../core/contract/transport/message-port.ts';
import { machineClock } from '../../node/machine.ts';
import { defaultWorkspace } from '../shells/default-workspace.ts';
import { appOrigin, declareAppScheme, serveAppScheme } from './app-scheme.ts';
import { setAutostart } from './autostart.ts';
import { type BootPhase, runPhases } from './boot.ts';
import { answerConnectRequests } from './connect-requests.ts';
import { type EngineSupervisor, superviseEngine } from './engine-supervisor.ts';
import { guardContents, guardPermissions } from './guards.ts';
import { linkScheme, routeInArguments, routeOfLink } from './links.ts';
import { menuTemplate } from './menu-template.ts';
import { offerRecovery, type RecoveryReason } from './recovery.ts';
import { showTray } from './tray.ts';
import { trayModel } from './tray-model.ts';
import { type MainWindow, openMainWindow } from './window.ts';

/** Table of contents of the desktop shell: what happens at boot, in order. Rules live in the files it names. */
const here = import.meta.dirname;
const icons = join(app.getAppPath(), 'assets/icons');
const workspace = argument('--workspace') ?? defaultWorkspace();
const windowNote = join(app.getPath('userData'), 'window.json');
const autostartFile = join(app.getPath('home'), '.config/autostart/quarterdeck.desktop');

let window: MainWindow | null = null;
let pendingRoute: string | null = routeInArguments(process.argv);
let quitting = false;

const note = (line: string): void => console.info(line);
const schedule = (milliseconds: number, task: () => void) => {
  const timer = setTimeout(task, milliseconds);
  return () => clearTimeout(timer);
};

function argument(name: string): string | null {
  const at = process.argv.indexOf(name);
  return at < 0 ? null : (process.argv[at + 1] ?? null);
}

function go(route: string): void {
  if (window === null) pendingRoute = route;
  else window.go(route);
}

async function recover(recoveryReason: RecoveryReason): Promise<boolean> {
  const answer = await offerRecovery(
    dialog,
    recoveryReason,
    () => void shell.openPath(join(workspace, 'logs')),
  );
  if (answer === 'quit') app.quit();
  return answer === 'retry';
}

const supervisor: EngineSupervisor = superviseEngine({
  fork: () =>
    utilityProcess.fork(join(here, 'engine-process.js'), [workspace, app.getVersion()], {
      serviceName: 'Quarterdeck engine',
      stdio: 'inherit',
    }),
  now: () => machineClock.now(),
  after: (milliseconds, task) => void setTimeout(task, milliseconds),
  note,
  askToRestart: () =>
    recover({
      what: 'The engine stopped several times in a minute.',
      detail: 'Screens show the last known state.',
    }),
});

function openWindow(): void {
  window = openMainWindow({
    create(options) {
      const made = new BrowserWindow(options);
      made.on('closed', () => (window = null));
      return made;
    },
    displays: () => screen.getAllDisplays().map((display) => display.workArea),
    readState: () => (existsSync(windowNote) ? readFileSync(windowNote, 'utf8') : null),
    writeState: (text) => writeFileSync(windowNote, text),
    preload: join(here, 'preload.cjs'),
    icon: join(icons, 'icon.png'),
    origin: appOrigin,
    hidden: process.argv.includes('--hidden'),
    letGo: (asking) =>
      dialog.showMessageBoxSync(asking, {
        type: 'warning',
        message: 'Text you typed has not been saved.',
        detail: 'It is lost when this page is closed or loaded again.',
        buttons: ['Stay', 'Close without saving'],
        defaultId: 0,
        cancelId: 0,
      }) === 1,
    pageGone(reason) {
      if (quitting || reason === 'clean-exit') return;
      recover({ what: 'The window stopped working.', detail: `Reason: ${reason}.` }).then(
        (again) => (again ? window?.reload() : undefined),
        (error: unknown) => note(String(error)),
      );
    },
  });
  if (pendingRoute !== null) window.go(pendingRoute);
  pendingRoute = null;
}

/** Follows the engine as one client among others: the tray's words and start at login come from the contract. */
function followEngine(): void {
  const tray = showTray({
    create: () => new Tray(nativeImage.createFromPath(join(icons, 'tray.png')).resize({ width: 22 })),
    menu: (entries) => Menu.buildFromTemplate(entries.map(({ label, click }) => ({ label, click }))),
    go: (route) => (window === null ? openAt(route) : go(route)),
    quit: () => app.quit(),
  });
  tray.show(trayModel(null));
  const dial = () => {
    const { port1, port2 } = new MessageChannelMain();
    supervisor.connect(port2);
    return emitterPort(port1);
  };
  const client = createClient(reconnectingPort(dial, schedule));
  client.watch('workspace.status', {}, ({ phase, rows }) => {
    tray.show(trayModel(phase === 'live' ? (rows[0] ?? null) : null));
  });
  let autostart: boolean | null = null;
  client.watch('settings.get', {}, ({ phase, rows }) => {
    const wanted = rows[0]?.startAtLogin;
    if (phase !== 'live' || wanted === undefined || wanted === autostart) return;
    autostart = wanted;
    setAutostart(wanted, {
      platform: process.platform,
      executable: process.env['APPIMAGE'] ?? process.execPath,
      setLoginItem: (on) => app.setLoginItemSettings({ openAtLogin: on, args: ['--hidden'] }),
      writeAutostartFile(text) {
        if (text === null) return rmSync(autostartFile, { force: true });
        mkdirSync(dirname(autostartFile), { recursive: true });
        writeFileSync(autostartFile, text);
      },
    });
  });
}

function openAt(route: string): void {
  pendingRoute = route;
  openWindow();
}

const phases: readonly BootPhase[] = [
  {
    name: 'guards',
    run() {
      guardPermissions(session.defaultSession, appOrigin);
      serveAppScheme(protocol, join(here, '../renderer'));
      answerConnectRequests(
        ipcMain,
        appOrigin,
        () => new MessageChannelMain(),
        (port) => supervisor.connect(port),
        note,
      );
    },
  },
  { name: 'engine', run: () => supervisor.start() },
  {
    name: 'menu',
    run: () =>
      Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, go, () => app.quit()))),
  },
  { name: 'window', run: openWindow },
  { name: 'tray and login', run: followEngine },
];

declareAppScheme(protocol);
app.enableSandbox();
app.on('web-contents-created', (_event, contents) =>
  guardContents(contents, appOrigin, (url) => void shell.openExternal(url)),
);

if (app.requestSingleInstanceLock()) {
  app.setAsDefaultProtocolClient(linkScheme);
  app.on('second-instance', (_event, args) => {
    const route = routeInArguments(args);
    if (window === null) openAt(route ?? '/');
    else if (route === null) window.show();
    else window.go(route);
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    const route = routeOfLink(url);
    if (route !== null) go(route);
  });
  // The tray keeps the app alive: closing the window is not the end of a shift.
  app.on('window-all-closed', () => undefined);
  app.on('activate', () => (window === null ? openAt('/') : window.show()));
  app.on('before-quit', (event) => {
    if (quitting) return;
    quitting = true;
    event.preventDefault();
    void supervisor.stop().finally(() => app.quit());
  });
  await app.whenReady();
  const outcome = await runPhases(phases, note);
  if (!outcome.ok) {
    // A new process starts clean; running phases twice would install their handlers twice.
    if (await recover({ what: `Quarterdeck could not start (${outcome.phase}).`, detail: outcome.reason })) {
      app.relaunch();
      app.quit();
    }
  }
} else {
  app.quit();
}
