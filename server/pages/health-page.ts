import { type Request, Router } from 'express';

import type { UseTokens } from '../actions/use-tokens.ts';
import { tokenIn } from '../web/bearer.ts';
import type { Metrics } from '../web/metrics.ts';

interface Needs {
  /** What must answer before requests make sense, by name; each throws when it does not. */
  checks: Readonly<Record<string, () => Promise<unknown>>>;
  metrics: Pick<Metrics, 'text'>;
  /** How many documents have something waiting to be carried, and how many happenings were given up. */
  counts: () => Promise<{ readonly waiting: number; readonly shelved: number }>;
  useTokens: Pick<UseTokens, 'viewerOf'>;
}

const PATIENCE_MS = 2_000;
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];
const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;

/** GET /healthz, /readyz and /metrics: for machines that watch over this one. They need no context, so that they answer when little else does. */
export function healthPage({ checks, metrics, counts, useTokens }: Needs): Router {
  const router = Router();
  router.use(['/healthz', '/readyz', '/metrics'], (_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });

  router.get('/healthz', (_req, res) => void res.json({ status: 'ok' }));

  router.get('/readyz', async (_req, res) => {
    const failed = await Promise.all(Object.entries(checks).map(async ([name, check]) => ((await answers(check)) ? [] : [`${name}: no answer`])));
    const reasons = failed.flat();
    if (reasons.length > 0) return void res.status(503).set('Retry-After', '5').json({ status: 'unavailable', reasons });
    res.json({ status: 'ready' });
  });

  router.get('/metrics', async (req, res) => {
    if (!(await mayMeasure(req))) return void res.status(401).set('WWW-Authenticate', 'Bearer realm="metrics"').end();
    const { waiting, shelved } = await counts().catch(() => ({ waiting: Number.NaN, shelved: Number.NaN }));
    const gauges = {
      leuchtnetz_relay_waiting: { help: 'Documents with something that was not carried yet.', value: waiting },
      leuchtnetz_relay_shelved: { help: 'Happenings that could not be carried and were given up.', value: shelved },
    };
    res.type('text/plain; version=0.0.4').send(metrics.text(gauges));
  });

  const mayMeasure = async (req: Request): Promise<boolean> => {
    // Behind a proxy on this machine everybody comes from loopback; its headers give that away.
    const isDirect = LOOPBACK.test(req.socket.remoteAddress ?? '') && FORWARDED.every((name) => req.get(name) === undefined);
    if (isDirect) return true;
    const token = tokenIn(req.get('authorization'));
    return token !== null && (await useTokens.viewerOf(token)) !== null;
  };
  return router;
}

async function answers(check: () => Promise<unknown>): Promise<boolean> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const late = new Promise<boolean>((resolve) => patience.addEventListener('abort', () => resolve(false), { once: true }));
  const inTime = check().then(
    () => true,
    () => false,
  );
  return Promise.race([inTime, late]);
}
