import type { AttendanceReport, AttendanceRow, CreateSessionInput, Session } from '@lectern/core/contract';
import type { TestLectern, TestPerson } from '../../testing/index.js';

/** Heartbeats this often keep every lease alive. */
const STEP_MS = 30_000;

/** A page of somebody in the class. */
export interface Page {
  readonly person: TestPerson;
  readonly connectionId: string;
}

/** A class that people come to and go from while the clock is moved. */
export class Lesson {
  readonly #server: TestLectern;
  readonly #open = new Set<Page>();
  readonly session: Session;
  readonly host: TestPerson;
  /** When it began. */
  readonly beginMs: number;

  private constructor(server: TestLectern, host: TestPerson, session: Session) {
    this.#server = server;
    this.host = host;
    this.session = session;
    this.beginMs = server.clock.now().getTime();
  }

  /** Made by the host, for ten minutes from now unless the input says otherwise. */
  static async begin(
    server: TestLectern,
    host: TestPerson,
    input: Partial<CreateSessionInput> = {},
  ): Promise<Lesson> {
    const session = await server
      .clientFor(host)
      .sessions.create({ title: 'Harmony', courseId: 'piano', durationMinutes: 10, ...input });
    return new Lesson(server, host, session);
  }

  async join(person: TestPerson, deviceId = 'laptop'): Promise<Page> {
    const { connectionId } = await this.#server
      .clientFor(person)
      .sessions.join(this.session.id, { deviceId });
    const page = { person, connectionId };
    this.#open.add(page);
    return page;
  }

  async leave(page: Page): Promise<void> {
    this.#open.delete(page);
    await this.#server.clientFor(page.person).connections.leave(page.connectionId);
  }

  /** The page is gone without a word. */
  crash(page: Page): void {
    this.#open.delete(page);
  }

  /** Moves the clock to this long after the beginning, with everybody's heartbeats on the way. */
  async at(minutes: number, seconds = 0): Promise<void> {
    const goal = this.beginMs + minutes * 60_000 + seconds * 1_000;
    for (;;) {
      const now = this.#server.clock.now().getTime();
      if (now >= goal) return;
      await this.#server.setTime(new Date(Math.min(goal, now + STEP_MS)));
      for (const { person, connectionId } of this.#open)
        await this.#server.clientFor(person).connections.heartbeat(connectionId);
    }
  }

  async end(): Promise<void> {
    await this.#server.clientFor(this.host).sessions.end(this.session.id);
    this.#open.clear();
    await this.#server.settle();
  }

  report(as: TestPerson = this.host): Promise<AttendanceReport> {
    return this.#server.clientFor(as).attendance.get(this.session.id);
  }

  async rowOf(person: TestPerson, as: TestPerson = this.host): Promise<AttendanceRow | undefined> {
    return (await this.report(as)).rows.find(({ personId }) => personId === person.id);
  }
}
