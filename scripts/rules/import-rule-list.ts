import { builtIn, type FolderRule, files, folders, npm } from './import-rule.ts';
import { screenRules } from './screen-import-rules.ts';

const parsers = npm(
  'markdown-it',
  'yaml',
  'diff',
  'mdast-util-from-markdown',
  'mdast-util-gfm',
  'micromark-extension-gfm',
  'mdast',
  'unist',
);
const zod = npm('zod');
const canonical = npm('canonicalize');
/** Tables, reducers and migrations are private to db. */
const openDb = [
  ...files('db/*'),
  ...folders('db/usecases', 'db/readers', 'db/records', 'db/orders', 'db/feed', 'db/contents'),
];

/** Who may import whom, as data (the folders of the design). */
export const folderRules: readonly FolderRule[] = [
  {
    folder: 'core',
    may: [...zod, ...canonical, ...parsers],
    why: 'core runs in every process: pure parsers, no Node, no other folder',
    refuses: ['db/open.ts', 'node:fs', 'ws', 'react'],
    allows: ['zod', 'yaml', 'core/kernel/result.ts'],
  },
  {
    folder: 'core/kernel',
    may: [...zod, ...canonical],
    why: 'the kernel is below everything else and knows no domain',
    refuses: ['core/domain/fleet/task.ts', 'core/contract/index.ts', 'yaml'],
    allows: ['zod', 'canonicalize', 'core/kernel/result.ts'],
  },
  {
    folder: 'core/domain',
    may: [...folders('core/kernel'), ...zod, ...parsers],
    why: 'the contract is built on the domain, never the other way round',
    refuses: ['core/contract/index.ts', 'canonicalize'],
    allows: ['core/kernel/result.ts', 'core/domain/fleet/task.ts'],
  },
  {
    folder: 'core/domain/expression',
    may: [...folders('core/kernel'), ...zod],
    why: 'one small language that every domain uses and that knows none',
    refuses: ['core/domain/trackers/item.ts', 'core/domain/kinds.ts', 'yaml'],
    allows: ['core/kernel/result.ts'],
  },
  {
    folder: 'core/domain/fleet',
    may: [...folders('core/kernel', 'core/domain/expression'), ...zod],
    why: 'a domain knows no other: what two need is in the kernel or the expression language',
    refuses: ['core/domain/trackers/item.ts', 'core/domain/kinds.ts', 'yaml'],
    allows: ['core/kernel/result.ts', 'core/domain/expression/parse.ts'],
  },
  {
    folder: 'core/domain/sync',
    may: [...folders('core/kernel'), ...zod],
    why: 'what leaves a device knows no domain: kinds unknown here are passed on as they are',
    refuses: ['core/domain/fleet/task.ts', 'core/domain/entity-kinds.ts', 'yaml'],
    allows: ['core/kernel/op.ts', 'zod'],
  },
  {
    folder: 'core/domain/trackers',
    may: [...folders('core/kernel', 'core/domain/expression'), ...zod, ...parsers],
    why: 'a domain knows no other; trackers alone read documents',
    refuses: ['core/domain/fleet/task.ts', 'core/domain/kinds.ts'],
    allows: ['core/domain/expression/parse.ts', 'markdown-it'],
  },
  {
    folder: 'core/contract',
    may: [...folders('core/kernel', 'core/domain'), ...zod],
    why: 'shapes, error codes and the client; no parser',
    refuses: ['yaml', 'db/open.ts'],
    allows: ['zod', 'core/domain/fleet/task.ts'],
  },
  {
    folder: 'node',
    may: [
      ...folders('core'),
      builtIn,
      ...npm('zod', 'pino', '@napi-rs/keyring', 'dbus-native', 'yaml', 'sax', 'tar', 'image-size'),
      ...npm('@scalar/openapi-validator', '@scalar/json-schema-validator', '@asyncapi/specs'),
    ],
    why: 'what every Node program of ours shares; it knows none of them',
    refuses: ['db/open.ts', 'main/shells/x.ts', 'sidecar/config.ts', 'ws'],
    allows: ['core/kernel/result.ts', 'node:fs', 'pino'],
  },
  {
    folder: 'db',
    // A thread of readers can't be handed functions, so it checks signatures with those of the machine itself.
    may: [
      ...folders('core/kernel', 'core/domain'),
      ...files('node/secrets/ed25519'),
      builtIn,
      ...npm('better-sqlite3', 'zod'),
    ],
    why: 'the only folder that knows SQL; it knows neither contract nor process nor screen',
    refuses: ['core/contract/index.ts', 'main/engine/engine.ts', 'node/machine.ts', 'electron', 'ws'],
    allows: ['core/domain/fleet/task.ts', 'better-sqlite3', 'node:crypto', 'node/secrets/ed25519.ts'],
  },
  {
    folder: 'db/migrations',
    among: 'db',
    may: files('db/handle', 'db/contents/content-store'),
    why: 'a migration that ran is never changed, so little that changes is in it: a step reads old texts as core reads texts',
    refuses: ['db/tables/op.ts', 'db/open.ts'],
    allows: ['node:fs', 'db/handle.ts'],
  },
  {
    folder: 'db/feed',
    among: 'db',
    may: [...files('db/*'), ...folders('db/tables')],
    why: 'it tells what the logs hold; who listens and why it does not know',
    refuses: ['db/reducers/apply-op.ts', 'db/readers/search/search.ts', 'db/usecases/undo.ts'],
    allows: ['db/tables/op.ts', 'db/fleet-json.ts'],
  },
  {
    folder: 'db/tables',
    among: 'db',
    may: [...files('db/*'), ...folders('db/records')],
    why: 'a table is verbs over SQL; what uses several tables stands above',
    refuses: ['db/reducers/apply-op.ts', 'db/readers/search/search.ts', 'db/usecases/undo.ts'],
    allows: ['db/handle.ts', 'db/tables/trackers/item.ts'],
  },
  {
    folder: 'db/contents',
    among: 'db',
    may: [...files('db/*'), ...folders('db/tables')],
    why: 'texts by their hash and what is read of them; whose they are it does not know',
    refuses: ['db/records/revision.ts', 'db/reducers/apply-op.ts', 'db/usecases/undo.ts'],
    allows: ['db/tables/op.ts', 'db/handle.ts'],
  },
  {
    folder: 'db/reducers',
    among: 'db',
    may: [...files('db/*'), ...folders('db/records', 'db/contents', 'db/tables')],
    why: 'a reducer brings tables to what a log row says; it asks nobody above',
    refuses: ['db/readers/search/search.ts', 'db/usecases/undo.ts'],
    allows: ['db/tables/op.ts'],
  },
  {
    folder: 'db/readers',
    among: 'db',
    may: [...files('db/*'), ...folders('db/records', 'db/contents', 'db/orders', 'db/tables', 'db/reducers')],
    why: 'a reader never writes, so it knows no use case',
    refuses: ['db/usecases/undo.ts', 'db/migrations/embedded.ts'],
    allows: ['db/tables/op.ts', 'db/connection.ts'],
  },
  {
    folder: 'db/usecases',
    among: 'db',
    may: [
      ...files('db/*'),
      ...folders('db/records', 'db/contents', 'db/orders', 'db/tables', 'db/reducers', 'db/readers'),
    ],
    why: 'one transaction each, over everything below',
    refuses: ['db/migrations/embedded.ts'],
    allows: ['db/tables/op.ts', 'db/reducers/apply-op.ts'],
  },
  {
    folder: 'main',
    may: [
      ...folders('core', 'db', 'node', 'sidecar'),
      builtIn,
      ...npm('electron', 'commander', 'chokidar', 'tinyglobby', 'ws', 'zod'),
    ],
    why: 'files directly in main start the shells, so they know them all; no file of main knows the screens',
    refuses: ['renderer/app/app.tsx', 'preload/index.ts', 'react', 'better-sqlite3', 'scripts/x.ts'],
    allows: ['main/cli/program.ts', 'main/web/web-server.ts', 'main/shells/x.ts'],
  },
  {
    folder: 'main/engine',
    may: [...folders('core', 'node'), ...openDb, builtIn, ...npm('chokidar', 'tinyglobby', 'ws', 'zod')],
    why: 'the engine is hosted by shells and has no screen; tables are reached through use cases and readers',
    refuses: [
      'main/shells/x.ts',
      'main/web/web-server.ts',
      'main/desktop/window.ts',
      'db/tables/op.ts',
      'db/reducers/apply-op.ts',
      'sidecar/config.ts',
      'electron',
      'better-sqlite3',
    ],
    allows: ['db/usecases/undo.ts', 'db/readers/search/search.ts', 'node/machine.ts', 'ws', 'node:fs'],
  },
  {
    folder: 'main/engine/files',
    among: 'main/engine',
    may: [],
    why: 'tracker files are read and written without knowing what for',
    refuses: ['main/engine/options.ts', 'main/engine/services/trackers/edit.ts'],
    allows: ['main/engine/files/file-watcher.ts', 'node/files/x.ts'],
  },
  {
    folder: 'main/engine/delivery',
    among: 'main/engine',
    may: [],
    why: 'it sends what waits for any destination and knows none of them',
    refuses: ['main/engine/hub/hub-destination.ts', 'main/engine/services/fleet/hub-commands.ts'],
    allows: ['db/usecases/deliveries.ts', 'core/domain/sync/delivery.ts'],
  },
  {
    folder: 'main/engine/metrics',
    among: 'main/engine',
    may: [],
    why: 'whoever measures something registers it here; what is measured is not known here',
    refuses: ['main/engine/hub/telemetry/fleet-metrics.ts', 'main/engine/topics.ts'],
    allows: ['main/engine/metrics/metric-registry.ts', 'db/workspace-db.ts'],
  },
  {
    folder: 'main/engine/hub',
    among: 'main/engine',
    may: [
      ...folders('main/engine/files', 'main/engine/delivery'),
      ...files('main/engine/(?:topics|topics-after|options|handlers)'),
    ],
    why: 'services answer from the hub; the hub knows no service, no call and no host',
    refuses: [
      'main/engine/services/fleet/tasks.ts',
      'main/engine/host/dial-host.ts',
      'main/engine/engine.ts',
    ],
    allows: ['main/engine/topics.ts', 'main/engine/hub/clients.ts'],
  },
  {
    folder: 'main/engine/wire',
    among: 'main/engine',
    may: files('main/engine/(?:topics|topics-after|options|handlers)'),
    why: 'it carries frames and knows handlers as types, not what they do',
    refuses: ['main/engine/services/fleet/tasks.ts', 'main/engine/calls/x.ts', 'main/engine/engine.ts'],
    allows: ['main/engine/handlers.ts'],
  },
  {
    folder: 'main/engine/services',
    among: 'main/engine',
    may: [
      ...folders('main/engine/files', 'main/engine/delivery', 'main/engine/hub', 'main/engine/metrics'),
      '^main/engine/(?!engine\\.ts$|create-fleet\\.ts$)[^/]+\\.ts$',
    ],
    why: 'services know the hub, never the calls that name them, the wire, a host or the composition',
    refuses: ['main/engine/calls/x.ts', 'main/engine/host/dial-host.ts', 'main/engine/engine.ts'],
    allows: ['main/engine/hub/clients.ts', 'main/engine/files/file-watcher.ts', 'main/engine/topics.ts'],
  },
  {
    folder: 'main/engine/calls',
    among: 'main/engine',
    may: [
      ...folders('main/engine/files', 'main/engine/hub', 'main/engine/services', 'main/engine/sample'),
      '^main/engine/(?!engine\\.ts$|create-fleet\\.ts$)[^/]+\\.ts$',
    ],
    why: 'each call names its service; composing them is the work of engine.ts alone',
    refuses: ['main/engine/engine.ts', 'main/engine/host/dial-host.ts', 'main/engine/wire/x.ts'],
    allows: ['main/engine/services/fleet/tasks.ts', 'main/engine/handlers.ts'],
  },
  {
    folder: 'main/engine/host',
    among: 'main/engine',
    may: [...folders('main/engine/wire'), ...files('main/engine/(?:engine|options|workspace-identity)')],
    why: 'a host starts the engine and carries its wire; it knows no service',
    refuses: ['main/engine/services/fleet/tasks.ts', 'main/engine/calls/x.ts', 'main/engine/hub/clients.ts'],
    allows: ['main/engine/engine.ts', 'main/engine/wire/x.ts'],
  },
  {
    folder: 'main/shells',
    may: [...folders('core', 'node', 'main/engine'), builtIn, ...zod],
    why: 'what desktop, web and command share; it knows none of them',
    refuses: ['main/cli/program.ts', 'main/web/web-server.ts', 'db/open.ts', 'electron'],
    allows: ['main/engine/options.ts', 'node/machine.ts'],
  },
  {
    folder: 'main/desktop',
    may: [...folders('core', 'node', 'main/engine', 'main/shells'), builtIn, ...npm('electron', 'zod')],
    why: 'a shell is thin: it hosts the engine and opens no database; shells never import each other',
    refuses: ['main/cli/program.ts', 'main/web/web-server.ts', 'db/open.ts', 'ws'],
    allows: ['electron', 'main/shells/x.ts', 'main/engine/host/x.ts'],
  },
  {
    folder: 'main/web',
    may: [...folders('core', 'node', 'main/engine', 'main/shells'), builtIn, ...npm('ws', 'zod')],
    why: 'a shell is thin: it hosts the engine and opens no database; shells never import each other',
    refuses: ['main/cli/program.ts', 'main/desktop/window.ts', 'db/open.ts', 'electron'],
    allows: ['ws', 'main/shells/x.ts', 'main/engine/host/x.ts'],
  },
  {
    folder: 'main/cli',
    may: [
      ...folders('core', 'node', 'main/engine', 'main/shells', 'sidecar'),
      builtIn,
      ...npm('commander', 'zod'),
    ],
    why: 'commands speak to the engine by contract; "agent run" is the sidecar; shells never import each other',
    refuses: ['main/web/web-server.ts', 'main/desktop/window.ts', 'db/open.ts', 'electron', 'ws'],
    allows: ['commander', 'main/shells/x.ts', 'sidecar/config.ts'],
  },
  {
    folder: 'preload',
    may: [...folders('core/contract'), ...npm('electron')],
    why: 'the preload bundle carries contract frames and nothing else',
    refuses: ['main/engine/engine.ts', 'core/kernel/result.ts', 'node:fs', 'zod'],
    allows: ['electron', 'core/contract/wire.ts'],
  },
  ...screenRules,
  {
    folder: 'sidecar',
    may: [...folders('core', 'node'), builtIn, ...npm('pino', 'ws', 'zod')],
    why: "the program on an agent's host, without a workspace",
    refuses: ['db/open.ts', 'main/engine/topics.ts', 'renderer/app/app.tsx', 'commander', 'better-sqlite3'],
    allows: ['core/contract/hub/frames.ts', 'node/processes/x.ts', 'ws', 'node:fs'],
  },
  {
    folder: 'scripts',
    may: [
      ...folders('core', 'node', 'main', 'bench', 'tests/setup', 'tests/support', 'tests/torture'),
      builtIn,
      ...npm('@playwright/test', 'dependency-cruiser', 'vite', 'vitest', 'zod'),
    ],
    why: 'scripts drive the product as a person would; they open no database',
    refuses: ['db/open.ts', 'renderer/app/app.tsx', 'better-sqlite3', 'tests/unit/x.ts'],
    allows: ['main/cli/program.ts', 'dependency-cruiser', 'node:fs'],
  },
  {
    folder: 'bench',
    may: [
      ...folders('core', 'node', 'db', 'main', 'sidecar', 'tests/setup', 'tests/support', 'tests/torture'),
      builtIn,
      ...parsers,
      ...npm('@playwright/test', 'better-sqlite3', 'ws', 'zod'),
    ],
    why: 'benchmarks measure the product and compare it with what it is built on',
    refuses: ['renderer/app/app.tsx', 'tests/unit/x.ts', 'vitest'],
    allows: ['db/usecases/append.ts', 'better-sqlite3'],
  },
  {
    folder: 'tests',
    may: [
      ...folders('core', 'node', 'db', 'main', 'preload', 'renderer', 'sidecar', 'scripts', 'bench'),
      builtIn,
      ...parsers,
      ...npm(
        '@axe-core/playwright',
        '@electron/asar',
        '@playwright/test',
        '@scalar/json-schema-validator',
        '@sigstore/bundle',
        '@sigstore/verify',
        'better-sqlite3',
        'dbus-native',
        'dependency-cruiser',
        // Its types alone: requiring it would download its runtime.
        'electron',
        'fast-check',
        'react',
        'react-dom',
        'sax',
        'tar',
        'vite',
        'vitest',
        'ws',
        'zod',
      ),
    ],
    why: 'tests may look at everything; nothing of the product may look at them',
    refuses: ['chokidar', 'commander'],
    allows: ['db/tables/op.ts', 'vitest', 'renderer/ui/x.ts', 'electron'],
  },
];

/** Folders the rules speak of. */
export const ruledFolders: readonly string[] = [
  ...new Set(folderRules.map(({ folder }) => folder.split('/')[0] ?? folder)),
];

/** Whoever holds the core could change a fleet beside its hub: all others are given its ports. */
export const fleetCoreIsPrivate = {
  name: 'fleet-core-is-private',
  comment:
    'a fleet is read through FleetView and changed through FleetCommands (core/domain/fleet/fleet-view.ts)',
  severity: 'error' as const,
  from: { path: '^(core|db|main|sidecar)/', pathNot: '^main/engine/(create-fleet\\.ts$|hub/)' },
  to: { path: '^main/engine/hub/fleet-core\\.ts$' },
};

export const noCircle = {
  name: 'no-circle',
  comment:
    'files that import each other in a circle, types counted, can only be understood and moved together',
  severity: 'error' as const,
  from: {},
  to: { circular: true },
};
