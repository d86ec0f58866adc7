import { formatNumber } from '../text/format.ts';
import type { ChartData } from './chart-data.ts';
import { numberAt } from './chart-model.ts';
import styles from './charts.module.css';
import { pointLabel } from './instant-ticks.ts';

/** The chart's numbers as a table. */
export function ChartTable({ data, label }: { readonly data: ChartData; readonly label: string }) {
  return (
    <div className={styles.asTable} tabIndex={0} role="region" aria-label={`${label} as a table`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{data.unit}</th>
            {data.series.map((series) => (
              <th key={series.key} scope="col">
                {series.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.points.map((point, index) => (
            <tr key={index}>
              <td>{pointLabel(String(point['x'] ?? ''))}</td>
              {data.series.map((series) => {
                const value = numberAt(point[series.key]);
                return (
                  <td key={series.key} data-unknown={value === null}>
                    {value === null ? 'no data' : formatNumber(value)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
