import { join, resolve } from 'node:path';
import { compileRules } from '../../core/domain/trackers/findings/compile-rules.ts';
import { FINDING_RULES } from '../../core/domain/trackers/findings/finding-rules.ts';
import { wallClock } from '../../core/kernel/clock.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { knownFailure } from '../../db/failures.ts';
import { openWorkspaceDatabase } from '../../db/open.ts';
import { createReaderPool } from '../../db/readers/pool.ts';
import { workspaceFacts } from '../../db/readers/workspace-view.ts';
import { readTrackerByPath, readTrackers } from '../../db/records/tracker.ts';
import { fillSearch, projectionsAreCurrent } from '../../db/usecases/derived.ts';
import { recordMetrics } from '../../db/usecases/fleet/metrics.ts';
import { rebuildProjections } from '../../db/usecases/rebuild.ts';
import type { WorkspaceDb } from '../../db/workspace-db.ts';
import { boundedFiles } from '../../node/files/bounded-files.ts';
import { makeFoldersSync } from '../../node/files/make-folders.ts';
import { nodeFiles } from '../../node/files/node-files.ts';
import { REPLACED_FOLDER } from '../../node/files/second-name.ts';
import { createCommittedAuthor } from '../../node/git/committed-author.ts';
import { createGit } from '../../node/git/git.ts';
import { createLog } from '../../node/log/create-log.ts';
import type { Log } from '../../node/log/log.ts';
import { alertCalls } from './calls/alert-calls.ts';
import { callHandlers } from './calls/call-handlers.ts';
import { fleetCalls } from './calls/fleet-calls.ts';
import { hubCalls } from './calls/hub-calls.ts';
import { readinessCalls } from './calls/readiness-calls.ts';
import { trackerCalls } from './calls/tracker-calls.ts';
import { viewHandlers } from './calls/view-handlers.ts';
import { workspaceCalls } from './calls/workspace-calls.ts';
import { createFleet } from './create-fleet.ts';
import { watchDay } from './day-change.ts';
import { closeToOthers } from './files/close-to-others.ts';
import { createFileWatcher, type FileWatcher } from './files/file-watcher.ts';
import { OUTSIDE_TIMES } from './files/outside-times.ts';
import { createTouchedFiles } from './files/touched-files.ts';
import { EVIDENCE_FOLDER } from './files/workspace-files.ts';
import type { ActorSession, Handlers } from './handlers.ts';
import { measureApp } from './metrics/app-metrics.ts';
import { createMetricRegistry } from './metrics/metric-registry.ts';
import { startSampling } from './metrics/metrics-sampler.ts';
import type { EngineOptions, HubOptions } from './options.ts';
import { loadSampleProof, loadSampleTrackers } from './sample/load-sample.ts';
import { ownerOf } from './services/actors/actors.ts';
import { ensureDevice } from './services/actors/own-device.ts';
import { openActorSession } from './services/actors/signer.ts';
import { whoActs } from './services/actors/who-acts.ts';
import { createAlertWatch } from './services/alerts/alert-watch.ts';
import type { EngineDeps } from './services/engine-deps.ts';
import { createFindingsWatch } from './services/findings/findings-watch.ts';
import type { FleetDeps } from './services/fleet/fleet-deps.ts';
import { createJobRegistry } from './services/jobs/job-registry.ts';
import { createKeyedQueue } from './services/keyed-queue.ts';
import { createEvidenceWatch, type EvidenceWatch } from './services/readiness/evidence/evidence-watch.ts';
import { watchFreshness } from './services/readiness/evidence/freshness-watch.ts';
import { openEvidence } from './services/readiness/evidence/open-evidence.ts';
import { createUploads } from './services/readiness/evidence/uploads.ts';
import { keepStandings } from './services/readiness/signoffs/kept-standings.ts';
import { createSignoffCells } from './services/readiness/signoffs/settle-cells.ts';
import { createTaskSearchWatch } from './services/search/task-search-watch.ts';
import { marksKept } from './services/trackers/kept-marks.ts';
import { checkFile } from './services/trackers/observe-file.ts';
import { createReplacedFiles } from './services/trackers/replaced/replaced-files.ts';
import { checkAllFiles, settleAtStart, takeInWaiting } from './services/trackers/settle-at-start.ts';
import { createLookAgain } from './services/trackers/together/look-again.ts';
import { ensureWorkspace } from './services/workspace/first-run.ts';
import { createTopicBus, type TopicBus } from './topics.ts';
import { topicsAfterCommit } from './topics-after.ts';

export type { EngineOptions, Shell } from './options.ts';

/** A running engine over one workspace folder. Its owner must hold the workspace's lock. */
export interface Engine {
  readonly handlers: Handlers;
  readonly topics: TopicBus;
  readonly log: Log;
  /** What this start changed about the workspace itself: sentences for a person. */
  readonly changed: readonly string[];
  /** Called when another process has written to the workspace: nothing more is written here, and whoever hosts it has to give way. */
  onOvertaken(listener: () => void): void;
  /** For one connection: whom it acts as, with the key it unlocks. */
  openSession(): ActorSession;
  /** Resolves when what goes on in the background (checks of files, findings, search index) has caught up. */
  idle(): Promise<void>;
  /** Finishes writes in flight, stops watchers and jobs, checkpoints and closes the database. */
  close(): Promise<void>;
}

const RECOVERED_SHOWN_MS = 60_000;

/** What carries out each call of the contract. */
const services = {
  ...alertCalls,
  ...trackerCalls,
  ...workspaceCalls,
  ...fleetCalls,
  ...hubCalls,
  ...readinessCalls,
};

/** Opens a workspace, settles what the last run left unfinished, and starts everything that keeps it current. */
export async function createEngine(options: EngineOptions): Promise<Result<Engine>> {
  const workspace = resolve(options.workspace);
  const clock = wallClock(options.timekeeper);
  const made = makeFolders(workspace);
  if (!made.ok) return made;
  const log = createLog({
    folder: join(workspace, 'logs'),
    name: 'engine',
    clock,
    ...options.log,
  });
  let overtaken = false;
  let giveWay = (): void => {};
  const opened = openWorkspaceDatabase({
    file: join(workspace, 'quarterdeck.db'),
    clock,
    entropy: options.entropy,
    appVersion: options.appVersion,
    readOnly: options.readOnly ?? null,
    onFeedError: (error) => log.error('Following what was committed failed.', error),
    onOvertaken() {
      log.warn('Another process has written to the workspace: nothing more is written from here.');
      overtaken = true;
      giveWay();
    },
  });
  if (!opened.ok) {
    log.warn(opened.error.message, opened.error.facts);
    await log.close();
    return opened;
  }
  const db = opened.value;
  const onOvertaken = (listener: () => void): void => {
    giveWay = listener;
    // While the engine started there was nobody to tell.
    if (overtaken) listener();
  };
  const started = await start({ ...options, workspace }, db, log, onOvertaken);
  if (!started.ok) {
    db.close();
    await log.close();
  }
  return started;
}

async function start(
  options: EngineOptions,
  db: WorkspaceDb,
  log: Log,
  onOvertaken: Engine['onOvertaken'],
): Promise<Result<Engine>> {
  const { workspace, timekeeper, entropy, secrets } = options;
  const clock = wallClock(timekeeper);
  const first = await ensureWorkspace({
    db,
    secrets,
    entropy,
    folder: workspace,
    sample: options.sample,
    log,
  });
  if (!first.ok) return first;
  const owner = ownerOf(db);
  if (owner === null)
    return fail('actor.not-found', 'This workspace has no person who can act. Restore it from a copy.');
  const rules = compileRules(FINDING_RULES);
  if (!rules.ok) return rules;

  const closed = db.mode.kind === 'read-write' ? closeToOthers(workspace) : null;
  if (closed !== null) log.info(closed);
  const device = await ensureDevice({ db, secrets, entropy, log, workspace }, owner);
  if (!device.ok) return device;
  const topics = createTopicBus((error) => log.error('A live view failed.', error));
  const metrics = createMetricRegistry(log);
  const files = boundedFiles(options.files ?? nodeFiles, options.fileBounds);
  const git = createGit({ environment: process.env, author: null, hooks: false, foreign: true });
  const queue = createKeyedQueue();
  const outsideTimes = options.outsideTimes ?? OUTSIDE_TIMES;
  const stop = new AbortController();
  const evidence =
    db.mode.kind === 'read-write' && options.evidence === undefined
      ? await openEvidence({ workspace, files, git })
      : null;
  const evidencePorts = options.evidence ?? evidence?.ports ?? null;
  const uploads = evidencePorts === null ? null : createUploads(evidencePorts.store, entropy);
  const deps: EngineDeps = {
    db,
    timekeeper,
    clock,
    entropy,
    log,
    topics,
    metrics,
    files,
    secrets,
    jobs: createJobRegistry(clock, entropy, topics),
    heavyReads: createReaderPool({ file: db.file }),
    git,
    outsideAuthor: createCommittedAuthor(git, clock),
    evidence: evidencePorts,
    uploads,
    queue,
    workspace,
    shell: options.shell,
    appVersion: options.appVersion,
    follow: (path) => watcher?.track(path),
    unfollow: (path) => {
      if (evidenceWatch?.isFollowed(path) !== true) watcher?.untrack(path);
    },
    outsideTimes,
    touched: createTouchedFiles(files, timekeeper, outsideTimes, marksKept(db)),
    lookAgain: (trackerId, wait) => lookAgain.in(trackerId, wait),
    watchReplaced: (id, became) => replaced.watch(id, became),
    mendHalfWritten: (trackerId) => replaced.mend(trackerId),
    signoffCells: {
      settle: (itemIds) => cells.settle(itemIds),
      failureOf: (itemId) => cells.failureOf(itemId),
    },
    inPlace: new Map(),
    watch: () => watcher?.state() ?? null,
    unsavedStates: new Map(),
    findingsSettled: (timeoutMs) => findings.settled(timeoutMs),
    owner: () => ownerOf(db) ?? owner,
    deviceKeys: device.value.keys,
    crashPoint: options.crashPoint ?? (() => undefined),
  };
  let evidenceWatch: EvidenceWatch | null = null;
  const watcher = options.watch === false ? null : watchFiles(deps, (path) => evidenceWatch?.touched(path));
  const lookAgain = createLookAgain(deps);
  const cells = createSignoffCells(deps);
  const replaced = createReplacedFiles(deps);
  db.feed.subscribe(({ changes }) => {
    for (const topic of topicsAfterCommit(changes)) topics.publish(topic);
  });
  const writable = db.mode.kind === 'read-write';
  if (writable) await replaced.begin();
  const settled = writable ? await settleAtStart(deps) : null;
  const changed = [device.value.becameNew, closed].filter((sentence) => sentence !== null);
  const news = [...changed, ...(settled === null ? [] : [settled])];
  let recovered = news.length === 0 ? null : news.join(' ');
  const forget = setTimeout(() => {
    recovered = null;
    topics.publish('status');
  }, RECOVERED_SHOWN_MS);
  forget.unref();

  const isSampled = writable && options.sample && workspaceFacts(db.read)?.sample === true;
  if (isSampled) {
    const loaded = await loadSampleTrackers(deps, owner);
    if (!loaded.ok) log.warn(loaded.error.message, loaded.error.facts);
  }

  const opened = await createFleet(deps, options.hub ?? quietHub);
  if (!opened.ok) return opened;
  const fleet = opened.value;

  const standings = keepStandings(deps);
  const alerts = createAlertWatch({
    fleet: fleet.deps,
    standings,
    ...(options.alertTimes === undefined ? {} : { times: options.alertTimes }),
  });
  const alertDeps = { ...fleet.deps, alerts };
  const stopMeasuringApp = measureApp(metrics, db);
  const stopSampling = writable ? measure(fleet.deps) : null;
  const findings = createFindingsWatch(deps, rules.value);
  db.feed.subscribe(({ changes }) => findings.follow(changes));
  const taskSearch = createTaskSearchWatch(deps);
  db.feed.subscribe(({ changes }) => taskSearch.follow(changes));
  const stopDay = watchDay(clock, () => {
    topics.publish('day');
    findings.all();
  });
  if (writable && watcher !== null && deps.evidence !== null)
    evidenceWatch = createEvidenceWatch(deps, deps.evidence, options.evidenceTimes);
  const stopFreshness = watchFreshness(db, clock, () => topics.publish('evidence'));
  for (const tracker of readTrackers(db.read)) if (tracker.path !== null) deps.follow(tracker.path);
  if (writable) db.feed.subscribe((commit) => cells.follow(commit));
  const background = writable
    ? catchUp(deps, stop.signal, isSampled).then(() => cells.settleAll())
    : Promise.resolve();
  log.info('The engine is ready.', { workspace, shell: options.shell, version: options.appVersion });

  return ok({
    handlers: {
      calls: callHandlers(alertDeps, services, whoActs(deps)),
      views: viewHandlers(alertDeps, () => recovered, findings.settled, standings),
      failureOf: (error) => knownFailure(error, db.file)?.error ?? null,
    },
    topics,
    log,
    changed,
    onOvertaken,
    openSession: () => openActorSession(deps),
    async idle() {
      await background;
      await queue.idle();
      await findings.settled();
      await evidenceWatch?.settled();
      await cells.settled();
      await fleet.idle();
      await taskSearch.settled();
      await alerts.settled();
    },
    async close() {
      stop.abort();
      clearTimeout(forget);
      stopDay();
      stopFreshness();
      stopSampling?.();
      stopMeasuringApp();
      await alerts.close();
      await fleet.close();
      await watcher?.close();
      await evidenceWatch?.close();
      await deps.jobs.cancelAll();
      // What it still looks at must not be called unreachable because its verifiers are closed.
      await background;
      await uploads?.close();
      await evidence?.close();
      lookAgain.stop();
      await cells.close();
      if (writable) await replaced.end();
      await queue.idle();
      await findings.close();
      await taskSearch.close();
      await deps.heavyReads.close();
      db.close();
      log.info('The engine is closed.');
      await log.close();
    },
  });
}

/** For callers without agents: nobody connects. */
const quietHub: HubOptions = { listen: false };

function makeFolders(workspace: string): Result<null> {
  try {
    for (const name of ['attachments', EVIDENCE_FOLDER, 'logs', REPLACED_FOLDER])
      makeFoldersSync(join(workspace, name), 0o700);
    return ok(null);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(
      'workspace.not-writable',
      `The workspace folder ${workspace} can't be used: ${reason}. Choose another one.`,
      {
        workspace,
      },
    );
  }
}

function watchFiles(deps: EngineDeps, onTouched: (path: string) => void): FileWatcher {
  return createFileWatcher({
    files: deps.files,
    log: deps.log,
    onTouched(path) {
      onTouched(path);
      const tracker = readTrackerByPath(deps.db.read, path);
      if (tracker === null || tracker.removedAt !== null) return;
      checkFile(deps, tracker.id).catch((error: unknown) =>
        deps.log.error('Looking at a changed file failed.', error, { path }),
      );
    },
  });
}

/** Samples what the parts of the engine registered, whether or not anybody reaches its hub. Returns how to stop. */
function measure({ db, clock, log, metrics, topics, hubs }: FleetDeps): () => void {
  return startSampling(metrics, clock, (at, values) => {
    const recorded = recordMetrics(db, hubs.own.n, at, values, (name) => metrics.ruleOf(name));
    if (!recorded.ok) log.warn(recorded.error.message, recorded.error.facts);
    topics.publish('metrics');
  });
}

/** Startup work that nobody has to wait for: rows of another version, the search index, the files. */
async function catchUp(deps: EngineDeps, signal: AbortSignal, isSampled: boolean): Promise<void> {
  try {
    if (!projectionsAreCurrent(deps.db)) {
      const rebuilt = await deps.jobs.run('Bring the workspace to this version', signal, (job) =>
        rebuildProjections(deps.db, {
          signal: job.signal,
          onProgress: (done, total) => job.step(done, total, ''),
        }),
      );
      if (!rebuilt.ok) deps.log.warn(rebuilt.error.message, rebuilt.error.facts);
    }
    const filled = await fillSearch(deps.db, { signal });
    if (!filled.ok) deps.log.warn(filled.error.message, filled.error.facts);
    await takeInWaiting(deps);
    await checkAllFiles(deps, signal);
    if (isSampled) await loadSampleProof(deps, { actorId: deps.owner(), signal });
  } catch (error) {
    deps.log.error('Catching up after the start failed.', error);
  }
}
