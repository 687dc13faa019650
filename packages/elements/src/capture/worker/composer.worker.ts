import { Conductor } from './conductor.js';
import type { FromComposer, ToComposer } from './messages.js';

/** The worker's global scope, as far as it is used here. */
interface Scope {
  onmessage: ((event: MessageEvent<ToComposer>) => void) | null;
  postMessage(message: FromComposer, transfer?: Transferable[]): void;
}
const scope = globalThis as unknown as Scope;

const conductor = new Conductor((message, transfer) => scope.postMessage(message, transfer));
scope.onmessage = ({ data }) => conductor.tell(data);
scope.postMessage({ type: 'loaded' });
