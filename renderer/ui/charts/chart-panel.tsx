import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { showToast } from '../feedback/toast.tsx';
import { IconButton } from '../inputs/button.tsx';
import { Panel } from '../layout/panel.tsx';
import { Menu } from '../overlays/menu.tsx';
import { saveFile } from '../save-file.ts';
import { formatNumber } from '../text/format.ts';
import { chartCsv } from './chart-csv.ts';
import type { ChartData } from './chart-data.ts';
import { ChartTable } from './chart-table.tsx';
import styles from './charts.module.css';
import { svgAsPng } from './svg-picture.ts';

export interface ChartPanelProps {
  readonly title: string;
  /** The question it answers, in words. */
  readonly answers: string;
  readonly data: ChartData;
  /** A Select or RadioGroup that picks the range. */
  readonly range?: ReactNode | undefined;
  readonly span?: 4 | 5 | 6 | 7 | 8 | 12 | undefined;
  /** Name of exported files, without ending. */
  readonly fileName: string;
  /** The chart: LineChart, AreaStack or BarList of the same data. */
  readonly children: ReactNode;
}

/** A chart with what every chart has: the question, a range, its numbers as a table, PNG and CSV. */
export function ChartPanel({ title, answers, data, range, span, fileName, children }: ChartPanelProps) {
  const [tableShown, setTableShown] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const savePicture = async () => {
    const svg = body.current?.querySelector('[data-plot] svg');
    if (!(svg instanceof SVGSVGElement)) return;
    const picture = await svgAsPng(svg);
    if (picture.ok) saveFile(`${fileName}.png`, picture.value);
    else
      showToast({
        kind: 'problem',
        text: picture.error.message,
        detail: 'The table and the CSV have the same numbers.',
      });
  };
  const save = (id: string) => {
    if (id === 'png') void savePicture();
    else saveFile(`${fileName}.csv`, new Blob([chartCsv(data)], { type: 'text/csv;charset=utf-8' }));
  };
  return (
    <Panel
      title={title}
      fact={answers}
      span={span}
      actions={
        <>
          {range}
          <IconButton
            icon="table"
            label={`${title} as a table`}
            isPressed={tableShown}
            onPress={() => setTableShown(!tableShown)}
          />
          <Menu
            label={`Export ${title}`}
            trigger={<IconButton icon="download" label={`Export ${title}`} />}
            onAction={save}
            groups={[
              {
                id: 'export',
                entries: [
                  {
                    id: 'png',
                    label: 'Picture (PNG)',
                    isDisabled: tableShown,
                    detail: tableShown ? 'Show the chart first.' : undefined,
                  },
                  { id: 'csv', label: 'Numbers (CSV)' },
                ],
              },
            ]}
          />
        </>
      }
    >
      <div ref={body} className={styles.body}>
        {tableShown ? <ChartTable data={data} label={title} /> : children}
        {data.of !== undefined && data.of > data.points.length ? (
          <p className={styles.note}>
            {`${formatNumber(data.points.length)} of ${formatNumber(data.of)} points drawn; peaks and lows are kept.`}
          </p>
        ) : null}
      </div>
    </Panel>
  );
}
