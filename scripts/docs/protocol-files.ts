import { z } from 'zod';
import { AgentFrame, HubFrame } from '../../core/contract/hub/agent-frames.ts';
import { HttpFailure, httpApi } from '../../core/contract/hub/http-api.ts';
import { GateDocument } from '../../core/domain/readiness/gate/gate-document.ts';
import { GateReport } from '../../core/domain/readiness/gate/report.ts';
import { protocolPage } from './protocol-page.ts';

/** Everything below `docs/protocol/`, by file name. */
export function protocolFiles(): ReadonlyMap<string, string> {
  const files = new Map<string, string>([['README.md', protocolPage()]]);
  for (const frame of AgentFrame.options)
    files.set(`agent-${frame.shape.t.value}.schema.json`, schemaText(z.toJSONSchema(frame, { io: 'input' })));
  for (const frame of HubFrame.options)
    files.set(`hub-${frame.shape.t.value}.schema.json`, schemaText(z.toJSONSchema(frame)));
  for (const [name, entry] of Object.entries(httpApi)) {
    const { method, path, scope, tier, about } = entry;
    const parts = {
      params: z.toJSONSchema(entry.params, { io: 'input' }),
      body: z.toJSONSchema(entry.body, { io: 'input' }),
      answer: z.toJSONSchema(entry.answer),
      failure: z.toJSONSchema(HttpFailure),
    };
    files.set(`http-${name}.schema.json`, schemaText({ about, method, path, scope, tier, ...parts }));
  }
  files.set('gate-report.schema.json', schemaText(z.toJSONSchema(GateReport)));
  files.set('gate-document.schema.json', schemaText(z.toJSONSchema(GateDocument, { io: 'input' })));
  return files;
}

function schemaText(schema: unknown): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
