/** What became of a test, by a report. `unclear`: it says so in words of its own. */
export type TestOutcome = 'passed' | 'unclear' | 'skipped' | 'errored' | 'failed';

export interface TestNames {
  /** Outermost first. */
  readonly suites: readonly string[];
  readonly className: string;
  readonly name: string;
}

export interface TestMatch {
  /** More than one test has the name. */
  readonly several: boolean;
  /** The worst of all its entries, where a report lists the same test again. */
  readonly outcome: TestOutcome;
  /** Of all its entries, as the report says. */
  readonly seconds: number;
}

const WORST_FIRST: readonly TestOutcome[] = ['failed', 'errored', 'skipped', 'unclear', 'passed'];

/** Tests that a name may mean: in full before class and name, and those before the name alone. */
export class TestMatches {
  readonly wanted: string;
  #seen = 0;
  #level = 0;
  #first = '';
  #several = false;
  #seconds = 0;
  readonly #outcomes = new Set<TestOutcome>();

  constructor(wanted: string) {
    this.wanted = wanted;
  }

  /** Tests that were looked at. */
  get seen(): number {
    return this.#seen;
  }

  get best(): TestMatch | null {
    const outcome = WORST_FIRST.find((one) => this.#outcomes.has(one));
    return outcome === undefined ? null : { several: this.#several, outcome, seconds: this.#seconds };
  }

  add(names: TestNames, outcome: TestOutcome, seconds: number): void {
    this.#seen += 1;
    const level = levelOf(this.wanted, names);
    if (level === 0 || level < this.#level) return;
    const which = JSON.stringify([names.suites, names.className, names.name]);
    if (level > this.#level) {
      this.#level = level;
      this.#first = which;
      this.#several = false;
      this.#seconds = 0;
      this.#outcomes.clear();
    }
    if (which !== this.#first) this.#several = true;
    this.#seconds += seconds;
    this.#outcomes.add(outcome);
  }
}

/** How much of a test's name was said: 3 all of it, 2 class and name, 1 its name; 0 for another test. */
function levelOf(wanted: string, { suites, className, name }: TestNames): number {
  if (name === '' || !wanted.endsWith(name)) return 0;
  const ofClass = joined(className, name);
  if (wanted === joined(suites.at(-1) ?? '', ofClass) || wanted === [...suites, ofClass].join('.')) return 3;
  if (wanted === ofClass) return 2;
  return wanted === name ? 1 : 0;
}

const joined = (before: string, name: string): string => (before === '' ? name : `${before}.${name}`);
