export { peerAdapter, type PeerAdapterOptions } from './adapter.js';
