import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    peer: 'src/providers/peer/index.ts',
    livekit: 'src/providers/livekit/index.ts',
    client: 'src/client/index.ts',
    contract: 'src/contract/index.ts',
    token: 'src/token/index.ts',
    signing: 'src/signing/index.ts',
    attendance: 'src/attendance/index.ts',
    slots: 'src/slots/index.ts',
    'calendar-links': 'src/calendar-links/index.ts',
    testing: 'src/testing/index.ts',
    // Both halves of `#hmac`: bundled in, `neutral` would take the web half for everybody.
    'hmac.node': 'src/signing/hmac.node.ts',
    'hmac.web': 'src/signing/hmac.web.ts',
  },
  external: ['#hmac', /^node:/],
  // Else a bundler for browsers takes `crypto` for a package of that name.
  removeNodeProtocol: false,
  format: ['esm'],
  target: 'es2022',
  platform: 'neutral',
  dts: true,
  sourcemap: true,
  clean: true,
  treeshake: true,
});
