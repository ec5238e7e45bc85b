import type { RequestHandler, Router } from 'express';

import { answerProblem } from '../../web/problem-json.ts';

type Method = 'get' | 'post' | 'patch' | 'delete';
type Handlers = Readonly<Partial<Record<Method, readonly RequestHandler[]>>>;

/** Puts one address with its methods into the router; any other method is told which there are. */
export function door(router: Router, path: string, handlers: Handlers): void {
  const methods = Object.keys(handlers) as Method[];
  const allow = [...methods.map((method) => method.toUpperCase()), ...(handlers.get === undefined ? [] : ['HEAD']), 'OPTIONS'].join(', ');
  const route = router.route(path);
  for (const method of methods) route[method](...(handlers[method] ?? []));
  route.options((_req, res) => void res.set('Allow', allow).status(204).end());
  route.all((_req, res) => answerProblem(res.set('Allow', allow), 'wrong-method'));
}
