/** Prefetches what is likely to be asked about next. */
export { createPrefetch, type Prefetch, type Prefetched } from './prefetch.ts';
export { createPredictor, type PredictMessage, type Predictor } from './predictor.ts';
