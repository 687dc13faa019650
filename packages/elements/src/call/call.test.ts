import { describeCall } from './testing/call-suite.js';
import { FakeCall } from './testing/fake-call.js';
import { PeerRoom } from './testing/peer-room.js';

describeCall('peer', () => {
  const room = new PeerRoom({ delayMs: 10, duplicated: 0.2 });
  return {
    open: (connectionId) => room.join(connectionId),
    close: () => room.close(),
  };
});

describeCall('scripted fake', () => {
  const calls: FakeCall[] = [];
  return {
    open: async (connectionId) => {
      const call = new FakeCall();
      const setRoster = call.setRoster.bind(call);
      call.setRoster = (ids) => setRoster(ids.filter((id) => id !== connectionId));
      calls.push(call);
      await call.connect();
      return call;
    },
    close: () => {
      for (const call of calls) call.close();
    },
  };
});
