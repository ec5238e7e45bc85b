import type { RequestHandler } from 'express';

export interface Metrics {
  /** Counts and times every answer; stands before all doors. */
  readonly countRequests: RequestHandler;
  /** Everything measured in Prometheus' text format, with `gauges` as they are now. */
  text(gauges: Readonly<Record<string, { readonly help: string; readonly value: number }>>): string;
}

interface Timing {
  count: number;
  seconds: number;
  readonly buckets: number[];
}

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
// By the first segment of the path. Anything else is "other": what strangers type must not make new series.
const CLASSES: Readonly<Record<string, string>> = {
  '': 'start',
  api: 'api',
  search: 'search',
  projects: 'record',
  lessons: 'record',
  processes: 'record',
  records: 'record',
  organisations: 'organisation',
  assets: 'asset',
  healthz: 'health',
  readyz: 'health',
  metrics: 'health',
};

export function createMetrics(): Metrics {
  const timings = new Map<string, Timing>();
  const note = (labels: string, seconds: number): void => {
    const timing = timings.get(labels) ?? { count: 0, seconds: 0, buckets: BUCKETS.map(() => 0) };
    timings.set(labels, timing);
    timing.count += 1;
    timing.seconds += seconds;
    for (const [n, limit] of BUCKETS.entries()) if (seconds <= limit) timing.buckets[n] = (timing.buckets[n] ?? 0) + 1;
  };
  return {
    countRequests(req, res, next) {
      const started = process.hrtime.bigint();
      const labels = `class="${classOf(req.path)}",method="${METHODS.has(req.method) ? req.method : 'other'}"`;
      res.once('close', () => note(`${labels},status="${Math.floor(res.statusCode / 100)}xx"`, Number(process.hrtime.bigint() - started) / 1e9));
      next();
    },
    text: (gauges) =>
      [...requestLines(timings), ...processLines(), ...Object.entries(gauges).flatMap(([name, { help, value }]) => gauge(name, help, value)), ''].join('\n'),
  };
}

function classOf(path: string): string {
  const [, first = ''] = path.split('/', 2);
  return (Object.hasOwn(CLASSES, first) ? CLASSES[first] : undefined) ?? 'other';
}

function requestLines(timings: ReadonlyMap<string, Timing>): string[] {
  const name = 'leuchtnetz_http_request_duration_seconds';
  const lines = [...timings].flatMap(([labels, { count, seconds, buckets }]) => [
    ...BUCKETS.map((limit, n) => `${name}_bucket{${labels},le="${limit}"} ${buckets[n] ?? 0}`),
    `${name}_bucket{${labels},le="+Inf"} ${count}`,
    `${name}_sum{${labels}} ${seconds}`,
    `${name}_count{${labels}} ${count}`,
  ]);
  return [`# HELP ${name} Time from the first line of a request to the end of its answer.`, `# TYPE ${name} histogram`, ...lines];
}

function processLines(): string[] {
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return [
    ...gauge('process_resident_memory_bytes', 'Resident memory.', rss),
    ...gauge('nodejs_heap_size_used_bytes', 'Heap in use.', heapUsed),
    ...gauge('process_start_time_seconds', 'When the process began, in Unix time.', Math.round(Date.now() / 1_000 - process.uptime())),
    '# HELP process_cpu_seconds_total Processor time, user and system.',
    '# TYPE process_cpu_seconds_total counter',
    `process_cpu_seconds_total ${(user + system) / 1e6}`,
  ];
}

function gauge(name: string, help: string, value: number): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name} ${value}`];
}
