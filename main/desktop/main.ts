import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  protocol,
  screen,
  session,
  shell,
} from 'electron';
import { defaultWorkspace } from '../shells/default-workspace.ts';
import { installFolder } from '../shells/installation.ts';
import { appOrigin, declareAppScheme, serveAppScheme } from './app-scheme.ts';
import { runPhases } from './boot.ts';
import { answerConnectRequests } from './connect-requests.ts';
import { keepEngine } from './engine/kept-engine.ts';
import { guardContents, guardPermissions } from './guards.ts';
import { leaveInOrder } from './leaving.ts';
import { linkScheme, routeOfLink } from './links.ts';
import { menuTemplate } from './menu-template.ts';
import { oneWindow } from './one-window.ts';
import { askToLetGo, recoveryAsked } from './recovery.ts';
import { answerSecondStart } from './second-start.ts';
import { smallFile } from './small-file.ts';
import { argumentsFor, readStart } from './start-arguments.ts';
import { followInTrayAndLogin } from './tray-and-login.ts';

/** Table of contents of the desktop shell: what happens at boot, in order. Rules live in the files it names. */
const here = import.meta.dirname;
const icons = join(installFolder, 'assets/icons');
const start = readStart(process.argv, process.cwd());
const workspace = start.workspace ?? defaultWorkspace();
const note = (line: string): void => console.info(line);
const quit = (): void => leaving.quit();

const leaving = leaveInOrder(app, () => engine.stop(), process.env['APPIMAGE']);
const recover = recoveryAsked({
  dialog,
  showLogs: () => void shell.openPath(join(workspace, 'logs')),
  quit,
  isLeaving: () => leaving.underWay,
  note,
});
const engine = keepEngine({ programs: here, workspace, appVersion: app.getVersion(), note, recover });
const window = oneWindow({
  create: (options) => new BrowserWindow(options),
  displays: () => screen.getAllDisplays().map((display) => display.workArea),
  state: smallFile(join(app.getPath('userData'), 'window.json'), note),
  preload: join(here, 'preload.cjs'),
  icon: join(icons, 'icon.png'),
  origin: appOrigin,
  firstRoute: start.route,
  pageGone: (reason) => void recoverPage('The window stopped working.', `Reason: ${reason}.`),
  notLoaded: (reason) => void recoverPage('The screens could not be loaded.', `Reason: ${reason}.`),
  letGo(asking) {
    const goes = askToLetGo(dialog, asking);
    if (!goes) leaving.calledOff();
    return goes;
  },
});

async function recoverPage(what: string, detail: string): Promise<void> {
  if (await recover({ what, detail })) window.reload();
}

const phases = [
  {
    name: 'guards',
    run() {
      guardPermissions(session.defaultSession, appOrigin);
      serveAppScheme(protocol, join(here, '../renderer'));
      answerConnectRequests(ipcMain, appOrigin, () => new MessageChannelMain(), engine.connect, note);
    },
  },
  { name: 'engine', run: engine.start },
  {
    name: 'menu',
    run() {
      Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, window.go, quit)));
    },
  },
  { name: 'window', run: () => window.open(start.hidden) },
  {
    name: 'tray and login',
    run: () => followInTrayAndLogin({ icons, toEngine: engine.connect, go: window.go, quit, note }),
  },
];

declareAppScheme(protocol);
app.enableSandbox();
app.on('web-contents-created', (_event, contents) =>
  guardContents(contents, appOrigin, (url) => {
    shell.openExternal(url).catch((error: unknown) => note(`${url} could not be opened: ${String(error)}`));
  }),
);

if (app.requestSingleInstanceLock({ ...start })) {
  app.setAsDefaultProtocolClient(linkScheme);
  app.on('second-instance', (_event, _args, _folder, given) => {
    void answerSecondStart(given, {
      workspace,
      dialog,
      go: window.go,
      show: window.show,
      openInstead: (other) => leaving.quit(argumentsFor(process.argv.slice(1), other)),
    });
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    const route = routeOfLink(url);
    if (route !== null) window.go(route);
  });
  // The tray keeps the app alive: closing the window is not the end of a shift.
  app.on('window-all-closed', () => undefined);
  app.on('activate', window.show);
  await app.whenReady();
  const outcome = await runPhases(phases, note);
  if (!outcome.ok) {
    const what = `Quarterdeck could not start (${outcome.phase}).`;
    // A new process starts clean; running phases twice would install their handlers twice.
    if (await recover({ what, detail: outcome.reason })) leaving.quit(process.argv.slice(1));
  }
} else {
  app.exit();
}
