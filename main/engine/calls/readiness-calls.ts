import type { CallsNamed, Services } from '../handlers.ts';
import type { EngineDeps } from '../services/engine-deps.ts';
import { add } from '../services/readiness/evidence/add-evidence.ts';
import { change, restore, withdraw } from '../services/readiness/evidence/decide-evidence.ts';
import { show } from '../services/readiness/evidence/evidence-views.ts';
import { guard } from '../services/readiness/evidence/guard-evidence.ts';
import { preview } from '../services/readiness/evidence/preview-evidence.ts';
import { begin, discard, send } from '../services/readiness/evidence/upload-calls.ts';
import { verify } from '../services/readiness/evidence/verify-evidence.ts';

export const readinessCalls: Services<EngineDeps, CallsNamed<'evidence' | 'uploads'>> = {
  'evidence.show': show,
  'evidence.preview': preview,
  'evidence.add': add,
  'evidence.change': change,
  'evidence.guard': guard,
  'evidence.withdraw': withdraw,
  'evidence.restore': restore,
  'evidence.verify': verify,
  'uploads.begin': begin,
  'uploads.send': send,
  'uploads.discard': discard,
};
