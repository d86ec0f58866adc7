import { ScrollBox } from '../../../ui/layout/scroll-box.tsx';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { formatDuration, formatNumber } from '../../../ui/text/format.ts';
import styles from './preview.module.css';
import { type Preview, testsSentence } from './preview-model.ts';

/** A test report: what it comes to, its suites, and the tests that did not pass. */
export function TestsPreview({ tests }: { readonly tests: Extract<Preview, { kind: 'tests' }> }) {
  return (
    <>
      <p className={styles.fact}>{testsSentence(tests)}</p>
      {tests.failures.length === 0 ? null : (
        <ul className={styles.failures} aria-label="Tests that did not pass">
          {tests.failures.map(({ suite, test, outcome, says }, at) => (
            <li key={at}>
              <StateMark mark="blocked" label={outcome === 'failed' ? 'Failed' : 'Ended with an error'} />
              <span className={styles.test}>{test}</span>
              <small>{[suite, says].filter((part) => part !== '').join(': ')}</small>
            </li>
          ))}
        </ul>
      )}
      {tests.suites.length === 0 ? null : (
        <ScrollBox label="Suites">
          <table className={styles.suites}>
            <thead>
              <tr>
                <th scope="col">Suite</th>
                <th scope="col">Passed</th>
                <th scope="col">Failed</th>
                <th scope="col">Skipped</th>
                <th scope="col">Time</th>
              </tr>
            </thead>
            <tbody>
              {tests.suites.map(({ name, passed, failed, errored, skipped, unclear, seconds }) => (
                <tr key={name}>
                  <th scope="row">{name === '' ? 'without a name' : name}</th>
                  <td>{formatNumber(passed)}</td>
                  <td>{formatNumber(failed + errored)}</td>
                  <td>{formatNumber(skipped + unclear)}</td>
                  <td>{seconds > 0 ? formatDuration(seconds * 1000) : ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </>
  );
}
