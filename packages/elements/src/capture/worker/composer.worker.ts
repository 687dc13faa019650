import { Engine } from './engine.js';
import type { FromComposer, ToComposer } from './messages.js';

/** The worker's global scope, as far as it is used here. */
interface Scope {
  onmessage: ((event: MessageEvent<ToComposer>) => void) | null;
  postMessage(message: FromComposer, transfer?: Transferable[]): void;
}
const scope = globalThis as unknown as Scope;

const waiting: ToComposer[] = [];
let engine: Engine | undefined;
let starting = false;

scope.onmessage = ({ data }) => {
  if (data.type === 'start') {
    if (starting) return;
    starting = true;
    void Engine.start(data, (message, transfer) => scope.postMessage(message, transfer)).then((started) => {
      engine = started;
      for (const message of waiting.splice(0)) tell(message);
    });
  } else if (engine) tell(data);
  else waiting.push(data);
};

function tell(message: ToComposer): void {
  if (message.type === 'stop') void engine?.stop();
  else if (message.type !== 'start') engine?.tell(message);
}
