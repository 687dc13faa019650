import type { RecordingsDeps } from '../deps.js';
import type { RecordingsService } from '../recordings-service.js';

/** What delivery works with. */
export interface DeliveryDeps extends RecordingsDeps {
  readonly service: RecordingsService;
}
