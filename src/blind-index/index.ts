/**
 * Blind indexes: keyed tags that find encrypted rows. What each leaks stands beside it.
 *
 * @module
 */
export type { IndexTag, ValueType } from '../types.ts';
export {
  type BlindIndexDefinition,
  type BlindIndexer,
  type BlindIndexerOptions,
  type BlindIndexField,
  type BlindIndexQuery,
  type BlindIndexScope,
  createBlindIndexer,
  type IndexTags,
} from './indexer.ts';
export { type MergeFields, type MergeKeyOptions, mergeKey } from './mergeKey.ts';
export {
  type Normaliser,
  normaliseAddress,
  normaliseName,
  normalisePhone,
  normaliseRegion,
  normaliseText,
} from './normalise.ts';
export {
  type BlindIndexPlan,
  type BlindIndexPlanOptions,
  type BlindIndexProposal,
  type PlannedIndex,
  planBlindIndex,
} from './plan.ts';
