/** Who may import whom, as data (the folders of the design). */
type Side = { readonly path?: string | string[]; readonly pathNot?: string | string[] };

/** `bites`: a file and an import the rule must refuse; the rule's own test writes them and expects it to fire. */
export interface ImportRule {
  readonly name: string;
  readonly comment: string;
  readonly from: Side;
  readonly to: Side & { readonly dependencyTypes?: 'core'[] };
  readonly bites: {
    readonly file: string;
    readonly imports: string;
  };
}

const npm = (pattern: string) => `node_modules/${pattern}`;

export const importRules: readonly ImportRule[] = [
  {
    name: 'core-is-pure',
    comment: 'core runs in every process: zod and pure parsing libraries only, no Node, no other folder.',
    from: { path: '^core/' },
    to: {
      pathNot: [
        '^core/',
        npm(
          '(@types/)?(zod|markdown-it|yaml|diff|mdast-util-from-markdown|mdast-util-gfm|micromark-extension-gfm|mdast|unist)(/|$)',
        ),
      ],
    },
    bites: { file: 'core/domain/x.ts', imports: '../../db/y.ts' },
  },
  {
    name: 'kernel-knows-no-domain',
    comment: 'The kernel is below everything else in core.',
    from: { path: '^core/kernel/' },
    to: { path: '^core/(contract|domain)/' },
    bites: { file: 'core/kernel/x.ts', imports: '../domain/y.ts' },
  },
  {
    name: 'domain-knows-no-contract',
    comment: 'The contract is built on the domain, never the other way round.',
    from: { path: '^core/domain/' },
    to: { path: '^core/contract/' },
    bites: { file: 'core/domain/x.ts', imports: '../contract/y.ts' },
  },
  {
    name: 'db-knows-no-process',
    comment: 'The database is used by the engine; it knows neither engine, shell nor screen.',
    from: { path: '^db/' },
    to: { path: ['^(main|preload|renderer|sidecar)/', npm('electron/')] },
    bites: { file: 'db/x.ts', imports: '../main/y.ts' },
  },
  {
    name: 'sqlite-only-in-db',
    comment: 'SQL lives in db/: nobody else opens the database.',
    from: { path: '^(core|main|preload|renderer|sidecar|scripts)/' },
    to: { path: npm('better-sqlite3/') },
    bites: { file: 'main/engine/x.ts', imports: 'better-sqlite3' },
  },
  {
    name: 'electron-only-in-desktop',
    comment: 'Electron stays behind main/desktop and preload, so everything else runs in plain Node.',
    from: { path: '^(core|db|renderer|sidecar|main/(engine|web|cli))/' },
    to: { path: npm('electron/') },
    bites: { file: 'main/engine/x.ts', imports: 'electron' },
  },
  {
    name: 'engine-has-no-screen',
    comment: 'The engine is hosted by shells; it imports none of them and no renderer.',
    from: { path: '^main/engine/' },
    to: { path: '^(main/(desktop|web|cli)|preload|renderer|sidecar)/' },
    bites: { file: 'main/engine/x.ts', imports: '../web/y.ts' },
  },
  {
    name: 'engine-reads-through-db',
    comment: 'Services call use cases and readers; table modules are private to db.',
    from: { path: '^(main|sidecar)/' },
    to: { path: '^db/(tables|migrations)/' },
    bites: { file: 'main/engine/x.ts', imports: '../../db/tables/y.ts' },
  },
  {
    name: 'sidecar-stands-alone',
    comment: 'A sidecar runs on other hosts, without a workspace: core and libraries only.',
    from: { path: '^sidecar/' },
    to: { path: '^(db|main|preload|renderer)/' },
    bites: { file: 'sidecar/x.ts', imports: '../main/y.ts' },
  },
  {
    name: 'node-layer-knows-no-program',
    comment: 'Shared by every Node program, so it knows none of them: core, Node and libraries only.',
    from: { path: '^node/' },
    to: { path: '^(db|main|preload|renderer|sidecar)/' },
    bites: { file: 'node/files/x.ts', imports: '../../main/y.ts' },
  },
  {
    name: 'shells-never-import-each-other',
    comment: 'What two shells need goes to main/shells; the entry above them hands one to another.',
    from: { path: '^main/(desktop|web|cli)/' },
    to: { path: '^main/(desktop|web|cli)/', pathNot: '^main/$1/' },
    bites: { file: 'main/cli/x.ts', imports: '../web/y.ts' },
  },
  {
    name: 'preload-is-a-wire',
    comment: 'The preload bundle carries contract frames and nothing else.',
    from: { path: '^preload/' },
    to: { path: '^(db|main|renderer|sidecar)/' },
    bites: { file: 'preload/x.ts', imports: '../main/y.ts' },
  },
  {
    name: 'renderer-has-no-node',
    comment: 'The renderer runs sandboxed: no Node module, no engine, no database.',
    from: { path: '^renderer/' },
    to: { dependencyTypes: ['core'] },
    bites: { file: 'renderer/app/x.ts', imports: 'node:fs' },
  },
  {
    name: 'renderer-knows-no-engine',
    comment: 'The screen speaks to the engine by contract only.',
    from: { path: '^renderer/' },
    to: { path: '^(db|main|preload|sidecar|scripts)/' },
    bites: { file: 'renderer/app/x.ts', imports: '../../main/y.ts' },
  },
  {
    name: 'kit-knows-no-domain',
    comment: 'The kit draws; it knows neither trackers nor contract.',
    from: { path: '^renderer/ui/' },
    to: { path: '^(core/(contract|domain)|renderer/(app|bridge|features))/' },
    bites: { file: 'renderer/ui/x.ts', imports: '../bridge/y.ts' },
  },
  {
    name: 'bridge-alone-reads-the-client',
    comment: 'One reader of the contract client; screens use its hooks.',
    from: { path: '^renderer/', pathNot: '^renderer/bridge/' },
    to: { path: '^core/contract/transport/' },
    bites: { file: 'renderer/app/x.ts', imports: '../../core/contract/transport/client.ts' },
  },
  {
    name: 'features-never-import-each-other',
    comment: 'A feature stands alone; what two need goes to ui, bridge or core.',
    from: { path: '^renderer/features/([^/]+)/' },
    to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    bites: { file: 'renderer/features/a/x.ts', imports: '../b/y.ts' },
  },
  {
    name: 'app-lists-the-features',
    comment: 'Only the app knows which features exist.',
    from: { path: '^renderer/(features|bridge)/' },
    to: { path: '^renderer/app/' },
    bites: { file: 'renderer/features/a/x.ts', imports: '../../app/y.ts' },
  },
  {
    name: 'no-ui-library-outside-the-renderer',
    comment: 'React and friends belong to the renderer.',
    from: { path: '^(core|db|main|preload|sidecar)/' },
    to: { path: npm('(react|react-dom|zustand|recharts|react-aria-components|@tanstack)/') },
    bites: { file: 'main/engine/x.ts', imports: 'react' },
  },
  {
    name: 'product-imports-no-tests',
    comment: 'Tests, benches and scripts are not part of the product.',
    from: { path: '^(core|db|main|preload|renderer|sidecar)/' },
    to: { path: '^(tests|bench|scripts)/' },
    bites: { file: 'core/domain/x.ts', imports: '../../tests/y.ts' },
  },
];

/** Folders the rules speak of. */
export const ruledFolders = ['core', 'db', 'main', 'node', 'preload', 'renderer', 'sidecar'] as const;
