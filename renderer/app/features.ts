import { feature as about } from '../features/about/feature.tsx';
import { feature as people } from '../features/actors/feature.tsx';
import { feature as alerts } from '../features/alerts/feature.tsx';
import { feature as bridge } from '../features/bridge-home/feature.tsx';
import { feature as bundles } from '../features/bundles/feature.tsx';
import { feature as conflicts } from '../features/conflicts/feature.tsx';
import { feature as costs } from '../features/costs/feature.tsx';
import { feature as diagnostics } from '../features/diagnostics/feature.tsx';
import { feature as endpoints } from '../features/endpoints/feature.tsx';
import { feature as evidence } from '../features/evidence/feature.tsx';
import { feature as findings } from '../features/findings/feature.tsx';
import { feature as fleet } from '../features/fleet/feature.tsx';
import { feature as gates } from '../features/gates/feature.tsx';
import { feature as hub } from '../features/hub/feature.tsx';
import { feature as metrics } from '../features/metrics/feature.tsx';
import { feature as objectives } from '../features/objectives/feature.tsx';
import { feature as proposals } from '../features/proposals/feature.tsx';
import { feature as readiness } from '../features/readiness/feature.tsx';
import { feature as repositories } from '../features/repositories/feature.tsx';
import { feature as search } from '../features/search/feature.tsx';
import { feature as settings } from '../features/settings/feature.tsx';
import { feature as tasks } from '../features/tasks/feature.tsx';
import { feature as trackers } from '../features/trackers/feature.tsx';
import { feature as welcome } from '../features/welcome/feature.tsx';
import { feature as workspaceViews } from '../features/workspace-views/feature.tsx';
import type { Feature } from '../ui/frame/feature.ts';

/** Every feature of the window; the only list of them. */
export const features: readonly Feature[] = [
  bridge,
  alerts,
  trackers,
  workspaceViews,
  fleet,
  endpoints,
  repositories,
  hub,
  tasks,
  proposals,
  costs,
  metrics,
  findings,
  readiness,
  evidence,
  gates,
  objectives,
  bundles,
  conflicts,
  search,
  people,
  diagnostics,
  settings,
  welcome,
  about,
];
