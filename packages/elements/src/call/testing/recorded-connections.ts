/** Remembers every RTCPeerConnection made while it records. */
export class RecordedConnections {
  readonly all: RTCPeerConnection[] = [];
  readonly #original = globalThis.RTCPeerConnection;

  constructor() {
    const { all } = this;
    globalThis.RTCPeerConnection = class extends this.#original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        all.push(this);
      }
    };
  }

  stop(): void {
    globalThis.RTCPeerConnection = this.#original;
  }
}

function ufragOf(connection: RTCPeerConnection): string | undefined {
  return /a=ice-ufrag:(\S+)/.exec(connection.localDescription?.sdp ?? '')?.[1];
}

/** Restarts all in the same tick; resolves when each has new ICE and nothing is left to negotiate. */
export async function restartTogether(connections: readonly RTCPeerConnection[]): Promise<void> {
  const before = connections.map(ufragOf);
  for (const connection of connections) connection.restartIce();
  await Promise.all(
    connections.map(
      (connection, index) =>
        new Promise<void>((resolve) => {
          const check = (): void => {
            if (connection.signalingState !== 'stable' || ufragOf(connection) === before[index]) return;
            connection.removeEventListener('signalingstatechange', check);
            resolve();
          };
          connection.addEventListener('signalingstatechange', check);
        }),
    ),
  );
}
