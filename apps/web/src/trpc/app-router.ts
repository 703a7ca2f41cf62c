export type { AppRouter } from '@quarterdeck/engine/router-types';
