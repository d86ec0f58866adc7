import type { Result } from '../../core/kernel/result.ts';

export type Severity = 'critical' | 'warning' | 'info';
export type BannerActionId = 'ack' | 'snooze' | 'open';

export interface Banner {
  /** One banner for each: shown again under the same key, it replaces what is there. */
  readonly key: string;
  /** Title and body may hold anybody's text; it is shown as text, whatever is in it. */
  readonly title: string;
  readonly body: string;
  readonly severity: Severity;
  readonly actions: readonly { readonly id: BannerActionId; readonly label: string }[];
}

/**
 * `no-service`: there is nobody who would show anything. `no-answer`: somebody is there and says nothing within the bound; a
 * banner that is taken after all counts as shown from then on. `refused`: it was answered with an error.
 */
export type NotifierCode = 'notify.no-service' | 'notify.no-answer' | 'notify.refused';

export interface NotifierFacts {
  readonly server: {
    readonly name: string;
    readonly vendor: string;
    readonly version: string;
    /** The version of the specification that it follows. */
    readonly spec: string;
  };
  readonly can: {
    /** False where banners come without buttons. */
    readonly actions: boolean;
    readonly bodyMarkup: boolean;
    readonly sound: boolean;
    /** Keeps banners that went from the screen. */
    readonly persistence: boolean;
  };
}

/** `lost`: its service went away and knows of it no more. `unknown`: the service gave no reason, or one nobody has defined. */
export type CloseReason = 'expired' | 'dismissed' | 'withdrawn' | 'lost' | 'unknown';

export type BannerEnd =
  | { readonly kind: 'acted'; readonly action: BannerActionId }
  | { readonly kind: 'closed'; readonly reason: CloseReason };

/** Whatever shows banners on this desktop. Nothing here throws, and every call is answered within a bound. */
export interface Notifier {
  /** Asks anew who shows banners and what it can do. */
  probe(): Promise<Result<NotifierFacts, NotifierCode>>;
  /** `replaced` is true when the banner took the place of the one before. */
  show(
    banner: Banner,
  ): Promise<Result<{ readonly accepted: true; readonly replaced: boolean }, NotifierCode>>;
  /** Takes a banner down; `onEnd` tells when it is gone. */
  withdraw(key: string): Promise<void>;
  /** Told once for each banner, when a person did something with it or it went. Answers how to stop listening. */
  onEnd(listener: (ended: { readonly key: string; readonly end: BannerEnd }) => void): () => void;
  /** Told when the service comes or goes, as long as the bus it would come to is there: that is tried again with each call. */
  onService(listener: (there: boolean) => void): () => void;
  /** Takes down what is shown, since nobody would hear of its buttons, and ends the connection. */
  close(): Promise<void>;
}
