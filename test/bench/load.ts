import { Agent, request } from 'node:http';

export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly failed: number;
}

/** Asks the addresses in turn, `atOnce` at a time over kept connections, and times every answer to its last byte (milliseconds). */
export async function loaded(base: string, paths: readonly string[], atOnce: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const times: number[] = [];
  const state = { next: 0, failed: 0 };
  const worker = async (): Promise<void> => {
    for (let path = paths[state.next++]; path !== undefined; path = paths[state.next++]) {
      const started = performance.now();
      if ((await get(`${base}${path}`, agent)) !== 200) state.failed += 1;
      times.push(performance.now() - started);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - started) / 1_000;
  agent.destroy();
  return { perSecond: paths.length / seconds, p50: quantile(times, 0.5), p95: quantile(times, 0.95), failed: state.failed };
}

function get(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers: { 'accept-language': 'de' } }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
    });
    asked.once('error', reject);
    asked.end();
  });
}

/** The same for something in this process. */
export async function timed<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<unknown>): Promise<Load> {
  const times: number[] = [];
  const state = { next: 0 };
  const worker = async (): Promise<void> => {
    for (let item = items[state.next++]; item !== undefined; item = items[state.next++]) {
      const started = performance.now();
      await work(item);
      times.push(performance.now() - started);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { perSecond: items.length / ((performance.now() - started) / 1_000), p50: quantile(times, 0.5), p95: quantile(times, 0.95), failed: 0 };
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}
