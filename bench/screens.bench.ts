import { chromium, type Page } from '@playwright/test';
import { z } from 'zod';
import { serveGallery } from '../tests/support/web/gallery-server.ts';
import { type Bench, quantile } from './measure.ts';

const runs = 7;
const Figures = z.object({ mount: z.number(), nodes: z.number(), frames: z.array(z.number()) });
type Figures = z.infer<typeof Figures>;

/** Opens the gallery's measured page afresh: nothing of the run before is warm. */
async function measured(page: Page, address: string, subject: string): Promise<Figures> {
  await page.goto(`${address}?page=bench&subject=${subject}`);
  const printed = await page.getByTestId('figures').textContent();
  const figures = Figures.parse(JSON.parse(printed ?? ''));
  await page.goto('about:blank');
  return figures;
}

export const screensBench: Bench = {
  name: 'Table, charts and graph',
  dataset:
    '100,000 rows of 7 columns, 50 updates a second while scrolling; charts of 1,000 points; a graph of 5,000 nodes; Chromium, 1440 x 900',
  async run() {
    const server = await serveGallery();
    const browser = await chromium.launch({
      executablePath: process.env['QUARTERDECK_CHROMIUM'] ?? '/usr/bin/chromium',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      const several = async (subject: string) => {
        await measured(page, server.address, subject);
        const found: Figures[] = [];
        for (let run = 0; run < runs; run += 1) found.push(await measured(page, server.address, subject));
        return found;
      };
      const mounts = (figures: readonly Figures[]) => figures.map((one) => one.mount);
      const table = await several('table');
      const list = await several('bare-list');
      const lines = await several('lines');
      const stack = await several('stack');
      const graph = await several('layers');
      const bareGraph = await several('bare-layers');
      const bare = { name: 'recharts, 10,000 points', samples: mounts(await several('bare-lines')) };
      return [
        {
          operation: 'mount the 100k-row table',
          unit: 'ms',
          budget: 80,
          samples: mounts(table),
          baseline: { name: 'bare virtual list', samples: mounts(list) },
          note: 'until the frame that shows it is painted',
        },
        {
          operation: 'frame under updates, p95',
          unit: 'ms',
          budget: 20,
          samples: table.map((one) => quantile(one.frames, 0.95)),
          baseline: null,
          note: 'a frame is 16.7 ms at best; there is nothing to compare a screen refresh with',
        },
        { operation: 'draw lines', unit: 'ms', budget: 80, samples: mounts(lines), baseline: bare, note: '' },
        {
          operation: 'draw a stack of 5',
          unit: 'ms',
          budget: 80,
          samples: mounts(stack),
          baseline: bare,
          note: '',
        },
        {
          operation: 'draw a graph of 5,000 nodes',
          unit: 'ms',
          budget: 500,
          samples: mounts(graph),
          baseline: { name: 'every node as SVG, laid out alike', samples: mounts(bareGraph) },
          note: 'laid out, drawn and painted',
        },
        {
          operation: 'elements of that page',
          unit: 'nodes',
          budget: 3000,
          samples: graph.map((one) => one.nodes),
          baseline: { name: 'every node as SVG', samples: bareGraph.map((one) => one.nodes) },
          note: '',
        },
      ];
    } finally {
      await browser.close();
      await server.close();
    }
  },
};
