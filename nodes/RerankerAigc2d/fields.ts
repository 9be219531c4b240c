import { vectorStoreNotice } from '../fields/connectionNotice';
import { optionsOf } from '../fields/field';
import { rerankBody, rerankModel, topN } from '../fields/rerank';
import { modelThroughputField } from '../fields/throughput';

/** Options of the node. */
export const rerankerOptions = optionsOf([topN, rerankBody]);

/** The fields of the node. */
export const rerankerFields = [
	vectorStoreNotice,
	rerankModel,
	rerankerOptions,
	modelThroughputField,
];
