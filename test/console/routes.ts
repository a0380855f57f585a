import { consoleRouter } from '#console/router.ts';
import type { TestHouse } from '../support/house.ts';

type Layer = {
  rawPath: string | readonly string[];
  route?: { path: string; stack: readonly { method?: string }[] };
  handle: { stack?: readonly Layer[] };
};

function routesOf(stack: readonly Layer[], at: string): string[] {
  return stack.flatMap((layer) => {
    const { route, handle, rawPath } = layer;
    if (route) {
      const methods = new Set(route.stack.flatMap(({ method }) => method?.toUpperCase() ?? []));
      return [...methods].map((method) => `${method} ${at}${route.path}`);
    }
    if (rawPath === '/assets') return [];
    return routesOf(handle.stack ?? [], rawPath === '/' ? at : `${at}${String(rawPath)}`);
  });
}

/** "GET /console/:centreId/today" and all others, as Express has them, but for the files of the look and what stands in front of a route. */
export function consoleRoutes({ house: { parts, runner, office } }: TestHouse): string[] {
  const router: { stack: unknown } = consoleRouter({ parts, runner, office });
  return routesOf(router.stack as Layer[], '/console');
}
