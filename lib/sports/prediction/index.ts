/** Prefetches what is likely to be asked about next. */
export { createPrefetch, type Prefetch, type Prefetched } from './prefetch.ts';
export { createPredictor, type Predictor } from './predictor.ts';
export type { PredictMessage } from './message.ts';
