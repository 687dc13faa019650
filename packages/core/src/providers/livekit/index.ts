export { livekitAdapter, type LiveKitAdapterOptions } from './adapter.js';
export type { LiveKitRecordingOptions, LiveKitS3 } from './egress.js';
