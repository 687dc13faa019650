export type MetricLabels = Readonly<Record<string, string>>;

/** A few figures for the operator, in the Prometheus text format. */
export interface Metrics {
  /** Adds one to a counter that was described. */
  count(name: MetricName, labels?: MetricLabels, by?: number): void;
  /** A figure that is asked for when somebody reads. */
  gauge(name: MetricName, read: () => number | Promise<number>): void;
  render(): Promise<string>;
}

/** Every figure there is, with what it means. */
export const METRICS = {
  lectern_http_requests_total: { type: 'counter', help: 'Requests answered, by method, route and status.' },
  lectern_outbox_unstamped: { type: 'gauge', help: 'Facts that are committed and have no number yet.' },
  lectern_outbox_parked: { type: 'gauge', help: 'Facts that a handler gave up on.' },
  lectern_inbox_waiting: { type: 'gauge', help: 'Deliveries of providers that wait to be processed.' },
} as const;
export type MetricName = keyof typeof METRICS;

export function createMetrics(): Metrics {
  const counters = new Map<MetricName, Map<string, number>>();
  const gauges = new Map<MetricName, () => number | Promise<number>>();
  return {
    count(name, labels = {}, by = 1) {
      const series = counters.get(name) ?? new Map<string, number>();
      counters.set(name, series);
      const key = formatLabels(labels);
      series.set(key, (series.get(key) ?? 0) + by);
    },
    gauge(name, read) {
      gauges.set(name, read);
    },
    async render() {
      const lines: string[] = [];
      for (const [name, { type, help }] of Object.entries(METRICS) as [
        MetricName,
        { type: string; help: string },
      ][]) {
        const read = gauges.get(name);
        const series = read
          ? new Map([['', await read()]])
          : (counters.get(name) ?? new Map<string, number>());
        lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
        for (const [labels, value] of series) lines.push(`${name}${labels} ${String(value)}`);
      }
      return `${lines.join('\n')}\n`;
    },
  };
}

function formatLabels(labels: MetricLabels): string {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${value.replace(/["\\\n]/g, '_')}"`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}
