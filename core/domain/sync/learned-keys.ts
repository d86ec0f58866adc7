import { z } from 'zod';
import type { OpEnvelope } from '../../kernel/op.ts';
import type { ActorRevocation, KnownActor, KnownDevice, KnownKeys } from './known-keys.ts';

type TrustOp = Pick<OpEnvelope, 'entity' | 'patch' | 'hlc' | 'actor'>;

interface LearnedActor {
  readonly key: { readonly publicKey: string; readonly hlc: string } | null;
  readonly revocations: readonly ActorRevocation[];
}

const NOTHING: LearnedActor = { key: null, revocations: [] };

/** Per device, the last clock of what the revoked actor had signed there. */
const Knew = z.record(z.string(), z.string());

export const Revocation = z.object({ counter: z.number().int().min(0), hash: z.string().nullable() });

/**
 * The keys that ops enrol and revoke, whatever order they are learned in: of several ops on an actor the one with the
 * smallest clock counts, so nothing that is decided later changes what an earlier op was judged by. `before`: what is
 * known without them.
 */
export class LearnedKeys implements KnownKeys {
  readonly #before: KnownKeys | null;
  readonly #actors = new Map<string, LearnedActor>();
  readonly #devices = new Map<string, KnownDevice>();

  constructor(before: KnownKeys | null = null) {
    this.#before = before;
  }

  actor(id: string): KnownActor | null {
    const { key, revocations } = this.#actors.get(id) ?? NOTHING;
    const before = this.#before?.actor(id) ?? null;
    const first = earlier(key, before === null ? null : { ...before, hlc: before.enrolledAt });
    if (first === null) return null;
    return {
      publicKey: first.publicKey,
      enrolledAt: first.hlc,
      revocations: [...(before?.revocations ?? []), ...revocations],
    };
  }

  device(id: string): KnownDevice | null {
    const learned = this.#devices.get(id) ?? null;
    const before = this.#before?.device(id) ?? null;
    if (learned === null || before === null) return learned ?? before;
    return {
      signingKey: before.signingKey ?? learned.signingKey,
      revokedAfter: before.revokedAfter ?? learned.revokedAfter,
    };
  }

  get hasActors(): boolean {
    return this.#before?.hasActors === true || [...this.#actors.values()].some(({ key }) => key !== null);
  }

  learn({ entity, patch, hlc, actor: by }: TrustOp): void {
    if (entity.kind === 'actor') {
      const { key, revocations } = this.#actors.get(entity.id) ?? NOTHING;
      const knew = Knew.safeParse(patch['knew']?.value);
      const revocation = { hlc, by, knew: knew.success ? knew.data : null };
      const publicKey = textIn(patch, 'publicKey');
      this.#actors.set(entity.id, {
        key: earlier(key, publicKey === null ? null : { publicKey, hlc }),
        revocations: patch['revoked']?.value === true ? [...revocations, revocation] : revocations,
      });
    }
    if (entity.kind === 'device') {
      const known = this.#devices.get(entity.id);
      const revoked = Revocation.safeParse(patch['revoked']?.value);
      this.#devices.set(entity.id, {
        signingKey: textIn(patch, 'signingKey') ?? known?.signingKey ?? null,
        revokedAfter: revoked.success ? revoked.data : (known?.revokedAfter ?? null),
      });
    }
  }
}

function textIn(patch: TrustOp['patch'], field: string): string | null {
  const value = patch[field]?.value;
  return typeof value === 'string' ? value : null;
}

function earlier<Key extends { readonly hlc: string }>(one: Key | null, other: Key | null): Key | null {
  if (one === null || other === null) return one ?? other;
  return one.hlc <= other.hlc ? one : other;
}
