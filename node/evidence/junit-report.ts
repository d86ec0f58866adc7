import sax from 'sax';
import type { JUNIT_COUNTS, Measure } from '../../core/domain/readiness/measure/measure.ts';
import { unreachable } from '../../core/kernel/unreachable.ts';
import { failed, type Judgement, missing, quoted, verified } from './judgement.ts';
import { measured } from './measures/measured.ts';
import { TestMatches, type TestNames, type TestOutcome } from './test-matches.ts';

declare module 'sax' {
  interface SAXOptions {
    strictEntities?: boolean;
  }
}

/** A longer attribute or comment is refused; what stands between tags may be of any length, and is not kept. */
const LONGEST_TOKEN = 1024 * 1024;
Object.assign(sax, { MAX_BUFFER_LENGTH: LONGEST_TOKEN });

const MOST_ATTRIBUTES = 200;
const DEEPEST = 200;
/** Where an encoding is declared. */
const HEAD_BYTES = 200;

const OF_ELEMENT: Readonly<Record<string, TestOutcome>> = {
  failure: 'failed',
  error: 'errored',
  skipped: 'skipped',
  disabled: 'skipped',
};
/** Some writers say it in an attribute, `status` or `result`, alone. */
const OF_STATUS = new Map<string, TestOutcome>([
  ...['', 'run', 'ran', 'completed', 'passed', 'pass', 'success', 'successful', 'succeeded', 'ok'].map(
    (word) => [word, 'passed'] as const,
  ),
  ...['failed', 'failure', 'fail'].map((word) => [word, 'failed'] as const),
  ...['error', 'errored'].map((word) => [word, 'errored'] as const),
  ...['skipped', 'disabled', 'suppressed', 'ignored', 'notrun', 'pending'].map(
    (word) => [word, 'skipped'] as const,
  ),
]);
const WEIGHT: Readonly<Record<TestOutcome, number>> = {
  passed: 0,
  unclear: 1,
  skipped: 2,
  errored: 3,
  failed: 4,
};

const NO_TESTS: Readonly<Record<TestOutcome, number>> = {
  passed: 0,
  unclear: 0,
  skipped: 0,
  errored: 0,
  failed: 0,
};

interface OpenTest {
  readonly depth: number;
  readonly className: string;
  readonly name: string;
  readonly seconds: number;
  outcome: TestOutcome;
  /** Why it did not pass, as its report says it. */
  says: string;
}

/** One test as a report lists it. */
export type ReportedTest = TestNames & Pick<OpenTest, 'outcome' | 'seconds' | 'says'>;

/** Looks for a test in a JUnit XML report that comes in pieces, and counts them all; entities beyond XML's own five and DTDs are refused. */
export class JUnitReport {
  readonly #parser = sax.parser(true, { strictEntities: true, position: true });
  readonly #matches: TestMatches;
  readonly #onTest: (test: ReportedTest) => void;
  readonly #outcomes: Record<TestOutcome, number> = { ...NO_TESTS };
  #seconds = 0;
  readonly #suites: string[] = [];
  #decoder: TextDecoder | null = null;
  #depth = 0;
  #attributes = 0;
  #sawRoot = false;
  #test: OpenTest | null = null;
  /** The first thing wrong with it; nothing is read behind that. */
  #problem: string | null = null;

  /** `onTest` is told of every test. */
  constructor(wanted: string, onTest: (test: ReportedTest) => void = () => {}) {
    this.#matches = new TestMatches(wanted);
    this.#onTest = onTest;
    // Its only way to tell the first error of a piece: it goes on behind it.
    Object.assign(this.#parser, { onerror: (error: Error) => this.#refuse(lineOf(error)) });
    this.#parser.ondoctype = () => this.#refuse('it declares a document type, which is not read');
    this.#parser.onopentagstart = () => {
      this.#attributes = 0;
    };
    this.#parser.onattribute = () => {
      this.#attributes += 1;
      if (this.#attributes > MOST_ATTRIBUTES)
        this.#refuse(`an element has more than ${MOST_ATTRIBUTES} attributes`);
    };
    this.#parser.onopentag = ({ name, attributes }) => {
      if (this.#problem === null) this.#open(name, (key) => valueOf(attributes[key]));
    };
    this.#parser.onclosetag = (name) => {
      if (this.#problem === null) this.#close(name);
    };
  }

  take(piece: Uint8Array): void {
    if (this.#problem !== null) return;
    this.#decoder ??= this.#decoderFor(piece);
    this.#feed(() => this.#parser.write(this.#decoder?.decode(piece, { stream: true }) ?? ''));
  }

  judge(name: string): Judgement {
    const unread = this.end(name);
    if (unread !== null) return unread;
    const { wanted, seen, best } = this.#matches;
    const test = `the test "${quoted(wanted)}"`;
    if (best === null) return missing(`${name} lists ${seen} tests, and none is named "${quoted(wanted)}".`);
    if (best.several) return severalTests(wanted, name);
    if (best.outcome === 'passed') return verified(`In ${name}, ${test} ran and passed.`);
    const judgement = failed(`In ${name}, ${test} ${SAID[best.outcome]}.`);
    return best.outcome === 'skipped' ? { ...judgement, why: 'skipped' } : judgement;
  }

  /** Instead of judging the test: a number of the report, or of that test. */
  measure(name: string, measure: Extract<Measure, { in: 'junit' }>): Judgement {
    const unread = this.end(name);
    if (unread !== null) return unread;
    const { best, seen, wanted } = this.#matches;
    if (Object.values(this.#outcomes).every((count) => count === 0))
      return missing(`${name} lists no tests.`);
    if (measure.test === undefined)
      return measured(name, measure, countOf(measure.count, this.#outcomes, this.#seconds));
    if (best === null) return missing(`${name} lists ${seen} tests, and none is named "${quoted(wanted)}".`);
    if (best.several) return severalTests(wanted, name);
    const outcomes = { ...NO_TESTS, [best.outcome]: 1 };
    return measured(name, measure, countOf(measure.count, outcomes, best.seconds));
  }

  /** Null when all of it could be read. */
  end(name: string): Judgement | null {
    this.#feed(() => this.#parser.write(this.#decoder?.decode() ?? '').close());
    if (this.#problem === null && !this.#sawRoot) this.#refuse('it is empty');
    return this.#problem === null
      ? null
      : failed(`${name} is no JUnit report that can be read: ${this.#problem}.`);
  }

  #feed(write: () => void): void {
    if (this.#problem !== null) return;
    try {
      write();
    } catch (error) {
      this.#refuse(lineOf(error));
    }
  }

  #decoderFor(piece: Uint8Array): TextDecoder | null {
    const head = new TextDecoder('latin1').decode(piece.subarray(0, HEAD_BYTES));
    const marked = head.startsWith('\u00FF\u00FE')
      ? 'utf-16le'
      : head.startsWith('\u00FE\u00FF')
        ? 'utf-16be'
        : null;
    const declared = /^[^<]{0,3}<\?xml[^>]{0,100}\sencoding\s*=\s*["']([\w.:-]{1,40})["']/u.exec(head)?.[1];
    try {
      return new TextDecoder(marked ?? declared ?? 'utf-8');
    } catch {
      this.#refuse(`its encoding ${quoted(declared ?? '')} is not known`);
      return null;
    }
  }

  #open(name: string, attribute: (key: string) => string): void {
    this.#depth += 1;
    if (this.#depth > DEEPEST) return this.#refuse(`its elements are nested more than ${DEEPEST} deep`);
    if (this.#depth === 1) {
      if (this.#sawRoot) return this.#refuse('it has more than one root element');
      this.#sawRoot = true;
      if (name !== 'testsuites' && name !== 'testsuite')
        return this.#refuse(`it begins with <${quoted(name, 40)}>, not with <testsuites> or <testsuite>`);
    }
    if (name === 'testsuite') this.#suites.push(attribute('name'));
    if (this.#test !== null) {
      const outcome = this.#depth === this.#test.depth + 1 ? OF_ELEMENT[name] : undefined;
      this.#test.outcome = worse(this.#test.outcome, outcome);
      if (outcome !== undefined && this.#test.says === '') this.#test.says = attribute('message');
      return;
    }
    if (name === 'failure' || name === 'error')
      return this.#countSuite(OF_ELEMENT[name], attribute('message'));
    if (name !== 'testcase') return;
    const [status, result] = ['status', 'result'].map(
      (key) => OF_STATUS.get(attribute(key).toLowerCase()) ?? 'unclear',
    );
    this.#test = {
      depth: this.#depth,
      className: attribute('classname'),
      name: attribute('name'),
      seconds: secondsOf(attribute('time')),
      outcome: worse(worse('passed', status), result),
      says: '',
    };
  }

  /** What kept a whole suite from running stands beside its tests, and belongs to none of them. */
  #countSuite(outcome: TestOutcome = 'errored', says: string): void {
    this.#outcomes[outcome] += 1;
    this.#onTest({ suites: this.#suites, className: '', name: 'the whole suite', outcome, seconds: 0, says });
  }

  #close(name: string): void {
    if (this.#test?.depth === this.#depth) {
      const { className, name: test, outcome, seconds, says } = this.#test;
      const names = { suites: this.#suites, className, name: test };
      this.#matches.add(names, outcome, seconds);
      this.#onTest({ ...names, outcome, seconds, says });
      this.#outcomes[outcome] += 1;
      this.#seconds += seconds;
      this.#test = null;
    }
    if (name === 'testsuite') this.#suites.pop();
    this.#depth -= 1;
  }

  #refuse(problem: string): void {
    this.#problem ??= problem;
  }
}

const SAID = {
  failed: 'failed',
  errored: 'ended with an error',
  skipped: 'was skipped',
  unclear: 'has a status that is not known',
} as const;

function severalTests(wanted: string, name: string): Judgement {
  return failed(`"${quoted(wanted)}" names several tests of ${name}: name one by suite.class.name.`);
}

/** One whose status is not known did not pass. */
function countOf(
  count: (typeof JUNIT_COUNTS)[number],
  { passed, unclear, skipped, errored, failed: broken }: Readonly<Record<TestOutcome, number>>,
  seconds: number,
): number {
  const ran = passed + unclear + errored + broken;
  switch (count) {
    case 'tests':
      return ran + skipped;
    case 'passed':
      return passed;
    case 'failed':
      return broken;
    case 'errored':
      return errored;
    case 'skipped':
      return skipped;
    case 'pass-rate':
      return ran === 0 ? 0 : passed / ran;
    case 'seconds':
      return seconds;
    default:
      return unreachable(count);
  }
}

/** Some writers put thousands apart. */
function secondsOf(time: string): number {
  const seconds = Number(time.replaceAll(',', ''));
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0;
}

function worse(one: TestOutcome, other: TestOutcome | undefined): TestOutcome {
  return other !== undefined && WEIGHT[other] > WEIGHT[one] ? other : one;
}

function valueOf(attribute: string | { readonly value: string } | undefined): string {
  return typeof attribute === 'string' ? attribute : (attribute?.value ?? '');
}

/** The parser tells line, column and character on lines of their own. */
function lineOf(error: unknown): string {
  const [what = '', line = ''] = error instanceof Error ? error.message.split('\n') : [];
  const at = /^Line: (\d+)$/u.exec(line)?.[1];
  return `${at === undefined ? '' : `line ${Number(at) + 1}: `}${quoted(what.replace(/\.$/u, ''))}`;
}
