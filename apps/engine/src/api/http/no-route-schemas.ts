import type { FastifyServerOptions } from 'fastify';

type Factory = NonNullable<
  NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']
>;

const refuse = (): never => {
  throw new Error('routes carry no JSON schemas: what comes in is checked by the contracts');
};

/** In place of the framework's two schema compilers, which no route here needs and every start had to load. */
export const noRouteSchemas: Factory = { buildValidator: refuse, buildSerializer: refuse };
