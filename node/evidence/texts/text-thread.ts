import { parentPort } from 'node:worker_threads';
import { judgeText, type TextTask } from './judge-text.ts';

/** A thread that judges the texts it is sent, one after the other. */
parentPort?.on('message', (task: TextTask) => {
  void judgeText(task).then((judgement) => parentPort?.postMessage(judgement));
});
