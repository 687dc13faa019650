import type { Bus, BusMessage } from './bus.js';

/** A bus within one process. */
export function memoryBus(): Bus {
  const listeners = new Map<string, Set<(message: BusMessage) => void>>();
  return {
    publish(messages) {
      for (const message of messages)
        for (const listener of [...(listeners.get(message.topic) ?? [])]) listener(message);
      return Promise.resolve();
    },
    subscribe(topic, listener) {
      const own = (message: BusMessage): void => listener(message);
      const ofTopic = listeners.get(topic) ?? new Set();
      listeners.set(topic, ofTopic.add(own));
      return () => {
        ofTopic.delete(own);
        if (ofTopic.size === 0 && listeners.get(topic) === ofTopic) listeners.delete(topic);
      };
    },
    close() {
      listeners.clear();
      return Promise.resolve();
    },
  };
}
