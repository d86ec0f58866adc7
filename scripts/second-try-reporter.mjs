import { writeFileSync } from 'node:fs';

/** Writes down which tests passed only at their second try, so that `npm test` can name them. */
export default class SecondTryReporter {
  names = [];

  onTestCaseResult(test) {
    if (test.ok() && (test.diagnostic()?.retryCount ?? 0) > 0) {
      this.names.push(`${test.module.relativeModuleId} › ${test.fullName}`);
    }
  }

  onTestRunEnd() {
    const file = process.env.QUARTERDECK_SECOND_TRIES;
    if (file !== undefined) writeFileSync(file, JSON.stringify(this.names));
  }
}
