import { type EvidencePreview, TESTS_SHOWN } from '../../../core/domain/readiness/evidence-preview.ts';
import { cutText } from '../../../core/kernel/cut-text.ts';
import { JUnitReport, type ReportedTest } from '../junit-report.ts';

type Outline = Extract<EvidencePreview, { kind: 'tests' }>;
type Suite = Outline['suites'][number];

const SAYS_MAX = 2000;
const NAME_MAX = 300;
/** Suites that are told apart; what stands in more is counted in the whole report alone. */
const SUITES_KNOWN = 10_000;

const none = { passed: 0, failed: 0, errored: 0, skipped: 0, unclear: 0, seconds: 0 };

/** What a JUnit report says as a whole, from its pieces: suites with their counts, and the tests that did not pass. */
export class TestOutline {
  readonly #counts = { ...none };
  readonly #suites = new Map<string, Suite>();
  readonly #failures: Outline['failures'] = [];
  readonly #report = new JUnitReport('', (test) => this.#add(test));

  take(piece: Uint8Array): void {
    this.#report.take(piece);
  }

  /** Null when it is no report that can be read. */
  outline(bytes: number): Outline | null {
    if (this.#report.end('') !== null) return null;
    return {
      kind: 'tests',
      bytes,
      counts: this.#counts,
      suites: [...this.#suites.values()].slice(0, TESTS_SHOWN),
      suitesTotal: this.#suites.size,
      failures: this.#failures,
      failuresTotal: this.#counts.failed + this.#counts.errored,
    };
  }

  #add({ suites, className, name, outcome, seconds, says }: ReportedTest): void {
    const suite = cutText(suites.filter((part) => part !== '').join(' › '), NAME_MAX);
    this.#counts[outcome] += 1;
    this.#counts.seconds += seconds;
    const known = this.#suites.get(suite);
    if (known === undefined && this.#suites.size < SUITES_KNOWN)
      this.#suites.set(suite, { ...none, name: suite, [outcome]: 1, seconds });
    else if (known !== undefined) {
      known[outcome] += 1;
      known.seconds += seconds;
    }
    if ((outcome === 'failed' || outcome === 'errored') && this.#failures.length < TESTS_SHOWN) {
      const test = cutText(className === '' ? name : `${className}.${name}`, NAME_MAX);
      this.#failures.push({ suite, test, outcome, says: cutText(says, SAYS_MAX) });
    }
  }
}
